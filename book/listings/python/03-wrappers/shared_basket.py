class Basket:
    items = []

    def add(self, item):
        self.items.append(item)

anna, ben = Basket(), Basket()
anna.add("tea")
print(ben.items)
