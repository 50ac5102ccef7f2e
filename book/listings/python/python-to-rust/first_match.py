def seat_of(name):
    return {"Anna": 1, "Ben": 2}.get(name)

seat = seat_of("Cleo")
if seat is not None:
    print("seat", seat)
else:
    print("no seat")
