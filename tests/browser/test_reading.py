"""The public reads: no sign-in, either language, wide or narrow, with script or without."""

import hashlib
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, Reading

READERS = [("en", 1280, True), ("km", 360, False)]
reads = pytest.mark.parametrize(("language", "width", "script"), READERS, ids=["en-1280", "km-360-without-script"])


@pytest.fixture
def visitor(language: str, width: int, script: bool, reader: Reading) -> Reader:
    return reader(language, width, script=script)


def shows(page: Page, *numbers: str) -> None:
    """The ledger comes to show these activities."""
    expect(page.locator("table.ledger tbody tr[id] th")).to_have_text(numbers)


@reads
def test_a_plan_is_found_read_and_narrowed_down_to_one_activity(visitor: Reader) -> None:
    page, slug = visitor.page, visitor.office.stock["slug"]
    visitor.go("/")
    page.get_by_role("heading", level=2).get_by_role("link", name="(invented)").click()
    shows(page, "1.1.1", "1.1.2", "1.1.3", "1.2.1", "2.1.1", "2.1.2", "2.1.3", "2.1.4")
    page.get_by_label(visitor.say("Verdict"), exact=True).select_option("promise_only")
    visitor.press("Show")
    shows(page, "1.1.3", "2.1.3")
    visitor.see("%(shown)s of %(total)s activities are shown.", shown=2, total=8)
    page.get_by_role("link", name="1.1.3", exact=True).click()
    expect(page).to_have_url(re.compile(f"/plans/{slug}/v/2/activities/1.1.3$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Strengthen cooperation with recruitment companies")
    visitor.see("Promise only")
    expect(page.get_by_text("plan-2025-revised.xlsx, Plan, C8").first).to_be_visible()


@reads
def test_words_are_searched(visitor: Reader) -> None:
    visitor.go(f"/plans/{visitor.office.stock['slug']}/")
    visitor.write("Words", "SHELTER")
    visitor.press("Show")
    shows(visitor.page, "2.1.1")
    visitor.follow("Show all")
    expect(visitor.page.locator("table.ledger tbody tr[id] th")).to_have_count(8)


@reads
def test_from_a_finding_to_its_rule_and_to_everything_that_trips_it(visitor: Reader) -> None:
    page = visitor.page
    visitor.go(f"/plans/{visitor.office.stock['slug']}/v/2/activities/1.1.3")
    page.get_by_role("main").get_by_role("link", name="A04", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(visitor.say("An end date on the calendar"))
    for heading in ("A good example", "A bad example", "What trips it in the plans here"):
        expect(page.get_by_role("heading", name=visitor.say(heading))).to_be_visible()
    page.get_by_role("region", name="(invented)").get_by_role("link", name="2.1.2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Run the help line in five languages")
    visitor.follow("Rules")
    expect(page.get_by_role("link", name=re.compile("^[AOIPT][0-9]{2}$"))).to_have_count(43)


@reads
def test_two_versions_beside_each_other(visitor: Reader) -> None:
    page, slug = visitor.page, visitor.office.stock["slug"]
    visitor.go("/compare")
    page.get_by_label(visitor.say("Before"), exact=True).select_option(f"{slug}:1")
    page.get_by_label(visitor.say("After"), exact=True).select_option(f"{slug}:2")
    visitor.press("Compare")
    main = page.get_by_role("main")
    for said in ("31 March 2026", "30 September 2027", "Consider a campaign where needed"):
        expect(main.get_by_text(said).first).to_be_visible()
    expect(main.locator("del, ins").filter(has_text=re.compile("^(120|60)$"))).to_have_count(2)
    visitor.see("deadline moved later")


@reads
def test_an_older_version_says_so_and_keeps_what_contradicts(visitor: Reader) -> None:
    page, slug = visitor.page, visitor.office.stock["slug"]
    visitor.go(f"/plans/{slug}/v/1/record")
    visitor.see("Version %(number)s is not the newest", number=1)
    visitor.see("The sources contradict each other")
    for said_by in ("Invented Daily, 3 March 2025", "Cabinet office (invented)"):
        expect(page.get_by_role("cell", name=said_by).first).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="minutes.csv").first.click()
    digest = hashlib.sha256(kept.value.path().read_bytes()).hexdigest()
    expect(page.get_by_text(digest)).to_be_visible()


@reads
def test_what_is_taken_away_has_the_digest_that_the_page_gives(visitor: Reader) -> None:
    page = visitor.page
    visitor.go(f"/plans/{visitor.office.stock['slug']}/")
    visitor.follow("Files")
    table = page.get_by_role("main").get_by_role("row").filter(has=page.locator(".digest"))
    kinds = table.count()
    assert kinds >= 5
    for at in range(kinds):
        row = table.nth(at)
        with page.expect_download() as kept:
            row.get_by_role("link").first.click()
        content = kept.value.path().read_bytes()
        told = row.locator(".digest").inner_text()
        assert hashlib.sha256(content).hexdigest() == told.strip(), kept.value.suggested_filename
        assert kept.value.suggested_filename in row.inner_text()


@reads
def test_press_reports_are_marked_and_never_scored(visitor: Reader) -> None:
    visitor.go("/plans/kh-press-skeleton/")
    visitor.see("Press reports, not the plan")
    visitor.see("Cannot say")
    shows(visitor.page)
    assert visitor.page.locator(".share, .shares").count() == 0


@reads
def test_the_language_is_switched_and_kept(visitor: Reader) -> None:
    page, other = visitor.page, {"en": "km", "km": "en"}[visitor.language]
    visitor.go(f"/plans/{visitor.office.stock['slug']}/v/2/card")
    page.locator(f".languages a[lang={other}]").click()
    expect(page).to_have_url(re.compile("/v/2/card$"))
    expect(page.locator("html")).to_have_attribute("lang", other)
    visitor.go("/rules/")
    expect(page.locator("html")).to_have_attribute("lang", other)


@pytest.mark.parametrize("language", ["en", "km"])
def test_on_paper_there_is_the_plan_and_nothing_to_click(language: str, reader: Reading) -> None:
    visitor = reader(language)
    page, slug = visitor.page, visitor.office.stock["slug"]
    visitor.go(f"/plans/{slug}/")
    page.emulate_media(media="print")
    for gone in ("nav", "form", ".skip"):
        assert page.locator(gone).locator("visible=true").count() == 0, gone
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.go(f"/plans/{slug}/v/2/?print=1")
    assert page.locator("table.ledger tbody th[scope=row]").count() == 8
    assert page.get_by_role("main").get_by_role("link").count() == 0
    assert pages_of(page.pdf(format="A4", landscape=True)) <= 4


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_press_sheet_is_one_page_on_paper(language: str, reader: Reading) -> None:
    visitor = reader(language)
    page, slug = visitor.page, visitor.office.stock["slug"]
    visitor.go(f"/plans/{slug}/")
    visitor.follow("Press sheet")
    visitor.see("Who does what by when")
    visitor.see("What is not said")
    for path in (f"{slug}/v/2", f"{slug}/v/1", "my-napfl-2021/v/1", "nz-trafficking-2009/v/1", "kh-press-skeleton/v/1"):
        visitor.go(f"/plans/{path}/press-sheet")
        assert pages_of(page.pdf(format="A4", prefer_css_page_size=True)) == 1, path


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


# who must not get in


@pytest.mark.parametrize("path", ["/desk/", "/desk/upload", "/desk/plans/{slug}/", "/desk/uploads/{upload}/mapping"])
def test_the_public_is_asked_to_sign_in_at_the_desk(path: str, reader: Reading) -> None:
    visitor = reader()
    visitor.go(path.format(**visitor.office.stock))
    expect(visitor.page).to_have_url(re.compile(r"/sign-in\?next=/desk/"))
