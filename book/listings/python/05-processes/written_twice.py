import os
import tempfile

path = os.path.join(tempfile.mkdtemp(), "letter")
# ANCHOR: program
letter = open(path, "w")
letter.write("Dear reader! ")
if os.fork() == 0:
    letter.write("I am the copy. ")
    letter.flush()
    os._exit(0)
os.wait()
letter.write("I am the clerk. ")
letter.close()
print(open(path).read())
# ANCHOR_END: program
