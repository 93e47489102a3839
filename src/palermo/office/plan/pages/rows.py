"""The rows of a ledger, each drawn once: the same row stands on many filtered pages."""

from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language, tongues
from palermo.office.plan.pages.judged import judged
from palermo.office.plan.pages.public import Edition
from palermo.plan import Activity

STEPS = 3  # on the screen; paper has all

_ROWS: Kept[dict[str, SafeString]] = Kept(8)


def labels() -> dict[str, str]:
    """The heads of the columns; on a phone they stand in each row."""
    return {
        "label_lead": _("Lead"),
        "label_when": _("When"),
        "label_steps": _("Steps"),
        "label_cost": _("Cost"),
        "label_proof": _("Proof"),
        "label_verdict": _("Verdict"),
    }


class Rows:
    """Draws rows of one edition. `whole` has every step."""

    def __init__(self, edition: Edition, *, whole: bool) -> None:
        self._kept = _ROWS.get((*edition.own_key, language(), whole), dict)
        self._template = get_template("pages/_row.html")
        self._judged = judged(edition.version)
        self._whole = whole
        # paper cannot be followed: no links there, and no places to be sent to
        base = "" if whole else edition.address("activity", "-").removesuffix("-")
        self._shared = {**tongues(edition.version.language), "base": base, **labels()}

    def row(self, activity: Activity) -> SafeString:
        """The row of an activity."""
        drawn = self._kept.get(activity.id)
        if drawn is None:
            drawn = self._kept[activity.id] = self._draw(activity)
        return drawn

    def _draw(self, activity: Activity) -> SafeString:
        about = {
            "verdict": self._judged.verdict(activity.id),
            "findings": len(self._judged.findings(activity.id)),
        }
        context = {**self._shared, **about, **_cells(activity, whole=self._whole)}
        return SafeString(self._template.render(context))  # what a template gives is safe already


def _cells(activity: Activity, *, whole: bool) -> dict[str, object]:
    times = [cell for cell in (activity.timeframe, activity.start, activity.end) if not cell.blank]
    steps = activity.steps.value or ()
    shown = steps if whole else steps[:STEPS]
    return {
        "act": activity,
        "times": times or [activity.timeframe],
        "others": [body for body in activity.bodies.value or () if body != activity.lead.value],
        "steps": shown,
        "more": len(steps) - len(shown),
    }
