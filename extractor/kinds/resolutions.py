"""Resolutions: numbered official documents, from type noun and symbol to a decoded record.

In come a token that names a document type, or a bare symbol; out goes a draft
with type, number, canonical symbol, issuer and year. The codes of Vietnam, the
organs of the United Nations and the type nouns are data in ``patterns/documents``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, Final

from ..grammar import Database, Expression, Rule
from ..patterns import Entry, load
from ..text.match import Builder, Draft, Reading, Slots
from ..text.normalize import any_of, fold
from ..text.scan import PROCLITICS, Token

_SYMBOL: Final = (
    r"\d{2,4}/\d{1,4}/(?:EU|EC|EEC)(?![A-Za-z0-9])"
    r"|(?:EU|EC|EEC) ?\)? ?(?:No\.? ?|رقم ?)?\d{2,4}/\d{1,4}(?!\d)"
    r"|\d{1,5}(?: ?/ ?\d{4})? ?[-/] ?[A-Z][A-Za-z]{0,9}\d{0,2}(?: ?[-/] ?[A-Z][A-Za-z]{0,12}\d{0,2}){0,3}(?![A-Za-z0-9])"
    r"|(?:[AES]|(?:ST|TD|FCCC|CCPR|CRC|CEDAW|CERD|CRPD|CAT|CMW)(?=/[^/\s]{1,20}/))(?:/(?:Add|Rev|Corr)\.\d{1,3}|/(?=[A-Z]{1,8}\.\d|[A-Z]{1,8}/)[A-Z]{1,8}(?:\.\d{1,4})?|/(?:E?S-)?\d{1,4}(?:-\d{1,3})?){1,6}(?<=\d)(?: ?\(\d{4}\))?(?![A-Za-z0-9])"
    r"|\d{1,5}(?: ?/ ?\d{4})? ?[-/ ] ?[A-Za-z]{1,4} ?[-/] ?[A-Za-z]{2,10}\d{0,2}(?![A-Za-z0-9])"
)
_NUMBER: Final = (
    r"(?P<spelled>\d{1,5} ?[-/] ?(?:[^\W\d_][ .]{0,2}){2,5}[-/] ?(?:[^\W\d_](?:[ .]{1,2}(?=[^\W\d_](?!\w))|(?!\w))){2,5})"
    r"|(?P<letter>(?:[ام] ?/ ?\d{1,5}|\d{1,5} ?/ ?[ام](?!\w)))"
    r"|(?P<dotted>\d{1,4}(?:[.-]\d{1,5}){1,3})"
    r"|(?P<slash>\d{1,6} ?/ ?\d{1,6}(?: ?/ ?\d{1,6})?(?!-?\d))"
    r"|(?P<plain>\d{1,6}(?!\d)(?! ?/ ?\d))"
)


@dataclass(frozen=True, slots=True)
class _Expressions:
    """What may follow a type noun, compiled from the lexicon's words."""

    after_type: re.Pattern[str]
    more: re.Pattern[str]
    issued: re.Pattern[str]
    dated: re.Pattern[str]


@lru_cache(maxsize=8)
def _expressions(database: Database) -> _Expressions:
    lexicon = database.lexicon

    def words(sense: str) -> str:
        return any_of(lexicon.forms_of(sense))

    label = rf"(?:{words('document_label')})"
    union = any_of(database.lists["european-union"])
    tail = (
        rf"(?: {{0,2}}\)? {{0,2}}(?P<to>لل|ل)?(?P<unit>{words('document_year')}) {{0,2}}\(?(?P<year>\d{{4}}|\d{{2}}(?!\d))\)? ?(?P<era>ه|م(?!\w))?"
        r"| ?\((?P<paren>\d{4})\))?"
    )
    number = rf"(?P<number>[(\"-]{{0,2}} ?(?:(?P<symbol>{_SYMBOL})|{_NUMBER})(?P<close> ?\)|\")?{tail})"
    return _Expressions(
        re.compile(
            rf"(?P<who>(?: {{1,2}}[^\W\d_]{{2,}}){{0,8}}?)(?: \([^\W\d_]{{3,10}}\))?(?P<union> \((?:{union})\))? {{0,2}}\(? ?(?P<label>{label})? {{0,2}}(?:: ?)?{number}"
        ),
        re.compile(rf"(?: ?[،,] ?| {{0,2}})(?:و|،) ?(?P<label>{label})? {{0,2}}{number}"),
        re.compile(
            rf"(?<![^\W\d_])[وب]?(?:{words('issued_word')}|{words('cue_in')}|{words('day_word')})(?: (?:{words('cue_in')}))? ?\(? ?$"
        ),
        re.compile(rf" (?:{words('issued_word')}) [^\n.؛]{{4,60}}?(?=(?: ?[،,] ?| )و ?\d{{1,4}}/\d)"),
    )


