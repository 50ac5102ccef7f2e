def announced(f):
    print("about to work")
    return f()

@announced
def tidy_up():
    print("tidying up")
    return "done"

print("the day begins")
print(tidy_up)
try:
    tidy_up()
except TypeError as error:
    print(error)
