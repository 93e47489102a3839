"""Everything that goes wrong in a page without being seen in it."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response

# said by the console of every refused page; the reply itself is looked at in `_reply`
STATUS_ECHO = "Failed to load resource: the server responded with a status of"


class Watch:
    """Faults of all pages of a browser context, among them every breach of the content policy."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.faults: list[str] = []
        self._address = address
        self._allowed: set[int] = set()
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"exception: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("request", self._request)
        context.on("response", self._reply)

    def forget(self) -> None:
        """Somebody else begins to read."""
        self.faults.clear()
        self._allowed.clear()

    def allow(self, *statuses: int) -> None:
        """The journey is going to be refused with one of these."""
        self._allowed |= set(statuses)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(STATUS_ECHO):
            self.faults.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._address) and urlsplit(request.url).scheme != "data":
            self.faults.append(f"request elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        # a reader who goes on before a page is complete, or to a file, ends what was still on its way
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"request failed: {request.url} {request.failure}")

    def _reply(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self._allowed:
            self.faults.append(f"status {response.status}: {response.url}")
