from multiprocessing import get_context

LOGS = {"1st": ["a", "b", "a"], "2nd": ["b", "c", "b"]}
context = get_context("fork")
both_have_read = context.Barrier(2)

def count(day, shared):
    visitors = LOGS[day]
    before = shared["visits"]
    both_have_read.wait()
    shared["visits"] = before + len(visitors)
    for visitor in visitors:
        shared["visitors"].add(visitor)

if __name__ == "__main__":
    with context.Manager() as manager:
        shared = manager.dict(visits=0, visitors=set())
        processes = [context.Process(target=count, args=(day, shared)) for day in LOGS]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(shared)
