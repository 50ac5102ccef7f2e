"""A start, and the wait for the end, of something that does nothing."""

from multiprocessing import get_context
from threading import Thread


def nothing():
    pass


def cases(full):
    def case(make, times):
        if not full:
            times = 1

        def work():
            for _ in range(times):
                started = make(target=nothing)
                started.start()
                started.join()

        return times, work

    return {
        "thread": case(Thread, 50),
        "process, fork": case(get_context("fork").Process, 10),
        "process, spawn": case(get_context("spawn").Process, 2),
        "process, fork server": case(get_context("forkserver").Process, 4),
    }
