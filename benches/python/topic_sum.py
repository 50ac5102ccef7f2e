"""The sum of 8,000,000 ones."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

PARTS = 8

chunks = []


def by_loop(numbers):
    total = 0
    for number in numbers:
        total += number
    return total


def of_chunk(index):
    return sum(chunks[index])


# At module level, the loop's names are looked up in a dictionary each time.
IN_A_MODULE = compile("total = 0\nfor number in numbers:\n    total += number\n", "module", "exec")


def cases(full):
    n = 8_000_000 if full else 8_000
    numbers = [1] * n
    step = n // PARTS
    chunks[:] = [numbers[start : start + step] for start in range(0, n, step)]

    def case(work):
        def checked():
            assert work() == n

        return n, checked

    def in_a_module():
        names = {"numbers": numbers}
        exec(IN_A_MODULE, names)
        return names["total"]

    def threads():
        with ThreadPoolExecutor(PARTS) as pool:
            return sum(pool.map(sum, chunks))

    def processes():
        # Each chunk is pickled, written into a pipe, and unpickled at the other end.
        with ProcessPoolExecutor(PARTS, mp_context=get_context("fork")) as pool:
            return sum(pool.map(sum, chunks))

    def processes_with_index():
        # A forked child has the chunks already.
        with ProcessPoolExecutor(PARTS, mp_context=get_context("fork")) as pool:
            return sum(pool.map(of_chunk, range(PARTS)))

    return {
        "sum()": case(lambda: sum(numbers)),
        "loop in a function": case(lambda: by_loop(numbers)),
        "loop in a module": case(in_a_module),
        "sum() of 8 chunks": case(lambda: sum([sum(chunk) for chunk in chunks])),
        "loops over 8 chunks": case(lambda: sum([by_loop(chunk) for chunk in chunks])),
        "8 threads": case(threads),
        "8 processes": case(processes),
        "8 processes, only an index sent": case(processes_with_index),
    }
