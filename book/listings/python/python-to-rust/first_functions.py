def price(age):
    return 5 if age < 18 else 9

def total(ages):
    sum = 0
    for age in ages:
        sum += price(age)
    return sum

print(total([17, 18, 40]))
for door in range(3):
    print(door, end=" ")
print()
