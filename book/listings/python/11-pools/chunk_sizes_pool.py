import sys
from multiprocessing import Pool
from time import perf_counter

def square(item):
    return item * item

def timed(name, results):
    begin = perf_counter()
    total = sum(results())
    milliseconds = (perf_counter() - begin) * 1000
    print(name, f"{milliseconds:.0f} ms" if "--time" in sys.argv else total)

if __name__ == "__main__":
    items = range(100_000)
    with Pool(2) as pool:
        pool.map(square, range(2))
        timed("in turn:", lambda: map(square, items))
        timed("chunks of 1:", lambda: pool.map(square, items, chunksize=1))
        timed("chunks of 100:", lambda: pool.map(square, items, chunksize=100))
        timed("the default:", lambda: pool.map(square, items))