_COUNCIL: Final = Expression(r"{council}")
_UNION: Final = Expression(r"{european-union}")
_ISSUED_BY: Final = Expression(r" ?\)? {0,2}(?:{issued}) {1,2}(?:{issued-by}) {1,2}(?=[^\W\d_])")
# Some words behind a type noun, and then a digit soon: without, a number need not be looked for.
_DIGIT_NEAR: Final = re.compile(r"(?>(?: {0,2}\(? ?[^\W\d_]{2,}\)?){0,12})[^،\u0621-\u064a\n]{0,60}(?:[ام] ?/ ?)?\d").match
_WORD: Final = re.compile(r"([^\W\d_]+) {0,2}")

# Endings of a type noun in the dual or plural, after which a list of numbers may stand.
_PLURAL: Final = ("ين", "ان", "ات", "ري", "يم", "وانين", "ما", "اوامر")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A decoded document symbol.

    Attributes:
        symbol: canonical spelling.
        number: its number, digits in ASCII.
        system: vietnam, un or arab.
        type: resolution, directive, …; None where the symbol doesn't say.
        year: where it carries one.
        issuer_code, issuer: who issued it.
        issuer_ar, issuer_native: the issuer's Arabic and native names.
        level: party or state, for Vietnam.
    """

    symbol: str
    number: str
    system: str
    type: str | None = None
    year: int | None = None
    issuer_code: str | None = None
    issuer: str | None = None
    issuer_ar: str | None = None
    issuer_native: str | None = None
    level: str | None = None


@cache
def _library() -> Database:
    return load()


def parse(symbol: str, database: Database | None = None) -> Symbol | None:
    """Decode a bare symbol.

    Args:
        symbol: as written: any digits, with or without diacritics, "/" or "-" in any order, inner spaces.
        database: the patterns to decode by; the library's own by default.

    Returns:
        The decoded symbol, or None where it holds no known code.

    >>> parse("٢١/nq-tw").symbol
    '21-NQ/TW'
    """
    return _parse(fold(symbol).strip(), database or _library())


@lru_cache(maxsize=4096)
def _parse(text: str, database: Database) -> Symbol | None:
    entries = database.lexicon.entries
    united = re.fullmatch(r"([AES])/((?:[A-Z]{2,6}(?:\.\d{1,3})?/)*)((?:E?S-)?\d{1,4}(?:/\d{1,4}){0,2})(?: ?\((\d{4})\))?", text, re.I)
    if united:
        organ = "HRC" if "HRC" in united[2].upper() else united[1].upper()
        entry = next((e for e in entries.values() if e.sense == "un_organ" and e.value == organ), None)
        body = f"{united[1].upper()}/{united[2].upper()}{united[3]}"
        year = int(united[4]) if united[4] else None
        if year is None and united[1].upper() == "S" and united[2].upper() == "RES/":
            year = security_council_year(int(united[3]), database) if united[3].isdigit() else None
        return Symbol(
            symbol=body + (f" ({year})" if year and united[1].upper() == "S" else ""),
            number=united[3], system="un", type="resolution" if "RES/" in united[2].upper() else "document",
            year=year, issuer_code=organ, issuer=entry.features.get("issuer") if entry else None,
        )  # fmt: skip
    other = _UN_BODY.fullmatch(text)
    if other is not None:
        organ = other[1].upper()
        entry = next((e for e in entries.values() if e.sense == "un_organ" and e.value == organ), None)
        return Symbol(text, other[2], "un", "document", None, organ, entry.features.get("issuer") if entry else None)
    union = re.fullmatch(r"(\d{2,4})/(\d{1,4})/(EU|EC|EEC)", text.upper())
    if union:
        suffix = entries[f"eu_suffix.{union[3].lower()}"]
        lead = int(union[1])
        adopted = lead if lead > 1900 else (1900 + lead if 50 <= lead <= 99 else None)
        return Symbol(text.upper(), f"{union[1]}/{union[2]}", "eu", None, adopted, union[3], str(suffix.features["issuer"]))
    bracketed = re.fullmatch(r"\(? ?(EU|EC|EEC) ?\)? ?(?:NO\.? ?|رقم ?)?(\d{2,4})/(\d{1,4})", text.upper())
    if bracketed:
        suffix = entries[f"eu_suffix.{bracketed[1].lower()}"]
        parts = (bracketed[2], bracketed[3]) if bracketed[1] == "EU" else (bracketed[3], bracketed[2])  # "(EC) 1907/2006" is of 2006
        year = next((int(part) for part in parts if len(part) == 4 and part[:2] in ("19", "20")), None)
        number = f"{bracketed[2]}/{bracketed[3]}"
        return Symbol(f"({bracketed[1]}) {number}", number, "eu", None, year, bracketed[1], str(suffix.features["issuer"]))
    pieces = [p for p in re.split(r"[\s/\-_.]+", text.upper()) if p]
    if len(pieces) < 2 or not pieces[0].isdigit():
        return None
    number, codes, year = pieces[0], pieces[1:], None
    if re.fullmatch(r"\d{4}", codes[0]) and 1900 <= int(codes[0]) <= 2100:
        year = int(codes[0])
        codes = codes[1:]
    if not codes:
        return None
    assembly = re.fullmatch(r"(QH|UBTVQH)(\d{1,2})", codes[-1])
    kind = entries.get(f"vietnam_type.{codes[0].lower()}")
    if kind is None and len(codes) > 1 and entries.get(f"vietnam_issuer.{codes[0].lower()}") is not None:
        # "21-TW/NQ": the codes have changed places.
        swapped = entries.get(f"vietnam_type.{codes[1].lower()}")
        if swapped is not None:
            codes = [codes[1], codes[0], *codes[2:]]
            kind = swapped
    if kind is None and assembly is None:
        issuer = entries.get(f"vietnam_issuer.{codes[0].lower()}")
        if issuer is None or issuer.features.get("level") != "state":
            return None
        rest = [_canonical(code, entries) for code in codes[1:]]
        return _vietnam(f"{number}/{issuer.features['canonical']}" + "".join(f"-{c}" for c in rest), number, None, year, issuer)
    head = number + (f"/{year}" if year else "")
    if assembly is not None:
        issuer = entries.get(f"vietnam_issuer.{assembly[1].lower()}")
        canonical = f"{assembly[1]}{assembly[2]}"
        prefix = f"{kind.features['canonical']}-" if kind is not None else ""
        return _vietnam(f"{head}/{prefix}{canonical}", number, kind.features["type"] if kind else None, year, issuer, canonical)
    assert kind is not None
    issuers = codes[1:]
    first = entries.get(f"vietnam_issuer.{issuers[0].lower()}") if issuers else None
    written = [_canonical(code, entries) for code in issuers]
    party = first is not None and first.features.get("level") == "party"
    if first is not None and first.value == "BCT" and (("/" in text and text.find("/") < text.find("-")) or year):
        party = False  # the Ministry of Industry and Trade
    kind_code = kind.features["canonical"]
    if party or (first is None and re.search(r"\d ?- ?[A-Za-z]", text)):
        symbol = f"{head}-{kind_code}" + ("/" + "-".join(written) if written else "")
    else:
        symbol = f"{head}/{kind_code}" + "".join(f"-{c}" for c in written)
    return _vietnam(symbol, number, kind.features["type"], year, first, "-".join(written) or None)


def _canonical(code: str, entries: dict[str, Entry]) -> str:
    entry = entries.get(f"vietnam_issuer.{code.lower()}") or entries.get(f"vietnam_type.{code.lower()}")
    return entry.features["canonical"] if entry is not None else code


def _vietnam(symbol: str, number: str, type_: str | None, year: int | None, issuer: Entry | None, code: str | None = None) -> Symbol:
    features = issuer.features if issuer is not None else {}
    return Symbol(
        symbol=symbol, number=number, system="vietnam", type=type_, year=year,
        issuer_code=code or features.get("canonical"), issuer=features.get("en"),
        issuer_ar=features.get("ar"), issuer_native=features.get("vi"), level=features.get("level"),
    )  # fmt: skip


# Documents of organs, committees and treaty bodies: "A/C.5/79/L.12", "S/2024/503/Add.1", "CRC/C/IRQ/5-6".
_UN_BODY: Final = re.compile(
    r"(?:(A|E|S|ST|TD|FCCC|CCPR|CRC|CEDAW|CERD|CRPD|CAT|CMW))/((?:[A-Z]{1,8}/)*(?:[A-Za-z]{1,8}\.)?[A-Z0-9][\w.-]*(?:/[\w.-]+)*)"
)


def security_council_year(number: int, database: Database | None = None) -> int | None:
    """The year in which the Security Council adopted a resolution, None beyond the known numbers."""
    table = (database or _library()).lexicon.entries["un_years.security-council"].features
    for year, last in sorted(table.items()):
        if number <= last:
            return int(year)
    return None


def resolution(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """Build a document, or several for a list after one type noun."""
    database = reading.database
    bare = slots.get("sy")
    if bare is not None:
        symbol = _parse(bare.text.strip(), database)
        if symbol is None or (symbol.system == "vietnam" and symbol.issuer_code is None):
            return []
        return [_draft(rule, slots.first, bare.start, bare.end, symbol.type or "document", symbol)]
    if "nw" in slots:
        return _and_number(reading, rule, slots)
    noun = slots.get("ty")
    assert noun is not None
    entry = noun.word.senses["document_type"]  # type: ignore[union-attr]
    norm = reading.norm
    found = _expressions(database).after_type.match(norm, noun.end) if _DIGIT_NEAR(norm, noun.end) else None
    if found is None:
        return _in_words(reading, rule, slots) if entry.value == "resolution" else None
    who = (found["who"] or "").strip()
    pieces = who.split()
    possessor = "" if who else _possessor(reading, noun, found)
    who = who or (found["union"] or "").strip(" ()") or possessor
    titled = entry.value == "law" and found["symbol"] is not None and "QH" in found["symbol"]  # "قانون تنظيم المحاكم رقم 34/2024/QH15"
    if not titled and any(_may_be(database, w, "document_break") or _may_be(database, w, "document_type") for w in pieces):
        return None  # the number belongs to something else, or to the document named last
    if entry.features.get("strict") and len(pieces) > 4:
        return None
    if any(database.lexicon.has(w, "cue_patrol") for w in pieces) and entry.value == "circular":
        return None  # "الدورية المشتركة رقم 39"
    made = _read(found, reading, entry, who, found["label"] is not None or possessor != "")
    if made is None:
        return None
    kind, symbol = made
    drafts = [_draft(rule, slots.first, noun.start, _end(found), kind, symbol)]
    if symbol.issuer is None and who and _is_issuer(database, pieces):
        a, b = reading.view.origin(found.start("who") + (len(found["who"]) - len(found["who"].lstrip())), found.end("who"))
        drafts[0].fields["issuer"] = reading.view.text[a:b].strip() or None
    if drafts[0].fields["issuer"] is None:
        drafts[0].fields["issuer"] = _issuer_behind(reading, drafts[0].end)
    position = found.end("number")
    plural = noun.text.split(" ")[0].removesuffix("ها").removesuffix("ه").endswith(_PLURAL)
    for _ in range(12):
        more = _expressions(database).more.match(norm, position)
        if more is None and plural and drafts[0].fields["system"] == "un":
            dated = _expressions(database).dated.match(norm, position)  # "قراراتها 70/1 المؤرخ 25 أيلول/سبتمبر 2015 و71/243"
            more = None if dated is None else _expressions(database).more.match(norm, dated.end())
        if more is None:
            break
        same = (
            more["symbol"] is not None
            or more["label"] is not None
            or (plural and bool(more["plain"] or more["slash"] or more["dotted"] or more["letter"]))
        )
        same = same or (more["paren"] is not None and found["paren"] is not None)
        if not same:
            break
        made = _read(more, reading, entry, who, True)
        if made is None:
            break
        start = more.start("label") if more["label"] else more.start("number")
        drafts.append(_draft(rule, slots.first, start, _end(more), made[0], made[1]))
        position = more.end("number")
    _share_suffix(drafts, database)
    if plural:
        _share_year(drafts)
    return drafts


def _in_words(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """ "قرار مجلس الأمن ألفين ومئتين وستة عشر": a resolution of the Security Council whose number is spoken."""
    named = False
    for token in reading.tokens[slots.first + 1 : slots.first + 5]:
        if token.value("un_organ") == "S" or token.has("un_word"):
            named = True
        elif token.number is not None and named:
            value = token.number.value
            if token.number.digits or token.number.ordinal or token.clitics or not isinstance(value, int):
                return None
            if not 100 < value <= 4000 or value % 100 == 0:
                return None  # "يعارض قرار مجلس الأمن ألف شخص"
            symbol = _parse(f"s/res/{value}", reading.database)
            start = reading.tokens[slots.first].start
            return None if symbol is None else [_draft(rule, slots.first, start, token.end, "resolution", symbol)]
        elif not token.has("document_label"):
            return None
    return None


def _possessor(reading: Reading, noun: Token, found: re.Match[str]) -> str:
    """The organ of the United Nations that speaks of "قرارها 70/1", "قراره 5/1" or "قراره 2019/4"; "" where it is none."""
    word, number = noun.text.split()[0], re.sub(r"\s", "", found["slash"] or "")
    if word.endswith("ها"):
        its = "A" if re.fullmatch(r"\d{2}/\d{1,3}", number) else ""
    elif word.endswith("ه"):
        its = "E" if re.fullmatch(r"(?:19|20)\d\d/\d{1,3}", number) else "HRC" if re.fullmatch(r"\d{1,2}/\d{1,2}", number) else ""
    else:
        return ""
    named: list[tuple[str, str, int]] = reading.fact("organs named", _organs_named) if its else []
    return next((form for organ, form, offset in named if organ == its and offset < noun.start), "")


def _organs_named(reading: Reading) -> list[tuple[str, str, int]]:
    """The organs of the United Nations that a text names, each with its form and where it first does."""
    named = [(str(organ.value), form, reading.norm.find(form)) for organ, forms in _organs(reading.database) for form in forms]
    return [found for found in named if found[2] >= 0]


def _issuer_behind(reading: Reading, offset: int) -> str | None:
    """The body in "الصادر عن اللجنة المركزية" behind a document, as written; None where there is none."""
    found = _ISSUED_BY(reading.database).match(reading.norm, offset)
    if found is None:
        return None
    lexicon, start = reading.database.lexicon, found.end()
    end = start
    words: list[str] = []
    while len(words) < 5:
        word = _WORD.match(reading.norm, end)
        if word is None or any(lexicon.has(word[1], s) for s in ("stop", "year_word", "cue_in", "month", "relative_day", "weekday")):
            break
        if words and word[1][0] in "وبلف" and not word[1].startswith("ال"):
            break
        words.append(word[1])
        end = word.end()
    if not words or not any(lexicon.has(w, "document_body") for w in words):
        return None
    a, b = reading.view.origin(start, start + len(reading.norm[start:end].rstrip()))
    return reading.view.text[a:b]


def _is_issuer(database: Database, pieces: list[str]) -> bool:
    """Whether words between a type noun and its number name a body: "مجلس الوزراء", not "الجديد" nor "للمجلس الأعلى"."""
    if pieces[0].startswith("لل"):
        return False
    bodies = ("document_issuer", "document_body")
    return any(
        not database.lexicon.has(w, "document_adjective") and any(database.lexicon.has(w, sense) for sense in bodies) for w in pieces
    )


def _end(found: re.Match[str]) -> int:
    """Where a matched number ends, without trailing space."""
    end = found.start("number") + len(found["number"].rstrip())
    opened = {")": "(", '"': '"'}.get((found["close"] or "").strip())
    if opened and opened not in found.string[found.start() : found.start("close")] and not (found["year"] or found["paren"]):
        return found.start("close")  # the bracket was opened before
    if found["year"] and not found["to"] and found["unit"][0] != "س":
        return found.start("unit") - len(found.string[: found.start("unit")]) + len(found.string[: found.start("unit")].rstrip(" "))
    return end


def _may_be(database: Database, word: str, sense: str) -> bool:
    """Whether a word has a sense, with or without proclitics."""
    lexicon = database.lexicon
    if lexicon.has(word, sense):
        return True
    for length in (1, 2, 3):
        if word[:length] in PROCLITICS and len(word) - length > 2:
            rest = word[length:]
            if lexicon.has(rest, sense) or (word[:length].endswith("ل") and rest[0] == "ل" and lexicon.has("ا" + rest, sense)):
                return True
    return False


def _and_number(reading: Reading, rule: Rule, slots: Slots) -> list[Draft] | None:
    """ "قراري مجلس الشورى رقم (305/45) بتاريخ …، ورقم (152/21)": one more of the type named before."""
    token = slots.get("nw")
    assert token is not None
    earlier = next((d for d in reversed(reading.drafts[-3:]) if d.kind == "resolution"), None)
    if token.clitics != "و" or earlier is None or token.start - earlier.end > 80:
        return None
    noun = reading.tokens[earlier.first]
    if not noun.has("document_type") or not noun.text.endswith(_PLURAL):
        return None
    found = _expressions(reading.database).more.match(reading.norm, token.lead)
    if found is None:
        return None
    made = _read(found, reading, noun.word.senses["document_type"], "", True)  # type: ignore[union-attr]
    return None if made is None else [_draft(rule, slots.first, token.start, _end(found), *made)]


def _share_year(drafts: list[Draft]) -> None:
    """ "القوانين أرقام 12 و13 لسنة 2020": the last one's year holds for those before it that have none."""
    last = drafts[-1].fields
    if last.get("system") != "arab" or not last.get("year") or "/" not in last["symbol"]:
        return
    for draft in drafts[:-1]:
        fields = draft.fields
        if fields.get("system") == "arab" and not fields.get("year") and fields["symbol"] == fields["number"]:
            fields.update(year=last["year"], symbol=f"{fields['number']}/{last['year']}", type=last["type"])


