"""An output as its page shows it. On the screen long tables are cut, and each can be read alone, page by page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from palermo.core import Message
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language, tongue
from palermo.office.plan.outputs.sources import Source, title_of
from palermo.plan import CellValue, Chapter, Entry, Output, Own, said

FIRST, PAGE = 12, 100  # rows of a table among the others, and alone
Link = Callable[[str], str]
_DRAWN: Kept[SafeString] = Kept(96)  # rows of chapters


@dataclass(frozen=True, slots=True)
class Ways:
    """The address of an output, which its files share up to their endings, and that of an activity by its id; empty
    where it has no page for whoever reads, which `leads` tells.
    """

    address: str
    link: Link
    leads: bool = True

    @property
    def key(self) -> tuple[str, bool]:
        """The activities of one output lead to the same addresses, or nowhere."""
        return self.address, self.leads


@dataclass(frozen=True, slots=True)
class Shown:
    """A chapter on a page. `more`: how many rows it has, where not all are shown."""

    chapter: Chapter
    heads: tuple[tuple[str, bool], ...]  # words, and whether figures stand below
    rows: SafeString
    more: int = 0

    @property
    def title(self) -> str:
        return self.chapter.title.say(language())


def shown_whole(source: Source) -> dict[str, Any]:
    """For paper: every row."""
    output = source.output

    def whole(chapter: Chapter) -> Shown:
        return _shown(chapter, chapter.rows, lambda heads: _drawn(chapter.rows, heads, lambda _id: ""))

    return _told(output, list(map(whole, output.chapters)))


def shown_on_screen(source: Source, key: str, number: str, ways: Ways) -> dict[str, Any] | None:
    """For a page: every chapter with its first rows, or the one of that `key` alone. None where it has no such one."""
    output = source.output

    def part(chapter: Chapter, first: int, rows: Sequence[Entry]) -> Shown:
        # all that the rows say is in the key of the source; where they lead, in that of the ways
        of = source.key, ways.key, chapter.key, first, len(rows)
        return _shown(chapter, rows, lambda heads: _DRAWN.get(of, lambda: _drawn(rows, heads, ways.link)))

    if not key:
        return _told(output, [part(each, 1, each.rows[:FIRST]) for each in output.chapters])
    alone = output.chapter(key)
    if alone is None:
        return None
    page: Page[Entry] = Paginator(alone.rows, PAGE).get_page(number)
    told = part(alone, page.start_index(), list(page.object_list))
    return {**_told(output, [Shown(alone, told.heads, told.rows)]), "alone": alone, "page": page}


def _told(output: Output, chapters: list[Shown]) -> dict[str, Any]:
    return {
        "output": output,
        "title": title_of(output),
        "as_of": output.as_of,
        "plan_lang": tongue(output.plan.language),
        "chapters": chapters,
    }


def _shown(chapter: Chapter, rows: Sequence[Entry], drawn: Callable[[Sequence[str]], SafeString]) -> Shown:
    heads = tuple(
        (head.say(language()), any(_is_number(row.cells[at]) for row in rows[:1]))
        for at, head in enumerate(chapter.columns)
    )
    more = len(chapter.rows) if len(chapter.rows) > len(rows) else 0
    return Shown(chapter, heads, drawn([head for head, _figures in heads]), more)


def _drawn(rows: Iterable[Entry], heads: Sequence[str], link: Link) -> SafeString:
    """Pages have hundreds of cells, so they are put together without the detours of a template; all is escaped."""
    words, labels = language(), [f' data-label="{escape(head)}"' for head in heads]
    told = (_row(row, labels, words, link) for row in rows)
    return mark_safe("\n".join(told))  # noqa: S308  # of `escape` and of our own tags


def _row(row: Entry, labels: Sequence[str], words: str, link: Link) -> str:
    cells = [
        (_kind(value), label, _lang(value), _linked(value, row, words, link))
        for value, label in zip(row.cells, labels, strict=True)
    ]
    _figures, _label, lang, first = cells[0]
    others = "".join(f"<td{kind}{label}{lang}>{text}</td>" for kind, label, lang, text in cells[1:])
    return f'<tr><th scope="row"{lang}>{first}</th>{others}</tr>'


def _linked(value: CellValue, row: Entry, words: str, link: Link) -> str:
    """The words; the id of an activity leads to its page, where it has one."""
    text = escape(said(value, words))
    if row.activity and isinstance(value, Own) and value.text == row.activity and (href := link(row.activity)):
        return f'<a href="{escape(href)}">{text}</a>'
    return text


def _lang(value: CellValue) -> str:
    return tongue(value.language) if isinstance(value, Own) and value.language else ""


def _kind(value: CellValue) -> str:
    return ' class="number"' if _is_number(value) else ' class="date"' if isinstance(value, date) else ""


def _is_number(value: CellValue) -> bool:
    return not isinstance(value, Message | Own | date | None)
