import os
import signal
import subprocess
import sys

MAKER = """
import time
from multiprocessing.shared_memory import SharedMemory
print(SharedMemory(create=True, size=4096).name, flush=True)
time.sleep(1000)
"""

maker = subprocess.Popen(
    [sys.executable, "-c", MAKER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
)
path = "/dev/shm/" + maker.stdout.readline().strip()
print("made:  ", os.path.exists(path))
maker.send_signal(signal.SIGKILL)
maker.wait()
maker.stdout.read()  # Until the tracker has ended, too.
print("killed:", os.path.exists(path))
