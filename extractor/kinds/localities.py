"""Localities: from place tokens to records with a canonical name and a gazetteer id.

In come tokens whose text is a place's name, and head nouns ("بلدية", "حي") whose
name is looked up behind them; out go drafts. A bare name counts where it is
unmistakable; a name that is also a word or a person's counts behind a head noun,
a preposition or beside another place. Which of several places is meant is told
by head noun, by the countries and provinces the document names, and by size.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from datetime import date
from functools import lru_cache
from typing import Final

from ..grammar import Database, Expression
from ..places.gazetteer import Gazetteer, Place
from ..text.match import Cover, Draft, Reading
from ..text.normalize import any_of, fold
from ..text.scan import Token

_NEXT: Final = re.compile(r" {1,2}([^\W\d_]+)").match
_TAGGED: Final = re.compile(r"([^\W\d_]+)").match
_WORD_AFTER: Final = re.compile(r" {0,2}[^\W\d_]").match
# What a head noun may mean in translated Vietnamese news, where it is unreliable: a preference, not a filter.
_KINDS: Final = {
    "province": {"province", "region", "district"},
    "governorate": {"governorate", "province", "city"},
    "state": {"state", "governorate", "province", "region"},
    "city": {"city", "town", "capital"},
    "town": {"town", "city", "district", "township"},
    "commune": {"commune", "town", "city", "township", "ward"},
    "ward": {"ward", "district", "neighborhood", "town"},
    "village": {"village", "town", "commune"},
    "district": {"district", "region", "governorate", "province", "town", "city"},
    "region": {"region", "province", "governorate", "country"},
    "island": {"island"},
    "river": {"river"},
    "sea": {"sea", "bay", "lake", "gulf", "strait"},
    "mountain": {"mountain"},
    "facility": {"facility", "port", "airport", "border_gate", "city"},
    "country": {"country"},
    "emirate": {"emirate", "region", "country"},
}


def head_noun(reading: Reading, index: int) -> Token | None:
    """The place-type word directly before token `index`."""
    if index == 0:
        return None
    token = reading.tokens[index - 1]
    if token.has("currency_adjective") and index > 1 and reading.follows(index) and reading.tokens[index - 2].has("place_type"):
        capital = reading.tokens[index - 2]
        if capital.has_article and not reading.before(index - 1).strip(" "):
            return capital  # "العاصمة الأردنية عمان"
    title = token.value("place_title")
    if title is not None and reading.follows(index) and not token.definite:  # "محافظ البحيرة" rules a governorate
        return Token.of(
            token.lead, token.start, token.end, reading.database.lexicon.words[fold(title)], token.clitics, False, "", token.text
        )
    if token.has("place_type") and reading.norm[token.end : reading.tokens[index].lead].strip(' "(#') == "":
        if not reading.tokens[index].clitics and not ("(" in reading.before(index) and token.has_article):
            return token
    return None


def find(reading: Reading, gazetteer: Gazetteer) -> list[Draft]:
    """Find the localities of a text.

    Args:
        reading: with tokens whose `place` names candidates.
        gazetteer: for names behind head nouns.

    Returns:
        Drafts in order, each with its candidates in ``_places``.
    """
    tokens = reading.tokens
    taken = [(d.start, d.end) for d in reading.drafts]
    drafts: list[Draft] = []
    weak: list[Draft] = []
    cursor = 0
    for index in [i for i, t in enumerate(tokens) if t.place is not None or (t.word is not None and t.word.place_type)]:
        token = tokens[index]
        word = token.word
        while cursor < len(taken) and taken[cursor][1] <= token.start:
            cursor += 1
        if cursor < len(taken) and taken[cursor][0] < token.end and taken[cursor][1] > token.start:
            continue
        if token.place is not None and (not token.definite or token.text.startswith("ال")):
            head = head_noun(reading, index)
            draft = Draft("locality", token.start, token.end, index, index, "locality.gazetteer",
                          {"_places": token.place, "_head": head})  # fmt: skip
            if head is not None and _small_is_better(reading, head, token, gazetteer):
                draft.fields["_places"] = [*token.place, *gazetteer.small.get(token.text, ())]
            _reread(reading, token, draft, gazetteer)
            draft.fields["_places"] = _vocalized(reading, draft)
            if not draft.fields["_places"]:
                continue
            verdict = _accept(reading, index, token, head, draft.fields["_places"])
            if verdict is True:
                drafts.append(draft)
                paired = reading.norm.startswith(" - ", draft.end)  # "طريق كاو لانه - آن هوو"
                if (head is not None or paired) and draft.fields["_places"][0].country == "VN":
                    drafts.extend(_continued(reading, draft, gazetteer))
            elif verdict is None:
                weak.append(draft)
            continue
        if word is not None and word.place_type:
            found = _behind(reading, index, token, gazetteer)
            if found is not None:
                drafts.append(found)
                drafts.extend(_continued(reading, found, gazetteer))
    sure = {reading.norm[d.start : d.end] for d in drafts if d.fields["_head"] is not None}
    doubtful = []
    ordered = sorted(drafts, key=_at)
    for draft in weak:
        near = ordered[bisect_left(ordered, draft.start - _FAR, key=_at) : bisect_left(ordered, draft.end + _FAR, key=_at)]
        if _beside(reading, draft, near) or reading.norm[draft.start : draft.end] in sure:
            drafts.append(draft)
            insort(ordered, draft, key=_at)
        else:
            doubtful.append(draft)
    reading.facts["doubtful_places"] = doubtful
    drafts = _apart(drafts)
    _within(reading, drafts)
    _again(reading, drafts)
    return drafts


def _apart(drafts: list[Draft]) -> list[Draft]:
    """Drafts in order, without those that begin within one of the three before: "بلدية بين فو" is no "ب" and "ين فو"."""
    kept = []
    first = second = third = 0  # where those three end
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if draft.start >= max(first, second, third):
            kept.append(draft)
        first, second, third = second, third, draft.end
    return kept


_BEFORE_WIDER: Final = Expression(r"(?<![^\W\d_])و?(?:{lies-in}) ((?:[^\W\d_]{4,} )?[^\W\d_]{4,}) $")


def _within(reading: Reading, drafts: list[Draft]) -> None:
    """Find unlisted places that stand before the wider one they lie in: "في كاشينغ بولاية أوكلاهوما", "في أيطو بقضاء زغرتا"."""
    tokens, norm, database = reading.tokens, reading.norm, reading.database
    covered: Cover | None = None
    added = []
    for draft in drafts:
        places = draft.fields["_places"]
        if not places or places[0].type in ("continent", "region", "sea"):
            continue
        head = draft.fields["_head"]
        outer = tokens[draft.first - 1] if head is not None and draft.first and draft.rule == "locality.gazetteer" else tokens[draft.first]
        if outer.clitics != "ب" or outer.definite:
            continue
        found = _BEFORE_WIDER(database).search(norm, max(0, outer.lead - 50), outer.lead)
        if found is None:
            continue
        start, words = found.start(1), found[1].split()
        if len(words) == 2 and not (namelike(words[0], database) and foreign(words[0])):
            start, words = start + len(words[0]) + 1, words[1:]
            if not reading.ahead(start, "cue_in"):
                continue
        if not namelike(words[-1], database) or (words[-1].endswith("ا") and not foreign(words[-1])):
            continue
        covered = covered or Cover([*drafts, *reading.drafts])
        if covered.over(start, found.end(1)) is None:
            added.append(
                Draft("locality", start, found.end(1), draft.first, draft.first, "locality.unlisted", {"_places": [], "_head": None})
            )
    if added:
        drafts.extend(added)
        drafts.sort(key=_at)


def _at(draft: Draft) -> int:
    return draft.start


# Further away no name begins that ends beside another.
_FAR: Final = 200


def _again(reading: Reading, drafts: list[Draft]) -> None:
    """Find the further bare mentions of small places that a head noun has introduced ("وطن شوان دونغ")."""
    norm = reading.norm
    names = {
        norm[d.start : d.end]: d for d in drafts
        if d.rule in ("locality.head-noun", "locality.unlisted") and (" " in norm[d.start : d.end] or d.rule == "locality.unlisted")
    }  # fmt: skip
    if not names:
        return
    covered = Cover([*drafts, *reading.drafts])
    found = re.finditer(r"(?<![^\W\d_])[وفبل]?(" + any_of(names) + r")(?![^\W\d_])", norm)
    for match in found:
        start, end = match.span(1)
        if covered.over(start, end) is None:
            source = names[match[1]]
            if not _vietnamese_bare(reading, start):
                continue
            if source.rule == "locality.unlisted" and norm[match.start()] != "ب" and not reading.ahead(match.start(), "cue_in"):
                continue  # who "ولاية أردوغان" names is named elsewhere, too
            drafts.append(Draft("locality", start, end, source.first, source.last, source.rule,
                                {"_places": source.fields["_places"], "_head": source.fields["_head"]}))  # fmt: skip
    drafts.sort(key=lambda d: d.start)


def _vietnamese_bare(reading: Reading, start: int) -> bool:
    word = reading.database.lexicon.words.get(reading.word_before(start))
    return word is None or not ("vietnamese_name" in word.senses or "person_cue" in word.senses)


def _small_is_better(reading: Reading, head: Token, token: Token, gazetteer: Gazetteer) -> bool:
    return token.text in gazetteer.small and head.value("place_type") in ("commune", "ward", "village", "town", "district")


_VOWELS: Final = frozenset("\u064e\u064f\u0650\u0651")


def _vocalized(reading: Reading, draft: Draft) -> list[Place]:
    """The places that a vowel sign in the text tells from the others: "عمّان" is Amman, "عُمان" Oman."""
    places: list[Place] = draft.fields["_places"]
    if len(places) < 2 or reading.view.plain:
        return places
    start, end = reading.view.origin(draft.start, draft.end)
    signs = _VOWELS.intersection(reading.view.text[start:end])
    told = [p for p in places if any(signs.intersection(form) for form in p.forms)] if signs else []
    return told or places


_PARTICLE: Final = re.compile(r"[أإ]ن")


def _reread(reading: Reading, token: Token, draft: Draft, gazetteer: Gazetteer) -> None:
    """Undo two misreadings of the scan: a particle taken for a syllable ("هوي أن"), و taken for a first letter ("وجدة")."""
    text = token.text
    if text.endswith(" ان") or text.startswith("ان "):
        start, end = reading.view.origin(token.start, token.end)
        written = reading.view.text[start:end]
        if text.startswith("ان ") and _PARTICLE.match(written):
            draft.fields["_places"] = []
        elif _PARTICLE.search(written[-2:]):
            rest = text[:-3].rstrip()
            draft.fields["_places"] = gazetteer.forms.get(rest) or gazetteer.small.get(rest) or []
            draft.end = token.start + len(rest)
    elif text[0] == "و" and not token.clitics and len(text) > 3:
        longer = gazetteer.forms.get(text[1:])
        if (
            longer
            and longer[0].rank > 3 * token.place[0].rank
            and not reading.ahead(token.start, "place_context")
            and not reading.ahead(token.start, "place_type")
        ):
            draft.fields["_places"], draft.start = longer, token.start + 1


# Senses beside which a place name stays unmistakable; others (a month, a unit …) make it weak.
_SOFT: Final = frozenset({"word", "not_future", "currency_adjective", "un_word", "year_head", "place_type", "noun"})


def _adjectival(reading: Reading, index: int, token: Token) -> bool:
    """Whether a country's name is rather an adjective: "الحكومة السعودية", "مسؤولا روسيا"."""
    before = reading.word_before(token.lead)
    if reading.ahead(token.lead, "no_noun"):
        return False  # "تستقبلهم لاحقا بريطانيا"
    if token.text.startswith("ال") and (_countryman(reading, index - 1, index, token) or _countryman(reading, index + 1, index + 1, token)):
        return True  # "الجنسيتين الأمريكية والسعودية", "السعودية والمصرية"
    if token.clitics:
        return False
    if token.text.startswith("ال"):
        if before == token.text[:-1]:
            return False  # "مغادرة ولي العهد السعودي السعودية": the adjective is said already
        left = reading.tokens[index - 1] if index else None
        if (
            left is not None
            and left.place
            and left.place[0].type != "country"
            and not left.place[0].common
            and not reading.before(index).strip(' "')
        ):
            return True  # "مدينة جدة السعودية"
        return before.startswith(("ال", "وال", "بال", "لل", "فال", "كال")) and len(before) > 3
    start, end = reading.view.origin(token.start, token.end)
    if "\u064b" in reading.view.text[start:end]:
        return True
    previous = reading.tokens[index - 1] if index else None
    if previous is not None and previous.number is not None and not reading.before(index).strip(" "):
        return True
    stem = before[:-1]
    if before.endswith("ا") and index and (_counted(reading, index) or reading.database.lexicon.has(stem, "noun")):
        return True  # "92 عسكريا روسيا"
    if not before.endswith("ا") or len(before) <= 4 or before.startswith("ال"):
        return False
    if before.endswith("ما"):
        return reading.database.nominal(stem)  # "مقيما تركيا"
    return not before.endswith(("يا", "ها", "نا", "وا"))


