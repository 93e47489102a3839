"""The words shown for roles, states and kinds of bodies."""

from django.utils.translation import gettext_lazy

from palermo.access import BodyKind

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
