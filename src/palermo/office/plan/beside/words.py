"""The words shown for views and statements, once for all pages."""

from django.utils.translation import gettext_lazy

from palermo.plan import About, Agreement, Gap, Seen

SEEN = {
    Seen.DONE: (gettext_lazy("Done"), "good"),
    Seen.RUNNING: (gettext_lazy("Under way"), "accent"),
    Seen.NOT_BEGUN: (gettext_lazy("Not begun"), ""),
    Seen.CANNOT_SAY: (gettext_lazy("Cannot say"), ""),
}
GAPS = {Gap.SAME: "good", Gap.MORE: "bad", Gap.LESS: "half", Gap.OPEN: ""}
ABOUT = {
    About.DONE: gettext_lazy("that it is done"),
    About.DAY: gettext_lazy("a day by which it is done"),
    About.NUMBER: gettext_lazy("a number"),
}
AGREEMENTS = {
    Agreement.HOLDS: (gettext_lazy("The record says the same"), "good"),
    Agreement.OTHERWISE: (gettext_lazy("The record says otherwise"), "bad"),
    Agreement.CANNOT_SAY: (gettext_lazy("The record cannot say"), ""),
}
