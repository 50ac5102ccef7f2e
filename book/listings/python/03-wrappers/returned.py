def announced(f):
    def wrapper(*args, **kwargs):
        print("about to work")
        return f(*args, **kwargs)
    return wrapper

@announced
def tidy_up(room):
    return f"{room}: done"

print("the day begins")
print(tidy_up("kitchen"))
