"""One view: for its body to publish, for the body that leads to answer."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.people.frame import tried
from palermo.office.plan.beside.actions import give_reply, publish_view
from palermo.office.plan.beside.models import View
from palermo.office.plan.beside.reading import voices, with_replies
from palermo.office.plan.beside.voices.frame import bodies_only, voices_page
from palermo.office.plan.work.desk.deciding import SureForm
from palermo.office.plan.work.desk.frame import sent_to
from palermo.office.plan.work.readers import on_record


class ReplyForm(forms.Form):
    """What the leading body answers."""

    words = forms.CharField(
        label=gettext_lazy("What your body answers"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Everybody reads it beside the view, which stays as it is."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def view(request: HttpRequest, uid: str) -> HttpResponse:
    row = with_replies(View.objects.filter(uid=uid)).first()
    if row is None:
        raise Http404(uid)
    admit(request, "view.read", row)
    record = on_record(row.plan, row.activity)
    told = record.activities.get(row.activity)
    lead = told.lead if told else None
    shown: dict[str, forms.Form] = {}
    if not row.published and decide(request.user, "view.published", row).possible:
        shown["publish"] = SureForm(sent_to(request, "publish"), prefix="publish")
    if row.published and lead and decide(request.user, "reply.given", lead).possible:
        shown["reply"] = ReplyForm(sent_to(request, "reply"), prefix="reply")
    of: dict[str, Any] = {"by": user(request), "view": row, "now": timezone.now()}
    if (form := shown.get("publish")) and tried(form, lambda: publish_view(**of)):
        messages.success(request, _("The view is published. Everybody reads it beside the record."))
        return redirect("voice", uid)
    if lead and (form := shown.get("reply")):
        answer = form
        if tried(form, lambda: give_reply(**of, lead=lead, words=answer.cleaned_data["words"])):
            messages.success(request, _("The reply is published beside the view."))
            return redirect("voice", uid)
    bound = next((form for form in shown.values() if form.is_bound), None)
    context = voices_page(
        (_("Activity %(id)s") % {"id": row.activity}, ""),
        voice=voices([row], record)[0],
        forms=shown,
        form=bound,
    )
    return render(request, "beside/view.html", context, status=422 if bound else 200)
