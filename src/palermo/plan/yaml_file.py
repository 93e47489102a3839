"""Our YAML and JSON files. YAML values stay the words they are: 1.10 is a code, not a number; no is a word."""

import json
from collections.abc import Iterator
from typing import Any

import yaml

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark
from palermo.plan.model import Plan
from palermo.plan.tree import plan_from_tree, plan_to_tree
from palermo.plan.tree.branch import Branch, Twig, rooted

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
DEEPEST = 40
NULLS = ("", "~", "null", "Null", "NULL")
BOOLEANS = {"true": True, "false": False}


class _Refused(Exception):
    """A fault for which nothing of the file is read."""

    def __init__(self, rule: str, text: str, advice: str, line: int, **params: object) -> None:
        super().__init__(text)
        self.rule, self.text, self.advice, self.line, self.params = rule, text, advice, line, params


def read_yaml(text: str, file: str = "") -> tuple[Plan | None, tuple[Finding, ...]]:
    """A plan from our YAML. None with findings where the file cannot be read."""
    tree, findings = yaml_tree(text, file)
    return (None, findings) if findings else plan_from_tree(tree, file=file)


def read_json(text: str, file: str = "") -> tuple[Plan | None, tuple[Finding, ...]]:
    """A plan from our JSON. None with findings where the file cannot be read."""
    tree, findings = json_tree(text, file)
    return (None, findings) if findings else plan_from_tree(tree, file=file)


def yaml_tree(text: str, file: str = "") -> tuple[Any, tuple[Finding, ...]]:
    """The values of a YAML file with their lines; a finding where it cannot be read."""
    try:
        return _parsed(text), ()
    except _Refused as refused:
        return None, (_finding(refused, file),)


def json_tree(text: str, file: str = "") -> tuple[Any, tuple[Finding, ...]]:
    """The values of a JSON file with their places; a finding where it cannot be read."""
    try:
        # numbers stay words, so that 1.10 is not 1.1
        tree = json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=str)
        return rooted(tree), ()
    except json.JSONDecodeError as error:
        refused = _Refused(
            "F20",
            mark("{file}, line {line}: this is not JSON: {fault}."),
            mark("Correct the file at that line."),
            error.lineno,
            fault=error.msg,
        )
        return None, (_finding(refused, file),)
    except RecursionError:
        return None, (_finding(_deep(0), file),)
    except _Refused as refused:
        return None, (_finding(refused, file),)


def write_yaml(plan: Plan) -> str:
    """Our YAML; `read_yaml` gives an equal plan back."""
    return str(yaml.dump(plan_to_tree(plan), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=110))


def write_json(plan: Plan) -> str:
    """Our JSON, one line, keys in the order of the schema: equal plans give equal text."""
    return json.dumps(plan_to_tree(plan), ensure_ascii=False, separators=(",", ":"))


def _finding(refused: _Refused, file: str) -> Finding:
    params = {"file": file, "line": refused.line, **refused.params}
    origin = Origin(file, "", f"line {refused.line}" if refused.line else "")
    message = Message(refused.text, params)
    return Finding(refused.rule, Severity.ERROR, Outcome.FAIL, message, Message(refused.advice), origin)


def _deep(line: int) -> _Refused:
    return _Refused(
        "F25",
        mark("{file}, line {line}: entries stand inside one another more than {most} deep."),
        mark("A plan needs seven levels at most; take the needless ones out."),
        line,
        most=DEEPEST,
    )


def _twice(key: str, line: int) -> _Refused:
    return _Refused(
        "F23",
        mark("{file}, line {line}: '{key}' stands twice in the same entry, so one of the two would be lost."),
        mark("Keep one of them."),
        line,
        key=key,
    )


def _not_yaml(line: int, fault: str | Message) -> _Refused:
    return _Refused(
        "F20",
        mark("{file}, line {line}: this is not YAML: {fault}."),
        mark("Correct the file at that line."),
        line,
        fault=fault,
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _twice(next(key for key in keys if keys.count(key) > 1), 0)
    return entry


def _parsed(text: str) -> Any:
    """The values, built while the file is read: once through, and without guessing at the type of each word."""
    try:
        return _document(yaml.parse(text, Loader=Loader))
    except (yaml.YAMLError, UnicodeError) as error:
        where = getattr(error, "problem_mark", None)
        fault = getattr(error, "problem", None) or getattr(error, "reason", None)
        told = fault or Message(mark("it cannot be read"))
        raise _not_yaml(where.line + 1 if where else 0, told) from error


def _document(events: Iterator[Any]) -> Any:
    tree, begun = None, False
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if begun:
                raise _not_yaml(_number(event), Message(mark("a second document begins")))
            tree, begun = _built(next(events), events, 0), True
    return tree


def _built(event: Any, events: Iterator[yaml.Event], depth: int) -> Any:
    """The value that begins with the event, taking from the others as many as it has.

    Aliases can swell without bound and tags can name code: both are refused.
    """
    if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag:
        raise _Refused(
            "F24",
            mark("{file}, line {line}: anchors, aliases and tags (&, *, !) are not read."),
            mark("Write the value out where it is needed."),
            _number(event),
        )
    if isinstance(event, yaml.ScalarEvent):
        if event.style:  # written in quotes, or as a block
            return event.value
        return None if event.value in NULLS else BOOLEANS.get(event.value, event.value)
    if depth == DEEPEST:
        raise _deep(_number(event))
    inside = _branch if isinstance(event, yaml.MappingStartEvent) else _twig
    return inside(event, events, depth + 1)


def _twig(_begins: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Twig:
    twig = Twig()
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        twig.append(_built(event, events, depth))
        twig.places.append(_line(event))
    return twig


def _branch(begins: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Branch:
    branch = Branch(_line(begins))
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        _built(key, events, depth)  # a key of several parts is gone through, for the worse that may be in it
        if not isinstance(key, yaml.ScalarEvent):
            raise _Refused(
                "F22",
                mark("{file}, line {line}: a key must be a word."),
                mark("Write the key as a word."),
                _number(key),
            )
        if key.value in branch:
            raise _twice(key.value, _number(key))
        value = next(events)
        branch[key.value] = _built(value, events, depth)
        branch.places[key.value] = _line(value)
    return branch


def _number(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _line(event: yaml.Event) -> str:
    return f"line {_number(event)}"
