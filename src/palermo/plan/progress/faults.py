"""What can be found in a progress file: the findings F29 to F53."""

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark

# what is found, and what to do
_WORDS = {
    "F29": (
        mark("{place}: '{key}' cannot be used as it is written; wanted: {wanted}. It is left out."),
        mark("Write it as the published schema says."),
    ),
    "F30": (
        mark("{place}: this is not progress: no 'progress' with 'activities' at the top."),
        mark("Start from the example in the manual, or from the published schema."),
    ),
    "F31": (
        mark("{place}: activity {id} stands twice; only the first is read."),
        mark("Put what belongs to one activity into one entry."),
    ),
    "F32": (
        mark("{place}: the {entry} lacks '{key}', so it is left out."),
        mark("Add the key."),
    ),
    "F33": (
        mark("{place}: the key '{key}' is not known here, so it is not read; did you mean '{near}'?"),
        mark("Correct the key."),
    ),
    "F34": (
        mark("The progress is on plan '{told}', and the plan given is '{plan}'."),
        mark("Give the plan that it is about, or correct the id."),
    ),
    "F35": (
        mark("{object}: there is no step {step} in the plan, so this counts for nothing."),
        mark("Give the number of a step as the plan lists them, from 1."),
    ),
    "F36": (
        mark("{object}: there are two reports for {period}; the one that stands first counts."),
        mark("Write on in the report that is there."),
    ),
    "F37": (
        mark("{object}: the cycle has no period '{period}'; it has {first} to {last}."),
        mark("Name the period as the cycle makes it."),
    ),
    "F38": (
        mark("{object}: '{new}' is not a day, so the deadline stands as it was."),
        mark("Write it as 2027-03-31."),
    ),
    "F39": (
        mark("{object}: a value of {indicator} is not one number, one share with both parts, or one percentage."),
        mark("Give one of the three."),
    ),
    "F40": (
        mark("{object}: by {split}, the parts of {indicator} make {total}, and the whole is {whole}."),
        mark("Correct the figures, or say in 'note' why they differ."),
    ),
    "F41": (
        mark("{object}: move {number} does not count: {why}."),
        mark("Take it out, or record what was really done, by whom and in whose name."),
    ),
    "F42": (
        mark("{object} is not in the plan, so nothing of it counts."),
        mark("Give its id as the plan has it."),
    ),
    "F43": (
        mark("{object}: there is no indicator '{indicator}' in the plan."),
        mark("Give the id of the indicator as the plan has it."),
    ),
    "F44": (
        mark("{object}: a piece of evidence does not say which step it proves, so it proves none."),
        mark("Give the numbers of the steps as the plan lists them, from 1."),
    ),
    "F45": (
        mark("{place}: the key '{key}' is not known here, so it is not read."),
        mark("Take it out, or keep the note elsewhere."),
    ),
    "F46": (
        mark("{indicator}: two values are told for {place}; the first counts."),
        mark("Take one of them out."),
    ),
    "F47": (
        mark("{indicator}: {place} tells {told}, and what lies below it makes {made}; the parts below it count."),
        mark("Correct one of them."),
    ),
    "F48": (
        mark("{indicator}: by {split}, only {n} of {of} values are split, so the whole is not."),
        mark("Give the split of each."),
    ),
    "F49": (
        mark("{indicator}: counted since the beginning, it fell from {earlier} to {later}."),
        mark("Correct the figures: what was counted once cannot become less."),
    ),
    "F50": (
        mark("{place} lies above itself, or deeper than {most} levels, so no values of places can be rolled up."),
        mark("Give each place the one that is above it."),
    ),
    "F51": (
        mark("{object}: nobody could read its steps in the plan, so what is told of step {step} counts for nothing."),
        mark("Read the steps of the plan, and write them where they were not read."),
    ),
    "F52": (
        mark("{object}: two parts are told for {place}; the one that stands first counts."),
        mark("Put what belongs to one place into one part."),
    ),
    "F53": (
        mark("{object}: its target for {indicator} is another than the plan's, and no reason is on record."),
        mark("Say why the target differs."),
    ),
}
_SEVERITY = {"F30": Severity.ERROR, "F33": Severity.C, "F45": Severity.C}  # of every other: A


def of_file(rule: str, origin: Origin, **params: object) -> Finding:
    """A finding about a place of the file."""
    place = origin.inside if origin.cell else origin.file
    return _found(rule, {"place": place, **params}, origin)


def of_activity(rule: str, activity: str, origin: Origin | None, **params: object) -> Finding:
    """A finding about an activity, by its id."""
    named = Message(mark("Activity {id}"), {"id": activity})
    if origin:
        named = Message(mark("Activity {id} ({place})"), {"id": activity, "place": origin.inside})
    return _found(rule, {"object": named, **params}, origin, "activity", activity)


def of_indicator(rule: str, indicator: str, **params: object) -> Finding:
    """A finding about the figures of an indicator, by its id."""
    return _found(rule, {"indicator": indicator, **params}, None, "indicator", indicator)


def of_progress(rule: str, **params: object) -> Finding:
    """A finding about the whole."""
    return _found(rule, params, None)


def _found(rule: str, params: dict[str, object], origin: Origin | None, level: str = "", object_: str = "") -> Finding:
    text, advice = _WORDS[rule]
    severity = _SEVERITY.get(rule, Severity.A)
    return Finding(rule, severity, Outcome.FAIL, Message(text, params), Message(advice), origin, level, object_)
