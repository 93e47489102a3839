"""Our YAML and JSON files. YAML values stay the words they are: 1.10 is a code, not a number; no is a word."""

import json
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


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entry = dict(pairs)
    if len(entry) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _twice(next(key for key in keys if keys.count(key) > 1), 0)
    return entry


def _parsed(text: str) -> Any:
    try:
        _guard(text)
        node = yaml.compose(text, Loader=Loader)
    except (yaml.YAMLError, UnicodeError) as error:
        where = getattr(error, "problem_mark", None)
        fault = getattr(error, "problem", None) or getattr(error, "reason", None)
        raise _Refused(
            "F20",
            mark("{file}, line {line}: this is not YAML: {fault}."),
            mark("Correct the file at that line."),
            where.line + 1 if where else 0,
            fault=fault or Message(mark("it cannot be read")),
        ) from error
    return None if node is None else _built(node)


def _guard(text: str) -> None:
    """Aliases can swell without bound and tags can name code: both are refused before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        line = _number(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _Refused(
                "F24",
                mark("{file}, line {line}: anchors, aliases and tags (&, *, !) are not read."),
                mark("Write the value out where it is needed."),
                line,
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _deep(line)


def _built(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        branch = Branch(_line(node))
        for key, part in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(
                    "F22",
                    mark("{file}, line {line}: a key must be a word."),
                    mark("Write the key as a word."),
                    _number(key),
                )
            if key.value in branch:
                raise _twice(key.value, _number(key))
            branch[key.value] = _built(part)
            branch.places[key.value] = _line(part)
        return branch
    if isinstance(node, yaml.SequenceNode):
        twig = Twig()
        for part in node.value:
            twig.append(_built(part))
            twig.places.append(_line(part))
        return twig
    if not getattr(node, "style", None):  # written plain, without quotes
        return None if node.value in NULLS else BOOLEANS.get(node.value, node.value)
    return node.value


def _number(node: yaml.Node | yaml.Event) -> int:
    return node.start_mark.line + 1 if node.start_mark else 0


def _line(node: yaml.Node) -> str:
    return f"line {_number(node)}"
