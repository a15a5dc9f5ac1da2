"""Sentences for people that can be shown in another language.

A sentence is ordinary English text that keeps the template and the values it was made from. The
window looks the template up in its translation catalogue and fills in the values; the command line
and reports print the English text.
"""

from collections.abc import Mapping


class Sentence(str):
    """English text made from a template.

    template  the English words with a {name} for each value
    values    the values by name; a value that is a Sentence is translated too
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object]) -> "Sentence":
        """Put the values into the template; a template without values is taken as it is."""
        text = super().__new__(cls, template.format(**values) if values else template)
        text.template = template
        text.values = dict(values)
        return text

    def __getnewargs__(self) -> tuple[str, Mapping[str, object]]:  # type: ignore[override]
        return self.template, self.values


def sentence(template: str, **values: object) -> Sentence:
    """The English sentence of a template.

    >>> text = sentence("the file ends after {have} of {need}", have="3.1", need="24.6 MB")
    >>> print(text)
    the file ends after 3.1 of 24.6 MB
    >>> text.template
    'the file ends after {have} of {need}'
    """
    return Sentence(template, values)
