"""A paper as a file of an office suite. Its packages are imported when asked for: they double the start of a verb."""

from palermo.paper.model import Paper


def paper_docx(paper: Paper, language: str = "en") -> bytes:
    """A document: chapters under headings, tables whose header rows are repeated on every page. Pictures are their
    tables there.
    """
    from palermo.paper.write_docx import docx_bytes

    return docx_bytes(paper, language)
