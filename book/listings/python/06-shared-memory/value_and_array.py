from multiprocessing import get_context

context = get_context("fork")
visitors = context.Value("i", 0)
heights = context.Array("d", 3)


def child():
    visitors.value = 7
    heights[1] = 0.5


if __name__ == "__main__":
    process = context.Process(target=child)
    process.start()
    process.join()
    print(visitors.value, heights[:])
