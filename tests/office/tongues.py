"""In which language each piece of text on a page is said to be."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "img", "input", "br", "col", "hr", "path", "rect"}
PASSED_BY = {"script", "style", "svg", "title", "option"}  # pictures are hidden from readers, the others are plain text


class Tongues(HTMLParser):
    """Gathers the texts of a page with the language that the nearest element around them declares."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            around = self._open[-1][1] if self._open else ""
            self._open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and not {tag for tag, _ in self._open} & PASSED_BY:
            self.texts.append((self._open[-1][1], " ".join(data.split())))


def astray(page: str, mark: str) -> Iterator[str]:
    """Khmer that is not said to be Khmer, and words with that mark of an English plan that are not said to be English.

    A sentence of ours may quote the plan; it is Khmer as a whole.
    """
    for lang, text in Tongues(page).texts:
        khmer = any("\u1780" <= sign <= "\u17ff" for sign in text)
        if lang != "km" if khmer else (mark in text and lang != "en"):
            yield f"{lang}: {text}"
