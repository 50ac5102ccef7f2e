from collections import deque
from threading import Lock, Semaphore, Thread

room = 2
free, filled, lock = Semaphore(room), Semaphore(0), Lock()
shelf, most = deque(), 0


def bake(loaves):
    global most
    for loaf in range(loaves):
        free.acquire()
        with lock:
            shelf.append(loaf)
            most = max(most, len(shelf))
        filled.release()


baker = Thread(target=bake, args=(1000,))
baker.start()
sold = []
for _ in range(1000):
    filled.acquire()
    with lock:
        sold.append(shelf.popleft())
    free.release()
baker.join()
print(sold == list(range(1000)), most <= room)
