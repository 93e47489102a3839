"""The items of a digest, as JSON and as pages and mails take them.

```json
[{"occasion": "overdue", "of": "9f2c...", "part": "report:2024-Q1", "day": "2024-04-15", "reader": "approver",
  "raised": true}]
```

`of` is the uid of what a lead was asked to do, or of a resolution; of a legal day it is the code of the country. `part`
is empty for it as a whole, else `report:PERIOD`, `evidence:UID`, `copy:UID` or `day:UID`.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from palermo.core import Message
from palermo.plan import REMINDERS, Occasion, Reader, Reminder

_WHY = {row.occasion: row.why for row in REMINDERS}


@dataclass(frozen=True, slots=True)
class Item:
    """One item that is kept."""

    occasion: str
    of: str
    part: str
    day: str
    reader: str
    raised: bool

    @property
    def why(self) -> Message:
        """The sentence that says why it stands there."""
        return Message(_WHY[Occasion(self.occasion)].text, {"day": date.fromisoformat(self.day)})

    @property
    def own(self) -> bool:
        """Whether it is told to the body that has it before it."""
        return self.reader in (Reader.FOCAL_POINT, Reader.APPROVER)


def stored(items: Iterable[Reminder]) -> list[dict[str, Any]]:
    """To be stored."""
    return [
        asdict(Item(str(row.occasion), owing.of, owing.part, owing.day.isoformat(), str(each.reader), each.raised))
        for each in items
        for row, owing in ((each.row, each.owing),)
    ]


def items_of(rows: Iterable[dict[str, Any]]) -> tuple[Item, ...]:
    """The items of a stored digest."""
    return tuple(Item(**each) for each in rows)
