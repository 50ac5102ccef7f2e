"""8 bytes there and back, both sides on the same core and on two."""

import os
import time
from multiprocessing import get_context

fork = get_context("fork")


def times_here(core, ask, times):
    """Asks so many times on that core, and returns the seconds."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    ask()
    start = time.perf_counter()
    for _ in range(times):
        ask()
    seconds = time.perf_counter() - start
    os.sched_setaffinity(0, before)
    return seconds


def answering(core, answer, times):
    os.sched_setaffinity(0, {core})
    for _ in range(times + 1):
        answer()


def over_os_pipe():
    there, to_there = os.pipe()
    back, to_back = os.pipe()

    def ask():
        os.write(to_there, b"12345678")
        os.read(back, 8)

    def answer():
        os.write(to_back, os.read(there, 8))

    def close():
        for end in (there, to_there, back, to_back):
            os.close(end)

    return ask, answer, close


def over_pipe():
    here, there = fork.Pipe()

    def ask():
        here.send(1)
        here.recv()

    def answer():
        there.send(there.recv())

    def close():
        here.close()
        there.close()

    return ask, answer, close


def cases(full):
    times = 1000 if full else 4
    cores = sorted(os.sched_getaffinity(0))
    places = {"same core": (cores[0], cores[0])}
    if len(cores) > 1:
        places["two cores"] = (cores[0], cores[1])

    def case(make, here, there):
        def work():
            ask, answer, close = make()
            child = fork.Process(target=answering, args=(there, answer, times))
            child.start()
            seconds = times_here(here, ask, times)
            child.join()
            close()
            return seconds

        return times, work

    return {
        f"{name}, {place}": case(make, here, there)
        for place, (here, there) in places.items()
        for name, make in (("os.pipe", over_os_pipe), ("Pipe", over_pipe))
    }
