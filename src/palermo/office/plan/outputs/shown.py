"""An output as its page shows it. On the screen long tables are cut, and each can be read alone, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from palermo.core import Message
from palermo.office.base.vocabulary import language, tongue
from palermo.office.plan.outputs.sources import Source, title_of
from palermo.plan import CellValue, Chapter, Entry, Output, Own, said

FIRST, PAGE = 12, 100  # rows of a table among the others, and alone
Link = Callable[[str], str]  # from the id of an activity to the address of its page; empty where there is none


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
    return _told(output, [_shown(chapter, chapter.rows) for chapter in output.chapters])


def shown_on_screen(source: Source, key: str, number: str, link: Link) -> dict[str, Any] | None:
    """For a page: every chapter with its first rows, or the one of that `key` alone. None where it has no such one."""
    output = source.output
    if not key:
        chapters = [_shown(each, each.rows[:FIRST], link) for each in output.chapters]
        return _told(output, chapters)
    alone = output.chapter(key)
    if alone is None:
        return None
    page: Page[Entry] = Paginator(alone.rows, PAGE).get_page(number)
    told = _shown(alone, list(page.object_list), link)
    return {**_told(output, [Shown(alone, told.heads, told.rows)]), "alone": alone, "page": page}


def _told(output: Output, chapters: list[Shown]) -> dict[str, Any]:
    return {
        "output": output,
        "title": title_of(output),
        "as_of": output.as_of,
        "plan_lang": tongue(output.plan.language),
        "chapters": chapters,
    }


def _shown(chapter: Chapter, rows: Sequence[Entry], link: Link = lambda _id: "") -> Shown:
    heads = tuple(
        (head.say(language()), any(_is_number(row.cells[at]) for row in rows[:1]))
        for at, head in enumerate(chapter.columns)
    )
    drawn = format_html_join("\n", "<tr>{}</tr>", ((_row(row, heads, link),) for row in rows))
    return Shown(chapter, heads, drawn, len(chapter.rows) if len(chapter.rows) > len(rows) else 0)


def _row(row: Entry, heads: Sequence[tuple[str, bool]], link: Link) -> SafeString:
    first, *others = zip(row.cells, heads, strict=True)
    cells = format_html_join(
        "",
        "<td{}{}{}>{}</td>",
        (
            (
                _kind(value),
                format_html(' data-label="{}"', head),
                _lang(value),
                _linked(value, row, link),
            )
            for value, (head, _figures) in others
        ),
    )
    value, _head = first
    return format_html('<th scope="row"{}>{}</th>{}', _lang(value), _linked(value, row, link), cells)


def _linked(value: CellValue, row: Entry, link: Link) -> str | SafeString:
    """The words; the id of an activity leads to its page, where it has one."""
    words = said(value, language())
    if row.activity and isinstance(value, Own) and value.text == row.activity and (href := link(row.activity)):
        return format_html('<a href="{}">{}</a>', href, words)
    return words


def _lang(value: CellValue) -> SafeString:
    if isinstance(value, Own) and value.language:
        return tongue(value.language)
    return SafeString("")


def _kind(value: CellValue) -> SafeString:
    kind = "number" if _is_number(value) else "date" if isinstance(value, date) else ""
    return format_html(' class="{}"', kind) if kind else SafeString("")


def _is_number(value: CellValue) -> bool:
    return not isinstance(value, Message | Own | date | None)
