import multiprocessing

letters = 10


def copy():
    global letters
    letters += 1
    print(f"the copy counts {letters}", flush=True)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    child = multiprocessing.Process(target=copy)
    child.start()
    child.join()
    print(f"the clerk counts {letters}")
