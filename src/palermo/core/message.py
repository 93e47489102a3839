"""Sentences for people: an English template and its parameters, translated only when shown."""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from importlib.resources import as_file, files


@lru_cache(maxsize=16)
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    with as_file(files("palermo") / "locale") as folder:
        return gettext.translation("django", folder, [language], fallback=True)


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable sentence. `text` is the English msgid with `{name}` fields, `params` fills them.

    A parameter may itself be a Message; it is translated along.
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: str = "en") -> str:
        """The sentence in `language`; English where no translation exists."""
        # gettext answers the empty msgid with its own header
        template = _catalogue(language).gettext(self.text) if self.text else ""
        if not self.params:
            return template
        return template.format_map(
            {k: v.say(language) if isinstance(v, Message) else v for k, v in self.params.items()}
        )

    def __str__(self) -> str:
        return self.say()


@dataclass(frozen=True, slots=True)
class Named(Message):
    """How something is called, which no catalogue knows: `params` holds its names by language, `text` stands in."""

    def say(self, language: str = "en") -> str:
        """The name in `language`, else the English one, else what stands in."""
        return str(self.params.get(language) or self.params.get("en") or self.text)


def mark(text: str) -> str:
    """Mark a msgid for the translators where the sentence is built elsewhere."""
    return text


def listed(parts: Iterable[Message]) -> Message:
    """Several things in one sentence; at least one."""
    return reduce(lambda one, other: Message(mark("{one}, {other}"), {"one": one, "other": other}), parts)
