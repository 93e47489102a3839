"""What is filled in to keep the record of what is asked."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.languages import LANGUAGES
from palermo.office.access.models import Body
from palermo.office.access.people.choices import ReasonField, as_choices
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import language, say
from palermo.office.standing.actions import CorrectionFile
from palermo.office.standing.models import ASK_ID, WORDS, AskEntry
from palermo.office.standing.words import category_word
from palermo.standing import CATEGORIES, Ask, AskBasis, Stance, ask_to_row


class CorrectionForm(forms.Form):
    """A file of corrections, and why it is laid over what is shipped."""

    file = forms.FileField(
        label=gettext_lazy("File of corrections"),
        help_text=gettext_lazy("A CSV with the columns iso3, report_year, tier, source; one placement a line."),
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        allow_empty_file=True,  # the reader says it, as it says everything else about a file
    )
    reason = ReasonField()

    def correction(self) -> CorrectionFile:
        """As the action takes it."""
        file = self.cleaned_data["file"]
        return CorrectionFile(file.name, file.read())


class AskForm(forms.Form):
    """An ask, entered or put right."""

    id = forms.CharField(
        label=gettext_lazy("Id"), max_length=ASK_ID, help_text=gettext_lazy("It stays for ever, such as KH26-01.")
    )
    body = forms.CharField(
        label=gettext_lazy("Body that asks"),
        max_length=ASK_ID,
        help_text=gettext_lazy("tip for the US report, fatf for the FATF; else its name."),
    )
    cycle = forms.CharField(
        label=gettext_lazy("Report or plan it stands in"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Its year, such as 2026, or 2026-02. Empty for a standing duty."),
    )
    text = forms.CharField(
        label=gettext_lazy("What it asks, in your own words"), widget=forms.Textarea(attrs={"rows": 3})
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of these words"), choices=list(LANGUAGES.items()))
    basis = forms.ChoiceField(label=gettext_lazy("What these words rest on"))
    source = forms.CharField(label=gettext_lazy("Page where it was read"), max_length=WORDS, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    criteria = forms.CharField(
        label=gettext_lazy("Criteria"), max_length=WORDS, required=False, help_text=gettext_lazy("Such as: C1 C7")
    )
    themes = forms.CharField(
        label=gettext_lazy("Themes"),
        max_length=WORDS,
        required=False,
        help_text=gettext_lazy("Short keys with spaces between them. The same theme joins asks from year to year."),
    )
    thread = forms.CharField(
        label=gettext_lazy("Thread it is put into by hand"),
        max_length=WORDS,
        required=False,
        help_text=gettext_lazy("The name of a thread, instead of those of its themes."),
    )
    deadline = forms.CharField(label=gettext_lazy("Deadline the body has set"), max_length=10, required=False)
    standard = forms.CharField(label=gettext_lazy("Article or outcome it is of"), max_length=WORDS, required=False)
    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = language()
        offer(self, "basis", [(str(each), say(each.words)) for each in AskBasis])
        offer(self, "category", [("", _("none of the four")), *((each, category_word(each)) for each in CATEGORIES)])

    def written(self, iso3: str) -> dict[str, Any]:
        """As the action takes it."""
        told = dict(self.cleaned_data)
        beside = {name: told.pop(name) for name in ("thread", "reason")}
        told |= {name: tuple(told[name].split()) for name in ("criteria", "themes")}
        return {"ask": Ask(**{**told, "basis": AskBasis(told["basis"]), "iso3": iso3}), **beside}


def filled_with(ask: Ask, entry: AskEntry | None) -> dict[str, str]:
    """What the form of an ask that is there begins with."""
    return {**ask_to_row(ask), "thread": entry.thread if entry and not entry.withdrawn else ""}


class ResponseForm(forms.Form):
    """How the country takes an ask."""

    stance = forms.ChoiceField(label=gettext_lazy("How the country takes it"))
    words = forms.CharField(
        label=gettext_lazy("Which part, and why"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed where it is not accepted as a whole. Everybody reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "stance", [(str(each), say(each.words)) for each in Stance])


class ReplyForm(forms.Form):
    """A body's own word beside a finding."""

    body = forms.ChoiceField(label=gettext_lazy("Body that says it"))
    words = forms.CharField(
        label=gettext_lazy("What it says"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "It stands beside the finding for everybody, and changes nothing in it. Name no victim."
        ),
    )

    def __init__(self, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {body.key: body for body in bodies}
        offer(self, "body", as_choices(bodies))

    def said(self) -> dict[str, Any]:
        """As the action takes it."""
        return {"body": self._bodies[self.cleaned_data["body"]], "words": self.cleaned_data["words"]}
