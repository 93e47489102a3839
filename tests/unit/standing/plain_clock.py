"""The clock once more, written plainly and with the numbers of the law in it: what the engine is held against.

Of a year it tells: which report in a row, the most the law allowed, whether under a waiver, whether the return may last
one report only ("yes", "no", "unclear"), and by how much the run may be longer. It looks back from each year anew and
keeps nothing.
"""

from typing import NamedTuple


class Plain(NamedTuple):
    nth: int
    allowed: int | None
    waiver: bool
    once: str
    hidden: int


class Facts:
    """One country: tiers by year, and the years nobody could read."""

    def __init__(self, tiers: dict[int, str], gaps: set[int]) -> None:
        self.tiers, self.gaps = tiers, gaps

    def start(self, year: int) -> int:
        while self.tiers.get(year - 1) == "2WL":
            year -= 1
        return year

    def end(self, year: int) -> int:
        while self.tiers.get(year + 1) == "2WL":
            year += 1
        return year

    def nth(self, year: int) -> int:
        return sum(1 for each in range(self.start(year), year + 1) if each >= 2009)

    def hidden(self, year: int) -> int:
        """Years before the run that may belong to it."""
        start = self.start(year)
        if start < 2009:
            return 0
        back, more = start - 1, 0
        while back in self.gaps:
            more += back >= 2009
            back -= 1
        if back < start - 1 and self.tiers.get(back) == "2WL":
            more += self.nth(back) + self.hidden(back)
        return more

    def waived(self, year: int) -> bool:
        """Whether the run of that year had a waiver by then."""
        return self.once(self.start(year)) != "yes" and self.nth(year) > 2

    def may_be_waived(self, year: int, until: int) -> bool:
        """Whether it may have had one, were all known up to `until`."""
        if self.waived(year):
            return True
        end = self.end(year)
        if self.once(self.start(year)) != "yes" and self.nth(end) + self.hidden(end) > 2:
            return True
        after = end + 1
        while after in self.gaps and after < until:
            after += 1
        gap = sum(1 for each in range(end + 1, after) if each >= 2009)
        return gap > 0 and self.nth(end) + self.hidden(end) + gap > 2

    def once(self, start: int) -> str:
        if start < 2019 or self.tiers.get(start - 1) != "3":
            return "no"
        fell = start - 1
        while self.tiers.get(fell) == "3":
            fell -= 1
        ends = [year for year in self.tiers if year < start and self.tiers[year] == "2WL" and self.end(year) == year]
        if fell in ends and self.waived(fell):
            return "yes"
        gap_end, gap = fell, 0
        while gap_end in self.gaps:
            gap += gap_end >= 2009
            gap_end -= 1
        if gap and self.tiers.get(gap_end) == "2WL":
            gap += self.nth(gap_end) + self.hidden(gap_end)
        doubtful = gap > 2 or any(self.may_be_waived(year, start) for year in ends)
        return "unclear" if doubtful else "no"

    def tell(self, year: int) -> Plain | None:
        if self.tiers.get(year) != "2WL":
            return None
        once, nth = self.once(self.start(year)), self.nth(year)
        if year < 2009:
            return Plain(0, None, waiver=False, once=once, hidden=0)
        allowed = 1 if once == "yes" else 4 if year < 2019 else 3
        return Plain(nth, allowed, waiver=once != "yes" and nth > 2, once=once, hidden=self.hidden(year))
