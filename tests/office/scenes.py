"""For every action of the office one scene in which it is allowed: who acts, and what is given.

The tests that walk all actions play these; an action without a scene fails them.
"""

from dataclasses import replace
from datetime import timedelta
from secrets import token_bytes, token_hex

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, User
from django.db.transaction import atomic

from palermo.access import BodyKind, Role, split
from palermo.office.access.action import ACTIONS
from palermo.office.access.actions import (
    add_body,
    ask_for_key,
    ask_for_record,
    break_glass,
    change_contact,
    close_account,
    key_for,
    make_key,
)
from palermo.office.access.actions.keys import way_of
from palermo.office.access.actions.resets import reset_sign_in
from palermo.office.access.decision import CONSOLE, By
from palermo.office.access.keyring import files
from palermo.office.access.keyring.contact import Contact
from palermo.office.access.keyring.sealing import need_secret, seal_record
from palermo.office.access.models import ROOT, Body, CompartmentKey, Glass, Person, SealedRecord
from palermo.office.plan.actions import Document, Proof, add_version, claim_state, revise_plan, upload_plan
from palermo.office.plan.models import Plan, State, Version
from palermo.office.plan.readers import open_plan
from palermo.office.upkeep.acts import Kept, Returned
from tests.office.answers import scenes as _of_answers  # noqa: F401  # read so that they are there
from tests.office.beside import scenes as _of_beside  # noqa: F401  # read so that they are there
from tests.office.cast import FOR_LONG, NOW, a_body, invited, join, plan_file, signed_in, small_plan
from tests.office.committee import scenes as _of_committee  # noqa: F401  # read so that they are there
from tests.office.copies import scenes as _of_copies  # noqa: F401  # read so that they are there
from tests.office.indicators import scenes as _of_indicators  # noqa: F401  # read so that they are there
from tests.office.money import scenes as _of_money  # noqa: F401  # read so that they are there
from tests.office.packets import scenes as _of_packets  # noqa: F401  # read so that they are there
from tests.office.reminders import scenes as _of_reminders  # noqa: F401  # read so that they are there
from tests.office.risks import scenes as _of_risks  # noqa: F401  # read so that they are there
from tests.office.stage import SCENES, Given, Scene, scene
from tests.office.standing import scenes as _of_standing  # noqa: F401  # the same
from tests.office.steps import scenes as _of_steps  # noqa: F401  # read so that they are there
from tests.office.study import scenes as _of_study  # noqa: F401  # read so that they are there
from tests.office.work import scenes as _of_work  # noqa: F401  # read so that they are there

__all__ = ["SCENES", "new_body", "officer", "play"]


def play(verb: str) -> None:
    """Do the act of this scene."""
    by, given = SCENES[verb]()
    ACTIONS[verb].run(by=by, now=NOW, **given)


def officer() -> User:
    there = User.objects.filter(username="officer").first()
    return signed_in(there) if there else join("officer", Role.SECRETARIAT)


def _version(by: User) -> Version:
    file = plan_file(small_plan(f"scene-{Plan.objects.count()}"))
    upload = upload_plan(by=by, file=file, now=NOW)
    return add_version(by=by, upload=upload, file=file, reason="First record.", now=NOW)


# plans


@scene("plan.uploaded")
def _plan_uploaded() -> Scene:
    return officer(), {"file": plan_file()}


@scene("mapping.corrected")
def _mapping_corrected() -> Scene:
    by = officer()
    return by, {"upload": upload_plan(by=by, file=plan_file(), now=NOW), "file": plan_file()}


@scene("upload.discarded")
def _upload_discarded() -> Scene:
    by = officer()
    return by, {"upload": upload_plan(by=by, file=plan_file(), now=NOW)}


@scene("version.added")
def _version_added() -> Scene:
    by = officer()
    return by, {
        "upload": upload_plan(by=by, file=plan_file(), now=NOW),
        "file": plan_file(),
        "reason": "First.",
        "slug": "scene",
    }


@scene("plan.revised")
def _plan_revised() -> Scene:
    by = officer()
    version = _version(by)
    return by, {"version": version, "plan": replace(open_plan(version), title="Clearer"), "reason": "Clearer."}


@scene("version.restored")
def _version_restored() -> Scene:
    by = officer()
    first = _version(by)
    clearer = replace(open_plan(first), title="Clearer")
    second = revise_plan(by=by, version=first, plan=clearer, reason="Clearer.", now=NOW)
    return by, {"version": first, "newest": second, "reason": "A mistake."}


