"""The rules one by one, with what a person is told."""

import re
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import (
    ACTS,
    ANONYMOUS,
    KIND_STATES,
    ROLE_NAMES,
    STATE_NAMES,
    STATES,
    Actor,
    Condition,
    Role,
    Scope,
    Thing,
    Topic,
    brought_by,
    reach,
)
from tests.unit.access.cast import BODIES, NOW, ask, asked, broken_glass, glass, person, term, thing

SECRETARY = person("dara", (Role.SECRETARIAT, "committee"))
CUSTODIAN = person("sokha", (Role.CUSTODIAN, "committee"))
OTHER_CUSTODIAN = person("vanna", (Role.CUSTODIAN, "committee"))
WORKER = person("rith", (Role.CASE_WORKER, "shelter"))
GLASS = thing("glass", "ministry", state="alone", writers=frozenset({"kosal"}))
DOCUMENT = thing("document", "shelter")
KEY = thing("key", "welfare", state="live")


# who


def test_nobody_is_somebody_before_signing_in() -> None:
    decision = ask(ANONYMOUS, "contact.opened", thing("contact", "ministry"))
    assert (decision.allowed, str(decision.reason)) == (False, "Sign in first.")
    assert ask(ANONYMOUS, "contact.opened", None) == decision


def test_what_is_open_is_read_by_everybody() -> None:
    decision = ask(ANONYMOUS, "document.opened", replace(DOCUMENT, closed=False))
    assert (decision.allowed, str(decision.reason)) == (True, "Open to everybody.")
    assert reach(ANONYMOUS, "document.opened", NOW).covers(replace(DOCUMENT, closed=False))


def test_a_closed_account_is_told_whom_to_ask() -> None:
    decision = ask(replace(SECRETARY, closed=True), "desk.opened", None)
    assert "Ask the secretariat" in str(decision.reason)


def test_an_act_that_is_not_in_the_table_is_refused() -> None:
    decision = ask(SECRETARY, "log.deleted", None)
    assert not decision.possible
    assert "Tell the operator" in str(decision.reason)
    assert not reach(SECRETARY, "log.deleted", NOW)


def test_who_lacks_the_role_is_told_who_has_it() -> None:
    decision = ask(WORKER, "sign_in.reset", thing("person", "ministry", state="open"))
    assert str(decision.reason) == (
        "Only the secretariat and operators may do this."
        " If it is your work, ask the secretariat of your body for a term."
    )


def test_the_desk_is_the_secretariats() -> None:
    assert str(ask(SECRETARY, "desk.opened", None).reason) == "Allowed as: secretariat."
    assert not ask(WORKER, "desk.opened", None)


@pytest.mark.parametrize(("minutes", "allowed"), [(-1, False), (0, True), (59, True), (60, False)])
def test_a_term_holds_from_its_first_instant_up_to_its_last(minutes: int, allowed: bool) -> None:
    since = NOW - timedelta(minutes=minutes)
    held = replace(SECRETARY.terms[0], since=since, until=since + timedelta(hours=1))
    assert ask(replace(SECRETARY, terms=(held,)), "desk.opened", None).allowed is allowed


# how far


def test_a_role_reaches_down_the_tree_and_not_up_or_aside() -> None:
    actor = person("dara", (Role.SECRETARIAT, "ministry"))
    allowed = {body.id for body in BODIES if ask(actor, "plan.uploaded", thing("plan", body.id, closed=False))}
    assert allowed == {"ministry", "police", "post"}


def test_another_bodys_open_thing_is_told_as_such() -> None:
    decision = ask(
        person("dara", (Role.SECRETARIAT, "ministry")), "plan.uploaded", thing("plan", "welfare", closed=False)
    )
    assert not decision.hidden
    assert str(decision.reason) == ("This belongs to another body or person. There, only the secretariat may do this.")


def test_another_bodys_closed_thing_is_as_good_as_none() -> None:
    worker = person("rith", (Role.CASE_WORKER, "welfare"))
    assert ask(worker, "document.opened", DOCUMENT) == ask(worker, "document.opened", None)
    assert ask(worker, "document.opened", DOCUMENT).hidden


def test_no_committee_looks_into_the_compartments_below_it() -> None:
    everything = person("dara", *((role, "committee") for role in Role if role is not Role.PUBLIC))
    inside = thing("document", "welfare")
    assert not ask(everything, "document.opened", inside)
    assert not ask(everything, "contact.opened", thing("contact", "welfare"))


