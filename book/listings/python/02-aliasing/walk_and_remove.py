numbers = [1, 2, 2, 3]
for number in numbers:
    if number == 2:
        numbers.remove(number)
print(numbers)
