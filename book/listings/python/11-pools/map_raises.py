from multiprocessing.pool import ThreadPool

def scrape(page):
    if page == 3:
        raise ValueError(f"no page {page}")
    return page * page

with ThreadPool() as pool:
    try:
        print(pool.map(scrape, [1, 2, 3, 4]))
    except ValueError as error:
        print("nothing but:", error)
