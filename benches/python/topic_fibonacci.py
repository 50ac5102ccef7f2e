"""fibonacci(35), four times."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

TIMES = 4


def fibonacci(n):
    if n <= 1:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def cases(full):
    n = 35 if full else 12
    fork = get_context("fork")

    def one_after_the_other():
        for _ in range(TIMES):
            fibonacci(n)

    def threads():
        with ThreadPoolExecutor(TIMES) as pool:
            list(pool.map(fibonacci, [n] * TIMES))

    def processes():
        children = [fork.Process(target=fibonacci, args=(n,)) for _ in range(TIMES)]
        for child in children:
            child.start()
        for child in children:
            child.join()

    def process_pool():
        with ProcessPoolExecutor(TIMES, mp_context=fork) as pool:
            list(pool.map(fibonacci, [n] * TIMES))

    return {
        "one after the other": (TIMES, one_after_the_other),
        "4 threads": (TIMES, threads),
        "4 processes": (TIMES, processes),
        "process pool": (TIMES, process_pool),
    }
