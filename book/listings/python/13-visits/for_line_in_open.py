from tempfile import NamedTemporaryFile

def count(path):
    visits, addresses = 0, set()
    for line in open(path, encoding="utf-8"):
        visits += 1
        addresses.update(line.split(" - - ")[0].split(","))
    return visits, len(addresses)

def counted(log):
    with NamedTemporaryFile() as file:
        file.write(log)
        file.flush()
        try:
            return count(file.name)
        except Exception as error:
            return type(error).__name__

monday = b"""\
203.0.113.7 - - [02/Nov/2026:06:12:09 +0000] "GET / HTTP/1.1" 200 5120
2001:db8::1, 10.0.0.2 - - [02/Nov/2026:06:12:10 +0000] "GET / HTTP/1.1" 200 5120
"""
print("Monday:", counted(monday))
print("Tuesday:", counted(monday + b"\n2001:DB8:0::1 - - [03/Nov/2026:07:00:00 +0000]\n"))
print("Wednesday:", counted(monday + b"::1 - - [04/Nov/2026:08:30:00 +0000] \"GET /caf\xe9\n"))
