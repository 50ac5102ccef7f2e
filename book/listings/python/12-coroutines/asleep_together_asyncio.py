import asyncio
import time

async def blocks(name, rest):
    print(name, "lies down")
    time.sleep(rest)
    print(name, "gets up")

async def waits(name, rest):
    print(name, "lies down")
    await asyncio.sleep(rest)
    print(name, "gets up")

async def main():
    await asyncio.gather(blocks("anna", 0.02), blocks("ben", 0.01))
    print()
    await asyncio.gather(waits("anna", 0.02), waits("ben", 0.01))

asyncio.run(main())
