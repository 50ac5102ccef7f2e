"""Taking a permit and giving it back; and the bounded buffer made of semaphores."""

import threading
import time
from multiprocessing import get_context

fork = get_context("fork")

PLACES = 10


def put_all(empty, full_places, lock, places, items):
    for item in range(items):
        empty.acquire()
        with lock:
            places[item % PLACES] = item
        full_places.release()


def cases(full):
    many = 100_000 if full else 20
    items = 5_000 if full else 20

    def alone(semaphore):
        def work():
            for _ in range(many):
                semaphore.acquire()
                semaphore.release()

        return many, work

    def buffer():
        empty, full_places, lock = fork.Semaphore(PLACES), fork.Semaphore(0), fork.Lock()
        places = fork.RawArray("q", PLACES)
        child = fork.Process(target=put_all, args=(empty, full_places, lock, places, items + 1))
        child.start()
        total = 0
        for item in range(items + 1):
            full_places.acquire()
            if item == 1:
                # The first one showed that the process runs.
                start = time.perf_counter()
            with lock:
                total += places[item % PLACES]
            empty.release()
        seconds = time.perf_counter() - start
        child.join()
        assert total == items * (items + 1) // 2
        return seconds

    return {
        "threading.Semaphore": alone(threading.Semaphore(1)),
        "multiprocessing.Semaphore": alone(fork.Semaphore(1)),
        "buffer, 2 processes": (items, buffer),
    }