def _countryman(reading: Reading, other: int, joined: int, token: Token) -> bool:
    """Whether token `other`, tied to this one by و at token `joined`, is a nationality of its gender and no place."""
    if not 0 <= other < len(reading.tokens) or reading.tokens[joined].clitics != "و" or reading.before(joined).strip(" "):
        return False
    neighbour = reading.tokens[other]
    return neighbour.has("currency_adjective") and not neighbour.place and neighbour.has_article and neighbour.text[-1] == token.text[-1]


def _counted(reading: Reading, index: int) -> bool:
    """Whether one word and before it a number stand before token `index`."""
    previous = reading.tokens[index - 1]
    if previous.number is not None:
        gap = reading.norm[previous.end : reading.tokens[index].lead]
    elif index > 1 and reading.tokens[index - 2].number is not None:
        gap = reading.norm[reading.tokens[index - 2].end : reading.tokens[index].lead]
    else:
        return False
    return _ONE_WORD(gap) is not None


_ONE_WORD: Final = re.compile(r" [^\W\d_]+ ").fullmatch


def _accept(reading: Reading, index: int, token: Token, head: Token | None, places: list[Place]) -> bool | None:
    """True: a place; False: none; None: only beside another place."""
    norm = reading.norm
    before = reading.tokens[index - 1] if index else None
    adjacent = before is not None and not norm[before.end : token.lead].strip(" ")
    if token.start and norm[token.start - 1] == norm[token.end : token.end + 1] == "/":
        return False  # "/قنا/": an agency
    if len(token.text) == 2 and places[0].type == "river" and (head is None or head.value("place_type") != "river"):
        return False  # "أقاليم ما وراء البحار": no Mã
    if head is None and _verb_or_body(reading, index, token):
        return False
    if not _spelled(reading, token, places) or (head is None and _possessed(reading, token, places)):
        return False
    if not reading.view.plain and "\u064b" in reading.view.text[slice(*reading.view.origin(token.start, token.end))]:
        return False
    if head is not None and " " not in token.text and places[0].common and not _fitting(head, places):
        head = None
    if head is not None:
        if places[0].typed and not any(_company(reading, place) for place in places):
            return False
        # "العاصمة السعودية الرياض": the adjective of a definite head is no name
        definite = head.has_article and head.value("place_type") != "country"
        return not (definite and token.word is not None and "currency_adjective" in token.word.senses)
    if _aged(reading, index, token) or (adjacent and before is not None and before.has("cue_negation")):
        return False
    if adjacent and before is not None:
        if before.has("person_cue") and not token.clitics:
            return False
        if before.has("vietnamese_name") and places[0].country == "VN" and not token.clitics and before.place is None:
            return False
    after = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if after is not None and after.has("cue_kinship") and not norm[token.end : after.lead].strip(" "):
        return False
    best = places[0]
    if best.type == "country" and token.text.endswith("يا") and not token.clitics and reading.word_before(token.lead).endswith("ا"):
        if _counted(reading, index):
            return False  # "17 بنكا تركيا"
    one_word = " " not in token.text
    vietnam = best.country == "VN" and all(p.country == "VN" for p in places)
    if vietnam:
        if one_word and (best.common or len(token.text) < 5):
            return None if best.rank >= 200_000 and best.type != "river" else False
        if (best.rank < 200_000 and not _vietnamese_text(reading)) or not _vietnamese_ok(reading, index, token):
            return False
    if token.word is not None:
        if "currency_adjective" in token.word.senses and _adjectival(reading, index, token):
            return False
        fixed = "fixed" in token.word.senses and not best.head_only and best.rank >= 50_000
        if fixed and adjacent and before is not None and before.has("cue_in"):
            return not _WORD_AFTER(norm, token.end)  # "في كان،": the festival's town, not the verb
        if fixed and reading.database.lexicon.has(reading.word_before(token.lead), "festival_word"):
            return True
        if not token.word.senses.keys() <= _SOFT:
            named = (token.definite and not best.head_only) or _in_list(reading, index, token, places)
            return None if named else False  # "البحيرة": a name, or any lake
    if best.head_only:
        return None if _in_list(reading, index, token, places) else False
    if one_word and token.clitics[-1:] in ("ب", "ل", "ك", "ف") and best.rank < 500_000:
        known = best.rank >= 20_000 and not best.common and token.word is None
        if token.clitics[-1] != "ب":
            nominal = reading.database.nominal
            whole = (token.clitics + token.text).removesuffix("ها")  # "لبنها"
            known = known and token.clitics[-1] == "ل" and not nominal(whole) and not nominal(token.text)
        if len(token.text) < (4 if known else 5):
            return None  # "بحوث" is no ب and Huth
    if best.type in ("country", "continent") and token.clitics == "و" and reading.ahead(token.lead, "cue_scope"):
        return False  # "عربيا وأفريقيا"
    if not best.common:
        return True
    if best.rank < 400_000 and best.type != "country":
        country = _country_of(after) if after is not None and reading.follows(index + 1) else None
        return True if country is not None and any(p.country == country for p in places) else None  # "نيس الفرنسية"
    if after is not None and after.place is not None and norm[token.end : after.lead] == " " and not after.clitics:
        return None  # "ببورصة طوكيو"
    if best.company and not _company(reading, best):
        return None
    if token.clitics in ("ب", "وب", "فب"):
        return True
    if best.type == "country" and token.word is not None and adjacent and before is not None and before.value("stop") == "preposition":
        if token.text.endswith("يه") and "currency_adjective" in token.word.senses:
            return True  # "خارج سورية"
    if adjacent and before is not None and before.has("cue_in"):
        return not (best.type == "sea" and (_on_average(reading, index) or not _seafaring(reading, token)))
    if norm[token.end : token.end + 3] in (" - ", " – ", " (") and reading.line_start(token.start, ' "('):
        return True
    return None


