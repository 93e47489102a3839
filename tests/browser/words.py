"""What the pages say, in the language of the reader, from the catalogue itself."""

import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from maintain.po import Entry, read_po
from tests.source import PACKAGE

LOCALE = PACKAGE / "locale"
CATALOGUE = LOCALE / "km" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*(?:[.!:][^}]*)?\}|%%")


@dataclass(frozen=True, slots=True)
class Words:
    """Turns an English text of the code into what a page in `language` shows."""

    language: str
    _texts: gettext.NullTranslations = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = gettext.translation("django", LOCALE, [self.language], fallback=True)
        object.__setattr__(self, "_texts", found)

    def __call__(self, text: str, **values: object) -> str:
        return self._texts.gettext(text) % values if values else self._texts.gettext(text)

    def told(self, text: str, **values: object) -> str:
        """A text as readers of screens are told it: words that are not seen stand apart from the others."""
        return " ".join(re.sub(r"<[^>]+>", " ", self(text, **values)).split())

    def several(self, one: str, many: str, n: int, **values: object) -> str:
        return self._texts.ngettext(one, many, n) % {"n": n, **values}

    def start(self, text: str) -> re.Pattern[str]:
        """What a shown text begins with, up to the first value put into it."""
        return re.compile(re.escape(PLACEHOLDER.split(self(text))[0].strip()))


@cache
def english() -> tuple[re.Pattern[str], ...]:
    """Every English text that a Khmer page must not show, as a pattern for the whole of a piece of text."""
    return tuple(_pattern(text) for entry in read_po(CATALOGUE.read_text("utf-8")) for text in _foreign(entry))


def _pattern(text: str) -> re.Pattern[str]:
    parts = [re.escape(" ".join(part.split())) for part in PLACEHOLDER.split(text)]
    # "{n} of {of}" is told from the name of a plan by its figures, a sentence by its own words
    anything = ".*" if len(re.findall(r"[A-Za-z]+", " ".join(parts))) > 3 else r"[\d.,]+"
    return re.compile(f"\\s*{anything}\\s*".join(parts))


def _foreign(entry: Entry) -> Iterator[str]:
    for text in (entry.msgid, entry.plural):
        literal = PLACEHOLDER.sub("", text)
        # what is the same in both languages (SHA-256, a name) is no English left over
        if re.search(r"[A-Za-z]{2}", literal) and text not in entry.msgstr:
            yield text
