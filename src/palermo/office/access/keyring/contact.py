"""Contact data of a person, sealed in the compartment of the body that invited them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from palermo.access import Thing
from palermo.office.access.models import Person

CONTACT = "contact"  # what such records are called


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is called and reached, in their own words. What they left out is empty."""

    name: str = ""
    telephone: str = ""
    email: str = ""
    note: str = ""

    def fields(self) -> dict[str, bytes]:
        """What there is to seal."""
        return {name: text.strip().encode() for name, text in asdict(self).items() if text.strip()}


def contact_from(fields: Mapping[str, bytes]) -> Contact:
    """The other way."""
    return Contact(**{name: text.decode() for name, text in fields.items()})


def contact_thing(person: Person) -> Thing:
    """Somebody's contact data as a thing to ask about, whether or not there is any."""
    return Thing(kind=CONTACT, id=person.pseudonym, path=person.body.above, owner=person.pseudonym)
