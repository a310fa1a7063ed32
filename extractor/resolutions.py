"""Document symbols by themselves: decode "21-NQ/TW" without a text around it.

>>> from extractor.resolutions import parse
>>> parse("123/2020/ND-CP").issuer
'Government'
"""

from .kinds.resolutions import Symbol, parse, security_council_year

__all__ = ["Symbol", "parse", "security_council_year"]
