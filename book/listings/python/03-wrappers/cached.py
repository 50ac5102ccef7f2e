from functools import cache
from threading import Barrier, Thread

both_here = Barrier(2)
expeditions = []

@cache
def height(peak):
    expeditions.append(peak)
    both_here.wait()
    return 3967

parties = [Thread(target=height, args=["eiger"]) for _ in range(2)]
for party in parties:
    party.start()
for party in parties:
    party.join()
print(expeditions)
