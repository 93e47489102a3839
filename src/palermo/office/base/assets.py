"""The digest that stands in the address of every static file."""

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Eight hex digits that change when a static file of ours changes, or a release of those that bring some."""
    digest = hashlib.sha256((version("django-htmx") + version("django-allauth")).encode())
    for path in sorted((Path(__file__).parent / "static").rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
