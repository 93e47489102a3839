"""The scenes of how countries stand."""

from typing import Any

from palermo.access import Role
from palermo.office.access.models import Body
from palermo.office.standing.actions import CorrectionFile, show_forecast, upload_correction, write_ask
from palermo.office.standing.models import AskEntry, Correction
from palermo.office.standing.readers import forecast_shown
from palermo.standing import Ask, AskBasis, Stance
from tests.office.cast import NOW, a_body
from tests.office.stage import Scene, scene
from tests.office.work import cast as work

HEAD = "iso3,report_year,tier,source\n"
GOOD = HEAD + "KHM,2018,2,2018 report page 124\n"  # as shipped, read once more
ASK = "KH18-02"


def a_file(text: str = GOOD, name: str = "read.csv") -> CorrectionFile:
    return CorrectionFile(name, text.encode())


def laid(text: str = GOOD, name: str = "read.csv") -> Correction:
    """A file that is laid over what is shipped."""
    return upload_correction(by=work.secretary(), file=a_file(text, name), reason="Read again.", now=NOW)


def new_ask(**told: Any) -> Ask:
    """The newest report asks for interpreters."""
    usual: dict[str, Any] = {
        "id": "KH23-90",
        "iso3": "KHM",
        "body": "tip",
        "cycle": "2023",
        "text": "Give every person who is screened an interpreter",
        "basis": AskBasis.SEEN,
        "category": "protection",
        "criteria": ("C2",),
        "themes": ("interpreters",),
        "source": "2023 report, page 160",
    }
    return Ask(**(usual | told))


def entered(**told: Any) -> AskEntry:
    return write_ask(by=work.secretary(), ask=new_ask(**told), reason="Read in the report.", now=NOW)


def root() -> Body:
    return a_body("police").parent  # type: ignore[return-value]  # the committee stands above it


@scene("correction.uploaded")
def _uploaded() -> Scene:
    return work.secretary(), {"file": a_file(), "reason": "Read again."}


@scene("correction.withdrawn")
def _withdrawn() -> Scene:
    return work.secretary(), {"correction": laid(name="mistaken.csv"), "reason": "Another page was meant."}


@scene("ask.written")
def _written() -> Scene:
    return work.secretary(), {"ask": new_ask(), "reason": "Read in the report."}


@scene("ask.withdrawn")
def _ask_withdrawn() -> Scene:
    row = entered()
    return work.secretary(), {"iso3": row.iso3, "ask": row.ask, "reason": "It was entered twice."}


@scene("ask.responded")
def _responded() -> Scene:
    given = {"body": root(), "iso3": "KHM", "ask": ASK, "stance": Stance.PARTLY, "words": "Not in every case."}
    return work.secretary(), given


@scene("ask.replied")
def _replied() -> Scene:
    body = a_body("police")
    return work.somebody(Role.FOCAL_POINT, body), {"body": body, "iso3": "KHM", "ask": ASK, "words": "We have begun."}


@scene("forecast.shown")
def _shown() -> Scene:
    return work.secretary(), {"reason": "Asked for by journalists."}


@scene("forecast.hidden")
def _hidden() -> Scene:
    if not forecast_shown():  # the scenes may be played one after another
        show_forecast(by=work.secretary(), reason="Asked for.", now=NOW)
    return work.secretary(), {"reason": "It is read as a target."}
