"""Whether passkeys work here: browsers want HTTPS, or this very machine, and a name instead of a number."""

from ipaddress import ip_address

from django.http import HttpRequest


def passkeys_possible(request: HttpRequest) -> bool:
    """Whether a browser that reads this page would make or ask for a passkey."""
    host = request.get_host().rpartition(":")[0] if request.get_host().count(":") == 1 else request.get_host()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return request.is_secure() and not _is_number(host)


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
