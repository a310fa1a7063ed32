"""Names: taggers, what they share with the rules, canonical forms. Each expectation was read off the text by a person."""

from __future__ import annotations

import itertools
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Extractor
from extractor.errors import InputError
from extractor.explain import explain
from extractor.names import Name, tagger
from extractor.names.field import Field, tagset
from extractor.names.statistical import resources
from extractor.pipeline import known

from .corpus import articles


def texts(records: list[object]) -> list[str]:
    return [r.text for r in records]  # type: ignore[attr-defined]


# --- the tokens of the tagger ---


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("وبالقاهره", ["و", "ب", "القاهره"]),
        ("وبوتين", ["و", "بوتين"]),
        ("للامم", ["ل", "الامم"]),
        ("وزاره", ["وزاره"]),
        ("وليد", ["وليد"]),
        ("لندن", ["لندن"]),
        ("بغداد", ["بغداد"]),
        ("فرنسا", ["فرنسا"]),
        ("وفرنسا", ["و", "فرنسا"]),
        ("كالعاده", ["ك", "العاده"]),
        ("2018", ["0000"]),
    ],
)
def test_proclitics_are_split_where_the_rest_is_a_word(word: str, pieces: list[str]) -> None:
    splitter, _ = resources()
    assert [form for form, _, _ in splitter.pieces(word)] == pieces


def test_pieces_have_offsets() -> None:
    splitter, _ = resources()
    norm = "وبالقاهره، للامم"
    forms, spans = splitter(norm)
    assert [norm[a:b] for a, b in spans] == ["و", "ب", "القاهره", "،", "ل", "لامم"]
    assert forms[-1] == "الامم"


# --- the random field, against every sequence written out ---


def test_the_field_against_all_sequences() -> None:
    tags = tagset(["X"])
    rng = numpy.random.default_rng(3)
    transitions = rng.normal(size=(len(tags) + 2, len(tags))).astype("float32")
    field = Field(transitions, tags)
    scores = [rng.normal(size=(length, len(tags))).astype("float32") for length in (3, 1, 4)]
    gammas, expected, logz = field.expectations(scores)
    total, transitions_expected = 0.0, numpy.zeros_like(transitions)
    for k, e in enumerate(scores):
        weights = {}
        for path in itertools.product(range(len(tags)), repeat=len(e)):
            spelled = [tags[i][0] for i in path]
            legal = (
                spelled[0] not in "IL"
                and spelled[-1] not in "BI"
                and all((a in "BI") == (b in "IL") for a, b in itertools.pairwise(spelled))
            )
            if legal:
                inner = sum(transitions[a, b] for a, b in itertools.pairwise(path))
                weights[path] = float(
                    sum(e[t, i] for t, i in enumerate(path)) + inner + transitions[-2, path[0]] + transitions[-1, path[-1]]
                )
        z = sum(numpy.exp(w) for w in weights.values())
        total += float(numpy.log(z))
        assert tuple(field.best(scores)[k]) == max(weights, key=weights.__getitem__)
        marginal = numpy.zeros_like(e)
        for path, weight in weights.items():
            p = numpy.exp(weight) / z
            transitions_expected[-2, path[0]] += p
            transitions_expected[-1, path[-1]] += p
            for t, i in enumerate(path):
                marginal[t, i] += p
            for a, b in itertools.pairwise(path):
                transitions_expected[a, b] += p
        assert numpy.allclose(gammas[k], marginal, atol=1e-4)
        assert numpy.allclose(field.marginals(scores)[k], marginal, atol=1e-4)
    assert abs(total - logz) < 1e-3
    assert numpy.allclose(expected, transitions_expected, atol=1e-3)


# --- the shipped tagger ---


def test_persons_organizations_places(naming: Extractor) -> None:
    text = "قال الرئيس الأمريكي دونالد ترامب في واشنطن إن وزارة الدفاع الروسية رفضت عرض الأمم المتحدة."
    document = naming(text)
    assert texts(document.persons) == ["دونالد ترامب"]
    assert texts(document.organizations) == ["وزارة الدفاع الروسية", "الأمم المتحدة"]
    assert texts(document.localities) == ["واشنطن"]


