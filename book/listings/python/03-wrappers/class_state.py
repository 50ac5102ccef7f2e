class Account:
    rate = 2

    def set_rate(self, rate):
        self.rate = rate

anna, ben = Account(), Account()
Account.rate = 3
print(anna.rate, ben.rate)
anna.set_rate(5)
print(anna.rate, ben.rate)
Account.rate = 4
print(anna.rate, ben.rate)
