"""The pipeline: normalize, scan, numbers, match, build, settle, link — in that order, readable as that list."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from .document import Document
from .errors import InputError
from .grammar import Database
from .kinds import amounts, counts, date_anchor, dates, durations, localities, names, neighbours, ordinals, resolutions, shares, silence
from .names import Tagger, tagger
from .names.known import Known
from .patterns import KINDS, load
from .places.gazetteer import Gazetteer
from .records import DEFAULTS, TYPES
from .text.match import Builder, Draft, Reading, match
from .text.normalize import normalize
from .text.numbers import compose
from .text.scan import Scanner

if TYPE_CHECKING:
    from .explain import Explanation

_T = TypeVar("_T")

# Characters beyond which a text makes so many tokens that the search for cycles among them is felt.
_LONG: Final = 10_000
_BUILDERS: Final[dict[str, Builder]] = {
    "count": counts.count,
    "percentage": shares.percentage,
    "money": amounts.money,
    "measure": amounts.measure,
    "duration": durations.duration,
    "ordinal": ordinals.ordinal,
    "none": silence.nothing,
    **dates.BUILDERS,
    **resolutions.BUILDERS,
}


def _ordinary(cls: type[_T]) -> type[_T]:
    """Nothing in plain Python; in the compiled build it keeps a class one of Python's own, which can be subclassed."""
    return cls


@_ordinary
class Extractor:
    """Reads Arabic text and returns its records.

    Args:
        patterns: further pattern directories, laid out like the library's own; they add words, patterns and places.
        kinds: the kinds wanted; all by default. All are found all the same, so that one kind's words are not
            misread as another's.
        anchor: whether dates are completed from the document's date.
        names: the tagger of persons, organizations and further places: "spacy" (the shipped model), "gazetteer" (word lists
            alone), "camel" (BERT by camel-tools), a `Tagger` of your own, or None for none, which is ten times as fast.

    Raises:
        PatternError: a directory holds something that can't be used.
        InputError: an unknown kind or tagger.
        ImportError: the tagger's package is not installed.

    >>> [r.text for r in Extractor()("قبلت المقاطعة ٢٦٠ عضوًا، بنسبة ١٠٧.٤٪ من الخطة")]
    ['٢٦٠', '١٠٧.٤٪']
    """

    def __init__(
        self,
        *,
        patterns: Iterable[str | Path] = (),
        kinds: Iterable[str] | None = None,
        anchor: bool = True,
        names: str | Tagger | None = "spacy",
    ) -> None:
        self.kinds = _check_kinds(kinds)
        self.anchor = anchor
        directories = tuple(Path(p) for p in patterns)
        self._made_of: dict[str, Any] = {"patterns": directories, "kinds": self.kinds, "anchor": anchor, "names": names}
        self.database, self.gazetteer, self._scanner = _compiled(directories)
        self._tagger = tagger(names, directories) if isinstance(names, str) else names
        self._known = known(directories) if names is not None else None

    def __reduce__(self) -> tuple[Any, ...]:
        """An extractor is pickled as what it was made of, and made again on the other side."""
        return partial(Extractor, **self._made_of), ()

    def __call__(self, text: str, *, published: str | date | None = None, id: str | None = None) -> Document:
        """Extract the records of one text.

        Args:
            text: any string.
            published: the document's date, which anchors what the text leaves open: a date, an ISO string, or
                whatever a messy archive column holds in Arabic, Vietnamese or English.
            id: kept on the document.

        Raises:
            InputError: `published` can't be read.
        """
        day = read_date(published)
        with _uncollected() if len(text) > _LONG else nullcontext():  # what was made on the way is gone when cycles are looked for again
            records = self._records(self.read(text, day))
        return Document(text, records, id=id, published=day)

    def pipe(
        self,
        texts: Iterable[str | tuple[str, Any]],
        *,
        on_error: Callable[[str, Exception], None] | None = None,
    ) -> Iterator[Document]:
        """Stream documents for texts, or for pairs of text and publication date.

        Args:
            texts: an iterable, read as the documents are taken.
            on_error: told of a publication date that can't be read, which then is None; without it the error is raised.
        """
        for item in texts:
            text, published = item if isinstance(item, tuple) else (item, None)
            try:
                day = read_date(published)
            except InputError as error:
                if on_error is None:
                    raise
                on_error(str(text), error)
                day = None
            yield self(text, published=day)

    def explain(self, text: str, *, published: str | date | None = None) -> Explanation:
        """Tell how a text is read: its words with their senses, what bid for them, what won and why; a tree in notebooks."""
        from .explain import explain

        return explain(self, text, read_date(published))

    def read(self, text: str, published: date | None = None, *, trace: list[dict[str, Any]] | None = None) -> Reading:
        """Take a text through all steps and return the reading with its finished drafts."""
        view = normalize(text)
        tokens = compose(self._scanner.unglue(self._scanner.scan(view), view, self.database.nominal), view)
        reading = Reading(view, tokens, published, self.database)
        reading.trace = trace
        match(reading, _BUILDERS)
        neighbours.share_units(reading)
        neighbours.join_durations(reading)
        neighbours.join_ranges(reading)
        neighbours.join_sums(reading)
        neighbours.join_repeats(reading)
        neighbours.drop_levels(reading)
        neighbours.unlisted_duals(reading)
        dates.surround(reading)
        dates.join(reading)
        if self.anchor:
            date_anchor.anchor(reading)
        for draft in reading.drafts:
            if draft.kind == "date":
                date_anchor.finish(draft)
        places = localities.find(reading, self.gazetteer)
        named: list[Draft] = []
        if self._tagger is not None and self._known is not None:
            named, places = names.join(reading, self._tagger(text), places, self.gazetteer, self._known)
        localities.link(reading, places, self.gazetteer)
        resolutions.link(reading)
        amounts.settle_currencies(reading, [str(d.fields["country"]) for d in places if d.fields.get("country")])
        reading.drafts = _with(_settle([*reading.drafts, *places]), named)
        return reading

    def _records(self, reading: Reading) -> list[Any]:
        view, text, wanted = reading.view, reading.view.text, self.kinds
        out = []
        for draft in reading.drafts:
            if wanted is not None and draft.kind not in wanted:
                continue
            start, end = view.origin(draft.start, draft.end)
            out.append(_record(draft.kind, start, end, text[start:end], draft.rule, draft.fields))
        return out


