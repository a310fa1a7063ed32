"""Places by name, without a text around them.

>>> from extractor.places import lookup
>>> [(p.name, p.type, p.code) for p in lookup("كوانغ نينه")][0]
('Quảng Ninh', 'province', 'VN-13')
"""

from __future__ import annotations

from .gazetteer import Gazetteer, Place

__all__ = ["Gazetteer", "Place", "lookup"]


def lookup(name: str) -> list[Place]:
    """All places a name may mean, most important first.

    Args:
        name: in any script the gazetteer has, with or without diacritics and hamza.

    >>> lookup("Quang Ninh")[0].code
    'VN-13'
    """
    from ..pipeline import gazetteer

    return gazetteer().lookup(name)
