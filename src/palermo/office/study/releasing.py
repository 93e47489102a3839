"""The page of a release: what everybody would read, and who lets them. Two persons, neither of whom ran it alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.people.frame import tried
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import language, say
from palermo.office.study.actions import (
    WAITS,
    open_release,
    publish_release,
    refuse_release,
    state_of,
    withdraw_release,
)
from palermo.office.study.models import ReleaseMove
from palermo.office.study.pages import study_page
from palermo.office.study.readers import release_or_404

_WITH_REASON = {"refuse": refuse_release, "withdraw": withdraw_release}


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, uid: str) -> HttpResponse:
    row = release_or_404(uid)
    admit(request, "release.opened", row)
    by, now, act = user(request), timezone.now(), request.POST.get("act", "")
    state = state_of(row)
    form = ReasonForm(request.POST if act in _WITH_REASON else None)
    failed, shown = "", ""
    try:
        if act == "publish":
            publish_release(by=by, release=row, now=now)
            messages.success(request, _("The estimate is public."))
            return redirect("study-release", uid)
        if act == "look":
            shown = open_release(by=by, release=row, now=now).found[f"public-{language()}"].decode()
    except Refused:
        raise
    except (UserError, Unreadable) as error:
        failed = say(error.message)
    if act in _WITH_REASON and tried(form, lambda: _WITH_REASON[act](by=by, release=row, **form.cleaned_data, now=now)):
        messages.success(request, _("It is stored, with its day."))
        return redirect("study-release", uid)
    context = study_page(
        (row.title, ""),
        release=row,
        state=state,
        moves=list(row.moves.all()),
        form=form,
        failed=failed,
        shown=mark_safe(shown),  # noqa: S308  # the library has escaped every word of it
        may_publish=state == WAITS and decide(by, "release.published", row, at=now).possible,
        may_refuse=state == WAITS and decide(by, "release.refused", row, at=now).possible,
        may_withdraw=state == ReleaseMove.PUBLISH and decide(by, "release.withdrawn", row, at=now).possible,
    )
    return render(request, "study/release.html", context, status=422 if form.is_bound or failed else 200)
