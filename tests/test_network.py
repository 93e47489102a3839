import socket

import pytest

# 192.0.2.0/24 and .invalid are reserved for documentation: nobody answers there


def test_an_address_outside_is_refused() -> None:
    with socket.socket() as outward, pytest.raises(RuntimeError, match="may not reach 192"):
        outward.connect(("192.0.2.1", 80))


def test_a_datagram_outside_is_refused() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as outward,
        pytest.raises(RuntimeError, match="may not reach 192"),
    ):
        outward.sendto(b"", ("192.0.2.1", 53))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(RuntimeError, match="may not look up"):
        socket.getaddrinfo("example.invalid", 443)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as visitor:
        assert visitor.getpeername() == server.getsockname()
