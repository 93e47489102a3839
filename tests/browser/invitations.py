"""Invites people into a served office that nobody runs yet: `python -m tests.browser.invitations HOME`.

Prints, as JSON, the secret in each link. Whoever stands at the machine may do so until somebody runs the office.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_urlsafe

# who is invited, by the journey that is theirs
OFFICERS = (
    "break",
    "busy",
    "code",
    "going",
    "idle-en",
    "people",
    "resetting",
    "keyboard",
    "listed",
    "locked",
    "passkey-km",
    "recovery",
    "sealed",
    "renewed",
)


def main(home: Path) -> dict[str, str]:
    """Everybody is of the committee's secretariat: each has the desk to reach."""
    from palermo.cli.offices import open_office

    open_office(home)
    from palermo.access import Role
    from palermo.office.access.actions import invite_person
    from palermo.office.access.decision import CONSOLE
    from palermo.office.access.founding import found

    now = datetime.now(UTC)
    tokens = {name: token_urlsafe(32) for name in OFFICERS}
    for token in tokens.values():
        invite_person(
            by=CONSOLE, body=found(now), role=Role.SECRETARIAT, until=now + timedelta(days=90), token=token, now=now
        )
    return tokens


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]))) + "\n")