@scene("state.claimed")
def _state_claimed() -> Scene:
    by = officer()
    given = {"state": State.DRAFT, "when": "2024", "said_by": "Ministry", "proof": Proof(source="a letter")}
    return by, {"version": _version(by), **given}


@scene("document.opened")
def _document_opened() -> Scene:
    by = officer()
    claim = claim_state(
        by=by,
        version=_version(by),
        state=State.DRAFT,
        when="2024",
        said_by="Ministry",
        proof=Proof(Document("minutes.pdf", b"%PDF-1.7", closed=True)),
        now=NOW,
    )
    return by, {"claim": claim}


# people


@scene("body.added")
def _body_added() -> Scene:
    by = signed_in(officer(), fresh_at=NOW)
    return by, {
        "key": "labour",
        "kind": BodyKind.MINISTRY,
        "names": {"en": "Labour"},
        "parent": Body.objects.get(key=ROOT),
    }


@scene("person.invited")
def _person_invited() -> Scene:
    by = signed_in(officer(), fresh_at=NOW)
    body = Body.objects.get(key=ROOT)
    return by, {"body": body, "role": Role.FOCAL_POINT, "until": FOR_LONG, "token": token_hex(16)}


@scene("invitation.withdrawn")
def _invitation_withdrawn() -> Scene:
    return officer(), {"invitation": invited(Role.CHAIR)}


@scene("invitation.accepted")
def _invitation_accepted() -> Scene:
    return AnonymousUser(), {"invitation": invited(Role.CHAIR), "user": User(username=f"chair-{User.objects.count()}")}


def _somebody(name: str) -> Person:
    return join(f"{name}-{User.objects.count()}", Role.FOCAL_POINT).person


def _head() -> By:
    return signed_in(officer(), fresh_at=NOW)


@scene("term.given")
def _term_given() -> Scene:
    person = _somebody("given")
    return _head(), {
        "person": person,
        "role": Role.APPROVER,
        "body": person.body,
        "since": NOW,
        "until": FOR_LONG,
    }


@scene("term.ended")
def _term_ended() -> Scene:
    return _head(), {"term": _somebody("ended").terms.get(), "until": NOW, "reason": "Moved to another post."}


@scene("term.handed_over")
def _term_handed_over() -> Scene:
    term = _somebody("leaving").terms.get()
    coming = join(f"coming-{User.objects.count()}", Role.ANALYST).person
    return _head(), {"term": term, "to": coming, "reason": "Moved to another post."}


@scene("account.closed")
def _account_closed() -> Scene:
    return _head(), {"person": _somebody("closed"), "reason": "Left the service."}


@scene("account.reopened")
def _account_reopened() -> Scene:
    person = _somebody("back")
    close_account(by=_head(), person=person, reason="Left the service.", now=NOW)
    return _head(), {"person": person, "reason": "Came back."}


@scene("sign_in.reset")
def _sign_in_reset() -> Scene:
    return _head(), {"person": _somebody("reset"), "reason": "Lost the phone.", "token": token_hex(16)}


@scene("sign_in.renewed")
def _sign_in_renewed() -> Scene:
    _by, given = _sign_in_reset()
    reset = reset_sign_in(by=_head(), now=NOW, **given)
    return AnonymousUser(), {"reset": reset, "passphrase": "a new and rather long river"}


# break-glass


def _glass() -> Glass:
    """Broken by the secretariat, in a body of its own."""
    by = signed_in(officer(), fresh_at=NOW)
    body = a_body(f"shelter-{Body.objects.count()}")
    return break_glass(by=by, body=body, reason="A child is in danger.", lasts=timedelta(hours=4), now=NOW)


def _custodian() -> User:
    return signed_in(join(f"custodian-{User.objects.count()}", Role.CUSTODIAN), fresh_at=NOW)


@scene("glass.broken")
def _glass_broken() -> Scene:
    by = _head()
    return by, {"body": a_body("shelter"), "reason": "A child is in danger.", "lasts": timedelta(hours=4)}


@scene("glass.agreed")
def _glass_agreed() -> Scene:
    return _custodian(), {"glass": _glass()}


@scene("glass.closed")
def _glass_closed() -> Scene:
    return _custodian(), {"glass": _glass()}


@scene("glass.read")
def _glass_read() -> Scene:
    return _custodian(), {"glass": _glass()}


# signing in


def _oneself() -> tuple[By, Person]:
    user = officer()
    return signed_in(user, fresh_at=NOW), user.person


def _factor(user: User) -> Authenticator:
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "a key", "credential": {}})


