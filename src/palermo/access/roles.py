"""The short keys of the room: roles, kinds of body, scopes, conditions, separations. They are stored: never renamed."""

from collections.abc import Mapping
from enum import StrEnum

from palermo.core import Message, mark


class Role(StrEnum):
    """What a person does for a body, for a term. `PUBLIC` is everybody's, without a term."""

    SECRETARIAT = "secretariat"
    FOCAL_POINT = "focal_point"
    APPROVER = "approver"
    CHAIR = "chair"
    SCREENER = "screener"
    CASE_WORKER = "case_worker"
    CUSTODIAN = "custodian"
    ANALYST = "analyst"
    AUDITOR = "auditor"
    OPERATOR = "operator"
    PUBLIC = "public"


ROLE_NAMES: Mapping[Role, Message] = {
    Role.SECRETARIAT: Message(mark("secretariat")),
    Role.FOCAL_POINT: Message(mark("focal point")),
    Role.APPROVER: Message(mark("approver")),
    Role.CHAIR: Message(mark("chair")),
    Role.SCREENER: Message(mark("screener")),
    Role.CASE_WORKER: Message(mark("case worker")),
    Role.CUSTODIAN: Message(mark("custodian")),
    Role.ANALYST: Message(mark("analyst")),
    Role.AUDITOR: Message(mark("auditor")),
    Role.OPERATOR: Message(mark("operator")),
    Role.PUBLIC: Message(mark("everybody")),
}


# Those who hold the role, as a sentence names them.
ROLE_HOLDERS: Mapping[Role, Message] = {
    Role.SECRETARIAT: Message(mark("the secretariat")),
    Role.FOCAL_POINT: Message(mark("focal points")),
    Role.APPROVER: Message(mark("approvers")),
    Role.CHAIR: Message(mark("chairs")),
    Role.SCREENER: Message(mark("screeners")),
    Role.CASE_WORKER: Message(mark("case workers")),
    Role.CUSTODIAN: Message(mark("custodians")),
    Role.ANALYST: Message(mark("analysts")),
    Role.AUDITOR: Message(mark("auditors")),
    Role.OPERATOR: Message(mark("operators")),
}


class BodyKind(StrEnum):
    """What sort of body it is."""

    COMMITTEE = "committee"
    MINISTRY = "ministry"
    AGENCY = "agency"
    POLICE = "police"
    IMMIGRATION = "immigration"
    PROSECUTION = "prosecution"
    COURT = "court"
    PROVINCE = "province"
    DISTRICT = "district"
    NGO = "ngo"
    EMBASSY = "embassy"


# They stand for a stretch of the country, and can inherit a part of what a body leads for the whole of it.
PLACE_KINDS = frozenset({BodyKind.PROVINCE, BodyKind.DISTRICT})
# A body below one of these enforces too, whatever its own kind.
ENFORCEMENT = frozenset({BodyKind.POLICE, BodyKind.IMMIGRATION, BodyKind.PROSECUTION})


class Topic(StrEnum):
    """The part of the work that a thing belongs to: the three of the Protocol, and working together."""

    PREVENTION = "prevention"
    PROTECTION = "protection"
    PROSECUTION = "prosecution"
    PARTNERSHIP = "partnership"


class Scope(StrEnum):
    """How far a role reaches, seen from the body that it is held in."""

    ANY = "any"  # everything of the kind
    BELOW = "below"  # the body's own compartment and those of the bodies below it
    OWN = "own"  # the body's own compartment alone
    PASSED_ON = "passed_on"  # what lies with another body, which the body has passed a part of its work on to
    OWNER = "owner"  # below, and only what is the person's own; everybody's role needs no body for it


class Condition(StrEnum):
    """What an act asks for beside a role."""

    SECOND_FACTOR = "second_factor"
    FRESH_SIGN_IN = "fresh_sign_in"
    REASON = "reason"
    TWO_PERSONS = "two_persons"


class Separation(StrEnum):
    """Why somebody with the right role is still the wrong person."""

    WRITER = "writer"
    RECEIVER = "receiver"
    ENFORCEMENT = "enforcement"
