from multiprocessing import Process, Queue

def put(jobs, queue):
    jobs.append("wipe")
    queue.put("wipe")

if __name__ == "__main__":
    jobs, queue = ["sweep"], Queue()
    child = Process(target=put, args=(jobs, queue))
    child.start()
    print("out of the queue:", queue.get())
    child.join()
    print("the list:", jobs)