def _company(reading: Reading, place: Place) -> bool:
    """Whether the text names something else of a place's country: it, a nationality, another place."""
    return place.country in reading.fact("countries named", _countries_named)


def _countries_named(reading: Reading) -> frozenset[str]:
    places = (token.place[0] for token in reading.tokens if token.place)
    named = {place.country for place in places if place.country and not place.common}
    return frozenset(named | {country for token in reading.tokens if (country := _country_of(token)) is not None})


def _seafaring(reading: Reading, token: Token) -> bool:
    """Whether "المتوسط" is the sea: a word of the sea stands near."""
    words = reading.norm[max(0, token.start - 90) : token.end + 90].split()
    has = reading.database.lexicon.has
    return not reading.database.among("mediterranean", token.text) or any(has(w, "sea_word") or has(w[1:], "sea_word") for w in words)


def _on_average(reading: Reading, index: int) -> bool:
    """Whether "في المتوسط" stands beside a number: then it is no sea."""
    tokens, norm = reading.tokens, reading.norm
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.number is not None and not norm[tokens[index].end : after.lead].strip(" "):
        return True
    left = tokens[index - 2] if index > 1 else None
    lead = tokens[index - 1].lead
    if norm[max(0, lead - 4) : lead].rstrip(" ")[-1:] == "%":
        return True
    quantity = left is not None and (left.number is not None or any(left.has(s) for s in ("unit", "percent", "currency", "time_unit")))
    return left is not None and quantity and not norm[left.end : tokens[index - 1].lead].strip(" ")