def _record(kind: str, start: int, end: int, text: str, rule: str, fields: dict[str, Any]) -> Any:
    """A record of fields that the library itself made; without validation, which would take most of the time.

    Args:
        kind, start, end, text, rule: as in the record.
        fields: the others by name; names that begin with an underscore are left out.

    Raises:
        AttributeError: records of this kind have no such field.
    """
    record = object.__new__(TYPES[kind])
    put = object.__setattr__
    put(record, "start", start)
    put(record, "end", end)
    put(record, "text", text)
    put(record, "rule", rule)
    for name, value in {**DEFAULTS[kind], **fields}.items():
        if name[0] != "_":
            put(record, name, value)
    return record


def _settle(drafts: list[Draft]) -> list[Draft]:
    """One reading per stretch of text: in order of start, the earlier made wins what overlaps."""
    drafts.sort(key=_position)
    out: list[Draft] = []
    for draft in drafts:
        if out and draft.start < out[-1].end:
            last = out[-1]
            if draft.kind == "locality" or draft.end <= last.end:
                continue
            if last.kind == "locality":
                out.pop()
            else:
                continue
        if draft.end > draft.start:
            out.append(draft)
    return out


def _with(drafts: list[Draft], named: list[Draft]) -> list[Draft]:
    """Put persons and organizations among the other drafts, which may lie inside them."""
    return sorted([*drafts, *named], key=_position) if named else drafts


def _position(draft: Draft) -> tuple[int, int]:
    return draft.start, -draft.end


def _check_kinds(kinds: Iterable[str] | None) -> frozenset[str] | None:
    if kinds is None:
        return None
    wanted = frozenset(kinds)
    unknown = sorted(wanted - set(KINDS))
    if unknown:
        raise InputError(f"unknown kind {unknown[0]!r}; choose from {', '.join(KINDS)}")
    return wanted


