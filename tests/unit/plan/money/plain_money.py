"""Money counted a second time, posting by posting, as plainly as it can be: what the library is held against."""

from collections.abc import Iterable
from decimal import Decimal

from palermo.plan import MoneyLine, Posting

Row = dict[str, Decimal | int]
ZERO = Decimal(0)


def standing(postings: Iterable[Posting]) -> list[Posting]:
    """What counts: accepted, and corrected by nothing that is accepted."""
    told = list(postings)
    left = []
    for one in told:
        replaced = False
        for other in told:
            if other.corrects == one.id and other.state == "accepted":
                replaced = True
        if one.state == "accepted" and not replaced:
            left.append(one)
    return left


def asked(line: MoneyLine) -> tuple[Decimal, Decimal] | None:
    """The lowest and the highest that a line asks for; None where nobody can say."""
    money = line.money.value
    if money is None:
        return None
    if money.amount is None:
        return (ZERO, ZERO) if money.none_needed else None
    if not money.currency:
        return None
    return money.amount, money.amount if money.upper is None else money.upper


def recount(lines: Iterable[MoneyLine], postings: Iterable[Posting]) -> dict[tuple[str, str, str], Row]:
    """By activity, name of the year and currency."""
    rows: dict[tuple[str, str, str], Row] = {}
    left = standing(postings)

    def row(activity: str, year: str, currency: str) -> Row:
        empty: Row = dict.fromkeys(("lines", "unsaid", "low", "high", "committed", "spent", "least", "most", "over"), 0)
        return rows.setdefault((activity, year, currency), empty)

    for line in lines:
        of_line = [each for each in left if (each.activity, each.line) == (line.activity, line.id)]
        stated = line.currency
        for currency in [stated] if stated else dict.fromkeys(each.currency for each in of_line) or [""]:
            own = [each for each in of_line if each.currency == currency]
            left = [each for each in left if each not in own]
            committed = sum((each.amount for each in own if each.spending == "committed"), ZERO)
            spent = sum((each.amount for each in own if each.spending == "spent"), ZERO)
            into = row(line.activity, _year(line), currency)
            into["lines"] += 1
            into["committed"] += committed
            into["spent"] += spent
            wanted = asked(line)
            if wanted is None:
                into["unsaid"] += 1
                continue
            low, high = wanted
            there = committed if committed > spent else spent
            into["low"] += low
            into["high"] += high
            into["least"] += low - there if low > there else 0
            into["most"] += high - there if high > there else 0
            into["over"] += there - high if there > high else 0
    for activity, line_id, currency in dict.fromkeys((each.activity, each.line, each.currency) for each in left):
        own = [each for each in left if (each.activity, each.line, each.currency) == (activity, line_id, currency)]
        committed = sum((each.amount for each in own if each.spending == "committed"), ZERO)
        spent = sum((each.amount for each in own if each.spending == "spent"), ZERO)
        into = row(activity, own[0].year.name or str(own[0].year.presence), currency)
        into["lines"] += 1
        into["committed"] += committed
        into["spent"] += spent
        into["over"] += committed if committed > spent else spent
    return rows


def _year(line: MoneyLine) -> str:
    return line.year.name or str(line.year.presence)
