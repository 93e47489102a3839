"""Small invented plans as files, for every verdict."""

import io
from pathlib import Path

META = """\
meta:
  id: {id}
  title: {title}
  language_of_source: en
  period: {{start: 2026, end: 2028}}
"""
GOALS = """\
goals:
  - id: "1"
    text: People who were trafficked are found and kept safe
    objectives:
      - id: "1.1"
        text: Officers know the signs
        activities:
"""
VERIFIABLE = """\
          - id: 1.1.1
            text: Train 200 border officers in the northern provinces
            lead: Ministry of Interior
            responsible: [Ministry of Interior]
            timeframe: December 2026
            steps: [{text: Write the course, due: March 2026}, {text: Train the officers, due: December 2026}]
            budget: [{money: "USD 40000", source: state budget, year: 2026}]
            means_of_verification: [attendance lists]
"""
PROMISE = """\
          - id: 1.1.2
            text: Strengthen cooperation where needed
            lead: null
            responsible: null
            timeframe: ongoing
            steps: null
            budget: null
            means_of_verification: null
"""
UNREAD = """\
          - id: 1.1.3
            text: Open a shelter
            lead: NOT_RETRIEVED
            responsible: NOT_RETRIEVED
            timeframe: NOT_RETRIEVED
            steps: NOT_RETRIEVED
            budget: NOT_RETRIEVED
            means_of_verification: NOT_RETRIEVED
"""
PRESS = """\
meta: {id: press, title: What the press said, basis: press}
generations:
  - {id: one, title: First plan, goals: [{text: Less trafficking}]}
"""
BROKEN = "meta: [\n"
KHMER = "បណ្តុះបណ្តាលមន្ត្រីប៉ូលីសចំនួន ២០០ នាក់"


def plan_text(*activities: str, name: str = "small", title: str = "A small plan") -> str:
    """Our YAML of a plan with these activities."""
    return META.format(id=name, title=title) + GOALS + "".join(activities)


def write(folder: Path, name: str, text: str) -> str:
    """The file's path as a person would type it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True
