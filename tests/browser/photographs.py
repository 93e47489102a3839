"""Photographs in the office of the browser tests: of every state, and two that nobody has asked to be public."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from palermo.office.plan.work.models import Evidence, Lead


def photograph(shade: int) -> bytes:
    """An invented hall, with the place, the day and the name of who took it."""
    from PIL import ExifTags, Image, ImageDraw

    picture = Image.new("RGB", (640, 420), (214, 220, shade))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 280, 640, 420), fill=(150, 132, 108))
    for left in range(60, 560, 120):
        draw.rectangle((left, 250, left + 70, 330), fill=(92, 74, 56))
    draw.rectangle((200, 60, 440, 180), fill="white", outline="black")
    told = Image.Exif()
    told[ExifTags.Base.Make], told[ExifTags.Base.Artist] = "Invented phone", "Sok Dara (invented)"
    told[ExifTags.Base.DateTime] = "2025:03:12 09:15:00"
    told.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (13.0, 5.0, 42.0), 3: "E", 4: (103.0, 12.0, 0.0)})
    out = BytesIO()
    picture.save(out, "JPEG", exif=told)
    return out.getvalue()


def take_photographs(officer: "User", clerk: "User", lead: "Lead", now: datetime) -> dict[str, str]:
    """A copy that waits for the secretariat, one that is public, and one that was withdrawn."""
    from palermo.copies import public_copy
    from palermo.office.base.store import digest
    from palermo.office.plan.copies.actions import ask_for_copy, publish_copy, withdraw_copy

    made = {}
    for shade, name in enumerate(("copy", "shown", "withdrawn"), 200):
        piece = proved(officer, clerk, lead, shade, now)
        copy, _why = public_copy(photograph(shade), "image/jpeg")
        assert copy is not None
        seen = digest(copy.content)
        row = ask_for_copy(by=clerk, evidence=piece, seen=seen, harmless=True, now=now).copy
        if name != "copy":
            publish_copy(by=officer, copy=row, seen=seen, harmless=True, now=now)
        if name == "withdrawn":
            withdraw_copy(by=officer, copy=row, reason="A sign on the wall names the shelter.", now=now)
        made[name] = row.uid
    return made


def proved(officer: "User", clerk: "User", lead: "Lead", shade: int, now: datetime) -> "Evidence":
    """A photograph that was accepted as proof."""
    from palermo.office.plan.work.actions import OfferedFile, accept_evidence, offer_evidence

    file = OfferedFile("IMG_0001.jpg", photograph(shade))
    steps = (1,) if has_steps(lead) else ()
    title = f"The hall of the course, photograph {shade}"
    piece = offer_evidence(by=clerk, lead=lead, file=file, kind="CA-E", title=title, proves=steps, now=now).evidence
    accept_evidence(by=officer, evidence=piece, now=now)
    return piece


def has_steps(lead: "Lead") -> bool:
    from palermo.office.plan.work.readers import need_activity

    return bool(need_activity(lead.plan, lead.activity).steps.value)