def _in_list(reading: Reading, index: int, token: Token, places: list[Place]) -> bool:
    """Whether a weak name is joined by و to a division or town of the same country: "ذمار وإب"."""
    before = reading.tokens[index - 1] if index else None
    if before is None or not before.place or token.clitics != "و" or reading.before(index).strip(" "):
        return False
    return before.place[0].type != "country" and any(p.country and p.country == before.place[0].country for p in places)


_HAMZA: Final = {"أ": "ا", "إ": "ا", "آ": "ا", "ئ": "ي"}
_WITH_HAMZA: Final = re.compile("[أإآئ]").search


def _verb_or_body(reading: Reading, index: int, token: Token) -> bool:
    """Whether what may be a town is rather a verb or a body: "بعدما سرت الهدنة الاثنين", the FAO in a text of the United Nations."""
    database = reading.database
    if database.among("takes-effect", token.text):
        return reading.after(token.end, "weekday") or database.among("before-effect", reading.word_before(token.lead))
    if token.clitics[-1:] == "ب" and database.among("on-average", token.text):
        return True  # "8,5 موظفين بالمتوسط"
    return database.among("fao", token.text) and not reading.ahead(token.lead, "cue_in") and bool(reading.fact("united talk", _united))


def _united(reading: Reading) -> bool:
    """Whether a text speaks of the United Nations or their programmes."""
    return _UNITED(reading.database).search(reading.norm) is not None


_UNITED: Final = Expression(r"(?<![^\W\d_])(?:{united-talk})(?![^\W\d_])")


def _spelled(reading: Reading, token: Token, places: list[Place]) -> bool:
    """Whether the text writes no hamza that none of the place's spellings has: "بفأس" (with an axe) is not in Fez."""
    start, end = reading.view.origin(token.start, token.end)
    written = reading.view.text[start:end].replace("_", " ")  # in a hashtag
    if _WITH_HAMZA(written) is None or places[0].spelled(written):
        return True
    letters = [c for c in written if c.isalpha() or c == " "]
    if token.clitics.endswith("ل") and token.text.startswith("ال") and letters[0] == "ل":
        letters.insert(0, "ا")  # "للأردن" has lost the alif of its article
    for place in places:
        for form in place.forms:
            if len(form) == len(letters) and all(
                w == f or w not in _HAMZA or f in _HAMZA for w, f in zip(letters[1:], form[1:], strict=True)
            ):  # the hamza of the first letter is written or left out at will
                return True
    return any(len(place.forms) > 30 or place.country == "VN" for place in places)


