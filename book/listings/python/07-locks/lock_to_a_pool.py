from multiprocessing import Lock, Manager, Pool


def visit(lock):
    with lock:
        return "was inside"


if __name__ == "__main__":
    with Pool(2) as pool:
        try:
            print("a lock:", pool.apply(visit, (Lock(),)))
        except RuntimeError as error:
            print("a lock:", error)
        with Manager() as manager:
            print("a manager's lock:", pool.apply(visit, (manager.Lock(),)))
