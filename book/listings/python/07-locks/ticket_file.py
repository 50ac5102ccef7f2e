from multiprocessing import Barrier, Lock, Process
from pathlib import Path
from tempfile import TemporaryDirectory


def sell(file, both_have_read, lock):
    if lock:
        lock.acquire()
    left = int(file.read_text())
    if both_have_read:
        both_have_read.wait()
    file.write_text(str(left - 1))
    if lock:
        lock.release()


def evening(both_have_read, lock):
    with TemporaryDirectory() as folder:
        file = Path(folder, "tickets")
        file.write_text("10")
        arguments = (file, both_have_read, lock)
        windows = [Process(target=sell, args=arguments) for _ in range(2)]
        for window in windows:
            window.start()
        for window in windows:
            window.join()
        return file.read_text()


if __name__ == "__main__":
    print("read, wait for the other, write:", evening(Barrier(2), None))
    print("with a lock:", evening(None, Lock()))
