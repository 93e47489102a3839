"""Charts: Altair specifications drawn to SVG on the server, once for each set of figures, each with its table."""

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from palermo import __version__

# no name that holds a digit, such as Source Sans 3: with one, the renderer guesses the width of every letter
FONT = "Noto Sans, Segoe UI, Arial, DejaVu Sans, Noto Sans Khmer, Khmer OS, sans-serif"
INK = "#1c1f1e"
SOFT = "#4d5654"
HAIR = "#e3dfd4"
ACCENT = "#1f4c4a"
TONES = {"verifiable": "#1e5b3a", "partly": "#7a5200", "promise_only": "#94231c", "cannot_say": "#4f5763"}

CONFIG: dict[str, Any] = {
    "background": None,
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"labelColor": INK, "titleColor": SOFT, "labelFontSize": 13, "titleFontSize": 13, "gridColor": HAIR},
    "axisY": {"domain": False, "ticks": False, "labelPadding": 8, "labelLimit": 320},
    "axisX": {"domainColor": INK, "tickColor": INK, "tickMinStep": 1},
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and the figures behind it. `columns` names the columns of `rows`.

    `langs` holds, for each row, the attribute of its first cell where that is in another language than the page.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    svg: SafeString
    langs: tuple[str, ...] = ()

    @property
    def named(self) -> Iterator[tuple[str, tuple[object, ...]]]:
        """Each row with the attribute of its first cell."""
        return zip(self.langs or ("",) * len(self.rows), self.rows, strict=True)


def draw(
    *,
    title: str,
    description: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    spec: Callable[[], dict[str, Any]],
    langs: Sequence[str] = (),
) -> Chart:
    """The chart of these figures. `spec` gives the Vega-Lite specification; it is asked only for a new picture."""
    figures = [title, description, list(columns), [list(row) for row in rows], list(langs)]
    key = hashlib.sha256(json.dumps([figures, _code(spec.__code__.co_filename)], default=str).encode()).hexdigest()
    path = Path(settings.PALERMO_HOME) / "charts" / f"{key}.svg"
    try:
        svg = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        labels = {str(row[0]): lang for lang, row in zip(langs, rows, strict=bool(langs)) if lang}
        svg = _accessible(_in_their_own(_render(spec()), labels), title, description, key[:12])
        _write(path, svg)
    # our own drawing; title and description are escaped, labels are escaped by the renderer
    return Chart(title, tuple(columns), tuple(map(tuple, rows)), mark_safe(svg), tuple(langs))  # noqa: S308  # see above


def _render(spec: dict[str, Any]) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg({**spec, "config": CONFIG}, allowed_base_urls=[]))


def _in_their_own(svg: str, labels: dict[str, str]) -> str:
    """Labels in another language than the page say so, in the picture as in its table."""
    for label, lang in labels.items():
        svg = re.sub(rf"<text\b([^>]*)>(?={re.escape(escape(label))}</text>)", rf"<text\1{lang}>", svg)
    return svg


def _accessible(svg: str, title: str, description: str, key: str) -> str:
    """One picture with a name and a description, instead of a heap of marks without meaning for a reader."""
    opening, inside = re.match(r"<svg\b([^>]*)>(.*)</svg>\s*$", svg, re.DOTALL).groups()  # type: ignore[union-attr]  # the renderer's own output
    inside = re.sub(r' (?:aria-[a-z]+|role)="[^"]*"', "", inside)
    names = f'<title id="t{key}">{escape(title)}</title><desc id="d{key}">{escape(description)}</desc>'
    head = f'<svg{opening} role="img" aria-labelledby="t{key}" aria-describedby="d{key}" focusable="false">'
    return f'{head}{names}<g aria-hidden="true">{inside}</g></svg>'


def _write(path: Path, svg: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(svg)
    Path(file.name).replace(path)


@lru_cache(maxsize=16)
def _code(filename: str) -> str:
    """What a kept picture depends on besides its figures: the drawing code and the release."""
    digest = hashlib.sha256(__version__.encode())
    for name in (filename, __file__):
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()
