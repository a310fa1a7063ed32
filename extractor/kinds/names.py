"""Names in a reading: how a tagger's persons, organizations and places share one text with the rules' records.

In come the names a tagger found; out go drafts of persons and organizations, and of the places that no rule found. Where
they disagree the better evidence wins: a person's name holds no places and no counts, unless a head noun or
a preposition says that the place is one; an organization's name may hold places, but no counts.
"""

from __future__ import annotations

import re

from ..names import Name
from ..names.known import Known
from ..places.gazetteer import Gazetteer
from ..text.match import Cover, Draft, Reading
from .localities import foreign, namelike

# How sure the tagger must be, found on articles with gold names.
PERSON, ORGANIZATION, PLACE, UNLISTED = 0.7, 0.6, 0.95, 0.8
# A single word that no list knows as a name.
LONE = 0.95
_SHORT = 3  # letters up to which a family name alone is no further mention
_LONG = 5  # letters from which a place that the rules doubt may be taken
_COUNTABLE = frozenset({"count", "measure", "money"})
_LISTED = re.compile(r"(?:،|,)? ?و").fullmatch
_HYPHENED = re.compile(r"-[^\W\d_]{2,}").match
_SPELLED = re.compile(r"(?:[^\W\d_]{1,4}[.-]){1,5}[^\W\d_]{1,4}(?![^\W\d_])")
_NEXT = re.compile(r" ([^\W\d_]{2,})").match
_PARTICLE = re.compile("[وفبل]?[أإ]ن[هّ]?").fullmatch
_WORD = re.compile(r"[^\W\d_]+")


def join(reading: Reading, names: list[Name], places: list[Draft], gazetteer: Gazetteer, known: Known) -> tuple[list[Draft], list[Draft]]:
    """Let names and rules share the text.

    Args:
        reading: with the rules' drafts; counts that a name holds are removed from it.
        names: what the tagger found, in order.
        places: the localities found by rules, not yet linked.
        gazetteer: looked up for places that only the tagger found.
        known: lists and canonical forms.

    Returns:
        Persons and organizations; the places that remain or were added. Both in order.
    """
    spans = []
    for name in names:
        start, end = reading.view.position(name.start), reading.view.position(name.end - 1) + 1
        if _possible(reading.norm[start:end]):
            spans.append((start, end, name))
    ruled = Cover(places)
    numbers = Cover(draft for draft in reading.drafts if draft.kind != "resolution")
    found = _organizations(reading, spans, numbers, known)
    bodies = Cover(found)
    for start, end, name in spans:
        if name.kind != "person" or bodies.over(start, end) is not None:
            continue
        start = _untitled(reading, start, end, known)
        end = _whole(reading, start, end, known)
        place = ruled.over(start, end)
        before = ruled.before(place) if place is not None else None
        listed = place is not None and before is not None and _LISTED(reading.norm[before.end : place.start]) is not None
        taken, reason = _person(reading, start, end, name, place, listed, numbers.over(start, end), known)
        _note(reading, start, end, name, taken, reason)
        if taken:
            found.append(Draft("person", start, end, 0, 0, "person.tagger", {}))
    found = _apart(_again(reading, found, [*places, *reading.drafts]))
    persons = Cover(draft for draft in found if draft.kind == "person")
    places = [place for place in places if persons.over(place.start, place.end) is None]
    places += _places(reading, spans, Cover([*places, *found, *reading.drafts]), gazetteer, known)
    places.sort(key=lambda draft: (draft.start, -draft.end))
    named = Cover(found)
    reading.drafts = [
        d for d in reading.drafts if d.kind not in _COUNTABLE or not (named.over(d.start, d.end) or _bracketed(reading, d, persons))
    ]
    _canonical(reading, found, known)
    return found, places


def _organizations(reading: Reading, spans: list[tuple[int, int, Name]], numbers: Cover, known: Known) -> list[Draft]:
    """Organizations by the tagger and by words alone; of two that overlap the longer."""
    drafts: list[Draft] = []
    for start, end in known.bodies(reading.norm):
        end = _without_nationality(reading, start, end, known)
        number = numbers.over(start, end)
        if number is None or (number.start > start and number.kind in _COUNTABLE):
            drafts.append(Draft("organization", start, end, 0, 0, "organization.words", {}))
    worded = Cover(drafts)
    for start, end, name in spans:
        if name.kind != "organization":
            continue
        start, end = _spelled(reading.norm, start, end)
        end = _without_nationality(reading, start, _without_function(reading, start, end), known)
        taken, reason = name.score >= ORGANIZATION, f"its score against {ORGANIZATION}"
        number = numbers.over(start, end)
        if number is not None and number.start > start and number.fields.get("noun"):
            end = start + len(reading.norm[start : number.start].rstrip(" و"))  # "حرس الحدود | 320 جنديا"
        if known.generic(reading.norm[start:end]):
            taken, reason = False, "a head noun without a name"
        elif number is not None and number.start <= start:
            taken, reason = False, f"a {number.kind} stands here"
        else:
            other = worded.over(start, end)
            if other is not None and other.end - other.start >= end - start:
                taken, reason = False, "a listed or longer name stands here"
        _note(reading, start, end, name, taken, reason)
        if taken:
            drafts.append(Draft("organization", start, end, 0, 0, "organization.tagger", {}))
    return _apart(drafts)