def _share_suffix(drafts: list[Draft], database: Database) -> None:
    """ "القرارات 118 و119 و125/NQ-HDND": the last one's suffix holds for all."""
    last = drafts[-1].fields
    if len(drafts) < 2 or last.get("system") != "vietnam":
        return
    tail = last["symbol"][len(last["number"]) :]
    for draft in drafts[:-1]:
        if draft.fields.get("system") != "vietnam" and draft.fields["number"].isdigit():
            symbol = _parse(fold(draft.fields["number"] + tail), database)
            if symbol is not None:
                draft.fields.update(_fields(symbol.type or "document", symbol))


# Arabic letters for the Latin ones of a code, as translation writes them one by one.
_LATIN: Final = {
    "ا": "A", "ب": "B", "ت": "T", "ج": "G", "د": "D", "ر": "R", "س": "S", "ف": "F", "ق": "Q", "ك": "K", "ل": "L", "م": "M",
    "ن": "N", "ه": "H", "و": "W", "ي": "Y",
}  # fmt: skip


def _spelled(text: str, database: Database) -> Symbol | None:
    """ "21/ن ق-ت و": a symbol whose letters were turned into Arabic ones; kept as written where they give no code."""
    number = re.match(r"\d+", text)
    groups = re.split(r"[-/]", text)[1:]
    if number is None or any(letter not in _LATIN for group in groups for letter in group if letter.isalpha()):
        return None
    codes = ["".join(_LATIN[letter] for letter in group if letter.isalpha()) for group in groups]
    symbol = _parse(f"{number[0]}-{'/'.join(codes)}", database)
    if symbol is None or (symbol.system == "vietnam" and symbol.issuer_code is None):
        return None
    return symbol