def test_an_upload_is_its_owners() -> None:
    mine, theirs = (thing("upload", "committee", owner=owner) for owner in ("dara", "sokha"))
    assert ask(SECRETARY, "version.added", mine)
    assert not ask(SECRETARY, "version.added", theirs)


def test_everybody_sees_their_own_contact_data() -> None:
    decision = ask(WORKER, "contact.opened", thing("contact", "committee", owner="rith"))
    assert (decision.allowed, str(decision.reason)) == (True, "It is yours.")


def test_an_invitation_is_for_whoever_holds_its_link() -> None:
    invitation = thing("invitation", "ministry", state="open")
    assert ask(ANONYMOUS, "invitation.accepted", invitation)
    assert not ask(ANONYMOUS, "invitation.accepted", replace(invitation, state="withdrawn"))
    other = person("dara", (Role.SECRETARIAT, "welfare"))
    assert ask(other, "invitation.withdrawn", invitation).hidden


# states


def test_a_state_rule_says_when_it_can_be_done() -> None:
    decision = ask(SECRETARY, "plan.revised", thing("version", "committee", state="earlier", closed=False))
    assert str(decision.reason) == (
        "This cannot be done in the present state: an earlier version. It can be done when: the newest version."
    )


def test_every_state_rule_speaks_of_states_that_there_are() -> None:
    for verb, states in STATES.items():
        assert set(states) < set(KIND_STATES[ACTS[verb].kind]), verb
    assert {state for states in KIND_STATES.values() for state in states} == set(STATE_NAMES)


def test_the_wrong_kind_or_state_of_thing_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="done to plan, not to document"):
        ask(SECRETARY, "plan.uploaded", DOCUMENT)
    with pytest.raises(ValueError, match="done to nothing, not to plan"):
        ask(SECRETARY, "desk.opened", thing("plan", "committee"))
    with pytest.raises(ValueError, match="no state 'open'"):
        ask(SECRETARY, "plan.revised", thing("version", "committee", state="open"))


# separation of duties


def test_nobody_agrees_to_what_they_did() -> None:
    both = person("kosal", (Role.CUSTODIAN, "committee"), (Role.FOCAL_POINT, "ministry"))
    decision = ask(both, "glass.agreed", GLASS)
    assert "had a hand in this" in str(decision.reason)
    assert ask(CUSTODIAN, "glass.agreed", GLASS)


def test_a_deputy_does_not_agree_to_what_the_one_they_stand_for_did() -> None:
    principal = term("kosal", Role.APPROVER, "ministry")
    deputy = person("dara", terms=(replace(principal, person="dara", deputy_for=principal),))
    assert not ask(deputy, "glass.agreed", GLASS)
    assert ask(deputy, "glass.agreed", replace(GLASS, writers=frozenset({"rith"})))
    in_their_own_right = replace(deputy, terms=(*deputy.terms, term("dara", Role.CUSTODIAN, "committee")))
    assert ask(in_their_own_right, "glass.agreed", GLASS)


@pytest.mark.parametrize("body", ["police", "post", "board"])
def test_who_enforces_never_signs_off_protection_whatever_hat_they_wear(body: str) -> None:
    two_hats = person("dara", (Role.CUSTODIAN, "committee"), (Role.ANALYST, body))
    protection = replace(GLASS, topic=Topic.PROTECTION)
    decision = ask(two_hats, "glass.agreed", protection)
    assert "signed off by others" in str(decision.reason)
    assert not reach(two_hats, "glass.agreed", NOW).covers(protection)
    assert ask(two_hats, "glass.agreed", replace(GLASS, topic=Topic.PROSECUTION))
    assert ask(CUSTODIAN, "glass.agreed", protection)
    over = replace(two_hats.terms[1], until=NOW)
    assert ask(replace(two_hats, terms=(two_hats.terms[0], over)), "glass.agreed", protection)


def test_nobody_gives_a_right_to_themselves() -> None:
    new = thing("term", "ministry", state="running", owner="dara")
    assert "to themselves" in str(ask(SECRETARY, "term.given", new).reason)
    assert ask(SECRETARY, "term.given", replace(new, owner="rith"))
    assert not ask(SECRETARY, "term.handed_over", replace(new, owner="rith", receiver="dara"))
    assert not ask(SECRETARY, "sign_in.reset", thing("person", "ministry", state="open", owner="dara"))


# conditions


