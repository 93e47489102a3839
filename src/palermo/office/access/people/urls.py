"""Addresses of bodies and people. All lie under desk/people/."""

from django.urls import path

from palermo.office.access.people import accounts, bodies, inviting, person, terms, tree

BODY = "bodies/<slug:key>/"
PERSON = "<slug:pseudonym>/"
TERM = "terms/<slug:uid>/"

urlpatterns = [
    path("", tree.tree, name="people"),
    path("known/<slug:iso2>", bodies.known, name="bodies-known"),
    path(BODY, bodies.body, name="body"),
    path(f"{BODY}add", bodies.add, name="body-add"),
    path(f"{BODY}invite", inviting.invite, name="invite"),
    path("invitations/<slug:uid>/withdraw", inviting.withdraw, name="invitation-withdraw"),
    path(f"{TERM}end", terms.end, name="term-end"),
    path(f"{TERM}hand-over", terms.hand_over, name="term-hand-over"),
    path(f"{TERM}deputy", terms.deputise, name="term-deputy"),
    path(PERSON, person.person, name="person"),
    path(f"{PERSON}term", terms.give, name="term-give"),
    path(f"{PERSON}close", accounts.close, name="account-close"),
    path(f"{PERSON}reopen", accounts.reopen, name="account-reopen"),
    path(f"{PERSON}reset", accounts.reset, name="sign-in-reset"),
    path(f"{PERSON}sessions", accounts.sessions, name="person-sessions"),
]
