"""`palermo people`: what whoever runs the machine does for the people of an office."""

from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Annotated

import typer

from palermo.cli.bodies import OfBody, body_of
from palermo.cli.offices import HERE, Home, open_office
from palermo.core import Message, UserError, mark

if TYPE_CHECKING:
    from palermo.access import Role
    from palermo.office.access.models import Person

app = typer.Typer(help="People of an office: what the machine's operator can do for them.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name that the person signs in with.")]


@app.command()
def invite(
    body: OfBody,
    *,
    role: Annotated[str, typer.Option(metavar="ROLE", help="What they are to be there, such as custodian.")],
    until: Annotated[datetime, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Last day of the term.")],
    home: Home = HERE,
) -> None:
    """Invite somebody into a body, and print the link by which they get an account.

    Of two custodians, let one in here: two whom one person let in count as one where an act takes two. The link is
    shown once; it is good for seven days, and once.
    """
    open_office(home)
    from palermo.office.access.actions import invite_person
    from palermo.office.access.decision import CONSOLE
    from palermo.office.access.people.choices import ends

    token, now = token_urlsafe(32), datetime.now(UTC)
    invite_person(by=CONSOLE, body=body_of(body), role=_role(role), until=ends(until.date()), token=token, now=now)
    typer.echo("Hand this over, at the address of the office:")
    typer.echo(_link("invitation", token))


@app.command()
def reset(
    name: Name,
    *,
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why. The reason stays in the record.")],
    home: Home = HERE,
) -> None:
    """Take passphrase and second factors of an account away, and print a link for a new start.

    For a person who has lost both, where nobody of the secretariat can do it at the desk. Make sure that it is them
    before you hand the link over; it is good for two days, and once.
    """
    open_office(home)
    from palermo.office.access.actions import reset_sign_in
    from palermo.office.access.decision import CONSOLE

    token = token_urlsafe(32)
    reset_sign_in(by=CONSOLE, person=_person(name), reason=reason, token=token, now=datetime.now(UTC))
    typer.echo("Every way in is gone. A new start, at the address of the office:")
    typer.echo(_link("new-start", token))


@app.command("end-sessions")
def end(
    name: Name = "",
    *,
    everybody: Annotated[bool, typer.Option("--everybody", help="Of every account: all sign in anew.")] = False,
    home: Home = HERE,
) -> None:
    """End every session of an account at once; after a breach, those of everybody."""
    if bool(name) == everybody:
        raise UserError(Message(mark("Name an account, or say --everybody.")))
    open_office(home)
    from palermo.office.access.actions import end_sessions
    from palermo.office.access.decision import CONSOLE
    from palermo.office.access.models import Person

    signed_in = Person.objects.filter(user__sessions__isnull=False).distinct()
    people = signed_in.select_related("user", "body") if everybody else [_person(name)]
    ended = [end_sessions(by=CONSOLE, person=person, now=datetime.now(UTC)) for person in people]
    typer.echo(f"{sum(int(changed.what['sessions']) for changed in ended)} sessions ended.")


def _role(name: str) -> "Role":
    from palermo.access import Role

    held = {str(role): role for role in Role if role is not Role.PUBLIC}
    if name not in held:
        text = mark("There is no role {name}. Name one of these: {roles}.")
        raise UserError(Message(text, {"name": name, "roles": ", ".join(held)}))
    return held[name]


def _link(page: str, token: str) -> str:
    from django.conf import settings
    from django.urls import reverse

    at = f"https://{settings.ALLOWED_HOSTS[0]}" if settings.HTTPS else ""
    return f"{at}{reverse(page, args=[token])}"


def _person(name: str) -> "Person":
    from palermo.office.access.models import Person

    person = Person.objects.select_related("user", "body").filter(user__username=name).first()
    if person is None:
        raise UserError(Message(mark("Nobody signs in as {name}. Look at the people of the office."), {"name": name}))
    return person
