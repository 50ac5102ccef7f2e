import sys
import time
from concurrent.futures import ThreadPoolExecutor
from math import isqrt

timed = "--time" in sys.argv
seconds, end = (0.2, 80_000) if timed else (0.001, 1_000)

# ANCHOR: program
def wait(_):
    time.sleep(seconds)
    return 1

def count_primes(_):
    is_prime = lambda n: all(n % d for d in range(2, isqrt(n) + 1))
    return sum(map(is_prime, range(2, end)))

def in_turn(work):
    return sum(map(work, range(4)))

def in_threads(work):
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(work, range(4)))
# ANCHOR_END: program

for _ in range(20 if timed else 1):
    for name, work in [("waits", wait), ("counts", count_primes)]:
        for way in (in_turn, in_threads):
            begin = time.perf_counter()
            result = way(work)
            took = round(1000 * (time.perf_counter() - begin))
            print(f"4 {name} {way.__name__}: {took if timed else result}")
