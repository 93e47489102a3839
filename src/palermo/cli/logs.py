"""Where a log lies: in a folder, or at an address on the web. What is fetched is bounded in size and time."""

import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib import error, request
from urllib.parse import quote, urlsplit

from palermo.core import Message, UserError, mark
from palermo.trail import Fetch

TIMEOUT_S = 30
MOST_BYTES = 256 * (2 + 0xFFFF)  # the longest bundle of entries; everything else in a log is shorter
_SCHEMES = ("http", "https")


def is_address(place: str) -> bool:
    """Whether a place is on the web."""
    return urlsplit(place).scheme in _SCHEMES


def is_file(place: str) -> bool:
    """Whether a place is a file of this machine."""
    with suppress(OSError):  # a name that is too long for any file
        return not is_address(place) and Path(place).is_file()
    return False


def _is_folder(place: str) -> bool:
    with suppress(OSError):
        return Path(place).is_dir()
    return False


def log_at(place: str) -> Fetch:
    """How to fetch what lies in a log: None where nothing does. Raises UserError where the log cannot be reached."""
    if is_address(place):
        return partial(_from_web, _opener(), place.rstrip("/"))
    if "://" in place:
        text = mark("{place} is no address that is read here. Name one that begins with https:// or http://.")
        raise UserError(Message(text, {"place": place}))
    if not _is_folder(place):
        text = mark("{place} is neither a folder nor an address. Name the folder or the address of a log.")
        raise UserError(Message(text, {"place": place}))
    return partial(from_folder, Path(place))


def from_folder(folder: Path, path: str) -> bytes | None:
    """A file below a folder; None where there is none."""
    file = folder / path
    try:
        with file.open("rb") as opened:
            return _bounded(opened.read, path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    except OSError as failed:
        text = mark("{file} cannot be read: {fault}.")
        raise UserError(Message(text, {"file": file, "fault": failed.strerror})) from failed


def _opener() -> request.OpenerDirector:
    """Knows HTTP and nothing else: no redirection leads to a file of this machine."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.UnknownHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPRedirectHandler,
        request.HTTPDefaultErrorHandler,
        request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    opener.addheaders = [("Accept-Encoding", "gzip, identity"), ("User-Agent", "palermo")]
    return opener


def _from_web(opener: request.OpenerDirector, place: str, path: str) -> bytes | None:
    address = f"{place}/{quote(path)}"
    try:
        with opener.open(address, timeout=TIMEOUT_S) as reply:
            return _body(reply, path)
    except error.HTTPError as failed:
        with failed:
            if failed.code in (404, 410):
                return None
            text = mark("{address} answers with {fault}. Try again later.")
            about = {"address": address, "fault": f"{failed.code} {failed.reason}"}
            raise UserError(Message(text, about)) from failed
    except (error.URLError, OSError, HTTPException, ValueError) as failed:
        text = mark("{address} cannot be reached: {fault}. Check the address and the line.")
        raise UserError(Message(text, {"address": address, "fault": getattr(failed, "reason", failed)})) from failed


def _body(reply: HTTPResponse, path: str) -> bytes:
    if reply.headers.get("Content-Encoding", "identity").lower() != "gzip":
        return _bounded(reply.read, path)
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    packed = _bounded(reply.read, path)
    try:
        return _bounded(lambda most: unpacker.decompress(packed, most), path)
    except zlib.error as failed:
        text = mark("{file} came packed and cannot be unpacked: {fault}. Try again later.")
        raise UserError(Message(text, {"file": path, "fault": failed})) from failed


def _bounded(read: Callable[[int], bytes], path: str) -> bytes:
    content = read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        text = mark("{file} has more than {most} bytes, which nothing in a log has. It was not read.")
        raise UserError(Message(text, {"file": path, "most": MOST_BYTES}))
    return content
