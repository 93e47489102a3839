"""Programs from outside Python that some tests need: missing in CI is a failure, elsewhere a loud skip."""

import os
import shutil
from pathlib import Path

import pytest

SERVERS = Path("/usr/lib/postgresql")
PACKAGES = {
    "chromium": "chromium",
    "fc-list": "fontconfig",
    "git": "git",
    "msgfmt": "gettext",
    "initdb": "postgresql",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "xgettext": "gettext",
}


def need(program: str) -> str:
    """The path of `program`; without it the test is skipped here and failed in CI."""
    # Debian keeps the server's programs where only its own scripts look
    path = shutil.which(program) or shutil.which(program, path=os.pathsep.join(map(str, SERVERS.glob("*/bin"))))
    if path is not None:
        return path
    complaint = f"{program} is missing. On Debian: apt install {PACKAGES[program]}"
    if os.environ.get("CI"):
        pytest.fail(complaint, pytrace=False)
    # a person without root can still run the rest; -ra prints the reason
    pytest.skip(complaint)
