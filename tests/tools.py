"""Programs from outside Python that some tests need: missing in CI is a failure, elsewhere a loud skip."""

import os
import shutil

import pytest

PACKAGES = {
    "chromium": "chromium",
    "fc-list": "fontconfig",
    "git": "git",
    "msgfmt": "gettext",
    "pg_dump": "postgresql",
    "xgettext": "gettext",
}


def need(program: str) -> str:
    """The path of `program`; without it the test is skipped here and failed in CI."""
    path = shutil.which(program)
    if path is not None:
        return path
    complaint = f"{program} is missing. On Debian: apt install {PACKAGES[program]}"
    if os.environ.get("CI"):
        pytest.fail(complaint, pytrace=False)
    # a person without root can still run the rest; -ra prints the reason
    pytest.skip(complaint)
