"""Report what is in the office to the terminal, and serve it."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palermo.demo.fill import Filled, fill
from palermo.demo.year import Size
from palermo.office.serving import address, answer_to, need_free

if TYPE_CHECKING:
    from palermo.office.plan.models import Version

SHARES = ("owned", "dated", "stepped", "costed", "provable")
VERDICTS = {
    "verifiable": "verifiable",
    "partly": "partly",
    "promise_only": "promise only",
    "cannot_say": "cannot say",
}


def run(home: Path, host: str = "127.0.0.1", port: int = 8000, *, serve: bool = True, year: Size | None = None) -> None:
    """Fill the office in `home`, print the audit of each plan and the address, and serve until stopped."""
    if serve:
        need_free(host, port)
        answer_to(host)
    filled = fill(home, year=year, say=_Months())
    if filled.happened:
        print(f"\n{filled.happened:,} acts were done and are on record.")
    for version in filled.versions:
        print(_summary(version))
    _introduce(filled, home, address(host, port) if serve else "")
    if serve:
        from palermo.office.serving import serve as answer

        answer(host, port)


class _Months:
    """Prints each month of the simulated year once, when it begins: playing it takes a while."""

    def __init__(self) -> None:
        self._said = ""

    def __call__(self, day: date) -> None:
        month = f"{day:%Y-%m}"
        if month != self._said:
            first, self._said = not self._said, month
            print("A year of an invented country is played, act by act: " if first else "", end="", flush=True)
            print(month, end=" ", flush=True)


def _summary(version: "Version") -> str:
    from palermo.office.plan.readers import open_audit

    card = open_audit(version).card
    counts = {str(verdict): count for verdict, count in card.verdicts.items()}
    lines = [f"\n{version.title}"]
    if version.basis == "press":
        lines.append("  press reports, not the plan: never scored, cannot say")
    else:
        lines.append("  " + ", ".join(f"{counts.get(key, 0)} {word}" for key, word in VERDICTS.items()))
        lines.append("  " + ", ".join(f"{key} {_share(getattr(card, key))}" for key in SHARES))
    return "\n".join(lines)


def _share(share: Any) -> str:
    return f"{share.n}/{share.of}" + (f" ({share.unread} not read)" if share.unread else "")


def _introduce(filled: Filled, home: Path, address: str) -> None:
    print(f"\nThe office is kept in {home}.")
    if filled.password is not None:
        print(f"Secretariat account: {filled.username}, password {filled.password}")
        print("The password is shown this once. Change it after signing in.")
        if filled.happened:
            others = "`chair`, `second-chair`, focal points named as their bodies, such as `labour` or `north-hill`"
            print(f"It opens the other accounts of the simulated year too: {others}.")
    if address:
        print(f"\nOpen {address} (stop with Ctrl+C)\n", flush=True)
