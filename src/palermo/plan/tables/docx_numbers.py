"""The numbers and bullets that Word shows but does not write into the text (ECMA-376 part 1, 17.9)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

BULLET = "•"


def qualified(name: str) -> str:
    """A WordprocessingML name as the parser spells it."""
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def child(element: Any, *names: str) -> Any:
    """The element reached through children of these names, or None."""
    for name in names:
        element = None if element is None else element.find(qualified(name))
    return element


def told(element: Any, name: str = "val") -> str:
    """An attribute of an element; "" where either is missing."""
    return "" if element is None else str(element.get(qualified(name)) or "")


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts through a document, paragraph by paragraph, in reading order."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    restarts: dict[str, set[int]] = field(default_factory=dict)

    def label(self, paragraph: Any) -> str:
        """The number or bullet in front of a paragraph, "" for none. Counts it."""
        number, level = self._list_of(paragraph)
        abstract = self.lists.get(number, "")
        about = self.levels.get(abstract, {}).get(level)
        if about is None:
            return ""
        if about.format == "bullet":
            return BULLET
        if level in self.restarts.get(number, ()):
            self.restarts[number].discard(level)
            self.counts.pop((abstract, level), None)
        self.counts[abstract, level] = self.counts.get((abstract, level), about.start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            del self.counts[deeper]
        return self._written(abstract, about.text)

    def _list_of(self, paragraph: Any) -> tuple[str, int]:
        own = child(paragraph, "pPr", "numPr")
        if own is not None:
            return told(child(own, "numId")), _whole(told(child(own, "ilvl")), 0)
        return self.styles.get(told(child(paragraph, "pPr", "pStyle")), ("", 0))

    def _written(self, abstract: str, text: str) -> str:
        for level, about in self.levels[abstract].items():
            sign = f"%{level + 1}"
            if sign in text:
                count = self.counts.get((abstract, level), about.start)
                text = text.replace(sign, _SHOWN.get(about.format, str)(count))
        return text.strip()


def read_numbers(numbering: Any, styles: Any) -> Numbers:
    """The lists of a document, from its numbering and styles parts (either may be None)."""
    numbers = Numbers()
    for abstract in [] if numbering is None else numbering.findall(qualified("abstractNum")):
        numbers.levels[told(abstract, "abstractNumId")] = {
            _whole(told(level, "ilvl"), 0): _Level(
                told(child(level, "numFmt")) or "decimal",
                told(child(level, "lvlText")),
                _whole(told(child(level, "start")), 1),
            )
            for level in abstract.findall(qualified("lvl"))
        }
    for use in [] if numbering is None else numbering.findall(qualified("num")):
        number = told(use, "numId")
        numbers.lists[number] = told(child(use, "abstractNumId"))
        numbers.restarts[number] = {
            _whole(told(over, "ilvl"), 0)
            for over in use.findall(qualified("lvlOverride"))
            if child(over, "startOverride") is not None
        }
    for style in [] if styles is None else styles.findall(qualified("style")):
        listed = child(style, "pPr", "numPr")
        if told(style, "type") == "paragraph" and listed is not None:
            place = told(child(listed, "numId")), _whole(told(child(listed, "ilvl")), 0)
            numbers.styles[told(style, "styleId")] = place
    return numbers


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise


def _letter(count: int) -> str:
    # after z Word writes aa, bb, cc
    return chr(97 + (count - 1) % 26) * (1 + (count - 1) // 26) if count > 0 else ""


def roman(count: int) -> str:
    """A number in lower-case Roman numerals."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (count // value)
        count %= value
    return text


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SHOWN: dict[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalZero": lambda count: f"{count:02}",
    "none": lambda count: "",
}
