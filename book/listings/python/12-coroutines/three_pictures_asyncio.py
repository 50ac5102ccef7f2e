import asyncio

class Server:
    """Answers when as many requests stand as it waits for."""

    def __init__(self, waits_for):
        self.waits_for = waits_for
        self.full = asyncio.Event()
        self.busy = self.most = 0

    async def answer(self, reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        self.busy += 1
        self.most = max(self.most, self.busy)
        if self.busy == self.waits_for:
            self.full.set()
        await self.full.wait()
        self.busy -= 1
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\npicture")
        writer.close()

async def fetch(port, path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\n\r\n".encode())
    head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    return len(body)

async def one_after_the_other(port):
    return [await fetch(port, path) for path in ["/cat.jpg", "/dog.jpg", "/cow.jpg"]]

async def together(port):
    paths = ["/cat.jpg", "/dog.jpg", "/cow.jpg"]
    return await asyncio.gather(*(fetch(port, path) for path in paths))

async def main():
    for way, waits_for in [(one_after_the_other, 1), (together, 3)]:
        server = Server(waits_for)
        async with await asyncio.start_server(server.answer, "127.0.0.1", 0) as listener:
            lengths = await way(listener.sockets[0].getsockname()[1])
        print(f"{way.__name__}: {lengths}, {server.most} at a time")

asyncio.run(main())
