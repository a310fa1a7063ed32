"""Gains and losses: what counts as changed, what two revisions need not share, and nothing is left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .compare import ROOT, CannotCompare, compare, lines, main, read_texts

TEXT = "شارك 3 وفود من 12 مدينة في 2022"  # 3 delegations from 12 towns took part in 2022
TEXTS = [{"id": "a", "text": TEXT, "published": None}]


def record(kind: str, written: str, rule: str = "r", **more: object) -> dict:
    start = TEXT.index(written)
    return {"kind": kind, "start": start, "end": start + len(written), "text": written, "rule": rule, **more}


THREE, TWELVE, YEAR = record("count", "3", value=3), record("count", "12", value=12), record("date", "2022", value="2022")


def found(*records: dict) -> list[dict]:
    return [{"records": list(records)}]


# --- comparing ---


def test_the_same() -> None:
    report = compare(TEXTS, found(THREE, TWELVE, YEAR), found(YEAR, TWELVE, THREE))
    assert (report.same, report.gained, report.lost, report.changed) == (3, [], [], [])
    assert report.before == report.after == {"count": 2, "date": 1}


def test_gained_and_lost_by_rule() -> None:
    report = compare(TEXTS, found(THREE, {**TWELVE, "rule": "count.old"}), found(THREE, {**YEAR, "rule": "date.new"}))
    assert [(d.document, d.rule, d.before, (d.after or {})["text"]) for d in report.gained] == [("a", "date.new", None, "2022")]
    assert [(d.rule, d.after, (d.before or {})["text"]) for d in report.lost] == [("count.old", None, "12")]
    assert report.lost[0].context == "شارك 3 وفود من [12] مدينة في 2022"


def test_another_kind_on_the_same_span_is_a_loss_and_a_gain() -> None:
    report = compare(TEXTS, found(record("count", "2022", value=2022)), found(YEAR))
    assert [d.kind for d in report.lost] == ["count"] and [d.kind for d in report.gained] == ["date"] and not report.changed


@pytest.mark.parametrize(
    ("new", "fields"),
    [
        ({**TWELVE, "value": 13}, ["value"]),
        ({**TWELVE, "noun": "مدينة"}, ["noun"]),
        (record("count", "12 مدينة", value=12), ["span"]),
        (record("count", "12 مدينة", value=13, noun="مدينة"), ["span", "noun", "value"]),
    ],
)
def test_changed(new: dict, fields: list[str]) -> None:
    report = compare(TEXTS, found({**THREE, "noun": None}, {**TWELVE, "noun": None}), found({**THREE, "noun": None}, {"noun": None} | new))
    assert [d.fields for d in report.changed] == [fields]
    assert (report.same, report.gained, report.lost) == (1, [], [])


def test_the_closest_is_the_one_that_changed() -> None:
    """One record becomes two: that on its span is it, the other is gained."""
    whole = record("count", "12 مدينة", value=12)
    report = compare(TEXTS, found(whole), found(record("count", "مدينة", value=1), {**whole, "value": 13}))
    assert [d.fields for d in report.changed] == [["value"]] and [(d.after or {})["text"] for d in report.gained] == ["مدينة"]


def test_equal_records_pair_up_before_others_on_their_span() -> None:
    report = compare(TEXTS, found({**THREE, "value": 4}, THREE), found(THREE))
    assert report.same == 1 and [(d.before or {})["value"] for d in report.lost] == [4]


def test_the_rule_alone_is_no_change() -> None:
    report = compare(TEXTS, found(THREE, TWELVE), found({**THREE, "rule": "new"}, TWELVE))
    assert report.same == 2 and not report.changed and report.other_rule == {"r → new": 1}


def test_fields_that_one_side_alone_has_are_named_not_compared() -> None:
    report = compare(TEXTS, found({**THREE, "unit": None}, YEAR), found({**THREE, "noun": "وفود", "score": 1}, YEAR))
    assert report.same == 2
    assert (report.only_before, report.only_after) == ({"count": ["unit"]}, {"count": ["noun", "score"]})
    # A field that some records of the kind leave out is null there.
    report = compare(TEXTS, found(THREE, {**TWELVE, "noun": None}), found(THREE, {**TWELVE, "noun": "مدينة"}))
    assert [d.fields for d in report.changed] == [["noun"]]


def test_documents_that_failed_are_named_and_left_out() -> None:
    report = compare([*TEXTS, {**TEXTS[0], "id": "b"}], [*found(THREE), {"error": "KeyError: 1"}], [*found(THREE), *found(THREE)])
    assert report.failed == [{"document": "b", "before": "KeyError: 1", "after": ""}] and not report.gained
    assert "FAILED b: before: KeyError: 1" in list(lines(report))


def test_the_report_counts_by_rule_and_gives_examples() -> None:
    before = found(THREE, {**TWELVE, "rule": "count.old"}, YEAR)
    after = found(
        {**THREE, "value": 30}, {**TWELVE, "value": 120, "rule": "count.new"}, record("ordinal", "مدينة", "ordinal.word", value=1)
    )
    text = list(lines(compare(TEXTS, before, after), examples=1))
    assert text[0] == "1 documents, 3 records before, 3 after, 0 the same"
    assert "count                2       2       0       0        2" in text
    for line in (
        "GAINED 1",
        "      1  ordinal.word",
        "LOST 1",
        "CHANGED 2",
        "      1  count.old → count.new   (value 1)",
        "      1  r   (value 1)",
    ):
        assert line in text
    assert "         a: count value 3 → 30 | شارك [3] وفود من 12 مدينة في 2022" in text
    assert "         a: date 2022 | شارك 3 وفود من 12 مدينة في [2022]" in text
    assert not any(" | " in line for line in lines(compare(TEXTS, before, after), examples=0))


# --- reading ---


def test_texts_of_files_and_folders(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "س\u2028ش", "published": "2024-06-25"}\n\n{"id": "x", "text": "ص"}\n', encoding="utf-8")
    (tmp_path / "b.json").write_text('[{"text": "ع"}]', encoding="utf-8")
    (tmp_path / "c.txt").write_text("غ", encoding="utf-8")
    (tmp_path / "README.md").write_text("no text", encoding="utf-8")
    assert [(t["id"], t["text"]) for t in read_texts(tmp_path)] == [("a:1", "س\u2028ش"), ("x", "ص"), ("b", "ع"), ("c", "غ")]
    assert len(read_texts(tmp_path, limit=2)) == 2 and read_texts(tmp_path)[0]["published"] == "2024-06-25"
    (tmp_path / "a.jsonl").write_text('{"body": "x"}\n', encoding="utf-8")
    with pytest.raises(CannotCompare, match="document 1: no field 'text'"):
        read_texts(tmp_path)
    with pytest.raises(CannotCompare, match="no such file"):
        read_texts(tmp_path / "none")


# --- two revisions ---

git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

# An extractor of another time: it knows no `names`, returns plain records, and finds every run of digits.
OLD = """
import re

