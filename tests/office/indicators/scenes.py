"""The scenes of indicators."""

from tests.office.indicators import cast
from tests.office.stage import Scene, scene
from tests.office.work import cast as work


@scene("sheet.completed")
def _sheet_completed() -> Scene:
    given = {"indicator": cast.OWN, "sheet": cast.SHEET, "reason": "So that everybody counts the same.", "seen": 0}
    return work.secretary(), {"plan": cast.stored(), **given}
