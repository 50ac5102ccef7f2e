from queue import Empty, Full, Queue

jobs = Queue(maxsize=2)
jobs.put("sweep")
jobs.put_nowait("wipe")
print(jobs.qsize(), jobs.empty(), jobs.full())
try:
    jobs.put_nowait("dust")
except Full:
    print("Full")
print(jobs.get(), jobs.get_nowait())
try:
    jobs.get(timeout=0.01)
except Empty:
    print("Empty")
jobs.task_done()
print("still to be done:", jobs.unfinished_tasks)
