"""Nobody signs off their own work, nothing changes once it is accepted, and no level is skipped."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.plan import MOVES, OF_ACTIVITY, OF_COPY, Held, Machine, Moved, State, Verb, diagram, moved, replayed
from palermo.plan.progress import Who
from tests.examples import examples
from tests.unit.plan.progress.records import LADDER, by, day

LADDERS = {
    Machine.ACTIVITY: OF_ACTIVITY,
    Machine.REPORT: LADDER,
    Machine.EVIDENCE: LADDER,
    Machine.COPY: OF_COPY,
}
LONG = ("province", "ministry", "secretariat", "committee")
MACHINES = st.sampled_from(Machine)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Machine, tuple[str, ...], tuple[Moved, ...]]:
    """Moves that are often legal and often not."""
    machine = draw(MACHINES)
    ladder = OF_COPY if machine is Machine.COPY else draw(st.sampled_from([LADDERS[machine], LONG]))
    verbs = sorted({row.verb for row in MOVES if row.machine is machine})
    moves, on = [], date(2027, 1, 1)
    for _ in range(draw(st.integers(0, 12))):
        on += timedelta(days=draw(st.integers(-1, 3)))
        who = draw(st.sampled_from(["p0", "p1", "p2", "p3"]))
        # half the time the person whose level it is
        level = draw(st.sampled_from([*ladder, ladder[int(who[1]) % len(ladder)]]))
        moves.append(Moved(draw(st.sampled_from(verbs)), who, level, on, draw(st.sampled_from(["", "why"]))))
    return machine, ladder, tuple(moves)


@settings(max_examples=examples(400), deadline=None)
@given(histories())
def test_whatever_is_tried_the_house_rules_hold(tried: tuple[Machine, tuple[str, ...], tuple[Moved, ...]]) -> None:
    machine, ladder, moves = tried
    held = Held()
    legal = []
    for each in moves:
        after, why = moved(machine, held, each, ladder)
        if why:
            assert after == held
            continue
        legal.append(each)
        if len(after.agreed) > len(held.agreed):
            assert each.by not in after.writers, "the writer never accepts"
            assert after.agreed == (*held.agreed, each.by)
            assert len(set(after.agreed)) == len(after.agreed), "one person agrees at one level"
            assert each.level == ladder[len(after.agreed)], "no level is skipped"
        if each.verb is Verb.WITHDRAW:
            assert held.state in (State.ASKED, State.PUBLISHED), "only what is asked for or public is closed again"
            assert each.reason
        elif held.state in (State.ACCEPTED, State.PUBLISHED) and len(after.agreed) <= len(held.agreed):
            assert each.verb in (Verb.UNDO, Verb.PUBLISH), "no change after acceptance"
            assert each.level == ladder[len(held.agreed) + 1], "only the level above"
            assert each.verb is Verb.PUBLISH or each.reason
        assert held.state is not State.PUBLISHED or each.verb is Verb.WITHDRAW, "what is published stays as it is"
        assert held.state is not State.WITHDRAWN, "and what was withdrawn never comes back"
        if after.state is State.ACCEPTED:
            assert after.agreed
        if after.state is State.PUBLISHED:
            assert len(after.agreed) == len(ladder) - 2
        held = after
    again, refused = replayed(machine, moves, ladder)
    assert again == held
    assert len(refused) == len(moves) - len(legal)
    assert replayed(machine, legal, ladder) == (held, ()), "every path can be replayed from what was done"


@settings(max_examples=examples(250), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(Verb), st.sampled_from(["w", "p1", "p2"]), st.sampled_from(OF_COPY))))
def test_no_copy_is_public_but_by_two_persons_of_whom_neither_offered_it(tried: list[tuple[Verb, str, str]]) -> None:
    """Told once more without the library: the only way into the open is an ask and a publication by somebody else."""
    asked_by, stands = "", "new"
    moves = [Moved(verb, who, level, day(1), "why") for verb, who, level in tried]
    for verb, who, level in tried:
        if (verb, stands, level) == ("ask", "new", "body"):
            asked_by, stands = who, "asked"
        elif (verb, stands, level) == ("publish", "asked", "secretariat") and who not in ("w", asked_by):
            stands = "published"
        elif (verb, stands, level) == ("refuse", "asked", "secretariat") and who not in ("w", asked_by):
            stands = "refused"
        elif verb == "withdraw" and stands in ("asked", "published"):
            stands = "withdrawn"
    assert replayed(Machine.COPY, moves, OF_COPY, writers=["w"])[0].state == stands


@pytest.mark.parametrize("machine", Machine)
def test_every_state_is_reached_and_every_row_can_be_taken(machine: Machine) -> None:
    """From the table alone: a walk that takes each row at least once."""
    ladder = LONG if machine is Machine.REPORT else LADDERS[machine]
    seen: set[int] = set()
    heads = [Held()]
    for _ in range(8):
        heads = list(
            dict.fromkeys([*heads, *(after for head in heads for after in _onward(machine, head, ladder, seen))])
        )
    assert seen == {n for n, row in enumerate(MOVES) if row.machine is machine}


def _onward(machine: Machine, head: Held, ladder: tuple[str, ...], seen: set[int]) -> list[Held]:
    found = []
    for n, row in enumerate(MOVES):
        if row.machine is not machine or row.before is not head.state:
            continue
        rung = 0 if row.who is Who.WRITER else len(head.agreed) + 1
        if rung >= len(ladder):
            continue
        after, why = moved(machine, head, Moved(row.verb, f"p{rung}", ladder[rung], day(1), "why"), ladder)
        if why is None:
            seen.add(n)
            found.append(after)
    return found


WRITTEN = (by(Verb.WRITE, "f1", "body", day(4, 1)), by(Verb.SEND, "f1", "body", day(4, 2)))


@pytest.mark.parametrize(
    ("move", "told"),
    [
        (by(Verb.ACCEPT, "f1", "secretariat", day(4, 3)), "nobody signs off their own work"),
        (by(Verb.ACCEPT, "s1", "committee", day(4, 3)), "is for the level 'secretariat', not for 'committee'"),
        (by(Verb.ACCEPT, "s1", "secretariat", day(4, 1)), "before the move that it follows"),
        (by(Verb.RETURN, "s1", "secretariat", day(4, 3)), "'return' needs a reason"),
        (by(Verb.PUBLISH, "c1", "committee", day(4, 3)), "cannot be done to what is sent"),
        (by(Verb.WRITE, "f1", "body", day(4, 3)), "cannot be done to what is sent"),
    ],
)
def test_a_refused_move_says_why(move: Moved, told: str) -> None:
    held, refused = replayed(Machine.REPORT, (*WRITTEN, move), LADDER)
    assert held.state is State.SENT
    assert [number for number, _ in refused] == [2]
    assert told in str(refused[0][1])


def test_publishing_waits_for_every_level_below() -> None:
    moves = (*WRITTEN, by(Verb.ACCEPT, "m1", "body2", day(4, 3)), by(Verb.PUBLISH, "c1", "committee", day(4, 4)))
    _, refused = replayed(Machine.REPORT, moves, ("body", "body2", "secretariat", "committee"))
    assert "not every level below has accepted" in str(refused[0][1])


@pytest.mark.parametrize("verb", [Verb.ACCEPT, Verb.UNDO, Verb.PUBLISH])
def test_nobody_decides_at_two_levels(verb: Verb) -> None:
    ladder = LONG if verb is Verb.ACCEPT else ("province", "ministry", "committee")
    moves = (
        by(Verb.WRITE, "f1", "province", day(4, 1)),
        by(Verb.SEND, "f1", "province", day(4, 1)),
        by(Verb.ACCEPT, "m1", "ministry", day(4, 2)),
    )
    again = by(verb, "m1", ladder[2], day(4, 3), "why")
    held, refused = replayed(Machine.REPORT, (*moves, again), ladder)
    assert (held.state, held.agreed) == (State.ACCEPTED, ("m1",))
    assert "m1 has agreed to it at a lower level already" in str(refused[0][1])
    assert replayed(Machine.REPORT, (*moves, replace(again, by="c1")), ladder)[1] == ()


def test_a_later_day_is_not_seen() -> None:
    moves = (*WRITTEN, by(Verb.ACCEPT, "s1", "secretariat", day(5)))
    assert replayed(Machine.REPORT, moves, LADDER, until=day(4, 30))[0].state is State.SENT
    assert replayed(Machine.REPORT, moves, LADDER, until=day(5))[0].state is State.ACCEPTED


def test_the_diagrams_are_drawn_from_the_table() -> None:
    told = "\n".join(map(diagram, Machine))
    assert told.count("-->") == len(MOVES)
    assert "    accepted --> sent: undo (above, with a reason)" in told
