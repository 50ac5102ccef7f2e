"""Jobs for waiting workers, and 100,000 squares."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

WORKERS = 2


def square(number):
    return number * number


def nothing():
    pass


def cases(full):
    n = 100_000 if full else 100
    few = 2_000 if full else 10
    processes = get_context("fork").Pool(WORKERS)
    threads = ThreadPoolExecutor(WORKERS)

    def serial():
        [square(number) for number in range(n)]

    def process_pool():
        processes.map(square, range(n))

    def chunks_of_one():
        processes.map(square, range(few), chunksize=1)

    def ask_and_wait():
        for number in range(few):
            processes.apply(square, (number,))

    def thread_pool():
        for job in [threads.submit(nothing) for _ in range(few)]:
            job.result()

    return {
        "squares, one after the other": (n, serial),
        "squares, process pool": (n, process_pool),
        "squares, process pool, chunks of 1": (few, chunks_of_one),
        "process pool, ask and wait": (few, ask_and_wait),
        "thread pool": (few, thread_pool),
    }
