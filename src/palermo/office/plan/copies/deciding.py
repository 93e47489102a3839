"""One copy that is asked for, public, refused or withdrawn: to look at, and what somebody may do about it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.doors import admit, user
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.people.frame import tried
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say
from palermo.office.plan.copies.actions import open_copy, publish_copy, refuse_copy, withdraw_copy
from palermo.office.plan.copies.forms import HarmlessForm
from palermo.office.plan.copies.held import possible
from palermo.office.plan.copies.looking import Look, showing_picture, taken_away
from palermo.office.plan.copies.readers import ToldCopy, find
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.work.desk.deciding import Offered, Way, carried_out, offers, story
from palermo.office.plan.work.desk.frame import review_page
from palermo.plan import OF_COPY, Verb

WAYS = {
    Verb.REFUSE: Way(
        refuse_copy,
        ReasonForm,
        gettext_lazy("Refuse it"),
        gettext_lazy("Refuse"),
        gettext_lazy("The copy is refused. The evidence stays closed."),
        gettext_lazy("Say why nobody else should see it. The body may ask again with other evidence."),
        grave=True,
    ),
    Verb.WITHDRAW: Way(
        withdraw_copy,
        ReasonForm,
        gettext_lazy("Withdraw it"),
        gettext_lazy("Withdraw"),
        gettext_lazy("The copy is withdrawn. Nobody finds it any more; its page says why."),
        gettext_lazy("One person is enough, at once. If it was public, everybody reads the reason: name nobody in it."),
        grave=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, uid: str) -> HttpResponse:
    shown = find(uid)
    admit(request, "copy.opened", shown.row if shown else None)
    if shown is None:
        raise Http404(uid)
    can = possible(request.user, shown.row, shown.moves, timezone.now())
    act = request.POST.get("act", "")
    if act == Verb.PUBLISH:
        return _published(request, shown, can)
    offered = offers(request, _by_reason(can), WAYS)
    if carried_out(request, offered, copy=shown.row):
        return redirect("review-copy", uid)
    if request.method == "POST" and act not in WAYS:
        return _looked(request, shown, can, take=act == "take")
    return _page(request, shown, can, offered=offered)


def _by_reason(can: frozenset[Verb]) -> frozenset[Verb]:
    """What takes no look but a reason. Who may refuse it need not withdraw it."""
    return can - {Verb.PUBLISH} - ({Verb.WITHDRAW} if Verb.REFUSE in can else set())


def _looked(request: HttpRequest, shown: ToldCopy, can: frozenset[Verb], *, take: bool) -> HttpResponse:
    try:
        opened = open_copy(by=user(request), copy=shown.row, now=timezone.now())
    except Refused:
        raise
    except (UserError, Unreadable) as error:
        return _page(request, shown, can, failed=say(error.message))
    look = Look(opened.content, shown.row.media_type)
    if take:
        return taken_away(look, shown.name)
    form = HarmlessForm(initial={"seen": look.sha256}) if Verb.PUBLISH in can else None
    return showing_picture(_page(request, shown, can, look=look, publish=form))


def _published(request: HttpRequest, shown: ToldCopy, can: frozenset[Verb]) -> HttpResponse:
    form = HarmlessForm(request.POST)

    def published() -> None:
        given = form.cleaned_data
        publish_copy(by=user(request), copy=shown.row, seen=given["seen"], harmless=True, now=timezone.now())

    if tried(form, published):
        messages.success(request, _("The copy is public. Everybody finds it on the page of the activity."))
        return redirect("review-copy", shown.row.uid)
    return _page(request, shown, can, publish=form)


def _page(
    request: HttpRequest,
    shown: ToldCopy,
    can: frozenset[Verb],
    *,
    offered: list[Offered] | None = None,
    look: Look | None = None,
    publish: HarmlessForm | None = None,
    failed: str = "",
) -> HttpResponse:
    ways = offers(request, _by_reason(can), WAYS) if offered is None else offered
    forms_: list[forms.Form] = [*([publish] if publish else []), *(each.form for each in ways)]
    bound = next((form for form in forms_ if form.is_bound), None)
    lead = shown.row.evidence.lead
    context = review_page(
        (_("Public copy of evidence for %(activity)s") % {"activity": lead.activity}, ""),
        version=version_or_404(lead.plan.slug),
        copy=shown,
        ladder=OF_COPY,
        story=story(shown.moves),
        offered=ways,
        may_publish=Verb.PUBLISH in can,
        publish=publish,
        look=look,
        failed=failed,
        form=bound,
    )
    return render(request, "copies/copy.html", context, status=422 if bound or failed else 200)
