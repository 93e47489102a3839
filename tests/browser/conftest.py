"""One office and one browser for all journeys of a worker; one watched window for each reader at a time.

Their scope is the package: Playwright leaves an event loop running in the thread, and Django refuses to touch a
database under one. It has to be gone when the tests of the office begin.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    Playwright,
    StorageState,
    sync_playwright,
)

from tests.browser.quality import AT_HAND
from tests.browser.served import Account, Office, founded, served
from tests.browser.watch import Watch
from tests.browser.words import Words
from tests.tools import need

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
PATIENCE = 15_000
HEIGHTS = {1280: 860, 360: 740}


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory, warm: Path) -> Iterator[Office]:
    """The product, served on this machine and stocked."""
    program()
    with served(tmp_path_factory.mktemp("office")) as running:
        yield running
    assert " ERROR " not in running.log.read_text("utf-8"), running.log.read_text("utf-8")


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def program() -> str:
    """The browser made for running without a screen, where Debian's package is there: it shows pages a fifth faster."""
    return shutil.which("chromium-headless-shell") or need("chromium")


@pytest.fixture(scope="package")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    with launched(playwright, program()) as browser:
        yield browser


@contextmanager
def launched(playwright: Playwright, executable: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=executable, args=list(SWITCHES))
    yield browser
    browser.close()


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody at a browser: their page, their language, what goes wrong around them."""

    page: Page
    context: BrowserContext
    say: Words
    watch: Watch
    office: Office
    script: bool

    @property
    def language(self) -> str:
        return self.say.language

    def go(self, path: str) -> None:
        """Open an address of the office."""
        self.page.goto(self.office.address + path)

    def press(self, text: str, **values: object) -> None:
        """Press the button with this text: the page that answers is there afterwards."""
        self.enter(self.button(text, **values))

    def button(self, text: str, **values: object) -> Locator:
        """The button with this text."""
        return self.page.get_by_role("button", name=self.say(text, **values), exact=True)

    def follow(self, text: str, **values: object) -> None:
        """Follow the first link with this text."""
        self.enter(self.page.get_by_role("link", name=self.say(text, **values), exact=True).first)

    def enter(self, link: Locator) -> None:
        """Follow a link or press a button: the page behind it is there afterwards."""
        with self.page.expect_navigation():
            link.click()

    def field(self, label: str) -> Locator:
        """The field with this label, whether it must be filled in or may be left out."""
        words, optional = re.escape(self.say(label)), re.escape(self.say("(optional)"))
        return self.page.get_by_label(re.compile(rf"^\s*{words}\s*({optional})?\s*$"))

    def write(self, label: str, text: str) -> None:
        """Write into the field with this label."""
        self.field(label).fill(text)

    def see(self, text: str, **values: object) -> None:
        """A sentence of ours is on the page."""
        self.page.get_by_text(self.say(text, **values)).first.wait_for()


Reading = Callable[..., Reader]


@dataclass(frozen=True, slots=True)
class Window:
    """A browser window and what goes wrong in it."""

    page: Page
    watch: Watch
    script: bool


class Windows:
    """Windows that readers use one after another: to open one costs more than to read a page in it."""

    def __init__(self, chromium: Browser, office: Office) -> None:
        self._chromium = chromium
        self.office = office
        self._free: list[Window] = []

    def take(self, *, script: bool) -> Window:
        """A window that nobody looks at, signed in as nobody."""
        window = next((free for free in self._free if free.script == script), None)
        if window is None:
            return self._open(script)
        self._free.remove(window)
        # what was read last was in somebody else's language; an empty page would have a process of its own, in which
        # fonts and scripts are read anew
        window.page.goto("/health")
        window.page.context.clear_cookies()
        window.page.emulate_media(media="null")
        window.watch.forget()
        return window

    def give_back(self, window: Window) -> None:
        self._free.append(window)

    def _open(self, script: bool) -> Window:
        context = self._chromium.new_context(
            locale="en-GB",
            timezone_id="UTC",
            java_script_enabled=script,
            reduced_motion="reduce",
            base_url=self.office.address,
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(AT_HAND)
        return Window(context.new_page(), Watch(context, self.office.address), script)


@pytest.fixture(scope="package")
def windows(office: Office, chromium: Browser) -> Windows:
    return Windows(chromium, office)


@pytest.fixture
def reader(windows: Windows, officer_session: StorageState) -> Iterator[Reading]:
    """Makes readers; when the test ends, everything around them must have gone well."""
    with reading(windows, officer_session) as make:
        yield make


@pytest.fixture
def choosing_reader(playwright: Playwright, office: Office, officer_session: StorageState) -> Iterator[Reading]:
    """The same in a browser with windows: the other opens none for choosing a file when a key asks for it."""
    with (
        launched(playwright, need("chromium")) as browser,
        reading(Windows(browser, office), officer_session) as make,
    ):
        yield make


@contextmanager
def reading(windows: Windows, officer_session: StorageState | None = None) -> Iterator[Reading]:
    office = windows.office
    taken: list[tuple[Window, bool]] = []

    def make(
        language: str = "en", width: int = 1280, *, script: bool = True, officer: bool = False, own: bool = False
    ) -> Reader:
        """`own`: in a window that nobody has after this reader."""
        window = windows.take(script=script)
        taken.append((window, own))
        page = window.page
        page.context.add_cookies([{"name": "palermo_language", "value": language, "url": office.address}])
        if officer:
            assert officer_session
            page.context.add_cookies(
                [{**cookie, "url": None, "partitionKey": None} for cookie in officer_session["cookies"]]
            )
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        return Reader(page, page.context, Words(language), window.watch, office, script)

    yield make
    # a window in which something went wrong is not used again
    for window, own in taken:
        window.page.wait_for_load_state()
        assert window.watch.faults == []
        if own:
            window.page.context.close()
        else:
            windows.give_back(window)


@pytest.fixture(scope="package")
def committee(tmp_path_factory: pytest.TempPathFactory, warm: Path) -> Iterator[Office]:
    """An office as a committee runs it: signing in takes a second factor."""
    with founded(tmp_path_factory.mktemp("committee")) as running:
        yield running
    assert " ERROR " not in running.log.read_text("utf-8"), running.log.read_text("utf-8")


@pytest.fixture(scope="package")
def committee_windows(committee: Office, chromium: Browser) -> Windows:
    return Windows(chromium, committee)


@pytest.fixture
def visiting(committee_windows: Windows) -> Iterator[Reading]:
    """Makes visitors, each at a device of their own; when the test ends, nothing has gone wrong around them."""
    # they all come from one address: a day after the last of them, what was tried there counts no more
    committee_windows.office.pass_by("access_tries", ("last_at",), minutes=24 * 60 + 1)
    with reading(committee_windows) as make:
        yield make


@pytest.fixture(scope="package")
def officer_session(office: Office, chromium: Browser) -> StorageState:
    """The cookies of a secretariat officer who signed in by the form."""
    return session(office, chromium, office.officer)


def session(office: Office, chromium: Browser, account: Account) -> StorageState:
    """Sign in by the form; the cookies that came of it."""
    context = chromium.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{office.address}/sign-in")
    page.get_by_label("Name").fill(account.name)
    page.get_by_label("Passphrase").fill(account.password)
    page.get_by_role("main").get_by_role("button").click()
    page.wait_for_url(f"{office.address}/desk/")
    state = context.storage_state()
    context.close()
    return state
