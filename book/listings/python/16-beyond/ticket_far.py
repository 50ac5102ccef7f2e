# Two connections to one Redis, and one ticket.
import socket
import subprocess
import tempfile

path = tempfile.mktemp()
# The shell ends the server when its input ends: when this program does, however it ends.
SERVER = 'redis-server --port 0 --save "" --unixsocket "$0" & cat; kill $!'
server = subprocess.Popen(
    ["sh", "-c", SERVER, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
)
while b"ready to accept" not in server.stdout.readline():
    pass


def connect():
    line = socket.socket(socket.AF_UNIX)
    line.connect(path)
    return line


def ask(line, command):
    line.sendall(command.encode() + b"\r\n")
    return line.recv(100)


anna, ben = connect(), connect()
print(ask(anna, "SET left 1"))
for_anna = ask(anna, "GET left")
for_ben = ask(ben, "GET left")
print(for_anna, for_ben)
print(ask(anna, "DECR left"), ask(ben, "DECR left"))

server.communicate()
