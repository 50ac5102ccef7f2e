from multiprocessing import Pipe, get_context


def harbour(line):
    while True:
        try:
            report = line.recv()
        except EOFError:
            return
        line.send(len(report["ships"]))


if __name__ == "__main__":
    here, there = Pipe()
    child = get_context("fork").Process(target=harbour, args=(there,))
    child.start()
    there.close()
    here.send({"keeper": "Ann", "ships": ["Santa Rosa", None]})
    print(here.recv())
    child.kill()
    child.join()
    try:
        here.recv()
    except EOFError:
        print("the other end is closed")
