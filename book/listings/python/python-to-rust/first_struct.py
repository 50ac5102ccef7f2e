class Jar:
    def __init__(self, owner):
        self.owner = owner
        self.coins = 0

    def put(self, coins):
        self.coins += coins

    def label(self):
        return f"{self.owner}: {self.coins}"

jar = Jar("Anna")
jar.put(2)
print(jar.label())
