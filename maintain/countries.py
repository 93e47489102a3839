"""Fill `core/countries.json` with the names of countries from Unicode CLDR, as Babel carries it.

    pip install Babel; python -m maintain.countries

What stands in the file stays: a name put right by hand is not taken back. In English a country is called as in the
table of placements, where it stands there. Only territories with a two-letter and a
three-letter code of ISO 3166 are taken in. Babel is needed here alone and is none of our pins.
"""

import json
from collections.abc import Iterator
from typing import Any

from babel import Locale
from babel.core import get_cldr_version, get_global

from maintain.translate import PACKAGE
from palermo.standing import shipped

FILE = PACKAGE / "core" / "countries.json"
LANGUAGES = ("en", "km")  # those of the pages
# an older three-letter code stands beside the one of today, or ISO 3166 has none yet
BESIDE = {"CD": "COD", "XK": "XKX"}
NO_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EU", "TA", "UN", "XA", "XB", "ZZ"})  # CLDR's own, or no place


def territories() -> Iterator[tuple[str, str]]:
    """The two-letter and the three-letter code of each."""
    aliases = get_global("territory_aliases").items()
    three = {two[0]: code for code, two in aliases if len(code) == 3 and code.isalpha() and len(two) == 1}
    named = Locale("en").territories
    return ((two, code) for two, code in sorted((three | BESIDE).items()) if two in named and two not in NO_COUNTRIES)


def filled(known: dict[str, Any]) -> dict[str, Any]:
    """The same with every territory, and with every name that was lacking."""
    names = {language: Locale(language).territories for language in LANGUAGES}
    histories = shipped().histories
    for two, three in territories():
        own = {"en": str(histories[three].name)} if three in histories else {}
        told = known.setdefault(two, {"iso3": three, "names": own})
        for language in LANGUAGES:
            told["names"].setdefault(language, _plain(names[language][two]))
    return known


def _plain(name: str) -> str:
    """Without the marks that only say where a line may break."""
    return " ".join(name.replace("\u200b", "").split())


def write() -> None:
    """Write the file anew."""
    told = filled(json.loads(FILE.read_text(encoding="utf-8"))["countries"])
    lines = [f'    "{code}": {json.dumps(facts, ensure_ascii=False)}' for code, facts in told.items()]
    source = f"Names from Unicode CLDR {get_cldr_version()} (Unicode License v3), put right by hand; the rest by hand."
    head = f'{{\n  "source": {json.dumps(source)},\n  "countries": {{\n'
    FILE.write_text(head + ",\n".join(lines) + "\n  }\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
