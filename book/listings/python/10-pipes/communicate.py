from subprocess import PIPE, Popen

text = "still fog\nfog\na ship\n" * 10_000
sort = Popen(["sort"], stdin=PIPE, stdout=PIPE, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
output, _ = sort.communicate(text)
print(len(output), "bytes, of which the first line is", output.splitlines()[0])
