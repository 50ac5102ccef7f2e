class Room:
    def __init__(self, width, depth):
        self.width, self.depth = width, depth

    @classmethod
    def square(cls, side):
        return cls(side, side)

    @staticmethod
    def in_feet(metres):
        return metres / 0.3048

    @property
    def area(self):
        return self.width * self.depth

hall = Room.square(12)
print(hall.area, Room.in_feet(3.048))
