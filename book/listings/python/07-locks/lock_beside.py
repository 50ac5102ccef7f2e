from threading import Lock, Thread

visitors = 0
turn = Lock()

def door():
    global visitors
    for _ in range(1000):
        with turn:
            visitors += 1

doors = [Thread(target=door) for _ in range(2)]
for d in doors:
    d.start()
for d in doors:
    d.join()
print(visitors)
