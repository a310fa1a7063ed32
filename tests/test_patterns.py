"""The pattern database: our own checks clean, errors name file, entry and key, a user's directory extends it."""

import re
from pathlib import Path

import pytest

import extractor as extractor_package
from extractor import Extractor, PatternError
from extractor.check import canonical_toml, check


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_our_own_examples_match_and_counter_examples_do_not() -> None:
    problems, checked = check()
    assert not problems, "\n".join(problems)
    assert checked > 1000


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('[[entry]]\nid = "a.b"\nsense = "unit"\nvalue = "x"\nform = ["س"]\n', "entry 'a.b'.*'form'.*Extra"),
        ('[[entry]]\nid = "a b"\nsense = "unit"\n', "key 'id'"),
        ('[[pattern]]\nid = "a.b"\nkind = "count"\n', "pattern 'a.b'.*'match'.*required"),
        ('[[pattern]]\nid = "a.b"\nkind = "count"\nmatch = "{nonsense}"\n', "a.b.*nothing in the lexicon has the sense"),
        ('[[pattern]]\nid = "a.b"\nkind = "count"\nmatch = "({number}"\n', "a.b.*unbalanced"),
        ('[[pattern]]\nid = "a.b"\nkind = "count"\nmatch = "$nowhere"\n', "unknown variable"),
        ('[[entry]]\nid = "month.june"\nsense = "month"\n', "is taken by"),
        ("[[entry", "not valid TOML"),
        ("[[entries]]\n", "entries"),
    ],
)
def test_errors_name_file_entry_and_key(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(PatternError, match=message) as caught:
        Extractor(patterns=[write(tmp_path, "mine.toml", toml)], names=None)
    assert "mine.toml" in str(caught.value)


def test_a_missing_directory_is_said() -> None:
    with pytest.raises(PatternError, match="no such directory"):
        Extractor(patterns=["/nowhere/at/all"])


def test_a_users_directory_adds_words_documents_units_currencies_patterns_and_places(tmp_path: Path) -> None:
    write(
        tmp_path,
        "lexicon/mine.toml",
        """[[entry]]
id = "mine.unit"
sense = "unit"
value = "[saa]"
singular = ["صاع"]
plural = ["آصع"]
examples = ["5 آصع"]

[[entry]]
id = "mine.currency"
sense = "currency"
value = "XYZ"
singular = ["زلطي"]
examples = ["5 زلطي"]

[[entry]]
id = "mine.document"
sense = "document_type"
value = "memorandum"
forms = ["المحضر"]
examples = ["المحضر رقم 5"]

[[entry]]
id = "mine.noun"
sense = "noun"
singular = ["درونز"]
examples = ["درونزين"]

[[pattern]]
id = "mine.dozens"
kind = "count"
match = "{n:number} دزينة"
priority = 60
examples = ["5 دزينة"]
""",
    )
    write(
        tmp_path,
        "gazetteer/mine.tsv",
        "id\tname\ttype\tcountry\tcode\tauthority\tlat\tlon\tparents\trank\tflags\tforms\nX:1\tزمردستان\tcity\tXX\t1\tmine\t1.5\t2.5\tXX\t900000\t\tزمردستان\n",
    )
    mine = Extractor(patterns=[tmp_path], names=None)
    document = mine("حمل 5 آصع بـ 7 زلطي إلى زمردستان وفق المحضر رقم 12، ومعه درونزين و3 دزينة")
    found = {(r.kind, r.text) for r in document.records}
    assert {
        ("measure", "5 آصع"),
        ("money", "7 زلطي"),
        ("locality", "زمردستان"),
        ("resolution", "المحضر رقم 12"),
        ("count", "درونزين"),
    } <= found
    assert [r.rule for r in document.counts if r.value == 3] == ["mine.dozens"]
    problems, checked = check(tmp_path)
    assert not problems and checked == 5
    assert not Extractor(names=None)("حمل 5 آصع").measures  # ours stays as it is


def test_broken_examples_of_a_user_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "m.toml", '[[entry]]\nid = "mine.unit"\nsense = "unit"\nvalue = "x"\nforms = ["صاعات"]\nexamples = ["5 أمتار"]\n')
    problems, _ = check(tmp_path)
    assert len(problems) == 1 and "mine.unit" in problems[0]


