import pickle

# ANCHOR: program
chunk = [1] * 1_000_000

sent = pickle.dumps(chunk)
print("a chunk of", len(chunk), "ones on its way:", len(sent), "bytes")
print("its sum on the way back:", len(pickle.dumps(sum(chunk))), "bytes")
# ANCHOR_END: program
