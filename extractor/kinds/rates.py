"""Rates of exchange: bare figures that tell what a currency costs."""

from __future__ import annotations

import re
from typing import Final

from ..grammar import Expression
from ..text.match import Reading
from ..text.numbers import Number
from ..text.scan import Token

_AGAINST: Final = Expression(r" (?:{against-coin}) ")
_COIN: Final = Expression(r" (?:{against-coin}) (?:{coin})(?![^\W\d_])")
_TRADED: Final = Expression(r" (?:{traded})(?![^\W\d_])")
_LEVELLED: Final = Expression(r" (?:{levelled}) $")
_PRICE_OF_COIN: Final = Expression(r"(?<![^\W\d_])[وفبل]?(?:{price-of-coin})[^.؟!\n\d]{0,60} (?:{comes-to-level}) $")
_FINE: Final = re.compile(r"\d{1,2}[.,]\d{4}").fullmatch
_LEVEL: Final = re.compile(r"\d{1,3}[.,]\d{2,5}").fullmatch
# Currencies whose rates are told in another one: "اليورو إلى 1.18 مقابل الدولار".
_DEAR: Final = frozenset({"EUR", "GBP"})


def as_rates(reading: Reading) -> None:
    """Make bare counts money where they are rates: "الليرة إلى 4.42 مقابل الدولار", "الدولار بين 17.72 للشراء و17.77 للبيع"."""
    for draft in reading.drafts:
        number = draft.fields.get("_number")
        if draft.kind != "count" or draft.fields.get("noun") is not None or not isinstance(number, Number) or number.vague:
            continue
        against = _bought(reading, draft.last, draft.end)
        traded = reading.says("currency") and _TRADED(reading.database).match(reading.norm, draft.end) is not None
        if against is None and not traded and not _told_as_rate(reading, draft.first, number):
            continue
        draft.kind = "money"
        draft.fields.pop("noun")
        draft.fields["currency"], draft.fields["_noun"] = _told_in(reading, draft.first, against or "")


def rate_of_exchange(reading: Reading, index: int) -> bool:
    """Whether a bare number may be a rate of exchange: its clause names a currency before it."""
    return _subject(reading, index) is not None


def _subject(reading: Reading, index: int) -> Token | None:
    """The definite currency that the clause of a token names last before it; None where it names none."""
    if not reading.says("currency"):
        return None
    start = reading.tokens[index].start
    for k in range(index - 1, max(-1, index - 14), -1):
        token = reading.tokens[k]
        if token.has("currency") and token.word is not None and token.definite:
            between = reading.norm[token.end : start]
            return token if len(between) <= 90 and ". " not in between and "\n" not in between else None
    return None


def _bought(reading: Reading, last: int, end: int) -> str | None:
    """The currency, as its ISO 4217 code, that a figure is the price of; empty where the text leaves open which; None where none is behind it."""
    behind = _AGAINST(reading.database).match(reading.norm, end)
    k = last + 1 if behind is None else reading.token_at(behind.end())
    coin = reading.tokens[k] if k < len(reading.tokens) else None
    if coin is not None and coin.word is not None and coin.has("currency") and coin.has_article:
        if (coin.lead == behind.end() and not coin.clitics) if behind is not None else (coin.lead == end + 1 and coin.clitics == "ل"):
            return str(coin.word.senses["currency"].value or "")
    return "" if behind is not None and _COIN(reading.database).match(reading.norm, end) else None


def _told_as_rate(reading: Reading, index: int, number: Number) -> bool:
    """Whether a figure is a level of the currency that its clause names: "ولامست الليرة 4.3519", "سعر صرف الدولار 85 ألفا"."""
    if not number.digits or number.value is None:
        return False
    lead = reading.tokens[index].lead
    if reading.database.closes("comes-to-level", reading.word_before(lead)):
        if _PRICE_OF_COIN(reading.database).search(reading.norm, max(0, lead - 90), lead):
            return True  # "سعر العملة الإيرانية وصل إلى 144 ألفا"
    coin, start = _subject(reading, index), reading.tokens[index].lead
    if coin is None or coin.word is None:  # "المسجل عند 4.3502", in a text that speaks of currencies
        levelled = number.scaled == 1 and _FINE(number.text) is not None and reading.says("currency")
        return levelled and _LEVELLED(reading.database).search(reading.norm, max(0, start - 12), start) is not None
    if reading.ahead(coin.lead, "exchange_word") and start - coin.end < 20:
        return True
    dollars = coin.word.senses["currency"].value == "USD"  # whose level may be an index
    return number.scaled == 1 and _LEVEL(number.text) is not None and not dollars


def _told_in(reading: Reading, index: int, against: str) -> tuple[str | None, str | None]:
    """The code of the currency that a rate is told in, or its ambiguous noun: the nearest one, before it or else behind, that it does not buy."""
    before, behind = reading.tokens[max(0, index - 60) : index], reading.tokens[index + 1 : index + 60]
    for token in (*reversed(before), *behind):
        if token.word is None or not token.has("currency") or not token.definite:
            continue
        entry = token.word.senses["currency"]
        code = str(entry.value or "") or None
        if code in _DEAR:
            return against or None, None
        if code != "USD" and (code is None or code != against):
            return code, None if code else str(entry.features.get("ambiguous") or "") or None
    return None, None
