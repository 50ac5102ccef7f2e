import multiprocessing
import time


def tried(action):
    try:
        action()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    clerk = multiprocessing.Process(target=time.sleep, args=(3600,))
    tried(clerk.join)
    clerk.start()
    tried(clerk.start)
    tried(lambda: setattr(clerk, "daemon", True))
    tried(clerk.close)
    clerk.terminate()
    clerk.join()
    print("exit code", clerk.exitcode)
    clerk.close()
    tried(clerk.is_alive)
