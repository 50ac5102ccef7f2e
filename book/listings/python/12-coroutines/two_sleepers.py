import asyncio

async def speak(first, second, seconds):
    print(first)
    await asyncio.sleep(seconds)
    print(second)

async def evening():
    await asyncio.gather(speak(1, 2, 0.01), speak(3, 4, 0.02))

asyncio.run(evening())
