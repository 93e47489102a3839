"""Where the cells of a stored plan stood in the file it came from."""

from dataclasses import replace

from django.contrib.auth.models import User
from django.test import Client

from palermo.core import Cell, Origin
from palermo.office.base import store
from palermo.office.plan import readers
from palermo.office.plan.actions import add_version, revise_plan, upload_plan
from palermo.office.plan.files import read_file
from palermo.office.plan.models import Version
from palermo.office.plan.origins import with_origins
from palermo.office.plan.readers import open_plan
from palermo.plan import Activity, Plan, read, write_json
from tests.office.cast import NOW, small_plan

MATRIX = b"No,Activity,Lead agency\n1.1,Train officers,Police\n1.2,Open a shelter,\n"


def activities(plan: Plan) -> list[Activity]:
    return [activity for _, _, activity in plan.each_activity()]


def stored(officer: User) -> Version:
    file = read_file(MATRIX, "matrix.csv")
    upload = upload_plan(by=officer, file=file, now=NOW)
    return add_version(by=officer, upload=upload, file=file, reason="First.", now=NOW)


def test_a_plan_opened_again_is_placed_in_its_own_file(officer: User) -> None:
    first = activities(open_plan(stored(officer)))[0]
    assert first.lead.origin is not None
    assert (first.lead.origin.file, first.lead.origin.cell) == ("matrix.csv", "C2")


def test_a_rewritten_cell_has_no_place_and_all_others_keep_theirs(officer: User) -> None:
    version = stored(officer)
    plan = open_plan(version)
    goal, objective, _ = next(plan.each_activity())
    changed = (replace(activities(plan)[0], lead=Cell("Customs")), *activities(plan)[1:])
    goals = (replace(goal, objectives=Cell((replace(objective, activities=Cell(changed)),))),)
    revised = replace(plan, goals=Cell(goals))
    second = revise_plan(by=officer, version=version, plan=revised, reason="Lead.", now=NOW)
    first, other = activities(open_plan(second))
    assert first.lead == Cell("Customs")
    assert first.lead.origin is None
    assert first.text.origin == activities(plan)[0].text.origin
    assert other.text.origin == activities(plan)[1].text.origin


def test_placing_changes_nothing_else() -> None:
    plan = small_plan(acts=3)
    file = read(write_json(small_plan(acts=2)).encode(), name="other.json").plan
    assert file is not None
    assert with_origins(plan, file) == plan
    assert with_origins(file, file) == file


def test_a_lost_file_costs_the_places_only(officer: User) -> None:
    version = stored(officer)
    store.place(version.file_sha256).unlink()
    readers.forget()
    assert [activity.text.value for activity in activities(open_plan(version))] == ["Train officers", "Open a shelter"]


def test_findings_on_a_page_name_the_cell(officer: User, officer_client: Client) -> None:
    stored(officer)
    html = officer_client.get("/plans/matrix/v/1/activities/1.2").content.decode()
    assert str(Origin("matrix.csv", "", "C3")) in html


def test_a_draft_is_not_opened_for_others(officer: User, public_client: Client, outsider_client: Client) -> None:
    stored(officer)
    for client in (public_client, outsider_client):
        assert client.get("/plans/matrix/v/1/activities/1.2").status_code == 404
