"""Where one is: the first page of a section, and what stands below it."""

Crumb = tuple[str, ...]  # words and address; where the words are not of the page's language, the attribute of theirs


def crumbs_below(top: str, address: str, *crumbs: Crumb) -> list[dict[str, str]]:
    """The crumbs of a page. The last has no address; the first has none where it is the page itself."""
    below = [{"text": text, "href": href, "lang": lang[0] if lang else ""} for text, href, *lang in crumbs]
    return [{"text": top, "href": address if below else ""}, *below]