def _read(found: re.Match[str], reading: Reading, entry: Entry, who: str, labelled: bool) -> tuple[str, Symbol] | None:
    """Type and symbol of one match, None where it is no document."""
    database = reading.database
    kind = str(entry.value)
    if found["symbol"]:
        symbol = _parse(found["symbol"].strip(), database)
        if symbol is None:
            return None
        return (kind if symbol.type in (None, "document") else symbol.type), symbol
    if found["spelled"]:
        symbol = _spelled(found["spelled"], database)
        return ((symbol.type or kind), symbol) if symbol is not None else None
    strict = bool(entry.features.get("strict"))
    known_issuer = not who or any(database.lexicon.has(w, "document_issuer") for w in who.split())
    if found["slash"] and _UNION(reading.database).search(who) is not None:
        number = re.sub(r"\s", "", found["slash"])
        lead, _, tail = number.partition("/")
        year = next((int(part) for part in (lead, tail) if re.fullmatch(r"(?:19|20)\d\d", part)), None)
        return kind, Symbol(number, number, "eu", None, year, "EU", str(database.lexicon.entries["eu_suffix.eu"].features["issuer"]))
    if not labelled:
        if (strict and not (found["dotted"] and not who and kind in ("dahir", "order"))) or not known_issuer or len(who.split()) > 5:
            return None
        if not (found["close"] or found["year"] or found["paren"]):
            after = reading.norm[found.end("number") : found.end("number") + 24]
            if re.match(r" ?[%٪/+-]|[.,]\d", after):
                return None
            word = reading.word_after(found.end("number"))
            if found["plain"] and word.endswith("ا") and 11 <= int(found["plain"]) % 100 <= 99 and len(word) > 3:
                return None  # "مشروع القانون 29 فصلا"
            known = database.lexicon.words.get(word)
            if (
                word
                and not word.startswith(("ال", "و", "ف", "ب", "ل"))
                and not (known and ("stop" in known.senses or "document_type" in known.senses))
                and not any(d.kind == "resolution" and d.fields["number"] == found["plain"] for d in reading.drafts)
            ):
                return None
            if found["plain"] and kind != "resolution" and 1900 <= int(found["plain"]) <= 2100:
                return None
            if found["plain"] and len(found["plain"]) < 2:
                return None
            dated = kind == "circular" and re.search(r"/ ?(?:19|20)\d\d$", found["slash"] or "")  # "التعميم 26/2018"
            if not found["plain"] and kind not in ("resolution", "law", "decree", "dahir", "order") and not dated:
                return None
    direct = not who or (len(who.split()) == 1 and who.startswith("ال"))
    if found["label"] and database.lexicon.has(found["label"], "cue_numero") and found["plain"] and not found["year"] and not direct:
        word = reading.word_after(found.end("number"))
        if word and not word.startswith(("ال", "ل", "و", "ب")) and not database.lexicon.has(word, "stop"):
            return None  # "بحضور عدد 300 مشجع"
    year = int(found["year"] or found["paren"] or 0) or None
    if year and year < 100:
        year += 1900 if year > 30 else 2000
    if year and found["year"] and not found["to"] and not (labelled and len(found["unit"]) == 3 and found["unit"][0] == "س"):
        year = None  # "القانون 377 عام 2001": the year of what happened
    raw = found["letter"] or found["dotted"] or found["slash"] or found["plain"]
    start = next(found.start(g) for g in ("letter", "dotted", "slash", "plain") if found[g])
    number = re.sub(r"\s", "", raw)
    if found["letter"]:
        a, b = reading.view.origin(start, start + len(raw))
        letter = re.search(r"[^\W\d_]", reading.view.text[a:b])
        digits = re.sub(r"\D", "", number)
        number = f"{letter[0] if letter else 'م'}/{digits}"
    organ = _organ(reading, entry, who, number, found)
    if organ is not None:
        value = str(organ.value)
        adopted = database.lexicon.entries["un_known.general-assembly"].features.get(number)
        if adopted and _COUNCIL(reading.database).search(who) is None and value in ("S", "A"):
            session, _, when_text = str(adopted).partition(" ")
            if year in (None, int(when_text)):
                assembly = database.lexicon.entries["un_organ.general-assembly"]
                return kind, Symbol(f"A/RES/{number} ({session})", number, "un", kind, int(when_text), "A", assembly.features["issuer"])
        head, _, tail = number.partition("/")
        if value == "S" and head.isdigit() and re.fullmatch(r"(?:19|20)\d\d", tail):
            number, year = head, int(tail)
        if value == "S" and number.isdigit():
            when = year or security_council_year(int(number), database)
            symbol_text = f"S/RES/{number}" + (f" ({when})" if when else "")
            return kind, Symbol(symbol_text, number, "un", kind, when, "S", organ.features.get("issuer"))
        if value != "S" and "/" in number:
            return kind, Symbol(str(organ.features["symbol"]).format(number=number), number, "un", kind, year, value,
                                organ.features.get("issuer"))  # fmt: skip
        if value != "S" and number.isdigit():
            return kind, Symbol(f"{number} ({year})" if year else number, number, "un", kind, year, value, organ.features.get("issuer"))
    dashed = re.fullmatch(r"(\d{1,4})-((?:19|20)\d\d)", number)
    if dashed and year is None:
        number, year = dashed[1], int(dashed[2])
    if found["slash"] and year is None:
        head, _, tail = number.rpartition("/")
        if re.fullmatch(r"(?:19|20)\d\d", head) and not re.fullmatch(r"(?:19|20)\d\d", tail):
            number = f"{tail}/{head}"  # "عدد 2016/74"
            tail = head
        if len(tail) == 4 and (1900 <= int(tail) <= 2100 or 1340 <= int(tail) <= 1500):
            year = int(tail)
            number = number.rpartition("/")[0]
    symbol_text = f"{number}/{year}" if year else number
    # A state's قرار is a decision; assemblies, parties and the United Nations adopt resolutions.
    kind = "decision" if kind == "resolution" and (year or who) else kind
    return kind, Symbol(symbol_text, number, "arab", kind, year)