def test_a_password_alone_is_asked_for_the_second_factor_and_told_nothing_else() -> None:
    actor = replace(WORKER, second_factor=False, fresh_at=None)
    decision = ask(actor, "document.opened", DOCUMENT)
    assert decision.conditions == (Condition.SECOND_FACTOR,)
    assert decision == ask(actor, "document.opened", None)
    assert decision.possible
    assert not reach(actor, "document.opened", NOW).covers(DOCUMENT)


@pytest.mark.parametrize(("minutes", "fresh"), [(-1, False), (0, True), (4, True), (5, False)])
def test_a_dangerous_act_asks_for_a_fresh_sign_in(minutes: int, fresh: bool) -> None:
    actor = replace(SECRETARY, fresh_at=NOW - timedelta(minutes=minutes))
    decision = ask(actor, "body.added", thing("body", "ministry"))
    assert decision.conditions == (() if fresh else (Condition.FRESH_SIGN_IN,))
    assert "within five minutes" in str(decision.reason) or fresh


def test_a_reason_is_more_than_blanks() -> None:
    one = thing("person", "ministry", state="open", owner="rith")
    assert ask(SECRETARY, "account.closed", one, "  ").conditions == (Condition.REASON,)
    assert ask(SECRETARY, "account.closed", one, "left the service")


def test_two_persons_are_two_persons() -> None:
    alone = ask(CUSTODIAN, "key.destroyed", KEY)
    assert alone.conditions == (Condition.TWO_PERSONS,)
    assert "two persons" in str(alone.reason)
    by_me, by_another = (replace(KEY, asks=(asked(who, "key.destroyed"),)) for who in (CUSTODIAN, OTHER_CUSTODIAN))
    assert not ask(CUSTODIAN, "key.destroyed", by_me)
    assert ask(CUSTODIAN, "key.destroyed", by_another)
    assert not ask(CUSTODIAN, "key.shared", by_another)


@pytest.mark.parametrize(
    "asker",
    [
        replace(OTHER_CUSTODIAN, closed=True),
        replace(OTHER_CUSTODIAN, terms=()),
        person("vanna", (Role.CUSTODIAN, "shelter")),
        person("vanna", (Role.SECRETARIAT, "committee")),
        person("vanna", terms=(term("vanna", Role.CUSTODIAN, "committee", deputy_for=CUSTODIAN.terms[0]),)),
    ],
    ids=["closed", "term over", "another body", "another role", "my own deputy"],
)
def test_the_second_person_has_the_right_now_and_stands_for_nobody_else(asker: Actor) -> None:
    assert not ask(CUSTODIAN, "key.destroyed", replace(KEY, asks=(asked(asker, "key.destroyed"),)))


@pytest.mark.parametrize(("hours", "counts"), [(-1, False), (0, True), (23, True), (24, False)])
def test_an_asking_counts_for_a_day(hours: int, counts: bool) -> None:
    asking = replace(asked(OTHER_CUSTODIAN, "key.destroyed"), at=NOW - timedelta(hours=hours))
    assert ask(CUSTODIAN, "key.destroyed", replace(KEY, asks=(asking,))).allowed is counts


@pytest.mark.parametrize(
    ("mine", "theirs", "two"),
    [
        ((), (), True),
        (("head",), (), True),
        (("head",), ("other-head",), True),
        (("head",), ("head",), False),
        (("vanna",), (), False),
        ((), ("sokha", "head"), False),
        (("head", "other-head"), ("clerk", "head"), False),
    ],
    ids=["the machine", "one by the machine", "two heads", "one head", "by the other", "by myself", "far up"],
)
def test_two_who_were_let_in_by_one_hand_count_as_one(
    mine: tuple[str, ...], theirs: tuple[str, ...], two: bool
) -> None:
    actor = replace(CUSTODIAN, brought_by=frozenset(mine))
    asker = replace(OTHER_CUSTODIAN, brought_by=frozenset(theirs))
    decision = ask(actor, "key.destroyed", replace(KEY, asks=(asked(asker, "key.destroyed"),)))
    assert decision.conditions == (() if two else (Condition.TWO_PERSONS,))
    assert ("let in by the same hand" in str(decision.reason)) is not two
    alone = ask(actor, "key.destroyed", replace(KEY, asks=(asked(actor, "key.destroyed"),)))
    assert "same hand" not in str(alone.reason)
    another = asked(person("kosal", (Role.CUSTODIAN, "committee")), "key.destroyed")
    assert ask(actor, "key.destroyed", replace(KEY, asks=(asked(asker, "key.destroyed"), another)))


