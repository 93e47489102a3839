"""`palermo plan`: read a plan, judge it, explain a rule, and hand the plan on."""

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from palermo.cli.options import (
    AsOf,
    AssessedFor,
    AuditFormat,
    ExportFormat,
    File,
    Ignore,
    Language,
    MappingFile,
    Output,
    Paths,
    Reader,
    SchemaOf,
    ScoreFormat,
    Select,
    Tongue,
    TreeFormat,
    listed,
)

app = typer.Typer(
    help="Read a plan, see what anybody could check in it, and hand it on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

CHANGED = 1
OUT_OF_ORDER = 1
UNANSWERED = 1


@app.command()
def audit(
    paths: Paths,
    *,
    form: Annotated[AuditFormat, typer.Option("--format", help="How the result is written.")] = AuditFormat.TEXT,
    select: Select = None,
    ignore: Ignore = None,
    lang: Tongue = Language.EN,
    as_of: AsOf = None,
    mapping: MappingFile = "",
    output: Output = "",
) -> None:
    """Say of every activity whether anybody could ever check it.

    Exit code: 0 when every activity is verifiable, 1 when something fails or cannot be said, 2 when nothing could be
    read.
    """
    from palermo.cli.auditing import audit_each, exit_code
    from palermo.cli.show.audit import write_audits
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.sources import open_each

    results = audit_each(open_each(paths, mapping), as_of or _today(), select=listed(select), ignore=listed(ignore))
    for result in results:
        if result.audit is None or form is AuditFormat.JSON:
            # the JSON is a contract with other programs and has no place for what is wrong with a file
            show_findings(result.reading.findings, lang)
    if any(result.audit for result in results):
        write_audits(results, form, lang, output)
    raise typer.Exit(exit_code(results))


@app.command()
def score(
    file: Annotated[str, typer.Argument(metavar="PLAN", help="A plan (YAML, JSON, CSV, XLSX, DOCX).")],
    progress: Annotated[str, typer.Argument(metavar="PROGRESS", help="What became of it (YAML, JSON).")],
    *,
    as_of: AsOf = None,
    form: Annotated[ScoreFormat, typer.Option("--format", help="How the result is written.")] = ScoreFormat.TEXT,
    mapping: MappingFile = "",
    lang: Tongue = Language.EN,
) -> None:
    """Say of every activity what became of it, from the proof that was accepted, and count.

    Exit code: 0 when every activity is done, running in time, not yet to start or dropped with a reason; 1 when one is
    late, blocked, without its report, without its proof or not accepted, or a rule on progress fails; 2 when a file
    could not be read.
    """
    from palermo.cli.scoring import score_files
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.show.score import write_score

    card, findings = score_files(file, progress, as_of or _today(), mapping)
    show_findings(findings, lang)
    write_score(card, form, lang)
    raise typer.Exit(0 if card.in_order else OUT_OF_ORDER)


@app.command()
def answers(
    file: Annotated[str, typer.Argument(metavar="PLAN", help="A plan (YAML, JSON, CSV, XLSX, DOCX).")],
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Whose asks, by its code, such as KHM.")],
    *,
    progress: Annotated[str, typer.Option(metavar="FILE", help="What became of the plan (YAML, JSON).")] = "",
    suggest: Annotated[bool, typer.Option("--suggest", help="Say which measures are alike in words.")] = False,
    as_of: AsOf = None,
    form: Annotated[Reader, typer.Option("--format", help="For people or for programs.")] = Reader.TEXT,
    mapping: MappingFile = "",
    lang: Tongue = Language.EN,
) -> None:
    """Tell how a plan answers what outside bodies ask: asks without a measure, and measures that answer nothing.

    Exit code: 0 when every ask is answered, 1 when one is not, 2 when a file could not be read.
    """
    from palermo.cli.assessing import answered
    from palermo.cli.show.answers import answering_lines
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.show.lines import put, width_of
    from palermo.plan import AskState, answering_to_tree, suggested_answers

    card, found, findings = answered(file, country, as_of or _today(), progress=progress, mapping=mapping)
    plan = card.plan
    show_findings(findings, lang)
    likely = suggested_answers(plan, [each.ask for each in found.unanswered]) if suggest else {}
    if form is Reader.JSON:
        typer.echo(_json(answering_to_tree(found, likely, lang)))
    else:
        put(answering_lines(plan, found, likely, width_of(sys.stdout), lang))
    raise typer.Exit(0 if all(each.state is AskState.ANSWERED for each in found.asks) else UNANSWERED)


@app.command()
def assess(
    file: Annotated[str, typer.Argument(metavar="PLAN", help="A plan (YAML, JSON, CSV, XLSX, DOCX).")],
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="Whose asks and clock, by its code.")],
    *,
    for_: Annotated[AssessedFor, typer.Option("--for", help="A period, or what the waiver rule looks at.")],
    report: Annotated[
        int, typer.Option(min=2002, max=2100, metavar="YEAR", help="The US report in which the period is judged.")
    ],
    progress: Annotated[str, typer.Option(metavar="FILE", help="What became of the plan (YAML, JSON).")] = "",
    as_of: AsOf = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write here; a name in .docx or .xlsx as such a file.")
    ] = "",
    lang: Tongue = Language.EN,
) -> None:
    """Put together what there is and what is missing: plan, resources, proved actions, asks, figures. No advice."""
    from palermo.cli.assessing import assessed
    from palermo.cli.handing import hand_over
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.show.lines import PIPED_WIDTH, plain, put, width_of
    from palermo.cli.show.output import output_lines
    from palermo.plan import output_docx, output_xlsx

    told, findings = assessed(file, country, for_, report, as_of or _today(), progress)
    show_findings(findings, lang)
    writers = {".docx": output_docx, ".xlsx": output_xlsx}
    if not output:
        put(output_lines(told, width_of(sys.stdout), lang))
    elif write := writers.get(Path(output).suffix.lower()):
        hand_over(write(told, lang), output, source=file)
    else:
        hand_over(plain(output_lines(told, PIPED_WIDTH, lang)).encode(), output, source=file)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule, such as A04; without it all are listed.")] = "",
    *,
    lang: Tongue = Language.EN,
) -> None:
    """Tell what a rule asks and why, who says so, and show a good and a bad example."""
    from palermo.cli.show.lines import put, width_of
    from palermo.cli.show.rules import rule_lines, rule_list

    width = width_of(sys.stdout)
    put(rule_lines(rule, width, lang) if rule else rule_list(width, lang))


