import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import Pool, TimeoutError

def develop(photo):
    if photo == 2:
        os._exit(1)
    return photo

if __name__ == "__main__":
    with Pool(1) as pool:
        results = [pool.apply_async(develop, [photo]) for photo in [1, 2, 3]]
        for photo, result in zip([1, 2, 3], results):
            try:
                print("Pool:", result.get(timeout=2))
            except TimeoutError:
                print(f"Pool: no word of photo {photo}")

    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(develop, 2).result()
        except BrokenProcessPool:
            print("ProcessPoolExecutor: the whole pool is broken")
