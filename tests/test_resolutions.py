"""Symbols: canonical spelling whatever the degradation; the codes decoded."""

import itertools

import pytest

from extractor import Extractor
from extractor.kinds.resolutions import parse, security_council_year
from extractor.patterns import load
from extractor.text.normalize import fold

from .conftest import THOROUGH

EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.mark.parametrize(
    ("written", "symbol", "type", "code"),
    [
        ("21-NQ/TW", "21-NQ/TW", "resolution", "TW"),
        ("54/NQ-TW", "54-NQ/TW", "resolution", "TW"),
        ("123/2020/ND-CP", "123/2020/NĐ-CP", "decree", "CP"),
        ("66 / 2025 / ND-CP", "66/2025/NĐ-CP", "decree", "CP"),
        ("1088/QD - TTg", "1088/QĐ-TTg", "decision", "TTg"),
        ("86/NQ-HDND", "86/NQ-HĐND", "resolution", "HĐND"),
        ("202/2025/QH15", "202/2025/QH15", None, "QH15"),
        ("29/2024/TT-BGDDT", "29/2024/TT-BGDĐT", "circular", "BGDĐT"),
        ("05/2020/TTLT-BTC-BNV", "05/2020/TTLT-BTC-BNV", "circular", "BTC-BNV"),
        ("128/CD-TTg", "128/CĐ-TTg", "dispatch", "TTg"),
        ("07-NQ/DH", "07-NQ/ĐH", "resolution", "ĐH"),
        ("S/RES/2254 (2015)", "S/RES/2254 (2015)", "resolution", "S"),
        ("S/RES/2254", "S/RES/2254 (2015)", "resolution", "S"),
        ("A/RES/76/300", "A/RES/76/300", "resolution", "A"),
        ("2011/83/EU", "2011/83/EU", None, "EU"),
        ("95/46/EC", "95/46/EC", None, "EC"),
        ("A/HRC/RES/50/1", "A/HRC/RES/50/1", "resolution", "HRC"),
    ],
)
def test_parse(written: str, symbol: str, type: str | None, code: str) -> None:
    found = parse(written)
    assert found is not None
    assert (found.symbol, found.type, found.issuer_code) == (symbol, type, code)


@pytest.mark.parametrize("written", ["", "hello", "12/XX-YY", "5-USD", "2020/2025", "COVID-19"])
def test_no_symbol(written: str) -> None:
    assert parse(written) is None


def test_degraded_spellings_of_every_type_and_issuer(extractor: Extractor) -> None:
    entries = load().lexicon.entries.values()
    types = [e for e in entries if e.sense == "vietnam_type"]
    issuers = [e for e in entries if e.sense == "vietnam_issuer" and e.value not in ("QH", "BCT", "UBTVQH")]
    good = total = 0
    for n, (kind, issuer) in enumerate(itertools.product(types, issuers)):
        t, i = kind.features["canonical"], issuer.features["canonical"]
        symbol = f"21-{t}/{i}" if issuer.features["level"] == "party" else f"21/{t}-{i}"
        plain = fold(symbol)
        spellings = [
            symbol, plain, plain.replace("/", " / "), plain.replace("-", " - "), plain.translate(EASTERN), plain.replace("-", "–"),
            plain.replace("/", "/ "), plain.replace("-", "- "), symbol.translate(EASTERN), plain.replace("-", "−"),
        ]  # fmt: skip
        for text in set(spellings if THOROUGH else spellings[n % 3 :: 3]):  # each spelling has a third of the 2,000 symbols
            found = [r.symbol for r in extractor(f"وفقا للقرار رقم {text} الصادر").resolutions]
            total += 1
            good += found == [symbol]
    assert good / total >= 0.99, (good, total)


@pytest.mark.parametrize(
    ("number", "year"),
    [(242, 1967), (338, 1973), (425, 1978), (1325, 2000), (1701, 2006), (2254, 2015), (2216, 2015), (2682, 2023), (1, 1946)],
)
def test_security_council_years(number: int, year: int) -> None:
    assert security_council_year(number) == year


def test_second_mention_and_issue_date(extractor: Extractor) -> None:
    text = "القرار رقم 29-NQ/TW (بتاريخ 4 نوفمبر 2013) بشأن التعليم. وبعد القرار 29 تغير الكثير"
    first, second = extractor(text).resolutions
    assert (first.symbol, first.issued, first.system) == ("29-NQ/TW", "2013-11-04", "vietnam")
    assert first.issuer == "Central Committee of the Communist Party of Vietnam"
    assert (second.text, second.symbol) == ("القرار 29", "29-NQ/TW")


def test_letters_turned_into_arabic(extractor: Extractor) -> None:
    (record,) = extractor("القرار رقم 21/ن ق-ت و الصادر عن اللجنة").resolutions
    assert (record.text, record.symbol) == ("القرار رقم 21/ن ق-ت و", "21-NQ/TW")


def test_the_public_module() -> None:
    from extractor import resolutions

    found = resolutions.parse("21-NQ/TW")
    assert found is not None
    assert (found.level, found.issuer_native, found.issuer_ar) == (
        "party",
        "Ban Chấp hành Trung ương Đảng",
        "اللجنة المركزية للحزب الشيوعي الفيتنامي",
    )
