"""What every page must have, whoever reads it: no barrier, one heading, the right language, no sideways scrolling."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": list(TAGS)},
    "preload": False,  # only rules about media of other sites need it
    "resultTypes": ["violations", "incomplete"],
}

# two rules look at every element's neighbours and take as long as all others together: each is asked where it is
# hardest to keep, of colours where everything is laid out and of targets on a phone
WIDE_ONLY, NARROW_ONLY = "color-contrast", "target-size"

# what axe is read from when a page is looked at: to hand it to each page anew takes as long as most pages
AT_HAND = f"window.axeAtHand = () => {{ {AXE_SCRIPT} }}"

# Of colours, axe is asked about each kind of text once: about elements of one class and type whose letters have one
# colour, size and weight and lie on the same grounds, all the way down. `known` are the kinds that other pages had.
LOOK = """async ([options, known]) => {
  if (!window.axe) axeAtHand();
  const MARK = 'data-new-kind-of-text', grounds = new WeakMap(), seen = new Set(known), fresh = [];
  const ground = element => {
    if (!element) return '';
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, position, filter, mixBlendMode].join();
      const none = 'rgba(0, 0, 0, 0),none,1,static,none,normal';
      grounds.set(element, ground(element.parentElement) + (own === none ? '' : `${own} on `));
    }
    return grounds.get(element);
  };
  const kind = element => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const state = [element.tagName, element.className, element.type, element.disabled, element.ariaDisabled];
    return [...state, color, fontSize, fontWeight, textShadow, ground(element)].join();
  };
  const says = element => ['INPUT', 'SELECT', 'TEXTAREA'].includes(element.tagName) ||
    [...element.childNodes].some(child => child.nodeType === Node.TEXT_NODE && child.data.trim().length > 1);
  for (const element of document.body.querySelectorAll('*')) {
    // one that is empty or not there to be seen says nothing of its kind
    const told = says(element) && element.checkVisibility() && kind(element);
    if (!told || seen.has(told)) continue;
    seen.add(told);
    fresh.push(told);
    element.setAttribute(MARK, '');
  }
  axe.configure({ rules: [{ id: 'color-contrast', selector: `[${MARK}]` }] });
  const { violations, incomplete } = await axe.run(options);
  const open = new Set();  // what axe could not decide here it may on another page
  for (const { id, nodes } of incomplete)
    if (id === 'color-contrast') for (const { target } of nodes) open.add(kind(document.querySelector(target[0])));
  for (const element of document.querySelectorAll(`[${MARK}]`)) element.removeAttribute(MARK);
  return [violations, fresh.filter(told => !open.has(told))];
}"""
_COLOURS: set[str] = set()

# asked all at once: each question of its own costs more than its answer
FRAME = """() => ({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll('h1')].map(heading => heading.innerText),
  title: document.title,
})"""
WIDER = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wider = element => element.getBoundingClientRect().right > clientWidth + 1;
  const culprits = scrollWidth > clientWidth ? [...document.querySelectorAll('body *')].filter(wider) : [];
  return [scrollWidth - clientWidth, culprits.slice(0, 5).map(element => element.outerHTML.slice(0, 120))];
}"""

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


# of which kinds of element a page is made, each with what it stands in and what is said of it: lists grow between one
# visit and the next, and a row more is nothing new
SHAPE = """() => {
  const kind = element => [element.tagName, element.className, element.type, element.getAttribute('role')].join('.');
  const whole = element =>
    [element.parentElement && kind(element.parentElement), kind(element), ...element.getAttributeNames()].join(' ');
  return [...new Set([...document.querySelectorAll('*')].map(whole))].sort().join('\\n');
}"""
_LOOKED_AT: set[int] = set()


def new_violations(page: Page) -> list[str]:
    """What axe finds, on a page of a shape that it has not looked at in this width: journeys come by the same pages
    again and again, and looking takes longer than all the rest.
    """
    seen = hash((page.evaluate(SHAPE), str(page.viewport_size)))
    if seen in _LOOKED_AT:
        return []
    _LOOKED_AT.add(seen)
    return violations(page)


def violations(page: Page) -> list[str]:
    """What axe finds: each rule, the element and what is wrong with it."""
    if not page.evaluate("'axeAtHand' in window"):
        page.evaluate(AT_HAND)
    size = page.viewport_size
    wide = size is not None and size["width"] > 600
    rules = {WIDE_ONLY: {"enabled": wide}, NARROW_ONLY: {"enabled": not wide}}
    found, fresh = page.evaluate(LOOK, [{**OPTIONS, "rules": rules}, sorted(_COLOURS) if wide else []])
    if wide and not any(rule["id"] == WIDE_ONLY for rule in found):
        _COLOURS.update(fresh)
    return [
        f"{rule['id']} ({rule['impact']}) {node['html'][:160]}: {node.get('failureSummary', '')[:240]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with the frame of the page."""
    frame = page.evaluate(FRAME)
    wrong = []
    if frame["lang"] != language:
        wrong.append(f"the page says it is in {frame['lang']}")
    if len(frame["headings"]) != 1:
        wrong.append(f"{len(frame['headings'])} first headings")
    elif not frame["headings"][0].strip():
        wrong.append("an empty heading")
    if not frame["title"].removesuffix("palermo").strip(" ·"):
        wrong.append("no title")
    return wrong


def sideways(page: Page) -> list[str]:
    """What is wider than the window, where the page scrolls sideways."""
    too_wide, culprits = page.evaluate(WIDER)
    return [f"{too_wide} px too wide", *culprits] if too_wide > 0 else []


def shown(page: Page) -> list[str]:
    """Every text in the page's own language."""
    texts: list[str] = page.evaluate(SHOWN)
    return texts
