"""What is told of a plan, before it has any form."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from palermo.core import Message
from palermo.paper import CellValue, Chapter, Own


@dataclass(frozen=True, slots=True)
class Output:
    """What is told of a plan, or of one body in it, as things stood on the day `as_of`.

    `about` names the body, or the year, where it is about one.
    """

    title: Message
    plan: Own
    as_of: date
    chapters: tuple[Chapter, ...]
    about: CellValue = None
    lines: tuple[Message, ...] = ()

    def chapter(self, key: str) -> Chapter | None:
        """The chapter of that key, where the output has it."""
        return next((chapter for chapter in self.chapters if chapter.key == key), None)

    def values(self) -> Iterator[CellValue]:
        """Every word and figure in reading order, each as often as it is shown; of an empty table what it says."""
        yield from (self.title, self.plan, self.about, *self.lines)
        for chapter in self.chapters:
            yield from (chapter.title, *chapter.lines)
            if chapter.rows:
                yield from chapter.columns
                yield from (cell for row in chapter.rows for cell in row.cells)
            elif chapter.columns:
                yield chapter.empty