def _possessed(reading: Reading, token: Token, places: list[Place]) -> bool:
    """Whether a name in ة is rather a noun with a pronoun, written with ه in a text that knows ة: "جده", his grandfather."""
    stem = token.text.removesuffix("ه")
    if stem == token.text or token.text.startswith("ال") or not reading.database.nominal(stem):
        return False
    _, end = reading.view.origin(token.start, token.end)
    if reading.view.text[end - 1] != "ه" or not all(form.endswith("ة") for form in places[0].forms):
        return False
    return bool(reading.fact("teh marbuta", lambda r: "ة" in r.view.text))


def _aged(reading: Reading, index: int, token: Token) -> bool:
    """Whether an age follows ("سوكولوف (52 عاما)"): then it is a person."""
    tokens = reading.tokens
    for k in (index + 1, index + 2):
        if k + 1 < len(tokens) and tokens[k].number is not None and tokens[k + 1].has("time_unit"):
            between = reading.norm[token.end : tokens[k].lead]
            return (
                len(between) < 16 and ("(" in between or "،" in between) and ". " not in between and tokens[k + 1].value("time_unit") == "Y"
            )
    return False


_ADMINISTRATIVE: Final = frozenset({"province", "governorate", "state", "city", "town", "commune", "ward", "village", "district", "region"})


def _fitting(head: Token, places: list[Place]) -> bool:
    """Whether a head noun may introduce a name that is an ordinary word, too: "محافظة الغربية", not "المنطقة الغربية", "مركز مالي"."""
    if head.has_article:
        return False
    kind = head.value("place_type")
    if places[0].typed and not any(p.type == kind for p in places):
        return False  # "منطقة الشمال الغربي" is no governorate
    wanted: set[str] = _KINDS.get(kind or "", set())
    if any(p.type == kind or p.type in wanted for p in places):
        return True
    return not places[0].head_only and places[0].type != "country" and kind in _ADMINISTRATIVE


def _vietnamese_text(reading: Reading) -> bool:
    """Whether the text speaks of Vietnam: it says so, names a province of it, or three of its smaller places."""
    return bool(reading.fact("Vietnamese", _speaks_of_vietnam))


def _speaks_of_vietnam(reading: Reading) -> bool:
    named = [t for t in reading.tokens if t.place is not None and all(p.country == "VN" for p in t.place) and not t.place[0].common]
    return any(t.place[0].rank >= 1_000_000 for t in named) or len({t.text for t in named}) >= 3


def _vietnamese_ok(reading: Reading, index: int, token: Token) -> bool:
    """A bare Vietnamese name is none where it continues a person's name, or stands before more of one."""
    norm = reading.norm
    lexicon = reading.database.lexicon
    if any(lexicon.has(word, "person_topic") for word in norm[max(0, token.lead - 30) : token.lead].split()[-3:]):
        if not token.clitics.endswith("ب") and not _CLAUSE_ENDS(norm, max(0, token.lead - 30), token.lead):
            return False
    if token.clitics:
        # "لي فان دونغ" is no "ف" and An Dương.
        return not lexicon.has(token.clitics + token.text.partition(" ")[0], "vietnamese_name")
    words = norm[max(0, token.lead - 40) : token.lead].split()
    known = lexicon.words
    if norm[token.lead - 1 : token.lead] == " ":
        for back, word in enumerate(reversed(words[-2:]), 1):
            entry = known.get(word)
            if entry is not None and ("stop" in entry.senses or "cue_in" in entry.senses or "place_context" in entry.senses):
                title = known.get(words[-back - 1]) if len(words) > back else None
                if title is None or "person_cue" not in title.senses:  # "الرفيق في مينه لونغ" is named Vi
                    break  # "با دينه في هانوي"
            if entry is not None and ("vietnamese_name" in entry.senses or "person_cue" in entry.senses):
                last = norm.rfind(word, 0, token.lead) + len(word)
                if not _ANY_MARK(norm, last, token.lead):
                    return False
    return True


_CLAUSE_ENDS: Final = re.compile(r"[،,.:\n؛]").search
_ANY_MARK: Final = re.compile(r"[-،,.:\n()؛\"]").search


def _behind(reading: Reading, index: int, token: Token, gazetteer: Gazetteer) -> Draft | None:
    """A commune, ward or unlisted place behind a head noun."""
    norm = reading.norm
    position = token.end
    words: list[tuple[str, int, int]] = []
    if norm[position : position + 2] in (' "', " ("):
        position += 1
        quoted = True
        position += 1
        first = _TAGGED(norm, position)
    else:
        quoted = False
        position += norm.startswith(" #", position) * 2  # "مديرية #كتاف"
        first = _NEXT(norm, position) or (_TAGGED(norm, position) if position > token.end else None)
    if first is None or (first[1] not in gazetteer.openings and not _takes_any(token)):
        return None
    while first is not None and len(words) < 4:
        words.append((first[1], first.start(1), first.end(1)))
        first = _NEXT(norm, first.end(1))
    if words[0][0] == "هي" and (token.has_article or _several(reading, token)):
        return None  # "3 مقاطعات هي نينه بينه": a pronoun, no syllable
    if (
        quoted
        and norm[position - 1] == '"'
        and (named := _QUOTED(norm, position)) is not None
        and _takes_any(token)
        and " و" not in named[1]
    ):
        text = named[1]
        known = gazetteer.forms.get(text) or gazetteer.small.get(text) or []
        rule = "locality.head-noun" if known else "locality.unlisted"
        return Draft("locality", position, named.end(1), index, index, rule, {"_places": known, "_head": token})
    for count in range(len(words), 0, -1):
        text = " ".join(w for w, _, _ in words[:count])
        places = gazetteer.small.get(text)
        if places is None and count > 1:
            places = gazetteer.forms.get(text)
        if places is None:
            continue
        first_word = reading.database.lexicon.words.get(words[0][0])
        if token.text.startswith("ال") and first_word is not None and "stop" in first_word.senses:
            return None  # "القرية هو …"
        start, end = words[0][1], words[count - 1][2]
        follow = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
        if follow is not None and follow.place is not None and follow.start == start and follow.end >= end:
            return None  # the scan has found it already
        return Draft("locality", start, end, index, index, "locality.head-noun", {"_places": places, "_head": token})
    follow = reading.tokens[index + 1] if index + 1 < len(reading.tokens) else None
    if follow is not None and follow.place is not None and follow.lead == words[0][1]:
        return None
    if _takes_any(token) and len(words) > 1 and _vietnamese_text(reading):
        text = f"{words[0][0]} {words[1][0]}"
        near = gazetteer.nearest(text)
        if near and not reading.database.nominal(words[0][0]):
            return Draft("locality", words[0][1], words[1][2], index, index, "locality.nearest", {"_places": near, "_head": token})
    return _unlisted(reading, index, token, words, quoted)


