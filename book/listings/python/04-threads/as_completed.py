from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

def ask(library, opens):
    opens.wait()
    return library

doors = {"north": Event(), "south": Event(), "west": Event()}
with ThreadPoolExecutor(3) as pool:
    futures = [pool.submit(ask, *door) for door in doors.items()]
    answers = as_completed(futures)
    for library in ["south", "west", "north"]:
        doors[library].set()
        print(next(answers).result())
    print("as submitted:", [f.result() for f in futures])
