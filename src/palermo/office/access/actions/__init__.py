"""Everything that changes what the office keeps of people and their rights."""

from palermo.office.access.actions.accounts import close_account, reopen_account
from palermo.office.access.actions.askings import ask_for_key, ask_for_record
from palermo.office.access.actions.bodies import add_body
from palermo.office.access.actions.contacts import NothingKept, change_contact, open_contact
from palermo.office.access.actions.erasing import erase_record
from palermo.office.access.actions.glasses import agree_to_glass, break_glass, close_glass, read_glass
from palermo.office.access.actions.invitations import Joined, accept_invitation, invite_person, withdraw_invitation
from palermo.office.access.actions.keys import (
    destroy_key,
    key_for,
    make_key,
    recover_key,
    rotate_key,
    share_key,
)
from palermo.office.access.actions.resets import renew_sign_in, reset_sign_in
from palermo.office.access.actions.signin import (
    add_factor,
    change_passphrase,
    end_sessions,
    remove_factor,
    renew_codes,
)
from palermo.office.access.actions.terms import HandedOver, end_term, give_term, hand_over_term

__all__ = [
    "HandedOver",
    "Joined",
    "NothingKept",
    "accept_invitation",
    "add_body",
    "add_factor",
    "agree_to_glass",
    "ask_for_key",
    "ask_for_record",
    "break_glass",
    "change_contact",
    "change_passphrase",
    "close_account",
    "close_glass",
    "destroy_key",
    "end_sessions",
    "end_term",
    "erase_record",
    "give_term",
    "hand_over_term",
    "invite_person",
    "key_for",
    "make_key",
    "open_contact",
    "read_glass",
    "recover_key",
    "remove_factor",
    "renew_codes",
    "renew_sign_in",
    "reopen_account",
    "reset_sign_in",
    "rotate_key",
    "share_key",
    "withdraw_invitation",
]