def test_formatting_is_mended(tmp_path: Path) -> None:
    write(
        tmp_path,
        "m.toml",
        '[[entry]]\nid = "mine.unit"   \nsense = "unit"\nvalue = "x"\nforms = ["صاعات"]\nexamples = ["5 صاعات"]\n[[entry]]\nid = "mine.two"\nsense = "unit"\nvalue = "y"\nforms = ["مداد"]\nexamples = ["5 مداد"]\n\n\n\n',
    )
    assert any("canonical" in p for p in check(tmp_path)[0])
    check(tmp_path, fix=True)
    assert check(tmp_path)[0] == []
    text = (tmp_path / "m.toml").read_text(encoding="utf-8")
    assert canonical_toml(text) == text


def test_bad_gazetteer_tables_are_errors(tmp_path: Path) -> None:
    write(tmp_path, "gazetteer/mine.tsv", "id\tname\n1\tx\n")
    write(tmp_path, "m.toml", "")
    with pytest.raises(PatternError, match="columns"):
        Extractor(patterns=[tmp_path], names=None)


@pytest.mark.parametrize(
    ("kind", "match", "needed"),
    [
        ("money", "الخام {n:number}", "{c:currency} or {s:subunit}"),
        ("measure", "ارتفاع {n:number}", "{u:unit}"),
        ("count", "بعدد {number}", "{n:number} or {w:noun_dual}"),
    ],
)
def test_a_pattern_without_what_its_kind_needs_is_told(tmp_path: Path, kind: str, match: str, needed: str) -> None:
    write(tmp_path, "m.toml", f'[[pattern]]\nid = "mine.x"\nkind = "{kind}"\nmatch = "{match}"\n')
    with pytest.raises(PatternError) as told:
        Extractor(patterns=[tmp_path], names=None)
    assert f"pattern 'mine.x': key 'match': a pattern of the kind {kind} needs a slot {needed}" in str(told.value)


def test_an_empty_slot_makes_no_record(tmp_path: Path) -> None:
    write(tmp_path, "m.toml", '[[pattern]]\nid = "mine.x"\nkind = "money"\nmatch = "الخام {n:number} {c:currency}?"\npriority = 90\n')
    document = Extractor(patterns=[tmp_path], names=None)("سعر الخام 70 ثم الخام 71 دولارا")
    assert [r.value for r in document.money] == [71]


def test_a_changed_directory_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = '[[entry]]\nid = "mine.unit"\nsense = "unit"\nvalue = "x"\nforms = ["{}"]\nexamples = ["5 {}"]\n'
    write(tmp_path, "mine/m.toml", entry.replace("{}", "صاعات"))
    monkeypatch.chdir(tmp_path)
    assert Extractor(patterns=["mine"], names=None)("5 صاعات").measures
    write(tmp_path, "mine/m.toml", entry.replace("{}", "مداد"))
    assert Extractor(patterns=["mine"], names=None)("5 مداد").measures
    assert not Extractor(patterns=["mine"], names=None)("5 صاعات").measures


def test_every_list_of_words_is_asked_for_and_every_name_asked_for_is_a_list(extractor: Extractor) -> None:
    asked: set[str] = set()
    for path in Path(extractor_package.__file__ or "").parent.rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        asked.update(re.findall(r'among\(\s*"([a-z-]+)"', code))
        if path.name == "scan.py":
            asked.update(re.findall(r"""lists\[["']([a-z-]+)["']\]""", code))
        for template in re.findall(r'= Expression\(\s*r"(.*)"', code):
            asked.update(re.findall(r"\{([a-z-]+)\}", template))
            extractor.database.express(template)
    assert asked == set(extractor.database.lists)


def test_a_users_list_adds_to_ours(tmp_path: Path) -> None:
    text = "جاء الثاني أفريقيا و28 خليجيا"
    write(tmp_path, "mine.toml", '[[words]]\nname = "in-the-world"\nforms = ["خليجيا"]\nexamples = ["و28 خليجيا"]\n')
    assert [(r.kind, r.value) for r in Extractor(names=None)(text).records] == [("ordinal", 2), ("count", 28)]
    assert [(r.kind, r.value) for r in Extractor(patterns=[tmp_path], names=None)(text).records] == [("ordinal", 2), ("ordinal", 28)]
    write(tmp_path, "mine.toml", '[[words]]\nname = "in-the-world"\nforms = []\n')
    with pytest.raises(PatternError, match=r"words.*'forms'"):
        Extractor(patterns=[tmp_path], names=None)
