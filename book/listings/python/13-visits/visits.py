import sys
from functools import lru_cache
from ipaddress import ip_address
from multiprocessing import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 8 * 1024

@lru_cache(maxsize=1_000_000)
def address(text):
    found = ip_address(text.strip().decode("ascii"))
    return getattr(found, "ipv4_mapped", None) or found

# ANCHOR: tally
def tally(path):
    visits = blank = broken = 0
    addresses = set()
    with open(path, "rb") as log:
        for line in log:
            if len(line.removesuffix(b"\n")) > LONGEST:
                broken += 1
            elif not line.strip():
                blank += 1
            else:
                before, found, _ = line.partition(b" - ")
                try:
                    if not found:
                        raise ValueError("no addresses")
                    addresses.update([address(text) for text in before.split(b",")])
                    visits += 1
                except ValueError:
                    broken += 1
    return visits, addresses, blank, broken
# ANCHOR_END: tally

def table(paths, tallies):
    def line(name, visits, addresses, blank, broken):
        print(f"{name:<16}{visits:>12,}{len(addresses):>12,}{blank:>9,}{broken:>9,}")

    print(f"{'log':<16}{'visits':>12}{'addresses':>12}{'blank':>9}{'broken':>9}")
    visits, addresses, blank, broken = 0, set(), 0, 0
    for path, found in zip(paths, tallies):
        line(Path(path).name, *found)
        visits, blank, broken = visits + found[0], blank + found[2], broken + found[3]
        addresses |= found[1]
    line("together", visits, addresses, blank, broken)

def sample(folder):
    first = Path(folder, "2026-11-01.log")
    first.write_bytes(b"203.0.113.7 - - [01/Nov/2026]\n\n2001:db8::1, 10.0.0.2 - - [01/\xff\n")
    second = Path(folder, "2026-11-02.log")
    second.write_bytes(b"2001:DB8:0::1 - - [02/Nov/2026]\nunknown - - [02/Nov/2026]\n")
    return [first, second]

if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        workers, *paths = sys.argv[1:] or ["1", *sample(folder)]
        if workers == "1":
            table(paths, map(tally, paths))
        else:
            with Pool(int(workers)) as pool:
                table(paths, pool.imap(tally, paths))
