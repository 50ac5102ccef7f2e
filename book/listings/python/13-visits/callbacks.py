from multiprocessing import Pool

LOGS = {"1st": ["a", "b", "a"], "2nd": ["b", "c"], "3rd": None, "4th": ["d"]}

def count(day):
    return day, len(LOGS[day]), set(LOGS[day])

def add(result):
    day, visits, visitors = result
    month["visits"] += visits
    month["visitors"] |= visitors

month = {"visits": 0, "visitors": set()}

if __name__ == "__main__":
    with Pool(2) as pool:
        for day in LOGS:
            pool.apply_async(count, [day], callback=add)
        pool.close()
        pool.join()
    print(month["visits"], "visits,", len(month["visitors"]), "visitors")
