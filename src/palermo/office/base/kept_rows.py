"""Rows of tables, each drawn once for as long as it shows the same: of a hundred rows a change renews one or two."""

from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

from django.db.models import Model
from django.template.loader import get_template
from django.utils.safestring import SafeString

from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language


class _Drawn(NamedTuple):
    context: Mapping[str, object]
    row: SafeString


_ROWS: Kept[_Drawn] = Kept(6000)


def drawn(
    template: str, of: Hashable, context: Mapping[str, object], made: Callable[[], Mapping[str, object]] = dict
) -> SafeString:
    """The template drawn with this context and nothing else, no request and no reader.

    `of` says which row it is, and so which one is drawn no more once this one is. All that the template is given is
    held against what it was given then, so that whoever reads it a row says what it would say drawn anew. `made`: what
    is made of the context and of nothing else. TypeError where a row of the database is given, as it is equal to
    itself whatever it says by now.
    """
    key = template, of, language()
    known = _ROWS.newest(key)
    if known is not None and known.context == context:
        return known.row
    if any(isinstance(value, Model) for value in context.values()):
        raise TypeError(f"{template} is given a row of the database")
    row = SafeString(get_template(template).render({**context, **made()}))  # what a template gives is safe already
    _ROWS.put(key, _Drawn(context, row))
    return row
