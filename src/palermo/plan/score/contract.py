"""A scorecard as plain values, for other programs. What stands here is a promise to them: see `score_schema`."""

from decimal import Decimal

from palermo.plan.audit import Level
from palermo.plan.json_schema import COUNT, DIALECT, TEXT, Tree, exactly, finding_schema, finding_tree, listed
from palermo.plan.progress import Rate, Status, Total
from palermo.plan.score.figures import Figure
from palermo.plan.score.scorecard import ActivityLine, PartLine, Scorecard, Tally


def score_to_tree(card: Scorecard, language: str = "en") -> Tree:
    """The scorecard of one plan. Sentences are in `language`."""
    return {
        "plan": {"id": card.plan.id, "title": card.plan.title},
        "as_of": card.as_of.isoformat(),
        "scored": card.scored,
        **_counted(card.tally),
        "reports": _reports(card.reports),
        "goals": [{"id": goal.id, "text": goal.text, **_counted(goal.tally)} for goal in card.goals],
        "bodies": [
            {"name": body.name or None, **_counted(body.tally), "reports": _reports(body.reports)}
            for body in card.bodies
        ],
        "activities": [_activity(line, language) for line in card.activities],
        "places": [
            {"place": line.place, **_counted(line.tally), "reports": _reports(line.reports)} for line in card.places
        ],
        "figures": [_figure(figure, language) for figure in card.figures],
        "findings": [finding_tree(finding, language) for finding in card.findings],
    }


def _counted(tally: Tally) -> Tree:
    return {"of": tally.of, "statuses": {str(status): tally.counts[status] for status in Status}}


def _reports(rate: Rate) -> Tree:
    return {"due": rate.due, "filed": rate.filed, "on_time": rate.on_time}


def _activity(line: ActivityLine, language: str) -> Tree:
    return {
        "id": line.activity.id,
        "text": line.activity.text.words,
        "goal": line.goal,
        "objective": line.objective,
        "body": line.body or None,
        "status": str(line.standing.status),
        "why": line.standing.why.say(language),
        "continuous": line.continuous,
        "proved": line.proved,
        "steps": line.owed,
        "parts": {**_counted(line.tally), "places": [_part(part, language) for part in line.parts]},
    }


def _part(part: PartLine, language: str) -> Tree:
    return {
        "place": part.place,
        "body": part.body or None,
        "status": str(part.standing.status),
        "why": part.standing.why.say(language),
        "until": part.end and part.end.isoformat(),
        "proved": part.proved,
        "steps": part.owed,
        "reports": _reports(part.reports),
        "no_report": part.no_report or None,
    }


def _figure(figure: Figure, language: str) -> Tree:
    places = [{"place": place, **_total(total, language)} for place, total in figure.by_place.items()]
    told = {"indicator": figure.indicator.id, "period": figure.period}
    return {**told, **_total(figure.total, language), "by_place": places}


def _total(total: Total, language: str) -> Tree:
    return {
        "number": _plain(total.number),
        "numerator": _plain(total.numerator),
        "denominator": _plain(total.denominator),
        "cumulative": total.cumulative,
        "parts": [{"split": part.split, "name": part.name, "number": _plain(part.number)} for part in total.parts],
        "missing": list(total.missing),
        "why": total.why and total.why.say(language),
    }


def _plain(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def score_schema() -> Tree:
    """JSON Schema (2020-12) of a scorecard."""
    reports = exactly(
        due=_counts("How many reports were due before the day."),
        filed=_counts("How many of them were sent."),
        on_time=_counts("How many of them were sent by the day they were due."),
    )
    counted = {
        "of": _counts("How many activities are counted."),
        "statuses": exactly(**{str(status): COUNT for status in Status})
        | {"description": "How many of them have each status; no status is part of another."},
    }
    statuses, status = counted["statuses"], {"enum": [str(status) for status in Status]}
    steps = _counts("How many steps are to be proved; 1 where the plan lists none, 0 where not read.")
    total = {
        "number": _NUMBER | {"description": "A count; null for a share, and where nobody can say."},
        "numerator": _NUMBER | {"description": "Of a share, made again from its parts."},
        "denominator": _NUMBER,
        "cumulative": {"type": "boolean", "description": "Counted since the beginning."},
        "parts": listed(exactly(split=TEXT, name=TEXT, number=_NUMBER)),
        "missing": listed(TEXT) | {"description": "Places of which no value is on record."},
        "why": {"type": ["string", "null"], "description": "Why nobody can say, where nobody can."},
    }
    name = {"type": ["string", "null"], "description": "null where no lead is named."}
    return {
        "$schema": DIALECT,
        "title": "palermo: the scorecard of a plan",
        **exactly(
            plan=exactly(id=TEXT, title=TEXT),
            as_of={"type": "string", "format": "date", "description": "The day that is told of."},
            scored={"type": "boolean", "description": "False for press reports and for a plan without activities."},
            **counted,
            reports=reports,
            goals=listed(exactly(id=TEXT, text=TEXT, **counted)),
            bodies=listed(exactly(name=name, **counted, reports=reports)),
            activities=listed(
                exactly(
                    id=TEXT,
                    text=TEXT,
                    goal=TEXT,
                    objective=TEXT,
                    body=name,
                    status=status,
                    why=TEXT | {"description": "What decided the status, in one sentence."},
                    continuous={"type": "boolean", "description": "Continuous work, which is never done."},
                    proved=_counts("For how many steps proof is accepted."),
                    steps=steps,
                    parts=exactly(
                        of=_counts("How many places have inherited a part."),
                        statuses=statuses,
                        places=listed(
                            exactly(
                                place=TEXT,
                                body={"type": ["string", "null"], "description": "null where the place leads it."},
                                status=status,
                                why=TEXT,
                                until={"type": ["string", "null"], "format": "date", "description": "Its last day."},
                                proved=_counts("For how many steps proof is accepted."),
                                steps=steps,
                                reports=reports,
                                no_report={
                                    "type": ["string", "null"],
                                    "description": "The last period that was due, where nothing was sent for it.",
                                },
                            )
                        ),
                    ),
                )
            ),
            places=listed(exactly(place=TEXT, **counted, reports=reports))
            | {"description": "What is counted here are the parts that each place has inherited."},
            figures=listed(
                exactly(
                    indicator=TEXT,
                    period=TEXT,
                    **total,
                    by_place=listed(exactly(place=TEXT, **total)) | {"description": "Each place that has a part."},
                )
            ),
            findings=listed(finding_schema(_RULE, [str(Level.ACTIVITY), str(Level.INDICATOR)])),
        ),
    }


_RULE: Tree = {"type": "string", "pattern": "^[TF][0-9]{2}$"}
_NUMBER: Tree = {"type": ["number", "null"]}


def _counts(about: str) -> Tree:
    return COUNT | {"description": about}
