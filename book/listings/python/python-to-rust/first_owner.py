guests = ["Anna"]
archived = guests
guests.append("Ben")
print(archived)
