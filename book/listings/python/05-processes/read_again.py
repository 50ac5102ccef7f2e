import multiprocessing

print("this file is read as", __name__, flush=True)
letters = 0


def count():
    print("spawned:", letters, "letters", flush=True)


if __name__ == "__main__":
    letters = 10
    multiprocessing.set_start_method("spawn")
    child = multiprocessing.Process(target=count)
    child.start()
    child.join()
