from multiprocessing import get_context

context = get_context("fork")
visitors = context.Value("i", 0)
everybody_has_read = context.Barrier(20)


def door():
    seen = visitors.value
    everybody_has_read.wait()
    visitors.value = seen + 1


if __name__ == "__main__":
    doors = [context.Process(target=door) for _ in range(20)]
    for process in doors:
        process.start()
    for process in doors:
        process.join()
    print(visitors.value)
