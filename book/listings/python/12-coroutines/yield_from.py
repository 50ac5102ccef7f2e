def inner():
    yield 3
    yield 4

def outer():
    yield 1
    yield from inner()
    yield 2

print(*outer())
