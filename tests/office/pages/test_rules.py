"""The rules, and what trips them."""

import pytest
from django.test import Client

from palermo.plan import RULES
from tests.office.pages.conftest import Publish
from tests.office.pages.rich import every_kind, large, press_reports


def test_the_index_has_every_rule_and_why_some_wait(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/rules/").content.decode()
    assert len(RULES) == 43
    for rule in RULES:
        assert f'href="/rules/{rule}"' in html
    assert html.count("Not applied yet:") >= 6  # P06 and the five on progress at least


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_page(rule: str, public_client: Client, db: None) -> None:
    html = public_client.get(f"/rules/{rule}").content.decode()
    for part in ("Why", "What to do", "Where it comes from", "A good example", "A bad example"):
        assert part in html


def test_what_trips_a_rule_is_grouped_by_plan_and_linked(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    publish()
    html = public_client.get("/rules/A12").content.decode()
    assert html.index("A plan of every kind") < html.index("A small plan")
    assert 'href="/plans/nz-rich/v/1/activities/1.1.2"' in html
    assert "3 fail." in html
    assert "1.1.1</a>" in html.split("A small plan")[1]


def test_what_was_not_read_is_counted_apart(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/rules/A02").content.decode()
    assert "0 fail. 1 is unknown because it was not read." in html


def test_a_waiting_rule_is_neither_tripped_nor_passed(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/rules/T01").content.decode()
    assert "Not applied yet:" in html
    assert "nothing trips it and nothing passes it" in html


def test_press_reports_trip_no_rule(stored_plan: Publish, public_client: Client) -> None:
    stored_plan(press_reports())
    assert "Nothing in the plans here trips it." in public_client.get("/rules/P02").content.decode()


def test_a_hundred_make_a_page(publish: Publish, public_client: Client) -> None:
    publish(large(300))
    html = public_client.get("/rules/A10").content.decode()
    assert html.count('<li class="hit ') == 100
    assert 'href="?page=2"' in html


def test_a_rule_that_is_not_there_gets_no_page(public_client: Client, outsider_client: Client) -> None:
    for client in (public_client, outsider_client):
        assert client.get("/rules/Z99").status_code == 404
        assert client.get("/rules/a04").status_code == 404