def _organ(reading: Reading, entry: Entry, who: str, number: str, found: re.Match[str]) -> Entry | None:
    """The UN organ a number belongs to, None where it is no UN document."""
    entries = reading.database.lexicon.entries
    if entry.value != "resolution":
        return None
    if who:
        for organ, forms in _organs(reading.database):
            if any(form in who for form in forms):
                return organ
        adopted = _adopter(reading, found)
        if adopted is not None and number.isdigit() and 10 <= int(number) <= 4000 and not any(
            reading.database.lexicon.has(w, "document_issuer") for w in who.split()
        ):  # fmt: skip
            return adopted
        if not any(form in who for form in reading.database.lexicon.forms_of("un_word")):
            return None
    if not number.isdigit() or int(number) > 4000 or int(number) < 10:
        return None
    known = entries["un_known.general-assembly"].features.get(number)
    if known and found["year"] and str(known).endswith(found["year"]):
        return entries["un_organ.general-assembly"]
    adopted = _adopter(reading, found)
    if adopted is not None and not who and found["year"] is None:
        return adopted
    if any(d.kind == "resolution" and d.fields["issuer_code"] == "S" and found.start() - d.end < 60 for d in reading.drafts[-3:]):
        if not who and found["year"] is None and int(number) > 100:
            return entries["un_organ.security-council"]
    if found["paren"]:
        return entries["un_organ.security-council"]
    if found["label"] and not who and found["year"] is None and int(number) < 150:
        return None
    if found["year"]:
        if security_council_year(int(number), reading.database) != int(found["year"]):
            return None
        if not who and int(number) >= 200:
            return entries["un_organ.security-council"]  # "القرار 1325 لعام 2000": number and year agree
    if not who and not found["label"] and number in entries["un_known.security-council"].features and not _vietnamese(reading):
        return entries["un_organ.security-council"]
    if who or _security_council(reading) or _un_document(reading):
        return entries["un_organ.security-council"]
    return None


