class Jar:
    """Holds cookies."""

    def __init__(self, cookies):
        self.cookies = cookies

    def __len__(self):
        return self.cookies

    def __repr__(self):
        return f"Jar({self.cookies})"

    def __call__(self):
        self.cookies -= 1


jar = Jar(3)
jar()
print(jar, len(jar))
print(Jar.__name__, Jar.__doc__, [base.__name__ for base in Jar.__mro__])
jar.colour = "blue"
print(jar.__dict__)