def _apart(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order; of those that overlap the longest."""
    out: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if out and draft.start < out[-1].end:
            if draft.end - draft.start > out[-1].end - out[-1].start:
                out[-1] = draft
            continue
        out.append(draft)
    return out


def _spelled(norm: str, start: int, end: int) -> tuple[int, int]:
    """The whole of an abbreviation spelled by letters that a name was cut out of: "إم.إس.إن.بي.سي"."""
    if norm[start - 1 : start] not in (".", "-") and norm[end : end + 1] not in (".", "-"):
        return start, end
    for match in _SPELLED.finditer(norm, max(0, start - 20), end + 20):
        if match.start() < end and match.end() > start:
            return min(start, match.start()), max(end, match.end())
    return start, end


def _without_function(reading: Reading, start: int, end: int) -> int:
    """Where a name ends before function words: "المنظمة | أن"."""
    words = reading.norm[start:end].split(" ")
    while len(words) > 1 and reading.database.among("function", words[-1]):
        end -= len(words.pop()) + 1
    return end


def _without_nationality(reading: Reading, start: int, end: int, known: Known) -> int:
    """Where a name ends before its nationality, which belongs to it only behind a head noun: "ليفربول | الإنجليزي"."""
    words = reading.norm[start:end].split(" ")
    if len(words) > 1 and not known.opens(words[0]) and reading.database.lexicon.has(words[-1].removeprefix("ال"), "currency_adjective"):
        return end - len(words[-1]) - 1
    return end


def _bracketed(reading: Reading, draft: Draft, persons: Cover) -> bool:
    """Whether a bare number stands in brackets behind a person: an age, a goal's minute."""
    norm, start = reading.norm, draft.start
    if draft.kind != "count" or draft.fields.get("noun") or norm[start - 2 : start] != " (" or norm[draft.end : draft.end + 1] != ")":
        return False
    return persons.over(start - 3, start - 2) is not None


def _possible(text: str) -> bool:
    """Whether a stretch can be a name: it has letters and stands in one line."""
    return len(text) > 1 and "\n" not in text and any(c.isalpha() for c in text)


def _person(
    reading: Reading, start: int, end: int, name: Name, place: Draft | None, listed: bool, number: Draft | None, known: Known
) -> tuple[bool, str]:
    """Whether a person is taken, and why."""
    form = reading.norm[start:end]
    needed = PERSON if " " in form or known.person(form) else LONE
    if name.score < needed:
        return False, f"its score against {needed}"
    if number is not None:
        return False, f"a {number.kind} stands here"
    if known.dedicated(reading.norm, start):
        return False, "part of the name of a body or a place"
    if place is None:
        return True, f"its score against {needed}"
    if place.fields["_head"] is not None:
        return False, "a place behind a head noun stands here"
    if (place.start, place.end) == (start, end):
        if reading.ahead(start, "cue_in"):
            return False, "a place behind a preposition stands here"
        if listed:
            return False, "a place in a list of places stands here"
        if " " not in form and not known.title(reading.word_before(start)):
            return False, "a place stands here, and nothing else tells a person"
    return True, "better evidence than the place that stands here"


def _untitled(reading: Reading, start: int, end: int, known: Known) -> int:
    """Where a person's name begins behind its titles, and behind a particle that looks like a name: "فإن | بيتي"."""
    while (
        (match := _WORD.match(reading.norm, start))
        and match.end() < end
        and (known.title(match.group()) or _PARTICLE(reading.view.text[slice(*reading.view.origin(*match.span()))]))
    ):
        following = _WORD.search(reading.norm, match.end(), end)
        if following is None:
            break
        start = following.start()
    return start


def _whole(reading: Reading, start: int, end: int, known: Known) -> int:
    """Where a person's name ends that a link, a given name or a hyphen leaves open: "ستيفان دي | مستورا", "عمار | الينباعي"."""
    norm, last = reading.norm, reading.norm[start:end].rpartition(" ")[2]
    if (joined := _HYPHENED(norm, end)) is not None:
        return joined.end()
    following = _NEXT(norm, end)
    if following is None:
        return end
    word = following[1]
    if reading.database.among("name-particle", last):
        return following.end() if word not in reading.database.lexicon.words else end
    return following.end() if known.given(last) and _surname(reading, word, known) else end


def _surname(reading: Reading, word: str, known: Known) -> bool:
    """Whether a word can only be the rest of the name before it."""
    lexicon, bare = reading.database.lexicon, word.removeprefix("ال")
    if word in lexicon.words or bare in lexicon.words or reading.database.nominal(bare) or word[0] in "وفبل":
        return False
    if word != bare:
        return bare.endswith("ي") and len(bare) > 3  # "الينباعي"
    return known.person(word) or (foreign(word) and namelike(word, reading.database))


def _again(reading: Reading, found: list[Draft], taken: list[Draft]) -> list[Draft]:
    """All names, with further mentions of persons by one part of a full name, also where they were taken for bodies."""
    norm = reading.norm
    parts: set[str] = set()
    for draft in found:
        if draft.kind == "person":
            words = norm[draft.start : draft.end].split()
            parts.update(word for word in {words[0], words[-1]} if len(words) > 1 and _telling(reading, word))
    if not parts:
        return found
    for draft in found:
        if draft.kind == "organization" and norm[draft.start : draft.end] in parts and draft.rule.endswith("tagger"):
            draft.kind, draft.rule = "person", "person.again"
    cover = Cover([*found, *taken])
    out = [*found]
    for match in re.finditer(r"(?<![^\W\d_])(?:[وفبل](?=[^\W\d_]{4}))?+([^\W\d_]{4,})", norm):
        for start in (match.start(), match.start(1)):
            if norm[start : match.end()] in parts:
                if cover.over(start, match.end()) is None:
                    out.append(Draft("person", start, match.end(), 0, 0, "person.again", {}))
                break
    return out


def _telling(reading: Reading, word: str) -> bool:
    """Whether a part of a person's name tells that person by itself: it is no other word, or a name in ي like "البنزرتي"."""
    lexicon, bare = reading.database.lexicon, word.removeprefix("ال")
    if len(word) <= _SHORT or word in lexicon.words or bare in lexicon.words:
        return False
    return not reading.database.nominal(bare) or (word != bare and word.endswith("ي"))


def _places(reading: Reading, spans: list[tuple[int, int, Name]], taken: Cover, gazetteer: Gazetteer, known: Known) -> list[Draft]:
    """Drafts of the places that only the tagger found: those the rules were in doubt about, and those nobody listed."""
    doubtful = {(draft.start, draft.end): draft for draft in reading.facts.get("doubtful_places", ())}
    judged = Cover(Draft("locality", t.start, t.end, 0, 0, "", {}) for t in reading.tokens if t.place is not None)
    out = []
    for start, end, name in spans:
        if name.kind != "locality" or taken.over(start, end) is not None:
            continue
        text = reading.norm[start:end]
        draft = Draft("locality", start, end, 0, 0, "locality.tagger", {"_places": gazetteer.small.get(text, []), "_head": None})
        if (start, end) in doubtful and len(text) >= _LONG and not reading.tokens[doubtful[start, end].first].has("currency_adjective"):
            draft = doubtful[start, end]
            verdict = name.score >= PLACE, f"its score against {PLACE}, where the rules are in doubt"
        elif judged.over(start, end) is not None:
            verdict = False, "the rules know better"
        else:
            verdict = _unlisted(reading, text, start, name, known)
        _note(reading, start, end, name, *verdict)
        if verdict[0]:
            out.append(draft)
    return out


def _unlisted(reading: Reading, text: str, start: int, name: Name, known: Known) -> tuple[bool, str]:
    """Whether a place nobody listed is taken, and why."""
    if name.score < UNLISTED:
        return False, f"its score against {UNLISTED}"
    words = text.split()
    if not any(namelike(word, reading.database) for word in words):
        return False, "ordinary words"
    if words[0][0] == "و" and (len(words[0]) < 6 or reading.database.nominal(words[0][1:])):
        return False, "a joined noun"
    before = reading.norm[max(0, start - 30) : start].split()
    if any(known.title(word) for word in before[-2:]):
        return False, "a title stands before it"
    return True, f"its score against {UNLISTED}"


def _canonical(reading: Reading, found: list[Draft], known: Known) -> None:
    """Write each name's canonical form: a short mention takes its person's full name, a Vietnamese name its Latin spelling."""
    full: dict[str, str] = {}
    for draft in found:
        start, end = reading.view.origin(draft.start, draft.end)
        name = draft.fields["name"] = " ".join(reading.view.text[start:end].replace("_", " ").split())
        if draft.kind == "person":
            words = reading.norm[draft.start : draft.end].split()
            if len(words) > 1:
                for word in {words[0], words[-1]}:
                    full[word] = name if full.get(word, name) == name else ""
    for draft in found:
        form = reading.norm[draft.start : draft.end]
        if draft.kind == "organization":
            if form.startswith("ل") and reading.norm[draft.start - 1 : draft.start] == "ل" and draft.start:
                form, draft.fields["name"] = "ا" + form, "ا" + draft.fields["name"]  # "للأمم المتحدة" has lost the alif of its article
            draft.fields["name"] = known.organization(form) or draft.fields["name"]
        else:
            name = full.get(form) or draft.fields["name"]
            draft.fields["name"] = known.vietnamese(name) or name


def _note(reading: Reading, start: int, end: int, name: Name, taken: bool, reason: str) -> None:
    if reading.trace is not None:
        reading.trace.append({"name": name, "start": start, "end": end, "verdict": f"{'taken' if taken else 'left'}: {reason}"})
