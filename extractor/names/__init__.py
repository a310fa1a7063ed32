"""Names: persons, organizations and places that a tagger finds.

A tagger is anything that takes a text and returns its `Name` spans. Three ship with the library, chosen by name:
"spacy", the statistical one, "gazetteer", word lists alone, "camel", BERT by camel-tools.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from ..errors import InputError

TAGGERS = ("spacy", "gazetteer", "camel")


@dataclass(slots=True, frozen=True)
class Name:
    """A stretch of text that names something.

    Attributes:
        start, end: half-open code-point span in the original text, without proclitics.
        kind: "person", "organization" or "locality".
        score: how sure the tagger is, from 0 to 1.
    """

    start: int
    end: int
    kind: str
    score: float


class Tagger(Protocol):
    """What finds names in a text."""

    name: str

    def __call__(self, text: str) -> list[Name]:
        """The names of a text, in order, none overlapping another."""
        ...


@cache
def tagger(name: str, directories: tuple[Path, ...] = ()) -> Tagger:
    """Return one of the library's taggers, loaded once.

    Args:
        name: "spacy", "gazetteer" or "camel".
        directories: further pattern directories, whose lists of names count too.

    Raises:
        InputError: no such tagger, or it has no model.
        ImportError: its package is not installed.
    """
    if name == "spacy":
        from .statistical import StatisticalTagger

        return StatisticalTagger(directories)
    if name == "gazetteer":
        from .gazetteer import GazetteerTagger

        return GazetteerTagger(directories)
    if name == "camel":
        from .camel import CamelTagger

        return CamelTagger()
    raise InputError(f"unknown tagger {name!r}; choose from {', '.join(TAGGERS)}, or None for no names")
