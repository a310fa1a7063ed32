"""Exact facts from Arabic text: counts, percentages, money, measures, dates, documents and places, with offsets.

>>> from extractor import extract
>>> [(r.kind, r.text) for r in extract("في عام ٢٠٢٣، استقبلت المنطقة ٢٦٠ عضوًا")]
[('date', 'عام ٢٠٢٣'), ('count', '٢٦٠')]
"""

from .document import Document
from .errors import ExtractorError, InputError, PatternError
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
