import threading
from multiprocessing import Pipe

here, there = Pipe()
for value in [{"ships": [1, 2]}, lambda ships: ships + 1, threading.Lock(), open(__file__)]:
    try:
        here.send(value)
        print("crosses:", there.recv())
    except Exception:
        print("cannot cross:", type(value).__name__)