def _adopter(reading: Reading, found: re.Match[str]) -> Entry | None:
    """The UN organ that a clause names as adopting ("أصدر مجلس الأمن قرارا … رقم 2216"), None where there is none."""
    norm, lexicon = reading.norm, reading.database.lexicon
    clause = re.split(r"[.\n؛]", norm[max(0, found.start() - 60) : found.start()])[-1]
    verb = next((i for i, w in enumerate(clause.split()) if lexicon.has(w, "adopting_verb")), None)
    if verb is None:
        return None
    rest = " ".join(clause.split()[verb + 1 :])
    for organ, forms in _organs(reading.database):
        if rest.startswith(forms):
            return organ
    return None


@lru_cache(maxsize=8)
def _organs(database: Database) -> list[tuple[Entry, tuple[str, ...]]]:
    """The organs of the United Nations with their folded forms."""
    return [(e, tuple(map(fold, e.forms))) for e in database.lexicon.entries.values() if e.sense == "un_organ"]


def _security_council(reading: Reading) -> bool:
    """Whether the text names the Security Council."""
    return bool(reading.fact("security council", lambda r: any(t.value("un_organ") == "S" for t in r.tokens)))


def _vietnamese(reading: Reading) -> bool:
    """Whether the text names a document by a Vietnamese symbol."""
    return bool(reading.fact("Vietnamese symbol", lambda r: any(t.special == "symbol" and "-" in t.text for t in r.tokens)))


