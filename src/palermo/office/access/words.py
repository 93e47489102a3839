"""The words shown for roles, states, bodies and their kinds."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from palermo.access import BodyKind
from palermo.office.access.models import Body
from palermo.office.base.vocabulary import in_tongue, tongue

KINDS = {
    BodyKind.COMMITTEE: gettext_lazy("Committee"),
    BodyKind.MINISTRY: gettext_lazy("Ministry"),
    BodyKind.AGENCY: gettext_lazy("Agency"),
    BodyKind.POLICE: gettext_lazy("Police"),
    BodyKind.IMMIGRATION: gettext_lazy("Immigration"),
    BodyKind.PROSECUTION: gettext_lazy("Prosecution service"),
    BodyKind.COURT: gettext_lazy("Court"),
    BodyKind.PROVINCE: gettext_lazy("Province"),
    BodyKind.DISTRICT: gettext_lazy("District"),
    BodyKind.NGO: gettext_lazy("Non-governmental organisation"),
    BodyKind.EMBASSY: gettext_lazy("Embassy"),
}


def body_name(body: Body) -> SafeString:
    """The name of a body for a page, marked where it is not in the language of the page."""
    return in_tongue(body.name, tongue(body.named_in))
