from threading import Thread

visitors = 0

def door():
    global visitors
    for _ in range(1000):
        visitors += 1

doors = [Thread(target=door) for _ in range(2)]
for d in doors:
    d.start()
for d in doors:
    d.join()
print(visitors)
