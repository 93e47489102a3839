"""What every page must have, whoever reads it: no barrier, one heading, the right language, no sideways scrolling."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "preload": False,  # only rules about media of other sites need it
    "resultTypes": ["violations"],
}

# every piece of text a reader of this page is shown or told, where no other language is declared for it
SHOWN = """() => {
  const found = [];
  const own = element => element.closest('[lang]').lang === document.documentElement.lang;
  const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const parent = walk.currentNode.parentElement;
    if (!['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(parent.tagName) && own(parent)) found.push(walk.currentNode.data);
  }
  for (const name of ['alt', 'title', 'placeholder', 'aria-label', 'aria-description', 'data-label', 'value'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (own(element) && !(name === 'value' && element.type !== 'submit')) found.push(element.getAttribute(name));
  return found.map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text);
}"""


def violations(page: Page) -> list[str]:
    """What axe finds: each rule, the element and what is wrong with it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}) {node['html'][:160]}: {node.get('failureSummary', '')[:240]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with the frame of the page."""
    wrong = []
    if (lang := page.locator("html").get_attribute("lang")) != language:
        wrong.append(f"the page says it is in {lang}")
    if (headings := page.locator("h1").count()) != 1:
        wrong.append(f"{headings} first headings")
    elif not page.locator("h1").inner_text().strip():
        wrong.append("an empty heading")
    if not page.title().removesuffix("palermo").strip(" ·"):
        wrong.append("no title")
    return wrong


def sideways(page: Page) -> list[str]:
    """What is wider than the window, where the page scrolls sideways."""
    too_wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide <= 0:
        return []
    culprits: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
    return [f"{too_wide} px too wide", *culprits]


def shown(page: Page) -> list[str]:
    """Every text in the page's own language."""
    texts: list[str] = page.evaluate(SHOWN)
    return texts