def test_a_deputy_is_no_second_to_whom_the_other_let_in() -> None:
    """The deputy of somebody counts as them."""
    head = person("head", (Role.CUSTODIAN, "committee"))
    stands_in = person("vanna", terms=(term("vanna", Role.CUSTODIAN, "committee", deputy_for=head.terms[0]),))
    one = replace(CUSTODIAN, brought_by=frozenset({"head"}))
    assert not ask(one, "key.destroyed", replace(KEY, asks=(asked(stands_in, "key.destroyed"),)))
    assert ask(CUSTODIAN, "key.destroyed", replace(KEY, asks=(asked(stands_in, "key.destroyed"),)))


LET_IN = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")))


@given(LET_IN, st.sampled_from("abcdef"))
def test_a_way_in_is_followed_through_every_hand(let_in: list[tuple[str, str]], who: str) -> None:
    behind = set(let_in)
    for through, one, other in product("abcdef", repeat=3):  # Warshall: each in turn may be on the way
        if {(one, through), (through, other)} <= behind:
            behind.add((one, other))
    assert brought_by(who, let_in) == {hand for one, hand in behind if one == who}


# broken glass


def test_one_person_looks_for_an_hour_with_a_reason() -> None:
    worker = person("rith", (Role.CASE_WORKER, "welfare"))
    looking = replace(worker, glasses=(glass("rith", "shelter"),))
    decision = ask(looking, "document.opened", DOCUMENT)
    assert (decision.allowed, "custodian sees it" in str(decision.reason)) == (True, True)
    assert decision.glass == "g"
    inside = replace(looking, terms=(*looking.terms, term("rith", Role.CASE_WORKER, "shelter")))
    assert ask(inside, "document.opened", DOCUMENT).glass == "", "who may open it anyhow does not look through glass"
    assert reach(looking, "document.opened", NOW).covers(DOCUMENT)
    assert not ask(looking, "document.opened", thing("document", "ministry"))
    assert not ask(looking, "key.destroyed", replace(KEY, path=("shelter",)))
    for spoiled in (
        glass("rith", "shelter", reason=" "),
        glass("rith", "shelter", since=NOW - timedelta(hours=1)),
        glass("rith", "shelter", closed_at=NOW),
        glass("rith", "shelter", until=NOW),
        glass("rith", "shelter", second="rith", since=NOW - timedelta(hours=2)),
    ):
        assert ask(replace(worker, glasses=(spoiled,)), "document.opened", DOCUMENT).hidden


def test_two_persons_look_for_a_day() -> None:
    agreed = glass("rith", "shelter", second="sokha", since=NOW - timedelta(hours=23), until=NOW + timedelta(days=9))
    worker = person("rith", (Role.CASE_WORKER, "welfare"), glasses=(agreed,))
    assert ask(worker, "document.opened", DOCUMENT)
    day_old = replace(agreed, since=NOW - timedelta(hours=24))
    assert not ask(replace(worker, glasses=(day_old,)), "document.opened", DOCUMENT)


def test_who_enforces_never_looks_alone() -> None:
    officer = person("rith", (Role.SCREENER, "police"))
    alone, agreed = glass("rith", "shelter"), glass("rith", "shelter", second="sokha")
    assert not ask(replace(officer, glasses=(alone,)), "document.opened", DOCUMENT)
    assert ask(replace(officer, glasses=(agreed,)), "document.opened", DOCUMENT)


def test_glass_shuts_when_the_role_ends() -> None:
    worker = person("rith", (Role.CASE_WORKER, "welfare"), glasses=(glass("rith", "shelter"),))
    assert not ask(replace(worker, terms=()), "document.opened", DOCUMENT)
    assert not ask(replace(worker, terms=(term("rith", Role.ANALYST, "welfare"),)), "document.opened", DOCUMENT)


def test_who_may_break_glass_and_who_sees_it() -> None:
    body = thing("body", "shelter")
    assert ask(person("rith", (Role.SCREENER, "police")), "glass.broken", body)
    for role in (Role.ANALYST, Role.AUDITOR, Role.OPERATOR):
        assert not ask(person("rith", (role, "committee")), "glass.broken", body).possible
    broken = broken_glass(glass("rith", "welfare"))
    assert broken.state == "alone"
    assert ask(CUSTODIAN, "glass.read", broken)
    assert ask(CUSTODIAN, "glass.closed", broken)
    assert ask(person("rith"), "glass.read", broken)
    assert ask(person("kosal", (Role.CASE_WORKER, "welfare")), "glass.read", broken)
    assert ask(SECRETARY, "glass.read", broken).hidden


