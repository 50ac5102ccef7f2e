from multiprocessing import get_context

guests = ["Ann"]


def child():
    guests.append("Ben")
    print("child: ", guests, flush=True)


if __name__ == "__main__":
    process = get_context("fork").Process(target=child)
    process.start()
    process.join()
    print("parent:", guests)
