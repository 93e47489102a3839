"""The secretariat works: from a ministry's spreadsheet to a repaired plan, and back, with or without script."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Reader, Reading
from tests.browser.matrices import ENGLISH, KHMER, Matrix
from tests.browser.quality import faults, new_violations, sideways
from tests.browser.served import Account

KHMER_LETTER = re.compile("[\u1780-\u17ff]")
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Told:
    """A matrix whose proof column nobody can recognise, and where its worst promise stands."""

    matrix: Matrix
    column: str
    activity: str
    lead: str
    step: str
    end: str
    proof: str
    cost: str


STORIES = {
    "en": Told(
        ENGLISH.titled("A plan that travels").without("Means of verification"),
        "I",
        "1.1.3",
        "Ministry of Labour",
        "Sign an agreement with the recruiters' association",
        "30 June 2026",
        "Signed agreement",
        "no extra cost",
    ),
    "km": Told(
        KHMER.titled("ផែនការមួយទៀត").without("មធ្យោបាយផ្ទៀងផ្ទាត់"),
        "H",
        "1.1.2",
        "ក្រសួងការងារ",
        "ចុះហត្ថលេខាលើកិច្ចព្រមព្រៀង",
        "៣០ មិថុនា ២០២៦",
        "កិច្ចព្រមព្រៀងដែលបានចុះហត្ថលេខា",
        "១០០០ ដុល្លារ",
    ),
}


def sent(matrix: Matrix, name: str) -> FilePayload:
    return {"name": name, "mimeType": SPREADSHEET, "buffer": matrix.xlsx()}


def sign_in(visitor: Reader, account: Account) -> None:
    visitor.page.locator("input[name=login]").fill(account.name)
    visitor.page.locator("input[name=password]").fill(account.password)
    visitor.page.get_by_role("main").get_by_role("button", name=visitor.say("Sign in")).click()


def unbarred(visitor: Reader) -> None:
    """A page that only a journey reaches is looked at as all others are."""
    wrong = faults(visitor.page, visitor.language) + sideways(visitor.page)
    if visitor.language == "km":
        errors = visitor.page.locator(".field-error, .error-summary li").all_inner_texts()
        wrong += [f"in English: {error}" for error in errors if not KHMER_LETTER.search(error)]
    assert wrong + (new_violations(visitor.page) if visitor.script else []) == []


@pytest.mark.parametrize(("language", "width", "script"), [("en", 1280, True), ("km", 360, False)], ids=["en", "km"])
def test_from_a_spreadsheet_to_a_repaired_plan(language: str, width: int, script: bool, reader: Reading) -> None:
    officer, told, slug = reader(language, width, script=script), STORIES[language], f"journey-{language}"
    officer.watch.allow(422)
    signed_in_after_a_wrong_password(officer)
    uploaded_and_mapped(officer, told)
    kept_as_a_version(officer, slug)
    nobody_else_sees_it(reader, language, slug, 404)
    two_states_that_contradict(officer)
    nobody_else_sees_it(reader, language, slug, 200)
    revised(officer, told)
    restored(officer, slug)
    signed_out(officer)


def signed_in_after_a_wrong_password(officer: Reader) -> None:
    officer.go("/desk/")
    officer.see("Everything public can be read without signing in.")
    sign_in(officer, Account(officer.office.officer.name, "not the password"))
    officer.see("There is a problem")
    expect(officer.page).to_have_title(re.compile("^" + re.escape(officer.say("Error:"))))
    unbarred(officer)
    sign_in(officer, officer.office.officer)
    expect(officer.page.get_by_role("heading", level=1)).to_have_text(officer.say("Secretariat's desk"))


def uploaded_and_mapped(officer: Reader, told: Told) -> None:
    page = officer.page
    officer.follow("Upload a plan")
    page.get_by_label(officer.say("File of the plan")).set_input_files(sent(told.matrix, "as-sent.xlsx"))
    officer.press("Upload and look")
    expect(page.get_by_role("heading", level=1)).to_have_text("as-sent.xlsx")
    column = page.get_by_label(officer.say("What column %(letter)s holds", letter=told.column), exact=True)
    expect(column).to_have_value("")
    column.select_option("proof")
    officer.press("Apply and look again")
    expect(column).to_have_value("proof")
    officer.follow("This is right: go on to the audit")


def kept_as_a_version(officer: Reader, slug: str) -> None:
    officer.see("What the audit says")
    officer.press("Keep as version")
    officer.see("There is a problem")  # the reason is missing
    unbarred(officer)
    officer.write("Short address", slug)
    officer.write("Why there is this version", "First record.")
    officer.press("Keep as version")
    officer.see("Version %(number)s is stored. Nobody outside sees it until you say what state it is in.", number=1)
    officer.see("Not public yet.")


def nobody_else_sees_it(reader: Reading, language: str, slug: str, status: int) -> None:
    public = reader(language)
    public.watch.allow(404)
    reply = public.page.goto(f"/plans/{slug}/")
    assert reply is not None
    assert reply.status == status


def two_states_that_contradict(officer: Reader) -> None:
    page = officer.page
    for state, when, said_by in (("Draft", "March 2026", "A newspaper"), ("Approved", "January 2026", "The gazette")):
        officer.follow("Say its state")
        page.get_by_role("radio", name=officer.say(state), exact=True).check()
        officer.write("Since when", when)
        officer.write("Who says so", said_by)
        officer.write("Or where it is said", "Page 3")
        officer.press("Store")
        officer.see("What is said of version %(number)s is stored.", number=1)
    heading = officer.say("Version %(number)s: called “%(a)s” here, “%(b)s” there")
    heading %= {"number": 1, "a": officer.say("Draft"), "b": officer.say("Approved")}
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    for said_by in ("A newspaper", "The gazette"):
        expect(page.locator(".two-sides").get_by_text(said_by)).to_be_visible()


def revised(officer: Reader, told: Told) -> None:
    page = officer.page
    officer.follow("Repair activities")
    page.get_by_role("main").get_by_role("link", name=told.activity, exact=True).click()
    officer.see("Promise only")
    officer.write("By when the activity ends", "soon")
    officer.press("Save as a new version")
    officer.see("There is a problem")
    unbarred(officer)
    officer.write("Lead body", told.lead)
    officer.write("Step", told.step)
    officer.write("By when the activity ends", told.end)
    officer.write("Proof", told.proof)
    officer.write("Cost", told.cost)
    officer.press("Save as a new version")
    officer.see("Version %(number)s is stored. Activity %(id)s is verifiable now.", number=2, id=told.activity)


def restored(officer: Reader, slug: str) -> None:
    officer.go(f"/desk/plans/{slug}/")
    back = 'Bring back as a new version<span class="unseen">: version %(number)s</span>'
    officer.page.get_by_role("link", name=officer.say.told(back, number=1), exact=True).click()
    officer.write("Why the earlier wording comes back", "The change was a mistake.")
    officer.press("Store as a new version")
    officer.see("Version %(number)s is stored, with the wording of version %(old)s.", number=3, old=1)
    expect(
        officer.page.get_by_role("heading", level=3, name=officer.say("Version %(number)s", number=2))
    ).to_be_visible()


def signed_out(officer: Reader) -> None:
    officer.page.get_by_role("button", name=officer.say.start("Sign out %(name)s")).click()
    officer.see("Sign in")
    officer.go("/desk/")
    expect(officer.page).to_have_url(re.compile(r"/sign-in\?next=/desk/$"))


REFUSED = {
    "not-a-plan.xlsx": b"PK\x03\x04 this is no workbook",
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "empty.yaml": b"",
}


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_in_words(name: str, language: str, reader: Reading) -> None:
    officer = reader(language, 360, officer=True)
    officer.watch.allow(422)
    officer.go("/desk/upload")
    payload: FilePayload = {"name": name, "mimeType": "application/octet-stream", "buffer": REFUSED[name]}
    officer.page.get_by_label(officer.say("File of the plan")).set_input_files(payload)
    officer.press("Upload and look")
    officer.see("There is a problem")
    expect(officer.page.locator("main")).to_contain_text(name if REFUSED[name] else officer.say("There is a problem"))
    unbarred(officer)
    officer.go("/desk/")
    assert officer.page.get_by_role("link", name=name).count() == 0


def test_an_upload_is_discarded_after_a_question(reader: Reading) -> None:
    officer = reader(officer=True)
    officer.go("/desk/upload")
    label = officer.page.get_by_label(officer.say("File of the plan"))
    label.set_input_files(sent(ENGLISH.titled("Not for long"), "not-for-long.xlsx"))
    officer.press("Upload and look")
    officer.follow("Discard")
    officer.see("Discard this upload?")
    officer.press("Discard")
    officer.see("%(name)s was discarded.", name="not-for-long.xlsx")
    assert officer.page.get_by_role("link", name="not-for-long.xlsx").count() == 0


# who must not get in


@pytest.mark.parametrize("language", ["en", "km"])
def test_an_account_without_a_role_is_refused_everywhere_at_the_desk(language: str, reader: Reading) -> None:
    outsider = reader(language)
    outsider.watch.allow(403, 404)
    outsider.go("/sign-in")
    sign_in(outsider, outsider.office.outsider)
    for path in ("/desk/", "/desk/upload", "/desk/plans/{slug}/", "/desk/plans/{slug}/v/1/claim"):
        reply = outsider.page.goto(path.format(**outsider.office.stock))
        assert reply is not None
        assert reply.status == 403, path
    unbarred(outsider)


def test_an_upload_is_its_owners_alone(reader: Reading) -> None:
    outsider = reader()
    outsider.watch.allow(403, 404)
    outsider.go("/sign-in")
    sign_in(outsider, outsider.office.outsider)
    reply = outsider.page.goto(f"/desk/uploads/{outsider.office.stock['upload']}/")
    assert reply is not None
    assert reply.status in (403, 404)
