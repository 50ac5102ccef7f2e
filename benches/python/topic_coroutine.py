"""Generators and asyncio: a switch, a start, and ten thousand that sleep."""

import asyncio
import time


def numbers():
    number = 0
    while True:
        yield number
        number += 1


TASKS = 10


async def ready(number):
    return number + 1


async def yielding(times):
    for _ in range(times):
        await asyncio.sleep(0)


def cases(full):
    many = 100_000 if full else 20
    few = 10_000 if full else 10
    sleepers = 10_000 if full else 20
    nap = 0.1 if full else 0.001

    def generator():
        following = numbers().__next__
        for _ in range(many):
            following()

    def of_ready():
        async def main():
            start = time.perf_counter()
            for number in range(many):
                await ready(number)
            return time.perf_counter() - start

        return asyncio.run(main())

    def switches():
        async def main():
            start = time.perf_counter()
            await asyncio.gather(*[yielding(few) for _ in range(TASKS)])
            return time.perf_counter() - start

        return asyncio.run(main())

    def starts():
        async def main():
            start = time.perf_counter()
            for task in [asyncio.create_task(ready(number)) for number in range(few)]:
                await task
            return time.perf_counter() - start

        return asyncio.run(main())

    def sleeping():
        async def main():
            start = time.perf_counter()
            for task in [asyncio.create_task(asyncio.sleep(nap)) for _ in range(sleepers)]:
                await task
            return time.perf_counter() - start

        return asyncio.run(main())

    return {
        # There and back: two switches.
        "next() of a generator": (2 * many, generator),
        "await of what is ready": (many, of_ready),
        "task switch": (TASKS * few, switches),
        "task start": (few, starts),
        "10,000 sleepers": (1, sleeping),
    }
