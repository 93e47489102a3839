"""Sentences for people: an English template and its parameters, translated only when shown."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
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


def mark(text: str) -> str:
    """Mark a msgid for the translators where the sentence is built elsewhere."""
    return text
