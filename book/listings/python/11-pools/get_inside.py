from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from time import sleep

lock = Lock()
busy = most = 0

def develop(photo):
    global busy, most
    with lock:
        busy += 1
        most = max(most, busy)
    sleep(0.1)
    with lock:
        busy -= 1
    return photo

with ThreadPoolExecutor(3) as pool:
    for photo in range(3):
        pool.submit(develop, photo).result()
    print("result in the loop:", most, "at a time")

    futures = [pool.submit(develop, photo) for photo in range(3)]
    results = [future.result() for future in futures]
    print("result after the loop:", most, "at a time")
