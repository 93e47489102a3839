"""Plans that are public and plans that are not, as the tests of the public pages have them."""

from tests.office.pages.conftest import claim, next_version, publish

__all__ = ["claim", "next_version", "publish"]
