from multiprocessing import get_context

context = get_context("fork")
both_have_read = context.Barrier(2)


def door(visitors):
    seen = visitors["today"]
    both_have_read.wait()
    visitors["today"] = seen + 1


if __name__ == "__main__":
    with context.Manager() as manager:
        visitors = manager.dict(today=0)
        doors = [context.Process(target=door, args=(visitors,)) for _ in range(2)]
        for process in doors:
            process.start()
        for process in doors:
            process.join()
        print(visitors)
