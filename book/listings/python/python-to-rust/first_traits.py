class Guest:
    def __init__(self, name):
        self.name = name

    def greeting(self):
        return f"Good evening, {self.name}"

class Crowd:
    def __init__(self, size):
        self.size = size

    def greeting(self):
        return f"Good evening, all {self.size} of you"

for who in [Guest("Ben"), Crowd(3)]:
    print(who.greeting())