def _compiled(directories: tuple[Path, ...]) -> tuple[Database, Gazetteer, Scanner]:
    return _compiled_as(directories, _state(directories))


def _state(directories: tuple[Path, ...]) -> tuple[tuple[str, int, int], ...]:
    """What tells whether a user's directories are still what they were: their files, when they were written, how long they are."""
    files = (path for directory in directories for path in sorted(directory.resolve().rglob("*")) if path.is_file())
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),))


@lru_cache(maxsize=4)
def _compiled_as(directories: tuple[Path, ...], state: tuple[tuple[str, int, int], ...]) -> tuple[Database, Gazetteer, Scanner]:
    with _uncollected():
        database = load(directories)
        lexicon = database.lexicon
        gazetteer = Gazetteer(database.directories, frozenset(lexicon.forms_of("name_head")), frozenset(lexicon.forms_of("name_particle")))
        return database, gazetteer, Scanner(database, gazetteer.forms)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Have no cycles collected meanwhile: none are made, and to look for them in what is kept takes a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def known(directories: tuple[Path, ...] = ()) -> Known:
    """What the lists of names of the library and further directories know."""
    return _known_as(directories, _state(directories))


@lru_cache(maxsize=4)
def _known_as(directories: tuple[Path, ...], state: tuple[tuple[str, int, int], ...]) -> Known:
    from .names.statistical import resources

    database = _compiled(directories)[0]
    lexicon = database.lexicon

    def ordinary(word: str) -> bool:
        return word in lexicon.words or database.nominal(word)

    def nationality(word: str) -> bool:
        return lexicon.has(word, "currency_adjective")

    return Known(database.directories, *resources(directories), place_heads(database), ordinary, nationality)


def place_heads(database: Database) -> frozenset[str]:
    """Folded head nouns of places."""
    return frozenset(database.lexicon.forms_of("name_head")) | frozenset(database.lexicon.forms_of("place_type"))


def shared(directories: tuple[Path, ...] = ()) -> tuple[Database, Gazetteer]:
    """Patterns and gazetteer of the library and further directories, compiled once."""
    database, places, _ = _compiled(directories)
    return database, places


def gazetteer() -> Gazetteer:
    """The library's own gazetteer."""
    return _compiled(())[1]


def read_date(value: str | date | None) -> date | None:
    """Read a publication date.

    Args:
        value: a date or datetime, an ISO string, or free text in Arabic, Vietnamese or English.

    Raises:
        InputError: the text is no date.

    >>> read_date("2024-06-25T10:00:00+07:00")
    datetime.date(2024, 6, 25)
    """
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise InputError(f"published must be a date or a string, not {type(value).__name__}")
    text = value.strip()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    return _messy_date(text)


_LONGEST_DATE: Final = 100


def _messy_date(text: str) -> date:
    import dateparser

    if len(text) > _LONGEST_DATE:
        raise InputError(f"published: a text of {len(text):,} characters is no date; give YYYY-MM-DD")

    from .text.normalize import fold

    # Dates of a day only: relative words and bare numbers are refused, since nothing here knows today's date.
    settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first"}
    for language in ("ar", "vi", "en"):
        parsed = dateparser.parse(fold(text) if language == "ar" else text, languages=[language], settings=settings)
        if parsed is not None:
            return date(parsed.year, parsed.month, parsed.day)
    raise InputError(f"published: can't read {text!r} as a date; give YYYY-MM-DD")


def extract(text: str, *, published: str | date | None = None) -> Document:
    """Extract the records of a text with the library's own patterns.

    Args:
        text: any string.
        published: the document's date, see `Extractor.__call__`.

    >>> extract("القرار رقم 21-NQ/TW").resolutions[0].symbol
    '21-NQ/TW'
    """
    return default_extractor()(text, published=published)


@cache
def default_extractor() -> Extractor:
    """The extractor of `extract`, made once."""
    return Extractor()
