"""One counter, and two processes that add to it."""

import time
from multiprocessing import get_context

fork = get_context("fork")

PROCESSES = 2


def add_to_value(value, times, start, seconds):
    start.wait()
    begun = time.perf_counter()
    for _ in range(times):
        with value.get_lock():
            value.value += 1
    seconds.put((begun, time.perf_counter()))


def add_at_manager(numbers, lock, times, start, seconds):
    # A connection of its own is made at the first use.
    numbers["ready"] = True
    start.wait()
    begun = time.perf_counter()
    for _ in range(times):
        with lock:
            numbers["count"] += 1
    seconds.put((begun, time.perf_counter()))


def race(target, arguments, times):
    start, times_queue = fork.Barrier(PROCESSES), fork.SimpleQueue()
    children = [fork.Process(target=target, args=(*arguments, times, start, times_queue)) for _ in range(PROCESSES)]
    for child in children:
        child.start()
    seconds = [times_queue.get() for _ in children]
    for child in children:
        child.join()
    return max(ended for _, ended in seconds) - min(begun for begun, _ in seconds)


def cases(full):
    many = 10_000 if full else 20
    few = 500 if full else 5

    def value():
        counter = fork.Value("q", 0)
        seconds = race(add_to_value, (counter,), many)
        assert counter.value == PROCESSES * many
        return seconds

    def manager():
        with fork.Manager() as manager:
            numbers = manager.dict(count=0)
            seconds = race(add_at_manager, (numbers, manager.Lock()), few)
            assert numbers["count"] == PROCESSES * few
            return seconds

    return {
        "Value with its lock": (PROCESSES * many, value),
        "Manager, with a lock": (PROCESSES * few, manager),
    }
