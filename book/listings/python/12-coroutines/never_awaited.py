import warnings

warnings.simplefilter("ignore")

async def develop():
    print("the light goes out")

develop()
print("that was the evening")
