"""A public copy shows the same and tells nothing: read back as plain bytes, segment by segment and chunk by chunk."""

import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from palermo.copies import PublicCopy, Tells, documents, pictures, public_copy
from tests.unit.copies.files import drawn, exif, jpeg, pdf, png

JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
# letters of two scripts; long enough that no picture holds one by chance
WORDS = st.text(st.sampled_from("qzxjvkwyសុខដារ"), min_size=9, max_size=24)


def copied(content: bytes, media_type: str) -> PublicCopy:
    copy, why = public_copy(content, media_type)
    assert copy is not None, why
    return copy


def segments(content: bytes) -> Iterator[int]:
    """The markers of a JPEG up to its points, as the standard lays them out."""
    assert content[:2] == b"\xff\xd8"
    at = 2
    while content[at + 1] != 0xDA:
        assert content[at] == 0xFF
        yield content[at + 1]
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    assert content.endswith(b"\xff\xd9"), "nothing stands after the end"


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks of a PNG with what they hold."""
    at = 8
    while at < len(content):
        size = int.from_bytes(content[at : at + 4], "big")
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + size]
        at += 12 + size


def spelled(word: str) -> set[bytes]:
    """In every spelling in which a file could hold it."""
    return {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be"), zlib.compress(word.encode())}


def bare(copy: PublicCopy) -> None:
    """Nothing but what is needed to show it stands in the copy."""
    if copy.media_type == JPEG:
        assert set(segments(copy.content)) <= {0xE0, 0xDB, 0xC0, 0xC4}, "JFIF, tables and the frame"
    elif copy.media_type == PNG:
        assert {name for name, _held in chunks(copy.content)} == {b"IHDR", b"IDAT", b"IEND"}
    for sign in (b"Exif", b"GPS", b"xmp", b"adobe", b"8BIM", b"/Author", b"/Title", b"/Info", b"Date", b"ICC_"):
        assert sign not in copy.content


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, min_size=6, max_size=6, unique=True), st.sampled_from([JPEG, PNG, PDF]), st.integers(1, 8))
def test_whatever_a_file_tells_nothing_of_it_is_in_the_copy(words: list[str], media_type: str, turned: int) -> None:
    told = exif(turned=turned, Artist=words[0], XPComment=words[1], CameraOwnerName=words[2])
    content = {
        JPEG: lambda: jpeg(told, comment=words[3], iptc=words[4], city=words[5]),
        PNG: lambda: png(told, Author=words[3], Zipped=words[4], **{"XML:com.adobe.xmp": words[5]}),
        PDF: lambda: pdf(title=words[3], author=words[4], keywords=words[5]),
    }[media_type]()
    copy = copied(content, media_type)
    bare(copy)
    for word in words:
        assert not [form for form in spelled(word) if form in copy.content]
    shown = {trace.value for trace in copy.traces}
    spoken = {JPEG: (1, 3, 4, 5), PNG: (1, 3, 4), PDF: (3, 4, 5)}[media_type]  # the others have no letters but Latin
    assert shown.issuperset(words[n] for n in spoken), "what was cut is told"
    assert copied(copy.content, media_type).traces == ()
    assert copied(content, media_type) == copy, "the same file gives the same copy"


def test_the_place_is_told_in_degrees_and_comes_first() -> None:
    copy = copied(jpeg(exif(Make="Kamera", DateTime="2024:02:01 10:11:12"), creator="Sok Dara"), JPEG)
    assert copy.tells_place
    assert [(each.tells, each.value) for each in copy.traces] == [
        (Tells.PLACE, "13.09500, 103.20000"),
        (Tells.PERSON, "Sok Dara"),
        (Tells.TIME, "2024:02:01 10:11:12"),
        (Tells.DEVICE, "Kamera"),
    ]
    assert not copied(jpeg(exif(place=False)), JPEG).tells_place


@pytest.mark.parametrize(("turned", "red"), [(1, (2, 2)), (3, (57, 37)), (6, (37, 2)), (8, (2, 57))])
def test_a_picture_is_turned_upright_before_what_says_so_is_cut(turned: int, red: tuple[int, int]) -> None:
    for copy in (copied(jpeg(exif(turned=turned)), JPEG), copied(png(exif(turned=turned)), PNG)):
        with Image.open(BytesIO(copy.content)) as shown:
            assert shown.size == ((40, 60) if turned > 4 else (60, 40))
            colours = shown.convert("RGB").getpixel(red)
        assert isinstance(colours, tuple)
        assert colours[0] > 200
        assert colours[1] < 80


def test_what_is_clear_and_what_is_grey_stays_so() -> None:
    for mode, kept in (("RGBA", "RGBA"), ("L", "L"), ("P", "RGB"), ("1", "L"), ("I;16", "RGB"), ("LA", "RGBA")):
        out = BytesIO()
        drawn().convert("L").convert(mode).save(out, "PNG") if mode == "I;16" else drawn().convert(mode).save(
            out, "PNG"
        )
        with Image.open(BytesIO(copied(out.getvalue(), PNG).content)) as shown:
            assert shown.mode == kept


def test_a_picture_is_made_no_larger_than_a_page_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LONGEST_SIDE", 30)
    with Image.open(BytesIO(copied(jpeg(), JPEG).content)) as shown:
        assert shown.size == (30, 20)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    copy, why = public_copy(jpeg(), JPEG)
    assert (copy, "more than" in str(why)) == (None, True)


def test_a_document_is_printed_anew_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copied(pdf(pages=3), PDF)
    assert (copy.pages, copy.content.count(b"/Type /Page\n")) == (3, 3)
    monkeypatch.setattr(documents, "MOST_PAGES", 2)
    assert "has 3 pages" in str(public_copy(pdf(pages=3), PDF)[1])
    monkeypatch.setattr(documents, "MOST_PIXELS", 1000)
    assert "more than" in str(public_copy(pdf(), PDF)[1])


@pytest.mark.parametrize(
    ("content", "media_type", "told"),
    [
        (b"\xff\xd8\xff an invented picture", JPEG, "cannot be read"),
        (png()[:60], PNG, "cannot be read"),
        (b"%PDF-1.7 an invented course", PDF, "Take off its password"),
        (b"<html>", "text/html", "Save it as PDF"),
        (b"PK", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Save it as PDF"),
    ],
)
def test_what_cannot_be_made_anew_is_refused_with_what_to_do(content: bytes, media_type: str, told: str) -> None:
    copy, why = public_copy(content, media_type)
    assert copy is None
    assert told in str(why)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 900), st.binary(min_size=1, max_size=6), st.sampled_from([JPEG, PNG, PDF]))
def test_a_broken_file_is_copied_or_refused_and_never_a_crash(at: int, bytes_: bytes, media_type: str) -> None:
    told = exif(Artist="Sok Dara")
    whole = {JPEG: jpeg(told, iptc="Chan", city="X"), PNG: png(told, Author="A"), PDF: pdf(author="A")}[media_type]
    copy, why = public_copy(whole[:at] + bytes_ + whole[at + len(bytes_) :], media_type)
    assert (copy is None) != (why is None)
    if copy:
        bare(copy)


def test_text_is_the_same_and_is_never_a_table_or_a_page() -> None:
    copy = copied("ឈ្មោះ,n\n".encode(), "text/csv")
    assert (copy.content, copy.media_type, copy.traces) == ("ឈ្មោះ,n\n".encode(), "text/plain", ())
