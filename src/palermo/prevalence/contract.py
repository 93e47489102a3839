"""An answer as plain values: what `palermo estimate --json` prints, a contract with other programs."""

import math
from collections.abc import Mapping
from typing import Any

from palermo.core import Message
from palermo.prevalence.estimate import Estimate, Limits, Refusal
from palermo.prevalence.estimated import Estimated, Grouped, HeldOut, Sensitivity
from palermo.prevalence.looking import Looked

FINE, CAUTION = "fine", "caution"


def estimated_to_tree(found: Estimated, language: str = "en") -> dict[str, Any]:
    """Plain values for JSON, sentences in that language; what is beyond numbers (no upper limit) is None."""
    table = found.table
    return {
        "table": {
            "hash": table.fingerprint,
            "n": table.n,
            "lists": list(table.lists),
            "impossible": [list(table.on_lists(pattern)) for pattern in sorted(table.impossible)],
            "looked": _looked(found.looked, language),
        },
        "estimates": [_estimate(each, language) for each in found.estimates],
        "refused": [_refusal(each, language) for each in found.refused],
        "sensitivity": _sensitivity(found.sensitivity),
        "strata": _grouped(found.grouped, language) if found.grouped else None,
        "provenance": {
            "version": found.provenance.version,
            "seed": found.provenance.seed,
            "settings": _plain(found.provenance.settings, language),
        },
    }


def _looked(looked: Looked, language: str) -> dict[str, Any]:
    return {
        "on_list": dict(looked.on_list),
        "only_there": dict(looked.only_there),
        "by_lists": list(looked.by_lists),
        "pairs": [
            {
                "lists": list(pair.lists),
                "both": pair.both,
                "square": list(pair.square),
                "odds_ratio": _number(pair.odds_ratio),
                "limits": _limits(pair.limits),
            }
            for pair in looked.pairs
        ],
        "apart": [list(names) for names in looked.apart],
        "warnings": [each.say(language) for each in looked.warnings],
    }


def _estimate(each: Estimate, language: str) -> dict[str, Any]:
    return {
        "method": each.method,
        "model": each.model,
        "N": _number(each.total),
        "intervals": _intervals(each.intervals),
        "percentile": _intervals(each.percentile),
        "selection_inside": each.selection_inside,
        "status": CAUTION if each.warnings else FINE,
        "warnings": [warning.say(language) for warning in each.warnings],
        "diagnostics": _plain(each.diagnostics, language),
    }


def _refusal(each: Refusal, language: str) -> dict[str, str]:
    return {
        "method": each.method,
        "code": each.code,
        "reason": each.reason.say(language),
        "advice": each.advice.say(language),
    }


def _sensitivity(found: Sensitivity) -> dict[str, Any]:
    return {
        "omitted": [{"lists": list(each.lists), "n": each.n, "totals": _totals(each.totals)} for each in found.omitted],
        "merged": [{"lists": list(each.lists), "n": each.n, "totals": _totals(each.totals)} for each in found.merged],
        "assumed": [{"factor": each.factor, "totals": _totals(each.totals)} for each in found.assumed],
        "moved": [{"lists": list(each.lists), "totals": _totals(each.totals)} for each in found.moved],
        "mislinked": [
            {"share": each.share, "totals": {method: _limits(limits) for method, limits in each.totals.items()}}
            for each in found.mislinked
        ],
        "held_out": [_held_out(each) for each in found.held_out],
    }


def _held_out(each: HeldOut) -> dict[str, Any]:
    limits = {method: _limits(one) for method, one in each.limits.items()}
    return {"list": each.list, "known": each.known, "totals": _totals(each.totals), "limits": limits}


def _grouped(found: Grouped, language: str) -> dict[str, Any]:
    return {
        "by": list(found.by),
        "groups": [
            {
                "stratum": list(stratum),
                "n": n,
                "methods": {method: _brief(each[stratum], language) for method, each in found.methods.items()},
            }
            for stratum, n in found.people.items()
        ],
        "sums": {method: _brief(each, language) for method, each in found.sums.items()},
        "statements": {method: each.say(language) for method, each in found.statements.items()},
    }


def _brief(found: Estimate | Refusal, language: str) -> dict[str, Any]:
    if isinstance(found, Refusal):
        return {"N": None, "intervals": {}, "refused": found.reason.say(language)}
    return {"N": _number(found.total), "intervals": _intervals(found.intervals), "refused": None}


def _intervals(intervals: Mapping[int, Limits]) -> dict[str, list[float | None] | None]:
    return {str(level): _limits(limits) for level, limits in sorted(intervals.items())}


def _totals(totals: Mapping[str, float | None]) -> dict[str, float | None]:
    return {method: _number(total) for method, total in totals.items()}


