"""The form that travels with a packet: one HTML file with everything in it, which asks nothing of any network."""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from palermo.access import CODE_ROUNDS
from palermo.core.languages import LANGUAGES
from palermo.office.plan.packets.form.words import WORDS
from palermo.office.plan.packets.models import Packet
from palermo.plan.packets import write_sealed


def form_of(packet: Packet) -> bytes:
    """The form with the packet in it, sealed. Its own policy lets it run what is in it and nothing else."""
    script, style = _part("form.js"), _part("form.css")
    words = {name: _in_all(text) for name, text in WORDS.items()}
    context = {
        "language": packet.language,
        "languages": [(code, LANGUAGES[code]) for code, _name in settings.LANGUAGES],
        "title": words["title"][packet.language],
        "words": json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"),
        "no_script": words["no_script"].values(),
        "packet": write_sealed(packet.sealed_file),
        "rounds": CODE_ROUNDS,
        "script": script,
        "script_hash": _hash(script),
        "style": style,
        "style_hash": _hash(style),
    }
    return render_to_string("packets/form.html", context).encode()


def _in_all(text: object) -> dict[str, str]:
    """Words in every language of the pages."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = str(text)
    return found


@cache
def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
