"""The command line: output, exit codes, and one clear line for each bad input."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app

RUN = CliRunner()
CORPUS = Path(__file__).parent.parent / "corpus" / "articles"


def run(*args: str, **kwargs):
    return RUN.invoke(app, list(args), **kwargs)


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_extract_a_folder_in_order(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("extract", str(CORPUS), "-o", str(out))
    assert result.exit_code == 0, result.output
    documents = lines(out)
    assert len(documents) == len(list(CORPUS.glob("*.jsonl")))
    assert [d["id"] for d in documents] == sorted(d["id"] for d in documents)
    assert all(set(d) >= {"id", "published", "text", "records"} for d in documents)


def test_txt_json_jsonl_and_stdin(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قبلت 5 أعضاء", encoding="utf-8")
    (tmp_path / "b.json").write_text(json.dumps({"text": "6 أعضاء", "source": "x"}), encoding="utf-8")
    (tmp_path / "c.jsonl").write_text('{"id": "z", "text": "أعلن أمس", "published": "2024-06-25"}\n', encoding="utf-8")
    result = run("extract", str(tmp_path))
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(d["id"], d["records"][0]["value"]) for d in documents] == [("a", 5), ("b", 6), ("z", "2024-06-24")]
    assert documents[1]["meta"] == {"source": "x"}
    piped = run("extract", "-", input="قبلت 7 أعضاء")
    assert json.loads(piped.stdout)["records"][0]["value"] == 7


def test_kinds_and_published(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("أعلن أمس قبول 5 أعضاء", encoding="utf-8")
    result = run("extract", str(tmp_path / "a.txt"), "--kinds", "date", "--published", "25/06/2024")
    (document,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["value"] for r in document["records"]] == ["2024-06-24"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["nowhere.txt"], "nowhere.txt: no such file"),
        (["bad.txt"], "bad.txt: not UTF-8"),
        (["bad.json"], "bad.json: line 1: broken JSON"),
        (["notext.json"], "no field 'text'"),
        (["good.txt", "--kinds", "counts"], "unknown kind 'counts'"),
        (["good.txt", "--published", "someday"], "can't read 'someday' as a date"),
        (["empty"], "no .txt, .json, .jsonl files"),
        (["table.csv"], "unknown file type"),
        (["good.txt", "--patterns", "nowhere"], "no such directory"),
        (["good.txt", "-o", "no/such/folder/out.jsonl"], "no such folder"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.txt").write_bytes(b"\xff\xfe\x00")
    Path("bad.json").write_text("{", encoding="utf-8")
    Path("notext.json").write_text('{"body": "x"}', encoding="utf-8")
    Path("good.txt").write_text("5 أعضاء", encoding="utf-8")
    Path("table.csv").write_text("a,b", encoding="utf-8")
    Path("empty").mkdir()
    result = run("extract", *args)
    assert result.exit_code == 2, result.output
    assert said in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_in_a_run_bad_documents_are_reported_and_the_others_go_on(tmp_path: Path) -> None:
    source, out, errors = tmp_path / "in.jsonl", tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    source.write_bytes(b'{"id": "1", "text": "5"}\n{broken\n{"id": "3"}\n\xff\n[1]\n{"id": "6", "text": "6", "published": "never"}\n')
    result = run("extract", str(source), "-o", str(out), "--errors", str(errors))
    assert result.exit_code == 1
    assert [d["id"] for d in lines(out)] == ["1", "6"]
    failed = lines(errors)
    assert len(failed) == 4 and all(f["reason"] and "line" in f["where"] for f in failed)
    assert "line 2" in result.stderr and "read without a date" in result.stderr


def test_output_is_atomic(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    assert run("extract", str(tmp_path / "bad.txt"), "-o", str(out)).exit_code == 2
    assert out.read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.txt", "out.jsonl"]


def test_lone_surrogates_survive(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "1", "text": "\\ud83d 5 أعضاء"}\n', encoding="utf-8")
    assert run("extract", str(source), "-o", str(out)).exit_code == 0
    assert lines(out)[0]["text"] == "\ud83d 5 أعضاء"


def test_explain_shows_tokens_candidates_records() -> None:
    result = run("explain", "القرار رقم 21-NQ/TW في عام 2022")
    assert result.exit_code == 0
    for word in ("Tokens", "Candidates", "Records", "resolution.typed", "date.year"):
        assert word in result.stdout


def test_evaluate_schema_and_check_patterns(tmp_path: Path) -> None:
    result = run("evaluate", str(CORPUS), "--errors", "3")
    assert result.exit_code == 0 and "ALL" in result.stdout and "F1" in result.stdout
    assert json.loads(run("schema").stdout)["title"] == "Record"
    assert run("check-patterns").exit_code == 0
    assert run("evaluate", str(tmp_path / "none.jsonl")).exit_code == 2
    (tmp_path / "x.jsonl").write_text('{"text": "x"}\n', encoding="utf-8")
    assert run("evaluate", str(tmp_path / "x.jsonl")).exit_code == 2
