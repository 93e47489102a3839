"""A body of an office, named on the command line."""

from typing import TYPE_CHECKING, Annotated

import typer

from palermo.core import Message, UserError, mark

if TYPE_CHECKING:
    from palermo.office.access.models import Body

OfBody = Annotated[str, typer.Argument(metavar="BODY", help="The short name of a body, such as committee.")]


def body_of(name: str) -> "Body":
    """The body of this short name. Raises UserError where there is none."""
    from palermo.office.access.models import Body

    body = Body.objects.filter(key=name).first()
    if body is None:
        raise UserError(Message(mark("There is no body with the short name {name}."), {"name": name}))
    return body
