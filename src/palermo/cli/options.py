"""Arguments and options that several verbs share."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer


class Language(StrEnum):
    """The languages that results are told in."""

    EN = "en"
    KM = "km"


class AuditFormat(StrEnum):
    """What an audit is written as."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"
    CSV = "csv"
    SARIF = "sarif"


class ScoreFormat(StrEnum):
    """What a scorecard is written as."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class TreeFormat(StrEnum):
    """Our own two forms of a plan."""

    YAML = "yaml"
    JSON = "json"


class Reader(StrEnum):
    """Who is to read the result: people or programs."""

    TEXT = "text"
    JSON = "json"


class ExportFormat(StrEnum):
    """What a plan is handed on as."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    YAML = "yaml"
    JSON = "json"


class AssessedFor(StrEnum):
    """What an assessment is for."""

    PERIOD = "period"
    WAIVER = "waiver"


class SchemaOf(StrEnum):
    """What a published schema describes."""

    PLAN = "plan"
    AUDIT = "audit"
    PROGRESS = "progress"
    SCORE = "score"


LANGUAGE = "palermo.language"  # where what was asked for stands once the verb has ended in an error


def _spoken(context: typer.Context, language: Language) -> Language:
    context.meta[LANGUAGE] = language
    return language


def day(text: str) -> date:
    """A day as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is not a day; write it like 2026-01-31.") from error


def _day_or_year(text: str) -> date:
    if text.isdecimal() and len(text) == 4:
        return date(int(text), 12, 31)
    return day(text)


def listed(rules: Sequence[str] | None) -> tuple[str, ...]:
    """Ids of rules, however they were strung together."""
    return tuple(rule.strip() for text in rules or () for rule in text.split(",") if rule.strip())


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Plans, or folders of plans; - reads stdin.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A plan (YAML, JSON, CSV, XLSX, DOCX); - reads stdin.")]
MappingFile = Annotated[
    str, typer.Option("--mapping", metavar="FILE", help="Which column holds what, as `palermo plan mapping` writes it.")
]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to stdout.")]
Tongue = Annotated[Language, typer.Option("--lang", callback=_spoken, help="Language of the result.")]
AsOf = Annotated[
    date | None,
    typer.Option(parser=day, metavar="DATE", show_default="today", help="The day on which to judge, as 2026-01-31."),
]
AsOfYear = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=_day_or_year,
        metavar="DATE",
        show_default="today",
        help="The day on which to look, as 2026-01-31, or a year, which is its last day.",
    ),
]
Select = Annotated[
    list[str] | None,
    typer.Option(metavar="RULES", help="Tell of these rules only: ids or first letters, as A,I02. May be repeated."),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="RULES", help="Do not tell of these rules. May be repeated.")]
