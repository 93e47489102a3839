"""The mapping as a form: what holds for the whole file, and for each table what its columns and rows are."""

import re
from collections.abc import Mapping as Pairs
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from palermo.core import UserError
from palermo.core.countries import countries
from palermo.core.languages import LANGUAGES
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import say
from palermo.office.plan.desk.grid import row_words
from palermo.office.plan.desk.words import COLUMN_WORDS, MONTHS, ROW_CHOICES, column_choices
from palermo.plan import SPREADABLE, Column, Mapping, Table, TableMapping, letters, propose_below

_ROWS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
_TIMED = ("tick", "cost", "baseline", "target")
_LEVELS = ("above", "goal", "objective", "output", "activity")
_LEVEL_WORDS = {**dict(ROW_CHOICES), "above": gettext_lazy("A part above the goals")}


class FileForm(forms.Form):
    """What holds for the whole file."""

    title = forms.CharField(label=gettext_lazy("Title of the plan"), max_length=500, required=False)
    country = forms.ChoiceField(label=gettext_lazy("Country"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the plan"), choices=list(LANGUAGES.items()))
    period = forms.CharField(
        label=gettext_lazy("Period"), max_length=40, required=False, help_text=gettext_lazy("Such as 2024-2028.")
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency of amounts that name none"),
        max_length=3,
        required=False,
        help_text=gettext_lazy("Three letters, such as KHR."),
    )
    fiscal_start = forms.TypedChoiceField(
        label=gettext_lazy("First month of the fiscal year"), choices=MONTHS, coerce=int
    )
    fiscal_named_by = forms.ChoiceField(
        label=gettext_lazy("A fiscal year is named by"),
        choices=[
            ("start", gettext_lazy("The year in which it starts")),
            ("end", gettext_lazy("The year in which it ends")),
        ],
    )
    buddhist = forms.ChoiceField(
        label=gettext_lazy("Years of the Buddhist era"),
        choices=[
            ("", gettext_lazy("Worked out from the number")),
            ("yes", gettext_lazy("All years are of the Buddhist era")),
            ("no", gettext_lazy("No year is of the Buddhist era")),
        ],
        required=False,
    )

    def __init__(self, mapping: Mapping, sent: Any = None) -> None:
        era = {None: "", True: "yes", False: "no"}[mapping.buddhist]
        told = {name: getattr(mapping, name) for name in self.base_fields if name != "buddhist"}
        super().__init__(sent, initial={**told, "buddhist": era})
        names = sorted((one.name(get_language() or "en"), one.iso2) for one in countries())
        self._choices("country", [("", _("Not said")), *((iso2, name) for name, iso2 in names)], mapping.country)
        self._choices("language", list(LANGUAGES.items()), mapping.language)
        self.levels = {f"level_{at}": rank for at, rank in enumerate(mapping.levels)}
        for name, rank in self.levels.items():
            self.fields[name] = forms.ChoiceField(
                label=_("Level of headings that begin with “%(word)s”") % {"word": rank},
                choices=[(level, _LEVEL_WORDS[level]) for level in _LEVELS],
                initial=mapping.levels[rank],
            )

    def _choices(self, name: str, choices: list[tuple[str, Any]], now: str) -> None:
        known = {value for value, _word in choices}
        offer(self, name, choices if now in known else [*choices, (now, now)])

    def applied(self, mapping: Mapping) -> Mapping:
        """The mapping with what was said of the file."""
        told = self.cleaned_data
        facts = {name: told[name] for name in self.base_fields if name != "buddhist"}
        facts["currency"] = told["currency"].strip().upper()
        era = {"": None, "yes": True, "no": False}[told["buddhist"]]
        levels = {rank: told[name] for name, rank in self.levels.items()}
        return replace(mapping, **facts, buddhist=era, levels=levels)


class TableForm(forms.Form):
    """What one table holds. Rows are counted as spreadsheets show them, from 1."""

    use = forms.BooleanField(label=gettext_lazy("This table belongs to the plan"), required=False)
    header = forms.CharField(
        label=gettext_lazy("Header rows"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Such as 5, or 5-6 where headers take two rows."),
    )
    first = forms.IntegerField(
        label=gettext_lazy("First row below the headers"), required=False, min_value=1, max_value=2_000_000
    )
    goal = forms.CharField(
        label=gettext_lazy("Goal of the whole table"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Only where no row and no column says it."),
    )
    objective = forms.CharField(label=gettext_lazy("Objective of the whole table"), required=False, max_length=2000)

    def __init__(self, at: int, table: Table, mapping: TableMapping, doubtful: Sequence[int], sent: Any = None) -> None:
        initial = {
            "use": mapping.use,
            "header": _written(mapping.header),
            "first": mapping.first + 1 if mapping.header else None,
            "goal": mapping.goal,
            "objective": mapping.objective,
        }
        super().__init__(sent, initial=initial, prefix=f"t{at}")
        self.table, self.mapping = table, mapping
        self.rows_offered = sorted({*doubtful, *mapping.rows})
        merged = {column for span in table.merges if span.tall for column in range(span.left, span.right + 1)}
        if mapping.use:
            for column in mapping.columns:
                self._add_column(column, merged=column.index in merged)
            self._add_rows()

    def _add_column(self, column: Column, *, merged: bool) -> None:
        at, place = column.index, letters(column.index)
        label = _("What column %(letter)s holds") % {"letter": place}
        self.fields[f"field_{at}"] = forms.ChoiceField(
            label=label, choices=column_choices(), required=False, initial=column.field
        )
        if merged and (column.spread or column.field in SPREADABLE):
            self.fields[f"spread_{at}"] = forms.BooleanField(
                label=_("Merged cells count for every row they cover"), required=False, initial=column.spread
            )
        if column.field in _TIMED:
            self.fields[f"when_{at}"] = forms.CharField(
                label=_("Time that the header names"), required=False, max_length=40, initial=column.when
            )
        if column.field == "cost":
            self.fields[f"unit_{at}"] = forms.CharField(
                label=_("Unit of the amounts"), required=False, max_length=40, initial=column.unit
            )

    def _add_rows(self) -> None:
        for row in self.rows_offered:
            self.fields[f"row_{row}"] = forms.ChoiceField(
                label=_("Row %(number)s") % {"number": row + 1},
                help_text=row_words(self.table, row),
                choices=ROW_CHOICES,
                required=False,
                initial=self.mapping.rows.get(row, ""),
            )
        self.fields["other_row"] = forms.IntegerField(
            label=_("Another row"), required=False, min_value=1, max_value=len(self.table.rows)
        )
        self.fields["other_kind"] = forms.ChoiceField(label=_("What it is"), choices=ROW_CHOICES, required=False)

    def columns(self) -> list[dict[str, Any]]:
        """The columns for the page: letter, header, reason and the inputs."""
        if not self.mapping.use:
            return []
        return [self._column(column) for column in self.mapping.columns]

    def _column(self, column: Column) -> dict[str, Any]:
        at = column.index
        inputs = {name: self._maybe(f"{name}_{at}") for name in ("spread", "when", "unit")}
        others = [str(COLUMN_WORDS.get(name, name)) for name in column.alternatives]
        why = {"why": say(column.why), "others": ", ".join(others)}
        return {"letter": letters(at), "header": column.header, "field": self[f"field_{at}"], **inputs, **why}

    def rows(self) -> list[BoundField]:
        """What single rows are."""
        names = [*(f"row_{row}" for row in self.rows_offered), "other_row", "other_kind"]
        return [self[name] for name in names if name in self.fields]

    def _maybe(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    def clean_header(self) -> tuple[int, ...]:
        """Header rows from 0."""
        rows: set[int] = set()
        text = str(self.cleaned_data["header"])
        for part in filter(None, (part.strip() for part in text.split(","))):
            found = _ROWS.fullmatch(part)
            if not found or int(found[2] or found[1]) > len(self.table.rows) or int(found[1]) < 1:
                raise forms.ValidationError(
                    _("Write numbers of rows between 1 and %(last)s, such as 5 or 5-6.")
                    % {"last": len(self.table.rows)}
                )
            rows |= set(range(int(found[1]) - 1, int(found[2] or found[1])))
        return tuple(sorted(rows))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("use") and "header" in told and not told["header"] and not self.mapping.columns:
            self.add_error("header", _("Say which row holds the headers."))
        return told

    def applied(self) -> TableMapping:
        """The mapping of the table with what was said of it. Raises UserError where the rows do not fit."""
        told = self.cleaned_data
        first = told["first"] - 1 if told["first"] else None
        said = {"use": told["use"], "goal": told["goal"].strip(), "objective": told["objective"].strip()}
        if told["header"] and (told["header"], first) != (self.mapping.header, self.mapping.first):
            moved = told["header"] != self.mapping.header
            # a first row above new header rows is the old one, left in the form
            below = None if moved and (first is None or first <= told["header"][-1]) else first
            anew = propose_below(self.table, told["header"], below)
            columns = anew.columns if moved else self.mapping.columns
            return replace(anew, columns=columns, rows=self._rows(told), **said)
        if not self.mapping.use:
            return replace(self.mapping, **said)
        columns = tuple(self._chosen(column, told) for column in self.mapping.columns)
        return replace(self.mapping, columns=columns, rows=self._rows(told), **said)

    def _chosen(self, column: Column, told: Pairs[str, Any]) -> Column:
        at = column.index
        field = told[f"field_{at}"]
        also = column.also if field == column.field else ()
        return replace(
            column,
            field=field,
            also=also,
            split=column.split if field == column.field else None,
            spread=bool(told.get(f"spread_{at}", False)),
            when=str(told.get(f"when_{at}", column.when)).strip(),
            unit=str(told.get(f"unit_{at}", column.unit)).strip(),
        )

    def _rows(self, told: Pairs[str, Any]) -> dict[int, str]:
        rows = {row: told[f"row_{row}"] for row in self.rows_offered if told.get(f"row_{row}")}
        if told.get("other_row") and told.get("other_kind"):
            rows[told["other_row"] - 1] = told["other_kind"]
        return rows


def mapping_from_forms(file_form: FileForm, table_forms: Sequence[TableForm], mapping: Mapping) -> Mapping | None:
    """The mapping that the forms say; None, with the errors on the forms, where that cannot be."""
    if not all([file_form.is_valid(), *(form.is_valid() for form in table_forms)]):
        return None
    tables = []
    for form in table_forms:
        try:
            tables.append(form.applied())
        except UserError as error:
            form.add_error("header", say(error.message))
            return None
    return replace(file_form.applied(mapping), tables=tuple(tables))


def _written(rows: Sequence[int]) -> str:
    if not rows:
        return ""
    if list(rows) == list(range(rows[0], rows[-1] + 1)):
        return f"{rows[0] + 1}-{rows[-1] + 1}" if len(rows) > 1 else str(rows[0] + 1)
    return ", ".join(str(row + 1) for row in rows)
