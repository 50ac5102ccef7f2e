from multiprocessing.pool import ThreadPool

def develop(photo):
    return 1 / photo

pool = ThreadPool(1)
unheard = pool.apply_async(develop, [0])
heard = pool.apply_async(develop, [0], error_callback=lambda error: print("told:", error))
pool.close()
pool.join()
print("all is well")
