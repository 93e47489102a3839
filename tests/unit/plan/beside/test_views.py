"""Two voices lie apart as far as their words do, and neither is overruled."""

import pytest

from palermo.plan import GAP_WORDS, Claim, Gap, Seen, gap

# what is claimed | what the other body sees | how they lie
SAID = """
complete    | done       | same
complete    | running    | more
complete    | not_begun  | more
complete    | cannot_say | open
running     | done       | less
running     | running    | same
running     | not_begun  | more
running     | cannot_say | open
not_started | done       | less
not_started | running    | less
not_started | not_begun  | same
not_started | cannot_say | open
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_the_gap_is_as_it_is_said(line: str) -> None:
    claim, seen, expected = (part.strip() for part in line.split("|"))
    assert gap(Claim(claim), Seen(seen)) is Gap(expected)


def test_where_nothing_is_claimed_nothing_is_compared() -> None:
    assert {gap(None, seen) for seen in Seen} == {Gap.OPEN}
    assert len(SAID.strip().splitlines()) == len(Claim) * len(Seen)
    assert set(GAP_WORDS) == set(Gap)
