"""The items of an agenda, as JSON and as these pages take them.

```json
[{"id": "9f2c...", "words": "Train them", "lang": "en", "ground": "late", "of": "1.1.2", "told": "It was due ..."}]
```

`ground` is empty for an item of one's own, and `lang` where its words are of no plan. `told` is the sentence that stood
behind a proposal on the day it was taken over, in English.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from secrets import token_hex
from typing import Any

from palermo.office.base.vocabulary import tongue

OPENING = "opening"  # the item that every meeting begins with: what became of what was resolved before


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `of`: the id of the activity, or the uid of the resolution, that it is about; empty for none."""

    id: str
    words: str
    lang: str = ""
    ground: str = ""
    of: str = ""
    told: str = ""

    @property
    def key(self) -> str:
        """That of the proposal it was taken over from; empty for an item of one's own."""
        return f"{self.ground}:{self.of}" if self.ground else ""


def items_of(stored: Iterable[dict[str, Any]]) -> tuple[Item, ...]:
    """The items of a stored agenda."""
    return tuple(Item(**each) for each in stored)


def stored(items: Sequence[Item]) -> list[dict[str, Any]]:
    """To be stored."""
    return [asdict(each) for each in items]


def lang_of(item: Item) -> str:
    """The attribute of its words: a plan's have their language, those of one's own none."""
    return tongue(item.lang) if item.lang else ""


def new_id() -> str:
    """The id of a new item."""
    return token_hex(8)
