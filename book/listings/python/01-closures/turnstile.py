def turnstile():
    visitors = 0

    def enter():
        nonlocal visitors
        visitors += 1

    def how_many():
        return visitors

    return enter, how_many

enter, how_many = turnstile()
enter()
enter()
print(how_many())
