"""What the trail may say of estimates, in which words and to whom."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import allowed, decide
from palermo.office.access.keyring.checking import SEALINGS, Sealing, sealings_of
from palermo.office.study.models import Capture, Release, ReleaseMove, Run, RunEnd
from palermo.office.trail import ACTS, KINDS, Kind, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    SEALINGS["capture"] = captures_told
    SEALINGS["found"] = found_told
    KINDS["capture"] = Kind(_("Table of lists"), of_row(Capture, "body", may=allowed("run.started")))
    KINDS["run"] = Kind(_("Run of an estimate"), of_row(Run, "capture__body", may=allowed("run.opened")))
    KINDS["runend"] = Kind(_("End of a run"), of_row(RunEnd, "run__capture__body", may=allowed("run.opened"), of="run"))
    KINDS["release"] = Kind(_("Release of an estimate"), of_row(Release, "run__capture__body", may=_reads))
    KINDS["releasemove"] = Kind(
        _("Move at a release"), of_row(ReleaseMove, "release__run__capture__body", may=_reads, of="release")
    )
    ACTS.update(
        {
            "capture.brought": _("A table of lists was brought in"),
            "run.started": _("An estimate was begun"),
            "run.finished": _("An estimate ended"),
            "run.opened": _("What an estimate found was opened"),
            "release.asked": _("The release of an estimate was asked for"),
            "release.opened": _("An estimate was looked at before it was public"),
            "release.published": _("An estimate was published"),
            "release.refused": _("An estimate was refused to the public"),
            "release.withdrawn": _("A published estimate was withdrawn"),
        }
    )


def captures_told() -> Iterator[Sealing]:
    """What tables tell of what is sealed for them."""
    return sealings_of("capture", "capture.brought", Capture.objects.select_related("sealed"))


def found_told() -> Iterator[Sealing]:
    """What ends of runs tell of what was found."""
    return sealings_of("found", "run.finished", RunEnd.objects.exclude(sealed=None).select_related("sealed"))


def _reads(request: HttpRequest, release: Release) -> bool:
    was_public = release.moves.filter(verb=ReleaseMove.PUBLISH).exists()
    return was_public or bool(decide(request.user, "release.opened", release))
