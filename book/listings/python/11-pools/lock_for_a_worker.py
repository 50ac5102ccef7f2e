from multiprocessing import Lock, Manager, Pool

def develop(lock):
    with lock:
        return "developed"

if __name__ == "__main__":
    with Pool(1) as pool:
        try:
            print("Lock:", pool.apply(develop, [Lock()]))
        except RuntimeError as error:
            print("Lock:", error)
        with Manager() as manager:
            print("Manager().Lock:", pool.apply(develop, [manager.Lock()]))
