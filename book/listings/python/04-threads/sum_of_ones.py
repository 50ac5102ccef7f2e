import sys
import time
from concurrent.futures import ThreadPoolExecutor

ones = [1] * (8_000_000 if "--time" in sys.argv else 8_000)
size = len(ones) // 8

# ANCHOR: program
def in_a_loop():
    total = 0
    for one in ones:
        total += one
    return total

def in_one_call():
    return sum(ones)

def in_chunks():
    return sum(sum(ones[i : i + size]) for i in range(0, len(ones), size))

def in_threads():
    with ThreadPoolExecutor(8) as pool:
        chunks = [ones[i : i + size] for i in range(0, len(ones), size)]
        return sum(pool.map(sum, chunks))
# ANCHOR_END: program

ways = [in_a_loop, in_one_call, in_chunks, in_threads]
if "--time" not in sys.argv:
    for way in ways:
        print(f"{way.__name__}:", way())
else:
    times = {way: [] for way in ways}
    for _ in range(11):
        for way in ways:
            begin = time.perf_counter()
            way()
            times[way].append(time.perf_counter() - begin)
    for way in ways:
        print(f"{way.__name__}: {1000 * sorted(times[way])[5]:.1f} ms")