class Extractor:
    def __call__(self, text):
        if "boom" in text:
            raise ValueError("boom")
        return [{"kind": "count", "start": m.start(), "end": m.end(), "text": m[0], "old": 1, "value": int(m[0]), "rule": "digits"}
                for m in re.finditer("[0-9]+", text)]
"""
# One of ours: options, documents, and years are dates.
NEW = """
import re
from types import SimpleNamespace

class Extractor:
    def __init__(self, names="spacy"):
        self.names = names

    def __call__(self, text, *, published=None, id=None):
        out = [{"kind": "date" if len(m[0]) == 4 else "count", "start": m.start(), "end": m.end(), "text": m[0], "new": 1,
                "value": published or int(m[0]), "rule": f"names={self.names}"} for m in re.finditer("[0-9]+", text)]
        return SimpleNamespace(to_dict=lambda: {"id": id, "records": out})
"""


def call(*command: object, cwd: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    subprocess.run(list(map(str, command)), cwd=cwd, check=True, capture_output=True, env=env)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "extractor").mkdir(parents=True)
    (root / "extractor" / "__init__.py").write_text(OLD, encoding="utf-8")
    call("git", "init", "-q", "-b", "main", cwd=root)
    call("git", "add", ".", cwd=root)
    call("git", "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-q", "-m", "old", cwd=root)
    (root / "extractor" / "__init__.py").write_text(NEW, encoding="utf-8")
    (root / "texts.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}) + "\n" + json.dumps({"id": "b", "text": "7 boom"}) + "\n")
    return root


def worktrees(root: Path) -> int:
    listed = subprocess.run(["git", "-C", str(root), "worktree", "list"], capture_output=True, text=True, check=True)
    return len(listed.stdout.strip().split("\n"))


@git
def test_two_revisions_of_another_shape(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    out = tmp_path / "out.json"
    assert main(["main", str(repository / "texts.jsonl"), "--no-names", "--json", str(out)], root=repository) == 0
    data = json.loads(out.read_text(encoding="utf-8"))
    assert (data["documents"], data["same"], data["other_rule"]) == (2, 2, {"digits → names=None": 2})
    assert [(d["kind"], d["rule"]) for d in data["gained"]] == [("date", "names=None")]
    assert [(d["kind"], d["rule"], d["before"]["text"]) for d in data["lost"]] == [("count", "digits", "2022")]
    assert data["failed"] == [{"document": "b", "before": "ValueError: boom", "after": ""}]
    assert (data["only_before"], data["only_after"]) == ({"count": ["old"]}, {"count": ["new"]})
    assert "GAINED 1" in capsys.readouterr().out
    assert main(["main", str(repository / "texts.jsonl"), "--limit", "1"], root=repository) == 0
    assert "digits → names=spacy" in capsys.readouterr().out
    assert worktrees(repository) == 1 and not list(temporary.iterdir())


@git
def test_what_cannot_be_compared_is_one_line(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    texts = str(repository / "texts.jsonl")
    assert main(["none", texts], root=repository) == 2
    assert capsys.readouterr().err == "compare: none: no such revision; see git log, or git fetch first\n"
    (repository / "extractor" / "__init__.py").write_text("import nothing_of_that_name\n", encoding="utf-8")
    assert main(["main", texts], root=repository) == 2
    error = capsys.readouterr().err
    assert error == "compare: the working tree does not run: ModuleNotFoundError: No module named 'nothing_of_that_name'\n"
    assert worktrees(repository) == 1 and not list(tmp_path.glob("compare-*"))


@git
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_leaves_nothing_behind(repository: Path, tmp_path: Path, number: int, code: int) -> None:
    (repository / "extractor" / "__init__.py").write_text("import time\ntime.sleep(60)\n", encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    script = "import sys; from pathlib import Path; from tests.compare import main; sys.exit(main(sys.argv[2:], root=Path(sys.argv[1])))"
    command = [sys.executable, "-c", script, str(repository), "main", str(repository / "texts.jsonl")]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    while not list(temporary.glob("compare-*/*.err")) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert worktrees(repository) == 2
    process.send_signal(number)
    process.communicate(timeout=60)
    assert process.returncode == code
    assert worktrees(repository) == 1 and not list(temporary.iterdir())


@git
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the repository")
def test_this_repository_s_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [{"id": "a", "text": TEXT, "published": "2024-06-25"}, {"id": "b", "text": "وقع في 5 مايو", "published": "someday"}]
    (tmp_path / "texts.jsonl").write_text("".join(json.dumps(t) + "\n" for t in texts), encoding="utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["HEAD", str(tmp_path / "texts.jsonl"), "--no-names", "--json", str(tmp_path / "out.json")]) == 0
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert data["documents"] == 2 and data["failed"] == [] and sum(data["before"].values()) >= 3
    assert "2 documents" in capsys.readouterr().out
    listed = subprocess.run(["git", "-C", str(ROOT), "worktree", "list"], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path) not in listed and not list(tmp_path.glob("compare-*"))
