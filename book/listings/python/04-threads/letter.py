from threading import Thread

print("main starts a thread, and ends")
Thread(target=lambda: print("the letter is posted")).start()
