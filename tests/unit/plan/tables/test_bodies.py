"""Who is named in a cell: one body or several, the lead among them, and who takes part."""

from typing import Any

import pytest

from palermo.core import Outcome
from palermo.plan import audit
from tests.unit.plan.tables.grids import layout, only, read, rules

WOMEN = "Ministry of Women, Family and Youth"
INTERIOR = "ក្រសួងមហាផ្ទៃ"
TWICE = f"{INTERIOR} / Ministry of Interior"


@pytest.mark.parametrize(
    ("cell", "lead", "bodies", "partners"),
    [
        ("Ministry of Roads", "Ministry of Roads", ("Ministry of Roads",), None),
        ("Lead: MoR; Support: MoI, NGOs", "MoR", ("MoR",), ("MoI", "NGOs")),
        ("Led by: MoR\\nPartners: UN", "MoR", ("MoR",), ("UN",)),
        ("MoR and MoI", None, ("MoR", "MoI"), None),
        (WOMEN, WOMEN, (WOMEN,), None),
        ("Lead: MoR, MoI", None, ("MoR", "MoI"), None),
        ("MoR (lead); MoI, NGOs", "MoR", ("MoR",), ("MoI", "NGOs")),
        ("MoI, MoR (ដឹកនាំ)", "MoR", ("MoR",), ("MoI",)),
        ("MoR (lead), MoI (lead)", None, ("MoR (lead)", "MoI (lead)"), None),
        ("Ministry of\\nroads", "Ministry of roads", ("Ministry of roads",), None),
        (TWICE, TWICE, (TWICE,), None),
        (f"{INTERIOR}\\nMinistry of Interior", TWICE, (TWICE,), None),
        (f"{TWICE}; ក្រសួងយុត្តិធម៌ / Ministry of Justice", None, (TWICE, "ក្រសួងយុត្តិធម៌ / Ministry of Justice"), None),
        (f"{INTERIOR} / UN Office", None, (INTERIOR, "UN Office"), None),
        (f"{INTERIOR}\\nUNICEF", None, (INTERIOR, "UNICEF"), None),
        ("TBD", None, None, None),
    ],
)  # fmt: skip
def test_one_cell_may_say_who_leads_and_who_helps(cell: str, lead: Any, bodies: Any, partners: Any) -> None:
    activity = only(read(layout(f"Activity | Responsible\nPaint | {cell}"))[0])
    assert (activity.lead.value, activity.bodies.value, activity.partners.value) == (lead, bodies, partners)


def test_a_lead_in_two_languages_or_lines_is_one_body() -> None:
    plan, findings = read(layout(f"Activity | Lead agency\nPaint | {INTERIOR}\\nMinistry of Interior"))
    lead = only(plan).lead
    assert (lead.value, lead.raw) == (TWICE, f"{INTERIOR}\nMinistry of Interior")
    assert rules(findings) == []
    assert audit(plan).outcomes[only(plan).id]["A02"] is Outcome.PASS


def test_two_leads_are_none_and_that_is_said() -> None:
    plan, findings = read(layout("Activity | Lead agency\nPaint | MoR / MoI"))
    activity = only(plan)
    assert (activity.lead.blank, activity.lead.raw, activity.bodies.value) == (True, "MoR / MoI", ("MoR", "MoI"))
    assert rules(findings) == ["M10"]
    plan, _ = read(layout("Activity | Lead agency | Responsible\nPaint | MoR / MoI | MoX"))
    assert only(plan).bodies.value == ("MoX",)


def test_a_lead_named_for_an_objective_is_one_of_its_bodies() -> None:
    plan, _ = read(layout("No | Activity | Lead | Start\nObjective 1: Roads | ~ | MoR | 2024\n1.1 | Paint | MoI"))
    _, objective = next(plan.each_objective())
    assert objective.bodies.value == ("MoR",)
    assert objective.extra == {"columns": {"Start": "2024"}}


def test_short_names_told_above_the_matrix_part_the_bodies() -> None:
    of = layout(
        "Abbreviations | PP: Port Police\\nHarbour Master: Office of harbours\n~\n"
        "Activity | Responsible\nPaint | PP and harbour master"
    )
    plan, _ = read(of)
    assert plan.register == {"PP": "Port Police", "Harbour Master": "Office of harbours"}
    assert only(plan).bodies.value == ("PP", "harbour master")