def test_a_vietnamese_person_is_no_place(naming: Extractor) -> None:
    """Đức Thọ is a district, and here a man's name."""
    document = naming("وقال الرفيق تران دوك ثو، سكرتير لجنة الحزب، إن البلدية تضم 12 خلية.")
    assert [(r.text, r.name) for r in document.persons] == [("تران دوك ثو", "Trần Đức Thọ")]
    assert not document.localities
    assert [r.value for r in document.counts] == [12]


def test_titles_and_proclitics_stay_outside(naming: Extractor) -> None:
    document = naming("واستقبل الملك سلمان بن عبدالعزيز في جدة الدكتور أحمد الجعفري، وللرفيق نغوين فان هاي كلمة.")
    assert texts(document.persons) == ["سلمان بن عبدالعزيز", "أحمد الجعفري", "نغوين فان هاي"]


def test_a_later_mention_takes_the_full_name(naming: Extractor) -> None:
    document = naming("التقى فلاديمير بوتين وزير الخارجية في موسكو. وقال بوتين إن المحادثات جرت كما يجب.")
    assert [(r.text, r.name) for r in document.persons] == [("فلاديمير بوتين", "فلاديمير بوتين"), ("بوتين", "فلاديمير بوتين")]


def test_offsets_refer_to_the_original(naming: Extractor) -> None:
    text = "قـال\u200f الرئيس 😀 فلاديميـر بُوتين، في مُوسكو"
    for record in naming(text).records:
        assert text[record.start : record.end] == record.text
    assert texts(naming(text).persons) == ["فلاديميـر بُوتين"]


def test_a_head_noun_alone_is_no_organization(naming: Extractor) -> None:
    assert not naming("وقالت الهيئة إن الوزارة ستدرس الطلب قبل نهاية الشهر.").organizations


def test_a_person_in_the_name_of_a_place_is_none(naming: Extractor) -> None:
    assert not naming("افتتح المعرض في مدينة الملك فهد الطبية.").persons


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("انتخب عبد الكريم الهاروني رئيسا", "عبد الكريم الهاروني"),
        ("التقى مبعوث الأمم المتحدة ستيفان دي مستورا أمس", "ستيفان دي مستورا"),
        ("وقال فإن بيتي زشايبي وصل", "بيتي"),
    ],
)
def test_a_person_has_its_whole_name_and_no_particle(naming: Extractor, text: str, person: str) -> None:
    (record,) = naming(text).persons
    assert record.text.startswith(person)


def test_an_abbreviation_spelled_by_letters_is_whole(naming: Extractor) -> None:
    assert texts(naming("على شبكة إم.إس.إن.بي.سي الأمريكية").organizations) == ["إم.إس.إن.بي.سي"]


def test_the_article_that_a_proclitic_has_swallowed_comes_back(naming: Extractor) -> None:
    (record,) = naming("وقال الأمين العام للأمم المتحدة إن الوضع خطير.").organizations
    assert (record.text, record.name) == ("لأمم المتحدة", "الأمم المتحدة")


def test_a_number_in_brackets_behind_a_person_is_no_count(naming: Extractor) -> None:
    assert not naming("سجل محمد صلاح (19) وساديو ماني (53) هدفي ليفربول").counts


def test_numbers_beat_persons(naming: Extractor) -> None:
    document = naming("صادق عليه ثلاثة وستون مستشارا مقابل 11.")
    assert [r.value for r in document.counts] == [63, 11]
    assert not document.persons


@pytest.mark.parametrize("text", ["", " ", "\n", "\ud83d", "١", "ـ", "a" * 1000, "من " * 2000])
def test_odd_texts(naming: Extractor, text: str) -> None:
    for record in naming(text).records:
        assert text[record.start : record.end] == record.text


_PIECES = st.one_of(
    st.sampled_from(
        [
            "محمد ",
            "بن ",
            "سلمان",
            " الرئيس ",
            "وزارة ",
            "الصحة",
            "، ",
            "\n",
            "ـ",
            "\u200f",
            "بوتين",
            "😀",
            "\ud83d",
            "في ",
            "لندن",
            "CNN",
            "12 ",
        ]
    ),
    st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join))
def test_offsets_on_any_string(naming: Extractor, text: str) -> None:
    records = naming(text).records
    for record in records:
        assert text[record.start : record.end] == record.text
        assert record.text.strip()
    named = [r for r in records if r.kind in ("person", "organization")]
    assert all(a.end <= b.start for a, b in itertools.pairwise(named))


