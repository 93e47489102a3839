"""Components say in words what they show."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from palermo.core import BLANK, UNREAD, Cell, Message, Presence
from palermo.office.base.vocabulary import say

VERDICTS = {
    "verifiable": "Verifiable",
    "partly": "Partly verifiable",
    "promise_only": "Promise only",
    "cannot_say": "Cannot say",
}


def drawn(source: str, **context: object) -> str:
    return Template("{% load palermo plan %}" + source).render(Context(context))


def test_blank_unread_inherited_and_cut_off_are_never_the_same_words() -> None:
    cells = (Cell("2023"), BLANK, UNREAD, Cell("2023", Presence.INHERITED), Cell("2023", truncated=True))
    assert len({say(cell) for cell in cells}) == 5
    assert len({drawn("{% cell value %}", value=cell) for cell in cells}) == 5
    assert "not stated" in drawn("{% cell value %}", value=BLANK)
    assert "not read" in drawn("{% cell value %}", value=UNREAD)


def test_the_words_of_a_plan_are_escaped() -> None:
    assert "<script>" not in drawn("{% cell value %}", value=Cell("<script>alert(1)</script>"))


@pytest.mark.parametrize(("key", "word"), VERDICTS.items())
def test_a_verdict_is_a_word_with_a_class_of_its_own_for_the_shape(key: str, word: str) -> None:
    assert drawn("{% verdict key %}", key=key).strip() == f'<span class="verdict verdict-{key}">{word}</span>'


def test_a_share_names_its_denominator_and_counts_the_unread_apart() -> None:
    html = drawn("{% share value %}", value=SimpleNamespace(n=5, of=44, unread=2))
    assert "5 of 44" in html
    assert "2 not read" in html
    assert "%" not in html


def test_a_share_of_nothing_is_not_zero() -> None:
    assert "nothing to count" in drawn("{% share value %}", value=SimpleNamespace(n=0, of=0, unread=3))


def test_a_message_is_said_in_the_language_of_the_page() -> None:
    assert say(Message("Row {row}", {"row": 3})) == "Row 3"
    with override("km"):
        assert say(Message("Row {row}", {"row": 3})).endswith("3")


@pytest.fixture
def gallery(settings: Any, public_client: Client, db: None) -> Client:
    settings.ROOT_URLCONF = "tests.office.gallery"
    templates = settings.TEMPLATES
    settings.TEMPLATES = [{**templates[0], "DIRS": ["tests/office/templates"]}]
    return public_client


def test_the_gallery_shows_every_component(gallery: Client) -> None:
    html = gallery.get("/gallery").content.decode()
    assert "There is a problem" not in html
    assert html.count('class="field"') >= 6


def test_a_wrong_form_leads_from_its_summary_to_each_field(gallery: Client) -> None:
    html = gallery.get("/gallery?wrong=1").content.decode()
    assert "<title>Error:" in html
    for target in ("id_lead", "id_step", "id_proof", "id_file"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html
        assert f'id="{target}_error"' in html
    assert 'aria-describedby="id_lead_helptext id_lead_error"' in html
