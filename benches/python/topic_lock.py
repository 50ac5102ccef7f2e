"""Taking a lock and giving it back, alone and against another."""

import queue
import threading
import time
from multiprocessing import get_context

fork = get_context("fork")


def turns(lock, times):
    for _ in range(times):
        lock.acquire()
        lock.release()


def timed_turns(lock, times, start, seconds):
    start.wait()
    begun = time.perf_counter()
    turns(lock, times)
    seconds.put((begun, time.perf_counter()))


def cases(full):
    many = 100_000 if full else 20
    few = 20_000 if full else 20

    def alone(lock):
        return many, lambda: turns(lock, many)

    def two(start_other, lock, barrier, make_queue):
        def work():
            start, times = barrier(2), make_queue()
            others = [start_other(target=timed_turns, args=(lock, few, start, times)) for _ in range(2)]
            for other in others:
                other.start()
            seconds = [times.get() for _ in others]
            for other in others:
                other.join()
            return max(ended for _, ended in seconds) - min(begun for begun, _ in seconds)

        return 2 * few, work

    return {
        "threading.Lock": alone(threading.Lock()),
        "multiprocessing.Lock": alone(fork.Lock()),
        "threading.Lock, 2 threads": two(threading.Thread, threading.Lock(), threading.Barrier, queue.Queue),
        "multiprocessing.Lock, 2 processes": two(fork.Process, fork.Lock(), fork.Barrier, fork.SimpleQueue),
    }
