"""An audit as one page that needs nothing else: no script, no second file, good on paper."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib import resources

from palermo import __version__
from palermo.cli.auditing import Audited
from palermo.cli.show.ledger import Entry, Ledger, bare_sentence, ledger, place
from palermo.cli.show.words import (
    LEVELS,
    OUTCOMES,
    SEVERITIES,
    VERDICTS,
    plan_counts,
    share_words,
    unscored,
)
from palermo.core import Finding, Message, mark
from palermo.core.languages import LANGUAGES
from palermo.plan import RULES, SHARES, Audit

Sentence = Callable[[Finding, str], str]

_TITLE = Message(mark("What anybody could check"))


def audit_page(results: Sequence[Audited], language: str) -> str:
    """The page, with one part a plan."""
    style = resources.files("palermo.cli.show").joinpath("page.css").read_text(encoding="utf-8")
    body = "".join(part for result in results for part in _plan(result, language))
    title = " · ".join(result.audit.plan.title for result in results if result.audit)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_say(_TITLE, language)}: {escape(title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}</main>\n<footer><p>palermo {escape(__version__)}</p></footer>\n</body>\n</html>\n"
    )


def _plan(result: Audited, language: str) -> Iterator[str]:
    if result.audit is None:
        yield f"<article>\n<h1>{escape(result.place)}</h1>\n{_file_findings(result, language)}</article>\n"
        return
    audit, sorted_out = result.audit, ledger(result.audit)
    yield f"<article>\n{_head(result, audit, language)}{_card(audit, language)}"
    yield "".join(_activities(sorted_out.entries, audit, language))
    yield (
        _above(sorted_out, language)
        + _advice(sorted_out, language)
        + _waiting(audit, language)
        + _file_findings(result, language)
    )
    yield "</article>\n"


def _head(result: Audited, audit: Audit, language: str) -> str:
    plan = audit.plan
    facts = " · ".join((plan.id, result.place, plan_counts(audit).say(language)))
    press = "" if audit.card.scored else f'<p class="press">{_say(unscored(audit.plan), language)}</p>\n'
    return (
        f'<header>\n<p class="caption">{_say(_TITLE, language)}</p>\n'
        f"<h1{_tongue(plan.language, language)}>{escape(plan.title)}</h1>\n<p>{escape(facts)}</p>\n{press}</header>\n"
    )


def _card(audit: Audit, language: str) -> str:
    if not audit.card.scored:
        return ""
    shares = "".join(
        f'<tr><th scope="row">{_say(label, language)}</th>'
        f'<td class="number">{_say(share_words(getattr(audit.card, key)), language)}</td></tr>\n'
        for key, label in SHARES.items()
    )
    counts = "".join(
        f'<tr><th scope="row"><span class="mark {verdict}"></span>{_say(label, language)}</th>'
        f'<td class="number">{audit.card.verdicts[verdict]}</td></tr>\n'
        for verdict, label in VERDICTS.items()
    )
    of = Message(mark("Activities with …"))
    by = Message(mark("Activities by verdict"))
    return (
        f'<section class="card">\n<table><caption>{_say(of, language)}</caption>\n{shares}</table>\n'
        f"<table><caption>{_say(by, language)}</caption>\n{counts}</table>\n</section>\n"
    )


def _activities(entries: Sequence[Entry], audit: Audit, language: str) -> Iterator[str]:
    """Goals and objectives as headings, in the order of the plan."""
    goal = objective = ""
    tongue = _tongue(audit.plan.language, language)
    for entry in entries:
        if entry.goal.id != goal:
            goal, objective = entry.goal.id, ""
            if not entry.goal.implicit:
                yield f"<h2{tongue}>{_named(entry.goal.id, entry.goal.text.words)}</h2>\n"
        if entry.objective.id != objective:
            objective = entry.objective.id
            if not entry.objective.implicit:
                yield f"<h3{tongue}>{_named(entry.objective.id, entry.objective.text.words)}</h3>\n"
        yield _activity(entry, tongue, language)


def _activity(entry: Entry, tongue: str, language: str) -> str:
    return (
        f'<section class="activity {entry.verdict}">\n'
        f'<p class="verdict"><span class="mark {entry.verdict}"></span>{_say(VERDICTS[entry.verdict], language)}</p>\n'
        f"<h4{tongue}>{_named(entry.activity.id, entry.activity.text.words)}</h4>\n"
        f"{_findings(entry.findings, language, bare_sentence)}</section>\n"
    )


def _whole_sentence(finding: Finding, language: str) -> str:
    return finding.message.say(language)


def _findings(findings: Sequence[Finding], language: str, sentence: Sentence = _whole_sentence) -> str:
    if not findings:
        return ""
    rows = "".join(
        f'<tr class="{finding.outcome} severity-{finding.severity}"><th scope="row">{escape(finding.rule)}</th>'
        f"<td>{_say(OUTCOMES[finding.outcome], language)}</td><td>{escape(sentence(finding, language))}</td>"
        f'<td class="origin">{escape(place(finding, language))}</td></tr>\n'
        for finding in findings
    )
    heads = (mark("Rule"), mark("Outcome"), mark("What is found"), mark("Where"))
    head = "".join(f'<th scope="col">{_say(Message(words), language)}</th>' for words in heads)
    return f'<table class="findings">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'


def _above(sorted_out: Ledger, language: str) -> str:
    if not sorted_out.above:
        return ""
    title = Message(mark("The plan, its goals and objectives"))
    return f"<h2>{_say(title, language)}</h2>\n{_findings(sorted_out.above, language)}"


def _advice(sorted_out: Ledger, language: str) -> str:
    if not sorted_out.broken:
        return ""
    title = Message(mark("What to do"))
    parts = "".join(
        f"<dt>{escape(rule)} {_say(RULES[rule].title, language)}</dt>\n<dd>{_say(RULES[rule].advice, language)} "
        f'<span class="caption">{_weight(rule, count, language)}</span></dd>\n'
        for rule, count in sorted(sorted_out.broken.items())
    )
    return f"<h2>{_say(title, language)}</h2>\n<dl>\n{parts}</dl>\n"


def _weight(rule: str, count: int, language: str) -> str:
    known = RULES[rule]
    words = (LEVELS[known.level], SEVERITIES[known.severity], Message(mark("{n} times"), {"n": count}))
    return " · ".join(_say(message, language) for message in words)


def _waiting(audit: Audit, language: str) -> str:
    if not audit.not_applicable:
        return ""
    items = "".join(
        f"<li><b>{escape(waiting.rule.id)}</b> {_say(waiting.rule.title, language)}: "
        f"{_say(waiting.reason, language)}</li>\n"
        for waiting in audit.not_applicable
    )
    return f"<h2>{_say(Message(mark('Not asked yet')), language)}</h2>\n<ul>\n{items}</ul>\n"


def _file_findings(result: Audited, language: str) -> str:
    if not result.reading.findings:
        return ""
    items = "".join(
        f"<li><b>{escape(finding.rule)}</b> {_say(finding.message, language)} {_say(finding.advice, language)}</li>\n"
        for finding in result.reading.findings
    )
    return f"<h2>{_say(Message(mark('About the file')), language)}</h2>\n<ul>\n{items}</ul>\n"


def _named(name: str, words: str) -> str:
    if name.casefold() == words.casefold():
        return escape(words)
    return f'<span class="code">{escape(name)}</span> {escape(words)}'


def _tongue(own: str, page: str) -> str:
    """The words of a plan keep their own language where the page speaks another."""
    return f' lang="{escape(own)}"' if own != page and own in LANGUAGES else ""


def _say(message: Message, language: str) -> str:
    return escape(message.say(language))
