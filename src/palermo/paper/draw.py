"""A picture as SVG that is as wide as there is room for it, while its words keep their size: places across are
percentages, so nothing is scaled.
"""

from html import escape

from palermo.core import Message
from palermo.paper.model import Box, Dot, Label, Line, Mark, Picture, said

TONES = {
    "ink": "#1c1f1e",
    "soft": "#4d5654",
    "hair": "#d9d4c6",
    "accent": "#1f4c4a",
    "light": "#8fb0ab",
    "bad": "#94231c",
}
_GROUND = "#fbfaf6"  # behind words, so that a stroke does not run through them


def svg(picture: Picture, title: Message, language: str, key: str) -> str:
    """One picture with a name and a description; `key` makes its ids differ from others on the page."""
    names = (
        f'<title id="t-{key}">{escape(title.say(language))}</title>'
        f'<desc id="d-{key}">{escape(picture.description.say(language))}</desc>'
    )
    marks = "".join(_drawn(mark, language) for mark in picture.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{picture.height}" role="img" '
        f'aria-labelledby="t-{key}" aria-describedby="d-{key}" focusable="false">{names}'
        f'<g aria-hidden="true">{marks}</g></svg>'
    )


def _drawn(mark: Mark, language: str) -> str:
    tone = TONES[mark.tone]
    match mark:
        case Line(x, y, to_x, to_y, _, width):
            ends = f'x1="{x:.2f}%" y1="{y:g}" x2="{to_x:.2f}%" y2="{to_y:g}"'
            return f'<line {ends} stroke="{tone}" stroke-width="{width:g}"/>'
        case Dot(x, y, radius, _, filled):
            fill = tone if filled else "#fff"
            return f'<circle cx="{x:.2f}%" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{tone}" stroke-width="1.5"/>'
        case Box(x, y, width, height):
            return f'<rect x="{x:.2f}%" y="{y:g}" width="{width:.2f}%" height="{height:g}" fill="{tone}"/>'
        case Label(x, y, text, anchor):
            words = escape(said(text, language))
            place = f'x="{x:.2f}%" y="{y:g}" text-anchor="{anchor}"'
            return (
                f'<text {place} fill="{tone}" stroke="{_GROUND}" stroke-width="4" paint-order="stroke">{words}</text>'
            )
