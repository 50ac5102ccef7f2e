"""A queue with room for 1,000 items, between one thread or process and another."""

import queue
import time
from multiprocessing import get_context
from threading import Thread

fork = get_context("fork")

ROOM = 1000


def put_all(to, items):
    for item in range(items):
        to.put(item)


def cases(full):
    items = 10_000 if full else 20

    def case(make_queue, start_other):
        def work():
            items_queue = make_queue()
            # One more than counts: the first one shows that the other side runs.
            other = start_other(target=put_all, args=(items_queue, items + 1))
            other.start()
            items_queue.get()
            start = time.perf_counter()
            for _ in range(items):
                items_queue.get()
            seconds = time.perf_counter() - start
            other.join()
            return seconds

        return items, work

    return {
        "queue.Queue": case(lambda: queue.Queue(ROOM), Thread),
        "multiprocessing.Queue": case(lambda: fork.Queue(ROOM), fork.Process),
        "multiprocessing.SimpleQueue": case(fork.SimpleQueue, fork.Process),
    }
