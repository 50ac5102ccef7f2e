ones = [1] * 8_000

# ANCHOR: program
total = 0
for one in ones:
    total += one

size = len(ones) // 8
chunks = [ones[start : start + size] for start in range(0, len(ones), size)]
total_in_chunks = sum(sum(chunk) for chunk in chunks)
# ANCHOR_END: program

print(total, total_in_chunks)