def _limits(limits: Limits | None) -> list[float | None] | None:
    return None if limits is None else [_number(limit) for limit in limits]


def _number(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else float(value)


def _plain(value: object, language: str) -> Any:
    match value:
        case Message():
            return value.say(language)
        case float():
            return _number(value)
        case Mapping():
            return {str(key): _plain(each, language) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each, language) for each in value]
    return value


_TEXT: dict[str, Any] = {"type": "string"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_FREE: dict[str, Any] = {"type": "object"}


def _list(items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _each(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": of}


def _told(of: dict[str, Any], description: str) -> dict[str, Any]:
    return {**of, "description": description}


def estimated_schema() -> dict[str, Any]:
    """The JSON Schema of it. Every name is always there; null says that there is no number."""
    names = _told(_list(_TEXT), "Names of lists.")
    limits = {"type": ["array", "null"], "items": _NUMBER, "minItems": 2, "maxItems": 2}
    intervals = _told(_each(limits), "Level in percent to [low, high]; null where there is no end.")
    totals = _told(_each(_NUMBER), "Method to its total; null where it refuses.")
    pair = _object(
        lists=names,
        both=_told(_COUNT, "People on both."),
        square=_told(_list(_COUNT), "Among people on a third list: on both, the first only, the second only, neither."),
        odds_ratio=_told(_NUMBER, "Of that square; null where it cannot be told."),
        limits=_told(limits, "Of the odds ratio, at 95 %."),
    )
    looked = _object(
        on_list=_told(_each(_COUNT), "People on each list."),
        only_there=_told(_each(_COUNT), "People on that list and no other."),
        by_lists=_told(_list(_COUNT), "People on exactly one list, on two, and so on."),
        pairs=_list(pair),
        apart=_told(_list(names), "Pairs and triples nobody is on together."),
        warnings=_list(_TEXT),
    )
    table = _object(
        hash=_told(_TEXT, "SHA-256 of lists, counts and impossible patterns."),
        n=_told(_COUNT, "People on any list."),
        lists=names,
        impossible=_told(_list(names), "Patterns that cannot occur."),
        looked=looked,
    )
    estimate = _object(
        method=_TEXT,
        model=_told(_TEXT, "Its largest sets of lists, as [12,3]; empty where the method has none."),
        N=_told(_NUMBER, "People in all, seen and not seen."),
        intervals=intervals,
        percentile=_told(_each(limits), "The plain intervals beside a corrected bootstrap."),
        selection_inside=_told({"type": "boolean"}, "Whether the choice of the model is part of the interval."),
        status=_told({"enum": [FINE, CAUTION]}, "Whether there are warnings."),
        warnings=_list(_TEXT),
        diagnostics=_told(_FREE, "The health of the method, by names of its own."),
    )
    refusal = _object(
        method=_told(_TEXT, "Empty where it holds for all."),
        code=_told(_TEXT, "One of a few words, such as too-few-lists or not-identifiable."),
        reason=_TEXT,
        advice=_TEXT,
    )
    altered = _object(lists=names, n=_told(_COUNT, "People left on a list."), totals=totals)
    moves = _object(
        omitted=_told(_list(altered), "With these lists left out."),
        merged=_told(_list(altered), "With these lists made one."),
        assumed=_told(
            _list(_object(factor={"type": "number"}, totals=totals)), "People on no list taken so many times."
        ),
        moved=_told(_list(_object(lists=names, totals=totals)), "With one person fewer on exactly these lists."),
        mislinked=_told(
            _list(_object(share={"type": "number"}, totals=intervals)), "With such a share of links missed or wrong."
        ),
        held_out=_told(
            _list(_object(list=_TEXT, known=_COUNT, totals=totals, limits=intervals)),
            "A list taken as a population of known size, and estimated from the others.",
        ),
    )
    brief = _object(N=_NUMBER, intervals=intervals, refused={"type": ["string", "null"]})
    by_method = _told(_each(brief), "Method to what it says, or why it does not.")
    group = _object(stratum=_told(_list(_TEXT), "The values, in the order of by."), n=_COUNT, methods=by_method)
    strata = _object(
        by=_told(_list(_TEXT), "What people are told apart by."),
        groups=_list(group),
        sums=by_method,
        statements=_told(_each(_TEXT), "Whether the sum agrees with everybody at once."),
    )
    provenance = _object(
        version=_TEXT,
        seed={"type": "integer"},
        settings=_told(_FREE, "Methods, order, replicates, duplicates and strata; threads change nothing."),
    )
    schema = _object(
        table=table,
        estimates=_list(estimate),
        refused=_list(refusal),
        sensitivity=moves,
        strata={"anyOf": [strata, {"type": "null"}]},
        provenance=provenance,
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "palermo estimate", **schema}
