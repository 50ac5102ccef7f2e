rows = [[]] * 5
rows[0].append("anna")
print(rows)
print(len({id(row) for row in rows}), "list")
