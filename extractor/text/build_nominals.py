"""Build the list of nominals: words that text writes with ال, so nouns and adjectives, not verbs nor joined prepositions.

``python -m extractor.text.build_nominals TEXT[.gz] … -o patterns/nominals.txt``

"بيضاء" is written "البيضاء", too, "بشكل" is never "البشكل": so ب belongs to the one and is joined to the other. The
list holds folded words without their article; a word stays where it has been seen with the article `LEAST` times, and
in that share of all its uses.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from .normalize import fold

LEAST, SHARE = 3, 0.03
_WORD = re.compile(r"[\u0621-\u064a]+")
_ARTICLES = ("ال", "وال", "بال", "فال", "كال")  # not لل: "لليننغراد" has no article
_HEAD = (
    "# Nominals: words that news writes with their article (seen 3 times or more, in 3 % of their uses or more), folded,\n"
    "# without it. Counted in 90 MB of Arabic news by extractor.text.build_nominals. No sentence of it is kept here.\n"
)


def nominals(lines: Iterable[str]) -> list[str]:
    """The nominals of a text, sorted.

    Args:
        lines: of any Arabic text; some ten million words make a good list.
    """
    bare: Counter[str] = Counter()
    for line in lines:
        bare.update(_WORD.findall(fold(line)))
    definite: Counter[str] = Counter()
    for word, count in bare.items():
        for article in _ARTICLES:
            if word.startswith(article) and len(word) > len(article) + 1:
                definite[word[len(article) :]] += count
    return sorted(w for w, n in definite.items() if n >= LEAST and n >= SHARE * (n + bare[w]))


def main() -> None:
    """Run the builder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()

    def lines() -> Iterable[str]:
        for path in arguments.texts:
            with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
                yield from file

    arguments.output.write_text(_HEAD + "\n".join(nominals(lines())) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
