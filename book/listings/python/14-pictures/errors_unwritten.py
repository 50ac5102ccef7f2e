import os
import tempfile

def post(path):
    if path == "bridge.png":
        raise ConnectionError("the service hung up")
    return "a picture"

def consume(paths):
    for path in paths:
        try:
            reply = post(path)
            with open("results.txt", "a") as results:
                results.write(f"{path}\t{reply}\n")
        except ConnectionError as error:
            with open("errors.txt") as errors:
                errors.write(f"{path}\t{error}\n")

if __name__ == "__main__":
    os.chdir(tempfile.mkdtemp())
    open("errors.txt", "w").close()
    try:
        consume(["tower.png", "bridge.png", "well.png"])
    except Exception as error:
        print("the consumer ends:", error)
    for name in ["results.txt", "errors.txt"]:
        print(name, open(name).read().splitlines())