def test_names_stand_in_order_and_persons_are_apart(naming: Extractor) -> None:
    for gold in articles():
        records = naming(gold["text"]).records
        assert [r.start for r in records] == sorted(r.start for r in records)
        named = [r for r in records if r.kind in ("person", "organization")]
        assert all(a.end <= b.start for a, b in itertools.pairwise(named))


# --- choosing a tagger ---


def test_the_list_tagger() -> None:
    document = Extractor(names="gazetteer")("زار محمد الجعفري مقر الأمم المتحدة، وتحدث الرفيق نغوين فان هاي في هانوي.")
    assert texts(document.persons) == ["محمد الجعفري", "نغوين فان هاي"]
    assert texts(document.organizations) == ["الأمم المتحدة"]
    assert texts(document.localities) == ["هانوي"]


def test_no_names() -> None:
    document = Extractor(names=None)("قال دونالد ترامب في واشنطن")
    assert not document.persons and texts(document.localities) == ["واشنطن"]


def test_a_tagger_of_ones_own() -> None:
    class Mine:
        name = "mine"

        def __call__(self, text: str) -> list[Name]:
            start = text.index("زيد")
            return [Name(start, start + 3, "person", 1.0)]

    document = Extractor(names=Mine())("جاء زيد إلى القاهرة مع 3 رجال")
    assert [(r.text, r.rule) for r in document.persons] == [("زيد", "person.tagger")]


def test_an_unknown_tagger_is_an_error() -> None:
    with pytest.raises(InputError, match="unknown tagger 'bert'; choose from spacy, gazetteer, camel"):
        Extractor(names="bert")


def test_camel_tools_missing_names_the_extra() -> None:
    code = "import sys; sys.modules['camel_tools'] = None\nfrom extractor import Extractor\ntry: Extractor(names='camel')\nexcept ImportError as e: print(e)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "camel-tools is not installed; run: pip install 'arabic-extractor[camel]'"


def test_nothing_heavy_without_names() -> None:
    code = "import sys; from extractor import Extractor; Extractor(names=None)('5 شركات'); print([m for m in ('spacy', 'thinc', 'torch') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_same_text_gives_the_same_names(naming: Extractor) -> None:
    text = articles()[0]["text"]
    assert naming(text).to_json() == Extractor()(text).to_json()
    assert tagger("spacy")(text) == tagger("spacy")(text)


def test_threads_share_the_tagger(naming: Extractor) -> None:
    texts_ = [gold["text"] for gold in articles()]
    alone = [naming(text).to_json() for text in texts_]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda text: naming(text).to_json(), texts_ * 2)) == alone * 2


def test_explain_tells_what_became_of_each_name(naming: Extractor) -> None:
    sections = {title: rows for title, _, rows in explain(naming, "قالت الهيئة إن فلاديمير بوتين في موسكو.")}
    verdicts = {row[1]: row[4] for row in sections["Names"]}
    assert verdicts["فلاديمير بوتين"].startswith("taken: its score")


# --- canonical forms ---


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("نغوين فان هاي", "Nguyễn Văn Hải"),
        ("محمد صلاح", None),
        ("نغوين", None),
        ("تران دوك ثو", "Trần Đức Thọ"),
    ],
)
def test_vietnamese_names_in_latin_letters(name: str, latin: str | None) -> None:
    assert known().vietnamese(name) == latin


def test_an_organization_takes_its_usual_name(naming: Extractor) -> None:
    (record,) = naming("قال الناتو في بيان إن المناورات انتهت.").organizations
    assert (record.text, record.name) == ("الناتو", "حلف شمال الأطلسي")


def test_words_that_give_a_body_away() -> None:
    def found(text: str) -> list[str]:
        return [text[a:b] for a, b in known().bodies(text)]

    assert found("قررت وزاره الصناعه والثروه المعدنيه امس") == ["وزاره الصناعه والثروه المعدنيه"]
    assert found("تنظيم الهييه العامه للاسكان") == ["الهييه العامه للاسكان"]
    assert found("وقالت الشركه السعوديه للكهرباء") == ["الشركه السعوديه للكهرباء"]
    assert found("(CNN) قال") == ["CNN"]
    assert found("قالت الشركه الكبيره") == []