def _several(reading: Reading, head: Token) -> bool:
    """Whether a head noun stands in the dual's construct or the plural."""
    return head.text.endswith(("تي", "تا", "ات")) or reading.database.among("places", head.text.removeprefix("ال"))


_LISTED_GAP: Final = re.compile(r" {0,2}(?:[،,] ?و?|و) ?").fullmatch
_LISTED: Final = re.compile(r" {0,2}(?:، ?و?|و|- )(?=[^\W\d_])").match


def _continued(reading: Reading, draft: Draft, gazetteer: Gazetteer) -> list[Draft]:
    """More small places in a list behind one head noun: "بلديتي تيا دينه وشا دونغ"."""
    out: list[Draft] = []
    position = draft.end
    while len(out) < 20:
        link_ = _LISTED(reading.norm, position)
        if link_ is None:
            break
        words: list[tuple[str, int, int]] = []
        first = re.compile(r"([^\W\d_]+)").match(reading.norm, link_.end())
        while first is not None and len(words) < 4:
            words.append((first[1], first.start(1), first.end(1)))
            first = _NEXT(reading.norm, first.end(1))
        for count in range(len(words), 1, -1):
            text = " ".join(w for w, _, _ in words[:count])
            if text in gazetteer.forms:
                return out
            places = gazetteer.small.get(text)
            if places:
                start, position = words[0][1], words[count - 1][2]
                out.append(Draft("locality", start, position, draft.first, draft.last, "locality.head-noun",
                                 {"_places": places, "_head": draft.fields["_head"]}))  # fmt: skip
                break
        else:
            break
    return out


_QUOTED: Final = re.compile(r"((?:[^\W\d_]{2,} ?){1,3})(?<! )\"").match


def _takes_any(head: Token) -> bool:
    """Whether a head noun makes any name behind it a place: it is indefinite and marked so."""
    entry = head.word.senses["place_type"]  # type: ignore[union-attr]
    return bool(entry.features.get("unlisted")) and not head.has_article


def _unlisted(reading: Reading, index: int, token: Token, words: list[tuple[str, int, int]], quoted: bool) -> Draft | None:
    """A name nobody listed, behind a head noun that always takes one."""
    if not _takes_any(token):
        return None
    word, start, end = words[0]
    if index and reading.tokens[index - 1].number is not None and reading.follows(index):
        return None  # "48 قرية ونجوعا"
    if not namelike(word, reading.database):
        return None
    for follow, _, stop in words[1:3]:
        if not namelike(follow, reading.database) or not foreign(follow):
            break
        end = stop
    return Draft("locality", start, end, index, index, "locality.unlisted", {"_places": [], "_head": token})


_FOREIGN: Final = re.compile(r"(?:[كغج]ر|ست|شت|فيل|تون|بور|برغ|بيرغ|لاند|نغ|انج|ونج|هاو|اوو|ديس|شير|بول|وود|تش|دو|كي|سكي|اما|اغو|ينا)")


def foreign(word: str) -> bool:
    """Whether a word looks transliterated rather than Arabic."""
    return len(word) > 3 and not word.startswith("ال") and bool(_FOREIGN.search(word))


def namelike(word: str, database: Database) -> bool:
    """Whether an unknown word behind a head noun may be a name: it is no nominal, no function word, no inflected verb."""
    if word in database.lexicon.words or len(word) < 4 or not word.isalpha():
        return False
    if word.isascii():
        return word[0].isupper()
    if word[0] in "وفلبك" and (word[1:] in database.lexicon.words or database.nominal(word[1:]) or word[1:3] == "ال"):
        return False
    if word.startswith("لل") or (word[0] in "وب" and word.endswith("ه")) or (word[0] == "و" and not foreign(word)):
        return False
    if database.nominal(word.removeprefix("ال")) or word.endswith(("ات", "ين", "ون", "ها", "هم", "وا", "نا", "ته")):
        return False
    if word[0] in "يتناس" and not word.startswith("ال"):
        return foreign(word) and len(word) > 4 and not word.endswith(("ه", "ت")) and not (word[0] == "س" and word[1] in "يتن")
    return foreign(word) or not word.endswith(("ت", "ي", "ا"))


