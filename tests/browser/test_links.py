"""No link of the office leads nowhere: every page that can be reached is reached, and every place in it."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from playwright.sync_api import StorageState

from tests.browser.served import Office

HREF = re.compile(r'<(?:a|link)\b[^>]*?\shref="([^"]+)"')
PLACE = re.compile(r'\sid="([^"]+)"')
# the switch only sets a cookie, a file is no page, and of all countries one is enough, beside no chosen other
LEFT_OUT = re.compile(
    r"^/(language/|static/)|(/files/[a-z]+|/document|mapping\.yaml)(\?|$)|^/standing/(?!NZL/)[A-Z]{3}/|[?&]with="
)
# what is told in several forms is made anew for whoever asks: of each form, one of all plans and years
FORM = re.compile(r"(?<=/outputs/)[^?]*\.(pdf|docx|xlsx)(?=\?|$)")
NUMBER = re.compile(r"\d+")
ENOUGH = 2000
open_url = build_opener(HTTPRedirectHandler).open


def links(page: str, address: str, start: str) -> Iterator[tuple[str, str]]:
    """Every link to the office: the address without the place, and the place."""
    for href in HREF.findall(page):
        target, place = urldefrag(urljoin(address, unescape(href)))
        if target.startswith(start) and not LEFT_OUT.search(target.removeprefix(start)):
            yield target, place


def form_of(address: str) -> str:
    """What files of an output have in common that are made alike; of anything else its address."""
    found = FORM.search(address)
    return NUMBER.sub("", found[0]) if found else address


def walk(start: str, first: str, cookies: str = "") -> list[str]:
    """What is wrong with the links of all pages below `first` that can be reached from it."""
    wrong: list[str] = []
    places: dict[str, set[str]] = {}
    asked: dict[str, str] = {start + first: "the start"}
    wanted: list[tuple[str, str, str]] = []
    forms: set[str] = set()
    for address in (queue := [start + first]):
        try:
            with open_url(Request(address, headers={"Cookie": cookies}), timeout=30) as reply:  # noqa: S310  # our own server
                page = reply.read().decode() if reply.headers["Content-Type"].startswith("text/html") else ""
        except HTTPError as error:
            error.close()
            wrong.append(f"{address} answers {error.code}, linked from {asked[address]}")
            continue
        places[address] = set(PLACE.findall(page))
        if not address.startswith(start + first):
            continue
        for target, place in links(page, address, start):
            if target not in asked:
                asked[target] = address
                if (form := form_of(target)) not in forms:
                    forms.add(form)
                    queue.append(target)
            wanted.append((target, place, address))
        assert len(queue) < ENOUGH, "the office links to ever new addresses"
    missing = {(t, p, f) for t, p, f in wanted if p and t in places and p not in places[t]}
    return wrong + [f"{target} has no place {place}, linked from {origin}" for target, place, origin in sorted(missing)]


def test_the_public_meets_no_dead_end(office: Office) -> None:
    assert walk(office.address, "/") == []


def test_the_secretariat_meets_no_dead_end(office: Office, officer_session: StorageState) -> None:
    cookies = [f"{cookie['name']}={cookie['value']}" for cookie in officer_session["cookies"]]
    assert walk(office.address, "/desk/", "; ".join([*cookies, "palermo_language=km"])) == []