@scene("factor.added")
def _factor_added() -> Scene:
    by, person = _oneself()
    return by, {"person": person, "enrol": lambda: _factor(person.user)}


@scene("factor.removed")
def _factor_removed() -> Scene:
    by, person = _oneself()
    factor = _factor(person.user)
    return by, {"person": person, "factor": factor, "remove": factor.delete}


@scene("codes.renewed")
def _codes_renewed() -> Scene:
    by, person = _oneself()
    return by, {"person": person, "renew": lambda: None}


@scene("passphrase.changed")
def _passphrase_changed() -> Scene:
    by, person = _oneself()
    return by, {"person": person, "passphrase": "a new and rather long river"}


@scene("sessions.ended")
def _sessions_ended() -> Scene:
    by, person = _oneself()
    return by, {"person": person}


@scene("backup.made")
def _backup_made() -> Scene:
    return CONSOLE, {"backup": Kept("palermo-20240301T090000Z.age", 3, NOW.isoformat())}


@scene("backup.restored")
def _backup_restored() -> Scene:
    kept = Kept("palermo-20240301T090000Z.age", 3, NOW.isoformat())
    return CONSOLE, {"returned": Returned(kept, published=5, reason="The disk broke.")}


# keys, and what they hold shut


def _custodians() -> tuple[User, User]:
    """Two persons, either of whom looks after the keys of the committee and of all bodies below it."""
    names = ("custodian", "second")
    return tuple(  # type: ignore[return-value]  # two names, two persons
        signed_in(User.objects.filter(username=name).first() or join(name, Role.CUSTODIAN, by=CONSOLE), fresh_at=NOW)
        for name in names
    )


def new_body() -> Body:
    """A body that has no key yet."""
    number = Body.objects.count()
    return add_body(
        by=_head(),
        key=f"agency-{number}",
        kind=BodyKind.AGENCY,
        names={"en": f"Agency {number}"},
        parent=Body.objects.get(key=ROOT),
        now=NOW,
    )


def _key() -> CompartmentKey:
    return make_key(by=_custodians()[0], body=new_body(), now=NOW)


def _record() -> SealedRecord:
    return seal_record(key=_key(), kind="contact", fields={"name": b"Bopha"}, now=NOW)


@scene("key.made")
def _key_made() -> Scene:
    return _custodians()[0], {"body": new_body()}


@scene("key.rotated")
def _key_rotated() -> Scene:
    return _custodians()[0], {"key": _record().key}


@scene("key.asked")
def _key_asked() -> Scene:
    return _custodians()[1], {"key": _key(), "act": "key.destroyed", "reason": "The body is dissolved."}


@scene("key.shared")
def _key_shared() -> Scene:
    (by, second), key = _custodians(), _key()
    way: Given = {"key": key, "reason": "Holders were named."}
    ask_for_key(by=second, act="key.shared", detail=way_of(2, 3), now=NOW, **way)
    return by, {**way, "needed": 2, "handed": 3, "hand_out": lambda _shares: None}


@scene("key.recovered")
def _key_recovered() -> Scene:
    key = _key()
    secret = need_secret(key)
    files.remove(key.name)
    shares = split(secret, threshold=2, count=2, random=token_bytes)
    return _custodians()[0], {"key": key, "shares": shares, "reason": "The disk broke."}


@scene("key.destroyed")
def _key_destroyed() -> Scene:
    by, second = _custodians()
    given: Given = {"key": _record().key, "reason": "The body is dissolved."}
    ask_for_key(by=second, act="key.destroyed", now=NOW, **given)
    return by, given


@scene("record.asked")
def _record_asked() -> Scene:
    record = _record()
    given = {"body": record.key.body, "uid": record.uid, "act": "record.erased"}
    return _custodians()[1], {**given, "reason": "The person asks for it."}


@scene("record.erased")
def _record_erased() -> Scene:
    (by, second), record = _custodians(), _record()
    given: Given = {"body": record.key.body, "uid": record.uid, "reason": "The person asks for it."}
    ask_for_record(by=second, act="record.erased", now=NOW, **given)
    return by, given


@scene("contact.changed")
def _contact_changed() -> Scene:
    by, person = _oneself()
    with atomic():
        key_for(person.body, NOW)  # made by an act of its own
    return by, {"person": person, "contact": Contact(name="Bopha")}


@scene("contact.opened")
def _contact_opened() -> Scene:
    by, person = _oneself()
    change_contact(by=by, person=person, contact=Contact(name="Bopha"), now=NOW)
    return by, {"person": person}
