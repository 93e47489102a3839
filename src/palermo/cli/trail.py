"""`palermo trail`: check the record without trusting those who keep it, and hold a witness over it."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from palermo.cli.offices import HERE, Home
from palermo.cli.options import Language, Output, Reader, Tongue
from palermo.core import Message, UserError, mark

app = typer.Typer(
    help="Check the record without trusting those who keep it, and hold a witness over it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FAILED = 1
PolicyFile = Annotated[
    str, typer.Option("--policy", metavar="FILE", help="Whose keys to trust; without it, those the log itself names.")
]


@app.command()
def verify(
    place: Annotated[
        str,
        typer.Argument(metavar="PLACE", help="A log (its folder or address), or a proof file; else the office's own."),
    ] = "",
    *,
    policy: PolicyFile = "",
    against: Annotated[
        str, typer.Option(metavar="PLACE", help="What was seen before: a checkpoint, a proof, or a copy of the log.")
    ] = "",
    file: Annotated[str, typer.Option(metavar="FILE", help="The file that the entry of a proof must speak of.")] = "",
    form: Annotated[Reader, typer.Option("--format", help="How the result is written.")] = Reader.TEXT,
    lang: Tongue = Language.EN,
    home: Home = HERE,
) -> None:
    """Verify a whole log, entry by entry, or one proof without any network.

    In an office its record is verified as well: every row that is kept, against what entries told of it when it was
    made. The first bad entry is named. Exit code: 0 when everything holds, 1 when something does not, 2 when nothing
    could be read.
    """
    from palermo.cli.logs import is_file
    from palermo.cli.show.lines import put, width_of
    from palermo.cli.show.trail import fails, log_json, log_lines, proof_json, proof_lines
    from palermo.cli.verifying import verify_log, verify_office, verify_proof

    width = width_of(sys.stdout)
    if is_file(place):
        if against:
            raise UserError(Message(mark("A proof stands for itself. Leave --against out, or name the log.")))
        shown, findings = verify_proof(place, policy, file, _now())
        lines, text = proof_lines(shown, findings, width, lang), proof_json(shown, findings, lang)
    else:
        if file:
            raise UserError(Message(mark("A file is checked with its proof. Name the proof file in place of the log.")))
        if place:
            log, findings = verify_log(place, policy, against, _now())
        else:
            log, findings = verify_office(home, policy, against, _now())
        lines, text = log_lines(log, findings, width, lang), log_json(log, findings, lang)
    if form is Reader.JSON:
        typer.echo(text)
    else:
        put(lines)
    raise typer.Exit(FAILED if fails(findings) else 0)


@app.command()
def witness(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="The log: its folder or address.")] = "",
    *,
    folder: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where this witness keeps its keys and what it saw last.")
    ] = Path("witness"),
    name: Annotated[str, typer.Option(metavar="NAME", help="The name to sign with; asked for at first use.")] = "",
    key: Annotated[bool, typer.Option("--key", help="Print the keys that others check this witness by.")] = False,
    policy: PolicyFile = "",
    output: Output = "",
    lang: Tongue = Language.EN,
) -> None:
    """Look at a log, hold it against what was seen last, and cosign its checkpoint.

    The cosigned checkpoint is printed and kept in the folder; hand it to the log. Where entries are gone or others than
    before, nothing is signed and the evidence is kept. Exit code: 0 when cosigned without a doubt, 1 when refused or in
    doubt, 2 when nothing could be read.
    """
    from palermo.cli.handing import hand_over
    from palermo.cli.memory import Memory
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.show.trail import fails
    from palermo.cli.witnessing import look_at

    memory = Memory(folder)
    with memory.held():
        keys = memory.keys(name)
        if key:
            typer.echo("\n".join(str(one.verifier) for one in keys))
            return
        if not place:
            raise UserError(Message(mark("Name the log to look at: its folder or its address.")))
        looked = look_at(place, policy, memory, keys, _now())
    show_findings(looked.findings, lang)
    if looked.evidence is None:
        hand_over(looked.cosigned, output)
    else:
        said = Message(mark("Nothing was signed. The evidence is kept in {folder}."), {"folder": looked.evidence})
        typer.echo(f"palermo: {said.say(lang)}", err=True)
    raise typer.Exit(FAILED if fails(looked.findings) else 0)


def _now() -> datetime:
    return datetime.now(UTC)
