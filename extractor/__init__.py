"""Exact facts from Arabic text: counts, percentages, money, measures, dates, documents and places, with offsets.

>>> from extractor import extract
>>> [(r.kind, r.text) for r in extract("في عام ٢٠٢٣، استقبلت المنطقة ٢٦٠ عضوًا")]
[('date', 'عام ٢٠٢٣'), ('count', '٢٦٠')]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import ExtractorError, InputError, PatternError

if TYPE_CHECKING:
    from .document import Document
    from .frames import extract_frame
    from .marks import annotate
    from .pipeline import Extractor, extract
    from .records import (
        Count,
        Date,
        Duration,
        Locality,
        Measure,
        Money,
        Ordinal,
        Organization,
        Percentage,
        Person,
        Record,
        Resolution,
    )

__all__ = [
    "Count",
    "Date",
    "Document",
    "Duration",
    "Extractor",
    "ExtractorError",
    "InputError",
    "Locality",
    "Measure",
    "Money",
    "Ordinal",
    "Organization",
    "PatternError",
    "Percentage",
    "Person",
    "Record",
    "Resolution",
    "annotate",
    "extract",
    "extract_frame",
]
__version__ = "0.1.0"

# Where each name is defined: a module is imported when a name of it is first asked for.
_HOMES = {
    "Document": "document", "Extractor": "pipeline", "extract": "pipeline", "extract_frame": "frames", "annotate": "marks",
    **dict.fromkeys(
        ("Count", "Date", "Duration", "Locality", "Measure", "Money", "Ordinal", "Organization", "Percentage", "Person", "Record", "Resolution"),
        "records",
    ),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{home}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