def _un_document(reading: Reading) -> bool:
    return reading.says("un_context") and not _vietnamese(reading)


def _fields(kind: str, symbol: Symbol) -> dict[str, Any]:
    return {
        "type": kind, "number": symbol.number, "year": symbol.year, "symbol": symbol.symbol, "system": symbol.system,
        "issuer_code": symbol.issuer_code, "issuer": symbol.issuer,
    }  # fmt: skip


def _draft(rule: Rule, first: int, start: int, end: int, kind: str, symbol: Symbol) -> Draft:
    return Draft("resolution", start, end, first, first, rule.id, _fields(kind, symbol))


def link(reading: Reading) -> None:
    """Give documents the issuing date stated with them, and bare second mentions their full symbol."""
    for draft in reading.drafts:
        if draft.kind == "resolution" and reading.norm[draft.end - 1] == ")" and "(" not in reading.norm[draft.start : draft.end]:
            draft.end -= 1  # "(الأمر عدد 161 لسنة 2017)"
    drafts = reading.drafts
    named: dict[str, Draft] = {}
    for i, draft in enumerate(drafts):
        if draft.kind != "resolution":
            continue
        fields = draft.fields
        if fields["system"] == "arab" and fields["number"] == fields["symbol"] and fields["number"] in named:
            earlier = named[fields["number"]].fields
            for key in ("symbol", "system", "type", "year", "issuer_code", "issuer", "issued"):
                fields[key] = earlier.get(key)
        elif fields["symbol"] != fields["number"]:
            named.setdefault(fields["number"], draft)
        for other in drafts[i + 1 : i + 4]:
            if other.kind == "resolution":
                break
            if other.kind != "date":
                continue
            between = reading.norm[draft.end : other.start]
            if len(between) > 90 or "." in between or "\n" in between or "؛" in between:
                break
            near = between[-24:]
            if _expressions(reading.database).issued.search(near) or re.fullmatch(r" ?\( ?", between):
                value = other.fields["value"]
                if value and other.fields["granularity"] == "day" and _timely(fields["year"], value):
                    if value.startswith("XXXX"):
                        value = _day(fields["year"], value[5:])
                    fields["issued"] = value
            break


def _timely(year: int | None, value: str) -> bool:
    """Whether a date may be the one a document of a year was issued on, Hijri years included."""
    if year is None or not value[:4].isdigit():
        return True
    adopted = year if year > 1600 else round(year * 0.970224 + 621.57)
    return abs(int(value[:4]) - adopted) <= 1


def _day(year: int | None, month_and_day: str) -> str | None:
    """That day of the year, None where the year is unknown or has no such day."""
    try:
        return date.fromisoformat(f"{year or 0:04d}-{month_and_day}").isoformat()
    except ValueError:
        return None


BUILDERS: Final[dict[str, Builder]] = {"resolution": resolution}
