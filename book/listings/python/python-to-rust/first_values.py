name = "Anna"
coins = 3
coins += 4
price: float = 2.5
print(f"{name} has {coins} coins, a soup is {price:.2f}")
