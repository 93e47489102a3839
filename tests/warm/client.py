"""Hand a command to the process that waits for it, with all that is this one's: `client.py palermo --help`.

The first word is `palermo`, `-c` or `-m`. Nothing is loaded but what this takes: it runs hundreds of times.
"""

import os
import socket
import sys

SOCKET = "WARM_PALERMO"  # where the process waits
HERE = {"palermo": ["-c", "from palermo.cli import main; main()"], "-c": ["-c"], "-m": ["-m"]}


def main(words: list[str]) -> int:
    """The exit code of the command."""
    address = os.environ.get(SOCKET)
    if address is None:
        os.execv(sys.executable, [sys.executable, *HERE[words[0]], *words[1:]])  # noqa: S606  # of a test of ours
    surroundings = (name + b"=" + value for name, value in os.environb.items())
    told = b"\0".join((*map(os.fsencode, words), *surroundings))  # neither can hold this byte
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(address)
        socket.send_fds(server, [len(told).to_bytes(8), len(words).to_bytes(8)], [0, 1, 2, os.open(".", os.O_PATH)])
        server.sendall(told)
        answer = server.recv(1)
    return answer[0] if answer else 70


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
