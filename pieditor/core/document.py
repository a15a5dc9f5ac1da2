"""pieditor's JSON documents: each names its format and version, and older versions are migrated.

Callers turn the ValueError of a failed read into a message for the user; `remedy_for` knows whether
the remedy is to update pieditor.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pieditor.core.json_text import read_json
from pieditor.core.sentences import sentence

Table = dict[str, Any]


class NeedsUpdate(ValueError):
    """The document holds something that a newer pieditor wrote; the message says which thing."""


def remedy_for(error: Exception, otherwise: str) -> str:
    """The remedy to show for a document that cannot be read."""
    return sentence("Update pieditor.") if isinstance(error, NeedsUpdate) else otherwise


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """One kind of document.

    name        the value of "format"
    version     the newest that this pieditor knows, and writes
    migrations  n → the function from version n to n + 1; the first version is 1
    """

    name: str
    version: int
    migrations: Mapping[int, Callable[[Table], Table]] = field(default_factory=dict)

    def head(self) -> Table:
        """The entries with which a document of this kind begins: format and version."""
        return {"format": self.name, "version": self.version}

    def read(self, text: str | bytes) -> Table:
        """The document in `text` (bytes are UTF-8), migrated to the newest version.

        Raises ValueError with the reason for anything else, NeedsUpdate for a newer version. An
        older document is migrated before it is checked, so a damaged one may also raise KeyError,
        TypeError or AttributeError.
        """
        document = read_json(text)
        if not isinstance(document, dict) or document.get("format") != self.name:
            raise ValueError(sentence('it does not say "format": "{format}"', format=self.name))
        version = document.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise ValueError(sentence("it has no version"))
        if version > self.version:
            raise NeedsUpdate(
                sentence(
                    "it is version {version}, and this pieditor knows up to {newest}",
                    version=version,
                    newest=self.version,
                )
            )
        for step in range(version, self.version):
            document = {**self.migrations[step](document), "version": step + 1}
        return document


def without(table: Mapping[str, Any], *names: str) -> Table:
    """The entries not in `names`: what this version does not know is kept and written back."""
    return {name: value for name, value in table.items() if name not in names}
