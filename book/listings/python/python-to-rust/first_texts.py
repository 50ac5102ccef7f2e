def shout(text):
    return text.upper()

names = ["Anna"]
names.append("Ben")

loud = [shout(name) for name in names]
first = names[0]
print(f"{loud}, first {first}, of {len(names)}")

numbers = [3, 1, 2]
print(sum(numbers), numbers[1:])