def _beside(reading: Reading, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a weak name stands in a list or in apposition with a sure one."""
    norm = reading.norm
    for other in drafts:
        if other.end <= draft.start and draft.start - other.end < 12:
            between = norm[other.end : draft.start]
            if _JOINED_BEFORE(between) and between.strip(" "):
                return True
            if between in (" ب", " - ") and draft.start - 1 >= 0:
                return True
        if draft.end <= other.start and other.start - draft.end < 12:
            between = norm[draft.end : other.start]
            if _JOINED_BEHIND(between) and between.strip(" "):
                return True
    return False


_JOINED_BEFORE: Final = re.compile(r"\s*(?:[،,]|و|[-–/(]| و|، و|,? ?)\s*و?\s*").fullmatch
_JOINED_BEHIND: Final = re.compile(r"\s*(?:[،,]|[-–/(])?\s*(?:و|ف)?\s*").fullmatch


def link(reading: Reading, drafts: list[Draft], gazetteer: Gazetteer) -> None:
    """Settle which place each draft means and write the contract's fields.

    Evidence: the head noun, the countries and the higher units that the other names stand for, size, spelling, and
    whether the unit existed on the document's date. Where two places are as likely, the record names both as
    candidates and has no code.
    """
    heads = _heads(reading, drafts)
    countries: dict[str, int] = {}
    homonyms: set[str] = set()
    for draft, head in zip(drafts, heads, strict=True):
        places: list[Place] = draft.fields["_places"]
        if not places or not places[0].country:
            continue
        best = places[0]
        if head is not None and best.type == "country" and head.value("place_type") in _BELOW_COUNTRY:
            continue
        if best.type == "country" and any(p.rank >= _CAPITAL and p.country != best.country for p in places[1:]):
            homonyms.add(str(best.country))  # "عمان" is Oman or Jordan's capital: what else the text names decides
            homonyms.update(str(p.country) for p in places[1:])
            continue
        if len({p.country for p in places}) == 1 or best.rank >= 5 * max(p.rank for p in places[1:]):
            countries[str(best.country)] = countries.get(str(best.country), 0) + 1
    if homonyms:
        for token in reading.tokens:
            if (country := _country_of(token)) in homonyms:
                countries[country] = countries.get(country, 0) + 1
    scene = _Scene(reading, countries)
    choices = [_choose(draft, head, scene) for draft, head in zip(drafts, heads, strict=True)]
    if homonyms:
        _beside_countries(reading.norm, drafts, choices)
    if any(len(scored) > 1 for scored in choices):
        scene.name(drafts, choices)
    for k, (draft, head) in enumerate(zip(drafts, heads, strict=True)):
        fields = draft.fields
        scored = choices[k] if len(choices[k]) < 2 else _in_scene(draft, head, choices[k], scene, k)
        del fields["_places"], fields["_head"]
        if not scored:
            start, end = reading.view.origin(draft.start, draft.end)
            fields.update(name=reading.view.text[start:end], type=head.value("place_type") if head is not None else None, score=0.3)
            continue
        best = scored[0][1]
        rivals: list[tuple[float, Place]] = []
        if len(scored) > 1:
            family = _family(best, gazetteer)
            rivals = [(v, p) for v, p in scored[1:] if _family(p, gazetteer) != family and not _nested(p, best)]
        margin = scored[0][0] - rivals[0][0] if rivals else 1.0
        tie = _TIE if best.country == "VN" else _TIE_ABROAD
        if margin < tie:
            tied = [best, *(place for value, place in rivals if scored[0][0] - value < tie)]
            fields.update(
                name=best.name, type=best.type, country=best.country,
                candidates=tuple(dict.fromkeys(place.id for place in tied)), score=round(1 / len(tied), 2),
                parents=tuple(c for c in best.parents if all(c in place.parents for place in tied)),
            )  # fmt: skip
            continue
        fields.update(best.linked)
        fields["score"] = 0.95 if margin >= 1 else round(min(0.95, 0.6 + margin), 2)
        if draft.rule == "locality.nearest":
            fields["score"] = round(fields["score"] - 0.25, 2)


def _beside_countries(norm: str, drafts: list[Draft], choices: list[list[tuple[float, Place]]]) -> None:
    """Make a name that is a country's and a capital's the country in a list of countries: "الأردن وعمان والسعودية"."""
    for k, scored in enumerate(choices):
        if len(scored) < 2 or not any(p.type == "country" for _, p in scored) or all(p.type == "country" for _, p in scored):
            continue
        for a, b in ((k - 1, k), (k, k + 1)):
            other = a if b == k else b
            if a < 0 or b >= len(choices) or not choices[other] or choices[other][0][1].type != "country":
                continue
            if _BETWEEN_COUNTRIES(norm[drafts[a].end : drafts[b].start]):
                choices[k] = sorted(((v + 0.8 if p.type == "country" else v, p) for v, p in scored), key=_value_of, reverse=True)
                break


def _value_of(pair: tuple[float, Place]) -> float:
    return pair[0]


_BETWEEN_COUNTRIES: Final = re.compile(r" ?[،,]? ?و?").fullmatch
# The size from which a city is as likely meant as the country of its name.
_CAPITAL: Final = 1_000_000
# A head noun that names two types alike: بلدة.
_SAME: Final = {"town": "township"}
# Two places this near are as likely; abroad their sizes tell more.
_TIE, _TIE_ABROAD = 0.055, 0.02
_SETTLEMENT: Final = frozenset({"city", "town", "village", "district"})
_WATERS: Final = frozenset({"river", "sea", "mountain", "island"})
_BELOW_COUNTRY: Final = frozenset({"city", "town", "governorate", "province", "state"})
# The day from which Vietnam has its new provinces and communes.
_REFORM: Final = date(2025, 7, 1)


def _country_of(token: Token) -> str | None:
    """The country of a nationality ("اللبنانية"), by the currency that it tells; None for other words."""
    if not token.has("currency_adjective"):
        return None
    codes = list(token.word.senses["currency_adjective"].features.values())  # type: ignore[union-attr]
    return str(codes[0])[:2] if codes else None


class _Scene:
    """What the document says besides a name: countries by frequency, and for each draft the units it stands in."""

    def __init__(self, reading: Reading, countries: dict[str, int]) -> None:
        self.norm, self.published = reading.norm, reading.published
        self.countries = countries
        self.total = sum(countries.values()) or 1
        self.reading = reading
        self.units: dict[str, dict[int, tuple[int, str]]] = {}
        self.names: dict[str, set[str]] = {}

    def name(self, drafts: list[Draft], choices: list[list[tuple[float, Place]]]) -> None:
        """Note the units that the drafts stand for, or in Vietnam lie in: code → offset and text of each draft, by its number."""
        for k, (draft, scored) in enumerate(zip(drafts, choices, strict=True)):
            place = scored[0][1] if scored else None
            if place is None or not place.country or place.type == "country":
                continue
            above = (place.successor or place.id, *place.parents) if place.country == "VN" else ()
            for code in {place.id, place.code or place.id, *above}:
                text = self.norm[draft.start : draft.end]
                self.units.setdefault(code, {})[k] = draft.start, text
                self.names.setdefault(code, set()).add(text)

    def demonym(self, end: int) -> str | None:
        """The country of the nationality that stands behind an offset ("طرابلس اللبنانية")."""
        index = self.reading.token_at(end + 1)
        tokens = self.reading.tokens
        return _country_of(tokens[index]) if index < len(tokens) and tokens[index].lead == end + 1 else None


def _heads(reading: Reading, drafts: list[Draft]) -> list[Token | None]:
    """The head noun of each draft; the members of a list behind a plural one share it ("محافظتي حجة وصعدة")."""
    heads: list[Token | None] = []
    listed: tuple[int, Token] | None = None  # where such a list has come to
    for draft in drafts:
        head = draft.fields["_head"]
        if head is None and listed is not None and _LISTED_GAP(reading.norm[listed[0] : draft.start]):
            head = listed[1]
        listed = (draft.end, head) if head is not None and _several(reading, head) else None
        heads.append(head)
    return heads


def _small(place: Place) -> bool:
    """Whether a place is so small that a bare name means it only where its surroundings are named."""
    if place.country == "VN":
        return place.rank < 200_000
    return place.rank < 50_000 and place.authority != "ISO 3166-2" and place.type in _SETTLEMENT


def _nested(a: Place, b: Place) -> bool:
    """Whether two places of one name are no rivals: a city and the governorate of its name."""
    if a.country == b.country and (a.country != "VN" or a.type == b.type == "country"):
        return True
    return a.id in b.parents or b.id in a.parents or (a.code or a.id) in b.parents or (b.code or b.id) in a.parents


def _family(place: Place, gazetteer: Gazetteer) -> str:
    """A place's id, or that of the unit of the same name which it has become."""
    heir = gazetteer.by_id.get(place.successor) if place.successor else None
    return heir.id if heir is not None and heir.name == place.name else place.id


def _choose(draft: Draft, head: Token | None, scene: _Scene) -> list[tuple[float, Place]]:
    """The places a draft may mean with what speaks for each by itself, best first."""
    places: list[Place] = draft.fields["_places"]
    if len(places) < 2:
        return [(1.0, place) for place in places]
    kind = head.value("place_type") if head is not None else None
    if head is not None and kind == "city" and not head.has_article and head.has("cue_capital_of"):
        kind = None  # "مسقط عاصمة عمان"
    wanted: set[str] = _KINDS.get(kind or "", set())
    text = scene.norm[draft.start : draft.end]
    scored = []
    demonym = scene.demonym(draft.end)
    sea = any(place.type == "sea" for place in places)
    for place in places:
        value = min(place.rank, 20_000_000) ** 0.12 / 10 if place.rank > 0 else 0.0
        if place.country:
            value += 0.8 * scene.countries.get(place.country or "", 0) / scene.total
        if kind is not None:
            value += 0.9 if place.type in (kind, _SAME.get(kind)) else (0.45 if place.type in wanted else 0.0)
            if place.type == "country" and kind in _BELOW_COUNTRY:
                value -= 0.5  # "العاصمة عمان"
            elif place.type == "country" and kind in _WATERS and draft.fields["_head"] is not None:
                value -= 2  # "نهر الأردن"
        if sea and place.type not in ("sea", kind):
            value -= 0.9  # "ساحل البحر الأحمر" is no governorate
        if demonym and place.country == demonym:
            value += 0.7  # "طرابلس اللبنانية"
        if place.head_only and place.type != kind:
            value -= 0.3
        if kind == "district" and place.type == "region":
            value += 0.3  # "منطقة جازان" is the region, not its city
        if place.country == "VN":
            value -= _spelling(text, place) + _out_of_time(place, scene.published)
        elif place.current:
            value += 0.05
        scored.append((value, place))
    scored.sort(key=lambda pair: -pair[0])
    return scored


def _in_scene(draft: Draft, head: Token | None, scored: list[tuple[float, Place]], scene: _Scene, own: int) -> list[tuple[float, Place]]:
    """Weigh in the units that the other drafts name: a place that lies in one is likelier, the more so where it stands beside."""
    text = scene.norm[draft.start : draft.end]
    out = []
    for value, place in scored:
        above = 0
        beside = False
        if head is not None or _small(place):
            for code in place.parents:
                names = scene.names.get(code)
                if names is None or (len(names) == 1 and text in names):
                    continue
                above += 1
                unit = scene.units[code]
                beside = beside or any(k in unit and unit[k][1] != text and abs(unit[k][0] - draft.start) < 40 for k in (own - 1, own + 1))
        out.append((value + (0.6 + 0.3 * (above - 1) + 0.2 * beside if above else 0.0), place))
    out.sort(key=lambda pair: -pair[0])
    return out


def _spelling(text: str, place: Place) -> float:
    """What it costs that a Vietnamese name is written so: nothing for its usual spelling, little for its others."""
    forms = _folded(place)
    return 0.02 + 0.01 * min(forms.index(text) if text in forms else len(forms), 6) if forms[0] != text else 0.0


@lru_cache(maxsize=20_000)
def _folded(place: Place) -> tuple[str, ...]:
    return tuple(fold("|".join(place.forms)).split("|"))


def _out_of_time(place: Place, published: date | None) -> float:
    """What it costs that a Vietnamese unit did not exist on the document's date; little, since old names live on."""
    if published is None:
        return 0.0 if place.current else 0.02
    if published < _REFORM:
        return 0.3 if place.new else 0.0
    return 0.0 if place.current else 0.15
