"""Messages one way, from one process to another."""

import time
from multiprocessing import get_context

fork = get_context("fork")

BLOCK = b"x" * (64 << 10)


def send_numbers(to, messages):
    for number in range(messages):
        to.send(number)


def send_blocks(to, messages):
    for _ in range(messages):
        to.send_bytes(BLOCK)


def cases(full):
    def case(send, receive, messages):
        def work():
            here, there = fork.Pipe(duplex=False)
            # One more than counts: the first one shows that the process runs.
            child = fork.Process(target=send, args=(there, messages + 1))
            child.start()
            receive(here)
            start = time.perf_counter()
            for _ in range(messages):
                receive(here)
            seconds = time.perf_counter() - start
            child.join()
            here.close()
            there.close()
            return seconds

        return messages, work

    return {
        "Pipe": case(send_numbers, lambda here: here.recv(), 10_000 if full else 20),
        "Pipe, blocks": case(send_blocks, lambda here: here.recv_bytes(), 500 if full else 4),
    }