@app.command()
def read(
    file: File,
    *,
    mapping: MappingFile = "",
    form: Annotated[TreeFormat, typer.Option("--format", help="Which of our two forms.")] = TreeFormat.YAML,
    lang: Tongue = Language.EN,
    output: Output = "",
) -> None:
    """Print a plan as our YAML, so that you see what was read and can go on writing there."""
    from palermo.cli.handing import form_of, hand_over
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.sources import open_one

    found = open_one(file, mapping)
    show_findings(found.reading.findings, lang)
    hand_over(form_of(found, ExportFormat(form)), output, source=file)


@app.command()
def mapping(
    file: File,
    *,
    lang: Tongue = Language.EN,
    output: Output = "",
) -> None:
    """Propose which column of a matrix holds what, with the reasons; correct it and give it back with --mapping."""
    from palermo.cli.handing import hand_over
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.sources import open_matrix
    from palermo.plan import write_mapping

    proposed, findings = open_matrix(file)
    show_findings(findings, lang)
    hand_over(write_mapping(proposed).encode(), output, source=file)


@app.command()
def export(
    file: File,
    *,
    to: Annotated[ExportFormat, typer.Option("--to", help="What to write.")],
    output: Output = "",
    mapping: MappingFile = "",
    lang: Tongue = Language.EN,
) -> None:
    """Hand a plan on as another file. A matrix comes back in the layout it came in, cell for cell."""
    from palermo.cli.handing import form_of, hand_over
    from palermo.cli.show.complaints import show_findings
    from palermo.cli.sources import open_one

    found = open_one(file, mapping)
    show_findings(found.reading.findings, lang)
    hand_over(form_of(found, to, lang), output, source=file)


@app.command()
def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier plan.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later plan.")],
    *,
    mapping: MappingFile = "",
    form: Annotated[Reader, typer.Option("--format", help="For people or for programs.")] = Reader.TEXT,
    lang: Tongue = Language.EN,
) -> None:
    """Set two plans, or two versions of one, side by side.

    Exit code: 0 when nothing is known to differ, 1 when something does, 2 when one of the two could not be read.
    """
    from palermo.cli.show.comparison import comparison_lines
    from palermo.cli.show.lines import put, width_of
    from palermo.cli.sources import open_one
    from palermo.plan import compare as compare_plans
    from palermo.plan import comparison_to_tree

    before, after = (open_one(place, mapping).plan for place in (old, new))
    comparison = compare_plans(before, after)
    if form is Reader.JSON:
        typer.echo(_json(comparison_to_tree(comparison, lang)))
    else:
        put(comparison_lines(comparison, width_of(sys.stdout), lang))
    raise typer.Exit(CHANGED if comparison.changed else 0)


@app.command()
def press(
    file: File,
    *,
    against: Annotated[str, typer.Option(metavar="OLD", help="The plan before, to tell what is new.")] = "",
    mapping: MappingFile = "",
    as_of: AsOf = None,
    lang: Tongue = Language.EN,
) -> None:
    """Print a press sheet: what the plan says, who does what by when, and what it does not say."""
    from palermo.cli.show.lines import put, width_of
    from palermo.cli.show.press import press_lines
    from palermo.cli.sources import open_one
    from palermo.plan import audit as audit_plan
    from palermo.plan import press_sheet

    plan = open_one(file, mapping).plan
    earlier = open_one(against, mapping).plan if against else None
    sheet = press_sheet(plan, audit_plan(plan, as_of=as_of or _today()), earlier=earlier)
    put(press_lines(sheet, width_of(sys.stdout), lang))


@app.command()
def schema(
    of: Annotated[SchemaOf, typer.Option("--of", help="Which of them.")] = SchemaOf.PLAN,
) -> None:
    """Print the JSON Schema of our plan files, of progress files, or of the JSON of an audit or a scorecard."""
    from palermo import plan

    made = {
        SchemaOf.PLAN: plan.schema,
        SchemaOf.AUDIT: plan.contract_schema,
        SchemaOf.PROGRESS: plan.progress_schema,
        SchemaOf.SCORE: plan.score_schema,
    }
    typer.echo(_json(made[of]()))


def _today() -> date:
    # the only place where the command looks at the clock: the library is told the day
    return datetime.now(UTC).astimezone().date()


def _json(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2)