def test_the_second_person_is_from_inside_or_the_custodian() -> None:
    broken = broken_glass(glass("rith", "welfare"))
    breaker = person("rith", (Role.CASE_WORKER, "welfare"), (Role.CUSTODIAN, "committee"))
    assert ask(CUSTODIAN, "glass.agreed", broken)
    assert ask(person("kosal", (Role.FOCAL_POINT, "welfare")), "glass.agreed", broken)
    assert not ask(SECRETARY, "glass.agreed", broken)
    assert not ask(breaker, "glass.agreed", broken)
    in_uniform = person("kosal", (Role.CUSTODIAN, "committee"), (Role.SCREENER, "police"))
    assert not ask(in_uniform, "glass.agreed", broken)
    assert ask(in_uniform, "glass.agreed", broken_glass(glass("rith", "post")))
    already = broken_glass(glass("rith", "welfare", second="sokha"))
    assert (already.state, ask(CUSTODIAN, "glass.agreed", already).possible) == ("together", False)
    over = broken_glass(glass("rith", "welfare", closed_at=NOW))
    assert (over.state, ask(CUSTODIAN, "glass.closed", over).possible) == ("ended", False)


# the table as a whole


def test_verbs_are_dotted() -> None:
    assert [verb for verb in ACTS if not re.fullmatch(r"[a-z_]+\.[a-z_]+", verb)] == []


def test_no_role_reads_closed_content_beyond_its_own_body() -> None:
    for row in ACTS.values():
        if row.by_glass:
            assert {scope for role, scope in row.roles.items() if role is not Role.PUBLIC} == {Scope.OWN}


def test_those_who_keep_the_machine_or_count_open_nothing() -> None:
    for role in (Role.OPERATOR, Role.ANALYST, Role.AUDITOR):
        actor = person("dara", *((role, body.id) for body in BODIES))
        for row in ACTS.values():
            if row.by_glass or row.kind in {"key", "record"}:
                assert not reach(actor, row.verb, NOW).covers(thing(row.kind, "ministry", state="live")), row.verb


def test_what_cannot_be_undone_takes_two_persons() -> None:
    for verb in ("key.shared", "key.destroyed", "record.erased"):
        assert Condition.TWO_PERSONS in ACTS[verb].conditions


def test_every_write_but_those_of_who_holds_a_link_and_commands_asks_for_the_second_factor() -> None:
    lacking = {verb for verb, row in ACTS.items() if Condition.SECOND_FACTOR not in row.conditions}
    by_commands = {"backup.made", "backup.restored", "digest.made", "run.finished", "sending.tried"}
    assert lacking == {"invitation.accepted", "sign_in.renewed", "factor.added"} | by_commands


def test_every_role_has_its_name() -> None:
    assert set(ROLE_NAMES) == set(Role)


def test_who_may_is_said_as_a_sentence_says_it() -> None:
    outsider = person("kosal", (Role.ANALYST, "committee"))
    version = thing("version", "committee", state="newest")
    assert str(ask(outsider, "plan.revised", version).reason).startswith("Only the secretariat may do this.")
    account = thing("person", "ministry", state="open")
    assert str(ask(outsider, "sign_in.reset", account).reason).startswith("Only the secretariat and operators may do")
    papers = "Only the secretariat, focal points, approvers, chairs, case workers and custodians may do this."
    assert str(ask(outsider, "document.opened", DOCUMENT).reason).startswith(papers)
    theirs = thing("contact", "ministry", owner="rith")
    inside = person("kosal", (Role.CUSTODIAN, "ministry"))
    assert "nobody else may do this" in str(ask(inside, "contact.changed", theirs).reason)
    police = person("kosal", (Role.SECRETARIAT, "police"))
    open_paper = thing("version", "welfare", state="newest", closed=False)
    assert "There, only the secretariat may do this." in str(ask(police, "plan.revised", open_paper).reason)


def test_a_term_or_a_glass_of_somebody_else_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="somebody else"):
        Actor(id="dara", terms=WORKER.terms)
    with pytest.raises(ValueError, match="somebody else"):
        Actor(id="dara", glasses=(glass("rith", "shelter"),))


def test_a_thing_in_no_compartment_is_nobodys() -> None:
    lost = Thing(kind="document", id="x", path=())
    everything = person("dara", *((role, body.id) for role in Role if role is not Role.PUBLIC for body in BODIES))
    assert ask(everything, "document.opened", lost).hidden
