"""Every cell of the permission table against the plain oracle, in a world of the test's own."""

from dataclasses import replace

from palermo.access import ACTS, KIND_STATES, Actor, Ask, Cell, Role, Thing, Where, permission_table
from tests.unit.access.cast import NOW, person
from tests.unit.access.plain_rights import answer

PATHS = {
    Where.OWN: ("top", "here"),
    Where.BELOW: ("top", "here", "under"),
    Where.PASSED_ON: ("top", "there"),
    Where.ELSEWHERE: ("top", "there"),
}


def holder(id_: str, role: Role) -> Actor:
    if role is Role.PUBLIC:
        return person(id_)
    return replace(held := person(id_, (role, "ministry")), terms=(replace(held.terms[0], body="here"),))


def asked_plainly(cell: Cell) -> str:
    actor, verb = holder("dara", cell.role), cell.act.verb
    asks = (Ask(by=holder("sokha", cell.role), act=verb, at=NOW),)
    owner = "dara" if cell.mine else "rith"
    passed_by = "here" if cell.where is Where.PASSED_ON else ""
    done_to = Thing(
        kind=cell.act.kind,
        id="x",
        path=PATHS[cell.where],
        state=cell.state,
        passed_by=passed_by,
        owner=owner,
        asks=asks,
    )
    return answer(actor, verb, done_to if cell.act.kind else None, NOW, "because").word


def test_every_cell_is_what_the_plain_rules_say() -> None:
    for cell in permission_table():
        word = "yes" if cell.decision else "hidden" if cell.decision.hidden else "no"
        assert word == asked_plainly(cell), cell
        assert not cell.decision.conditions


def test_no_cell_is_left_out() -> None:
    cells = {(cell.act.verb, cell.role, cell.where, cell.mine, cell.state) for cell in permission_table()}
    wanted = {
        (verb, role, where, mine, state)
        for verb, act in ACTS.items()
        for role in Role
        for where in (Where if act.kind else [Where.ELSEWHERE])
        for mine in ([True, False] if act.kind else [False])
        for state in KIND_STATES.get(act.kind, ("",))
    }
    assert cells == wanted
    assert len(permission_table()) == len(cells)


def test_every_cell_has_its_reason() -> None:
    for cell in permission_table():
        said = cell.decision.reason.say()
        assert said.endswith("."), cell
        assert "{" not in said
