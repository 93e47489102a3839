"""The country of the simulated year: forty bodies and twenty-five places, none of which exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, product

from palermo.access import BodyKind

INVENTED = {"en": "(invented)", "km": "(ប្រឌិត)"}


@dataclass(frozen=True, slots=True)
class Invented:
    """A body: what it is known by, its names by language, and its way of reporting (see `story`)."""

    key: str
    kind: BodyKind
    names: dict[str, str]
    way: str


_MINISTRIES = {
    "labour": ("Ministry of Labour", "ក្រសួងការងារ"),
    "interior": ("Ministry of the Interior", "ក្រសួងមហាផ្ទៃ"),
    "justice": ("Ministry of Justice", "ក្រសួងយុត្តិធម៌"),
    "health": ("Ministry of Health", "ក្រសួងសុខាភិបាល"),
    "education": ("Ministry of Education", "ក្រសួងអប់រំ"),
    "social": ("Ministry of Social Affairs", "ក្រសួងសង្គមកិច្ច"),
    "women": ("Ministry of Women's Affairs", "ក្រសួងកិច្ចការនារី"),
    "foreign": ("Ministry of Foreign Affairs", "ក្រសួងការបរទេស"),
    "tourism": ("Ministry of Tourism", "ក្រសួងទេសចរណ៍"),
    "information": ("Ministry of Information", "ក្រសួងព័ត៌មាន"),
    "planning": ("Ministry of Planning", "ក្រសួងផែនការ"),
    "finance": ("Ministry of Finance", "ក្រសួងហិរញ្ញវត្ថុ"),
    "villages": ("Ministry of Rural Development", "ក្រសួងអភិវឌ្ឍន៍ជនបទ"),
    "farming": ("Ministry of Agriculture", "ក្រសួងកសិកម្ម"),
    "transport": ("Ministry of Transport", "ក្រសួងដឹកជញ្ជូន"),
    "telecoms": ("Ministry of Telecommunications", "ក្រសួងទូរគមនាគមន៍"),
}
_AGENCIES = {
    "child-protection": ("Child Protection Service", "សេវាការពារកុមារ"),
    "inspectorate": ("Labour Inspectorate", "អធិការដ្ឋានការងារ"),
    "statistics": ("Statistics Office", "ការិយាល័យស្ថិតិ"),
    "legal-aid": ("Legal Aid Office", "ការិយាល័យជំនួយផ្នែកច្បាប់"),
    "shelters": ("Authority for Shelters", "អាជ្ញាធរទីជម្រក"),
    "fisheries": ("Fisheries Agency", "ទីភ្នាក់ងារជលផល"),
    "recruitment": ("Register of Recruitment Agencies", "បញ្ជីទីភ្នាក់ងារជ្រើសរើស"),
    "money-flows": ("Financial Intelligence Unit", "អង្គភាពស៊ើបការណ៍ហិរញ្ញវត្ថុ"),
    "rights": ("Human Rights Commission", "គណៈកម្មការសិទ្ធិមនុស្ស"),
    "help-line": ("National Help Line", "ខ្សែទូរសព្ទជំនួយជាតិ"),
    "online": ("Office for Online Safety", "ការិយាល័យសុវត្ថិភាពអនឡាញ"),
    "ports": ("Port Authority", "អាជ្ញាធរកំពង់ផែ"),
}
_OTHERS = {
    "police": (BodyKind.POLICE, "Police Unit against Trafficking", "អង្គភាពនគរបាលប្រឆាំងការជួញដូរ"),
    "border-police": (BodyKind.POLICE, "Border Police", "នគរបាលការពារព្រំដែន"),
    "immigration": (BodyKind.IMMIGRATION, "Immigration Office", "ការិយាល័យអន្តោប្រវេសន៍"),
    "prosecution": (BodyKind.PROSECUTION, "Prosecution Office", "អយ្យការ"),
    "court": (BodyKind.COURT, "Court of Appeal", "សាលាឧទ្ធរណ៍"),
    "river-house": (BodyKind.NGO, "River House", "ផ្ទះមាត់ទន្លេ"),
    "return-home": (BodyKind.NGO, "Return Home", "វិលមកផ្ទះវិញ"),
    "safe-passage": (BodyKind.NGO, "Safe Passage", "ដំណើរសុវត្ថិភាព"),
    "workers-voice": (BodyKind.NGO, "Workers' Voice", "សំឡេងកម្មករ"),
    "lotus-shelter": (BodyKind.NGO, "Lotus Shelter", "ទីជម្រកផ្កាឈូក"),
    "open-door": (BodyKind.NGO, "Open Door", "ទ្វារបើក"),
    "survivors": (BodyKind.NGO, "Survivors' Council", "ក្រុមប្រឹក្សាអ្នករស់រានមានជីវិត"),
}
_LANDS = (("River", "ទន្លេ"), ("Hill", "ភ្នំ"), ("Lake", "បឹង"), ("Forest", "ព្រៃ"), ("Coast", "ឆ្នេរ"))
_SIDES = (("North", "ខាងជើង"), ("East", "ខាងកើត"), ("Middle", "កណ្តាល"), ("South", "ខាងត្បូង"), ("West", "ខាងលិច"))
# of forty bodies twenty are prompt, ten late, four silent for long, four boast and two contradict themselves
WAYS = ("prompt", "late", "prompt", "boasts", "prompt", "late", "prompt", "silent", "prompt", "late")
_TWICE = {13: "contradicts", 33: "contradicts"}


def _named(en: str, km: str) -> dict[str, str]:
    return {"en": f"{en} {INVENTED['en']}", "km": f"{km} {INVENTED['km']}"}


def _bodies() -> Iterator[Invented]:
    kinds = {
        **{key: (BodyKind.MINISTRY, *names) for key, names in _MINISTRIES.items()},
        **{key: (BodyKind.AGENCY, *names) for key, names in _AGENCIES.items()},
        **_OTHERS,
    }
    for n, ((key, (kind, en, km)), way) in enumerate(zip(kinds.items(), cycle(WAYS), strict=False)):
        yield Invented(key, kind, _named(en, km), _TWICE.get(n, way))


def _places() -> Iterator[Invented]:
    for ((land, km), (side, km_side)), way in zip(product(_LANDS, _SIDES), cycle(WAYS), strict=False):
        names = _named(f"{side} {land} Province", f"ខេត្ត{km}{km_side}")
        yield Invented(f"{side}-{land}".lower(), BodyKind.PROVINCE, names, way)


BODIES = tuple(_bodies())
PLACES = tuple(_places())
COMMITTEE = "committee"  # the body above all others, which every office has
SMALLER = Invented(
    "smaller-committee",
    BodyKind.COMMITTEE,
    _named("Smaller committee for carrying out the plan", "គណៈកម្មាធិការតូចសម្រាប់អនុវត្តផែនការ"),
    "prompt",
)
# the bodies whose people sit in each committee
MEMBERS = {
    COMMITTEE: ("labour", "interior", "justice", "social", "women", "finance", "rights", "survivors"),
    SMALLER.key: ("labour", "interior", "social", "inspectorate", "shelters", "police", "river-house"),
}
