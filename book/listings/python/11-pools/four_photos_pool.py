from multiprocessing import Pool
from time import sleep

developed = []

def develop(photo):
    sleep(photo)
    return photo

if __name__ == "__main__":
    with Pool(3) as pool:
        for photo in [3600, 3600, 3600, 3600]:
            pool.apply_async(develop, [photo], callback=developed.append)
    print(len(developed), "of 4 photos are developed")
