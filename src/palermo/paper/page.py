"""A paper as one page that needs nothing else: no script, no second file, good on paper and on a phone."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from importlib import resources

from palermo import __version__
from palermo.core import Message
from palermo.core.languages import LANGUAGES
from palermo.paper.draw import svg
from palermo.paper.model import CellValue, Chapter, Entry, Number, Own, Paper, said

_FEW = 2  # columns that a phone has room for side by side


def paper_page(paper: Paper, language: str = "en") -> str:
    """The whole file."""
    style = resources.files("palermo.paper").joinpath("page.css").read_text(encoding="utf-8")
    under = "".join(f"<p{_tongue(each, language)}>{_say(each, language)}</p>\n" for each in paper.under if each)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_say(paper.title, language)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<header>\n<h1>{_say(paper.title, language)}</h1>\n{under}</header>\n{paper_body(paper.chapters, language)}"
        f"</main>\n<footer><p>palermo {escape(__version__)}</p></footer>\n</body>\n</html>\n"
    )


def paper_body(chapters: Sequence[Chapter], language: str = "en") -> str:
    """The chapters alone, to stand in a page that has a head and a style of its own."""
    return "".join(_chapter(chapter, language) for chapter in chapters)


def _chapter(chapter: Chapter, language: str) -> str:
    lines = "".join(f"<p>{_say(line, language)}</p>\n" for line in chapter.lines)
    picture = ""
    if chapter.picture:
        drawn = svg(chapter.picture, chapter.title, language, chapter.key)
        picture = f'<figure class="picture">{drawn}</figure>\n'
    address = escape(chapter.key)
    return (
        f'<section class="{_kind(chapter)}" id="{address}">\n<h2>{_say(chapter.title, language)}</h2>\n'
        f"{lines}{picture}{_table(chapter, language)}</section>\n"
    )


def _kind(chapter: Chapter) -> str:
    return "chapter new-page" if chapter.new_page else "chapter"


def _table(chapter: Chapter, language: str) -> str:
    if not chapter.columns:
        return ""
    if not chapter.rows:
        return f"<p>{_say(chapter.empty, language)}</p>\n"
    places = range(len(chapter.columns))
    figures = [at > 0 and any(isinstance(row.cells[at], Number) for row in chapter.rows) for at in places]
    heads = "".join(
        f'<th scope="col"{_number(figure)}>{_say(head, language)}</th>'
        for head, figure in zip(chapter.columns, figures, strict=True)
    )
    rows = "".join(f"<tr>{''.join(_cells(row, chapter.columns, language))}</tr>\n" for row in chapter.rows)
    kind = "stack" if len(chapter.columns) > _FEW else "narrow"
    return (
        f'<table class="{kind}"><caption class="unseen">{_say(chapter.title, language)}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>\n"
    )


def _cells(row: Entry, heads: Sequence[Message], language: str) -> Iterator[str]:
    first, *others = row.cells
    yield f'<th scope="row"{_tongue(first, language)}>{_say(first, language)}</th>'
    for value, head in zip(others, heads[1:], strict=True):
        kind = _number(isinstance(value, Number)) or (' class="date"' if isinstance(value, date) else "")
        label = _say(head, language)
        yield f'<td{kind} data-label="{label}"{_tongue(value, language)}>{_say(value, language)}</td>'


def _number(figure: bool) -> str:
    return ' class="number"' if figure else ""


def _tongue(value: CellValue, page: str) -> str:
    """The words of others keep their own language where the page speaks another."""
    own = value.language if isinstance(value, Own) else ""
    return f' lang="{escape(own)}"' if own != page and own in LANGUAGES else ""


def _say(value: CellValue, language: str) -> str:
    return escape(said(value, language))
