multipliers = []
for i in range(4):
    multipliers.append(lambda x: i * x)

for m in multipliers:
    print(m(2))
