import asyncio

left = 1
sold = []

async def sell(customer):
    global left
    if left > 0:
        await asyncio.sleep(0)  # the customer looks for coins
        left -= 1
        sold.append(customer)

async def evening():
    await asyncio.gather(sell("Anna"), sell("Ben"))

asyncio.run(evening())
print("sold to:", *sold)
print("left:", left)
