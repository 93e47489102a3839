"""What may be done with a resolution, said a second time as plainly as it can be."""

from collections.abc import Sequence

from palermo.plan import Turned

# state | what is done | by whom | needs words | state afterwards
SAID = """
new       | take    | secretariat chair | no  | taken
taken     | accept  | owner             | no  | accepted
taken     | refuse  | owner             | yes | refused
taken     | lift    | chair             | yes | lifted
refused   | insist  | chair             | yes | taken
refused   | lift    | chair             | yes | lifted
accepted  | report  | owner             | yes | reported
accepted  | undo    | chair             | yes | taken
accepted  | lift    | chair             | yes | lifted
reported  | return  | secretariat chair | yes | accepted
reported  | confirm | secretariat chair | no  | confirmed
confirmed | undo    | chair             | yes | reported
"""


def lines() -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in SAID.strip().splitlines()]


def state_after(turns: Sequence[Turned]) -> str:
    """The last state; what may not be done is passed over."""
    state, taken = "new", list[Turned]()
    for turn in turns:
        for before, deed, sides, words, after in lines():
            if (
                before == state
                and deed == turn.deed
                and allowed(turn, sides.split(), taken)
                and (words == "no" or turn.reason.strip())
            ):
                state = after
                taken.append(turn)
                break
    return state


def allowed(turn: Turned, sides: list[str], taken: list[Turned]) -> bool:
    if str(turn.side) not in sides or (taken and turn.on < taken[-1].on):
        return False
    if turn.side != "owner" and any(one.by == turn.by and one.side == "owner" for one in taken):
        return False
    return not (turn.deed == "undo" and taken[-1].deed == "confirm" and taken[-1].by == turn.by)
