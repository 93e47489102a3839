"""Workbooks and documents without the moment they were written in: the same plan gives the same bytes.

Both formats are ZIP archives whose entries, and a property inside, carry the clock of the writer. A digest shown beside
a file would not hold past the next time it is made.
"""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:\2>)")


def steady(archive: bytes) -> bytes:
    """The archive with every moment set to the first that the format knows."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(archive)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == PROPERTIES:
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            target.writestr(ZipInfo(entry.filename), content, ZIP_DEFLATED)
    return out.getvalue()
