from threading import Thread

guests = []
for name in ["Anna", "Ben", "Cleo"]:
    guests.append(Thread(target=lambda: print("I am", name)))

for guest in guests:
    guest.start()
    guest.join()
