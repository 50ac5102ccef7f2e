import asyncio

async def transfer(accounts):
    accounts["anna"] -= 5
    await asyncio.sleep(1)  # the bank thinks
    accounts["ben"] += 5

async def evening():
    accounts = {"anna": 10, "ben": 10}
    try:
        await asyncio.wait_for(transfer(accounts), timeout=0.01)
    except TimeoutError:
        print("took too long")
    print(accounts)

asyncio.run(evening())
