"""`palermo keys`: the keys of compartments, for their custodians, at the machine itself."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from palermo.cli.bodies import OfBody, body_of
from palermo.cli.offices import HERE, Home, open_office
from palermo.cli.typed import typed
from palermo.core import Message, UserError, mark

if TYPE_CHECKING:
    from palermo.access import Share
    from palermo.office.access.decision import By
    from palermo.office.access.models import CompartmentKey

app = typer.Typer(
    help="Keys of compartments: see, make, split, recover, change and destroy them.", no_args_is_help=True
)

WAITS = 1  # asked for, and not done yet
BURN = "Collect the shares of the old key and burn them: with an older backup they open what was in it."
As = Annotated[
    str, typer.Option("--as", metavar="NAME", help="Who does it: a custodian, who is asked for passphrase and code.")
]
Reason = Annotated[str, typer.Option(metavar="WORDS", help="Why. The reason stays in the record.")]
From = Annotated[
    list[Path] | None, typer.Option("--from", metavar="FILE", help="A share in a file; repeat it. Else they are typed.")
]


@app.command("list")
def show(*, home: Home = HERE) -> None:
    """Every key that is in use or lost, and how it is shared among holders.

    Exit code: 1 when a key is lost.
    """
    open_office(home)
    from palermo.office.access.models import CompartmentKey

    keys = list(CompartmentKey.objects.select_related("body").prefetch_related("sharings").filter(end=None))
    for key in keys:
        sharing = key.sharings.last()
        shared = f"{sharing.needed} of {sharing.handed} shares since {sharing.made_at:%Y-%m-%d}" if sharing else ""
        state = key.state()
        typer.echo(f"{key.name}  {state}  made {key.made_at:%Y-%m-%d}  {shared or 'not shared: it can be lost'}")
        if state == "lost":
            typer.echo(f"  Bring it back: palermo keys recover {key.body.key}")
    if not keys:
        typer.echo("No compartment has a key yet. One is made when something is first sealed.")
    raise typer.Exit(any(key.state() == "lost" for key in keys))


@app.command()
def make(body: OfBody, *, who: As = "", home: Home = HERE) -> None:
    """Make the key of a body's compartment before anything is sealed in it."""
    open_office(home)
    from palermo.office.access.actions import make_key

    key = make_key(by=_by(who), body=body_of(body), now=_now())
    typer.echo(f"{key.name} is made. Now split it: palermo keys split {body} --needed 2 --of 3 --out FOLDER")


@app.command()
def split(
    body: OfBody,
    *,
    needed: Annotated[int, typer.Option(min=2, max=15, help="How many shares give the key back.")],
    handed: Annotated[int, typer.Option("--of", min=2, max=15, help="How many shares there are.")],
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the shares are written, a file each.")],
    reason: Reason,
    who: As = "",
    home: Home = HERE,
) -> None:
    """Split a key among holders. Two custodians do it: both give the same command, each as themselves."""
    open_office(home)
    from palermo.cli.shares import remove_shares, write_shares
    from palermo.office.access.actions import ask_for_key, share_key
    from palermo.office.access.actions.keys import way_of

    key, by = _key(body), _custodian(who)
    written: list[Path] = []

    def hand_out(shares: "Sequence[Share]") -> None:
        written.extend(write_shares(out, key.name, body, shares))

    given: dict[str, Any] = {"by": by, "key": key, "reason": reason, "now": _now()}
    try:
        _by_two(
            partial(share_key, needed=needed, handed=handed, hand_out=hand_out, **given),
            partial(ask_for_key, act="key.shared", detail=way_of(needed, handed), **given),
        )
    except BaseException:
        remove_shares(written)
        raise
    for path in written:
        typer.echo(str(path))
    typer.echo(
        f"Print each, give it to its holder, remove the files, and rehearse: palermo keys rehearse {body}", err=True
    )


@app.command()
def rehearse(body: OfBody, *, files: From = None, home: Home = HERE) -> None:
    """Join the shares of holders and see that they give the key. Nothing is changed or kept."""
    open_office(home)
    from palermo.cli.show.complaints import show_findings
    from palermo.office.access.keyring.joining import joined

    key, shares = _key(body), _shares(files)
    _secret, findings = joined(key, shares)
    show_findings(findings)
    typer.echo(f"{len(shares)} shares give the key {key.name}.")


@app.command()
def recover(body: OfBody, *, reason: Reason, files: From = None, who: As = "", home: Home = HERE) -> None:
    """Bring a lost key back from the shares of its holders, given as files or typed."""
    open_office(home)
    from palermo.cli.show.complaints import show_findings
    from palermo.office.access.actions import recover_key

    key, by = _key(body), _custodian(who)
    recovered = recover_key(by=by, key=key, shares=_shares(files), reason=reason, now=_now())
    show_findings(recovered.findings)
    typer.echo(f"The key {key.name} is back.")


@app.command()
def rotate(body: OfBody, *, who: As = "", home: Home = HERE) -> None:
    """Put a new key in the place of one. What was sealed stays as it is; the old key is removed."""
    open_office(home)
    from palermo.office.access.actions import rotate_key

    rotated = rotate_key(by=_custodian(who), key=_key(body), now=_now())
    typer.echo(
        f"{rotated.key.name} is in use, {rotated.records} records are wrapped by it, and the old key is removed."
    )
    typer.echo(
        "Collect and burn the shares of the old key: with older backups they open what was there then.", err=True
    )
    typer.echo(f"Split the new one: palermo keys split {body} --needed 2 --of 3 --out FOLDER", err=True)


@app.command()
def destroy(body: OfBody, *, reason: Reason, who: As = "", home: Home = HERE) -> None:
    """Destroy a key, and with it all that it sealed, for good. Two custodians do it, each as themselves."""
    open_office(home)
    from palermo.office.access.actions import ask_for_key, destroy_key

    key = _key(body)
    given: dict[str, Any] = {"by": _custodian(who), "key": key, "reason": reason, "now": _now()}
    _by_two(partial(destroy_key, **given), partial(ask_for_key, act="key.destroyed", **given))
    typer.echo(f"The key {key.name} is destroyed. Nobody can open what it sealed any more.")
    typer.echo(BURN, err=True)


def _by_two(do: Callable[[], object], ask: Callable[[], object]) -> None:
    from palermo.office.access.keyring.asking import done_or_asked

    if (waits := done_or_asked(do, ask)) is not None:
        typer.echo(f"You have asked for it. {waits}")
        raise typer.Exit(WAITS)


def _custodian(name: str) -> "By":
    if not name:
        raise UserError(Message(mark("A custodian does this. Say who: --as NAME.")))
    return _by(name)


def _by(name: str) -> "By":
    """Who acts: the person of this name once they have signed in, else the machine's operator."""
    from palermo.office.access.decision import CONSOLE
    from palermo.office.access.signin.console import sign_in_at_console

    if not name:
        return CONSOLE
    passphrase = typed(f"Passphrase of {name}", hidden=True)
    return sign_in_at_console(name, passphrase, typed("Code from the app, or a recovery code"), _now())


def _key(name: str) -> "CompartmentKey":
    from palermo.office.access.keyring.sealing import newest_key

    key = newest_key(body_of(name))
    if key is None:
        raise UserError(Message(mark("{name} has no key. Make one: palermo keys make {name}"), {"name": name}))
    return key


def _shares(files: list[Path] | None) -> "list[Share]":
    from palermo.cli.shares import shares_in, typed_shares

    return shares_in(files) if files else typed_shares()


def _now() -> datetime:
    return datetime.now(UTC)
