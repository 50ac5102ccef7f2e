def add(a, b):
    return int(a) + int(b)

print(add("1", "2"))
try:
    print(add("1", "two"))
except ValueError as error:
    print("no sum:", error)
