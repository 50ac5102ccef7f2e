"""Does the work of one topic, case by case, as it is told on its standard input.

    python3 worker.py TOPIC full|tiny

First it prints its cases as JSON: [[name, items], ...]. For each line that is the name of a case it does the work once,
and prints the seconds. The topics are the other files here: each has a function `cases(full)`, which returns
{name: (items, function)}. What the function returns is the seconds, or None: then all of it counts.
"""

import importlib
import json
import sys
import time


def main():
    # Modules are named so that none hides one of the standard library.
    topic = importlib.import_module("topic_" + sys.argv[1])
    cases = topic.cases(sys.argv[2] == "full")
    print(json.dumps([[name, items] for name, (items, _) in cases.items()]), flush=True)
    for line in sys.stdin:
        work = cases[line.rstrip("\n")][1]
        start = time.perf_counter()
        seconds = work()
        if seconds is None:
            seconds = time.perf_counter() - start
        print(seconds, flush=True)


if __name__ == "__main__":
    main()
