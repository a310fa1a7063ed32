"""Gains and losses: what a change does to the records of a text collection; what a maintainer reads before merging.

Usage: python -m tests.compare BASE [TEXTS] [--no-names] [--limit N] [--examples N] [--json FILE]

BASE is a git revision; it is compared with the working tree as it stands. TEXTS is a JSON Lines file or a folder of them, each document
with a field "text" (corpus/articles by default). BASE is checked out in a temporary folder, which is removed again, also on Ctrl-C; each
side runs in a process of its own.

A record is *changed* if one of its kind lies on the same or an overlapping span and says something else or begins or ends elsewhere, in
fields that both sides know; otherwise it is *lost* or *gained*. The rule alone is no change: such records are counted under "by another rule".
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# What says where a record is or why, not what it says.
_PLACE = frozenset({"kind", "start", "end", "text", "rule"})
_SUFFIXES = (".jsonl", ".json", ".txt")

# Runs in either revision, so it asks for as little as it can: an Extractor that can be called with a text.
_WORKER = """
import inspect, json, sys
from pathlib import Path

tree, names, source, target = sys.argv[1:]
import extractor

if Path(tree).resolve() not in Path(extractor.__file__).resolve().parents:
    sys.exit(f"extractor comes from {extractor.__file__}, not from {tree}")
known = inspect.signature(extractor.Extractor).parameters
read = extractor.Extractor(**({"names": None} if names == "off" and "names" in known else {}))
asks = inspect.signature(read).parameters


def records(text, **more):
    document = read(text, **{k: v for k, v in more.items() if v is not None and k in asks})
    if hasattr(document, "to_dict"):
        return document.to_dict()["records"]
    found = getattr(document, "records", document)
    return [r if isinstance(r, dict) else r.model_dump(mode="json") for r in found]


with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
    for line in lines:
        document = json.loads(line)
        row = {}
        try:
            try:
                row["records"] = records(document["text"], published=document["published"], id=document["id"])
            except Exception as error:
                if type(error).__name__ != "InputError":
                    raise
                row["records"] = records(document["text"], id=document["id"])  # a date that cannot be read
        except Exception as error:
            row["error"] = f"{type(error).__name__}: {error}"
        out.write(json.dumps(row) + "\\n")
"""


class CannotCompare(Exception):
    """One line that says why there is nothing to compare, and the remedy."""


@dataclass(slots=True)
class Difference:
    """A record gained (no `before`), lost (no `after`) or changed (in `fields`; "span" is one)."""

    document: str
    context: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    fields: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return str((self.after or self.before or {})["kind"])

    @property
    def rule(self) -> str:
        """The rule that made it, or both: ``old → new``."""
        rules = [str(r.get("rule") or "?") for r in (self.before, self.after) if r]
        return " → ".join(dict.fromkeys(rules))


@dataclass(slots=True)
class Report:
    """What was compared and what differs; `only_before` and `only_after` are fields that one side alone knows, by kind."""

    documents: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    same: int = 0
    gained: list[Difference] = field(default_factory=list)
    lost: list[Difference] = field(default_factory=list)
    changed: list[Difference] = field(default_factory=list)
    other_rule: Counter[str] = field(default_factory=Counter)
    only_before: dict[str, list[str]] = field(default_factory=dict)
    only_after: dict[str, list[str]] = field(default_factory=dict)
    failed: list[dict[str, str]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        out: dict[str, Any] = {
            "documents": self.documents,
            "before": dict(self.before),
            "after": dict(self.after),
            "same": self.same,
            "other_rule": dict(self.other_rule.most_common()),
            "only_before": self.only_before,
            "only_after": self.only_after,
            "failed": self.failed,
        }
        for what in ("gained", "lost", "changed"):
            out[what] = [
                {"document": d.document, "kind": d.kind, "rule": d.rule, "fields": d.fields}
                | {"before": d.before, "after": d.after, "context": d.context}
                for d in getattr(self, what)
            ]
        return out


# --- comparing ---


def compare(texts: list[dict[str, Any]], before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Report:
    """Compare what two revisions found.

    Args:
        texts: documents with ``id`` and ``text``.
        before: for each, ``{"records": […]}`` of the base, or ``{"error": "…"}``.
        after: the same of the working tree.
    """
    report = Report(documents=len(texts))
    known = [_fields(side) for side in (before, after)]
    for kind in sorted(known[0].keys() & known[1].keys()):
        gone, new_names = known[0][kind] - known[1][kind], known[1][kind] - known[0][kind]
        report.only_before |= {kind: sorted(gone)} if gone else {}
        report.only_after |= {kind: sorted(new_names)} if new_names else {}
    for document, old, new in zip(texts, before, after, strict=True):
        if "error" in old or "error" in new:
            report.failed.append({"document": document["id"], "before": old.get("error", ""), "after": new.get("error", "")})
            continue
        kinds = dict.fromkeys(r["kind"] for r in [*old["records"], *new["records"]])
        for kind in kinds:
            sides = [[r for r in side["records"] if r["kind"] == kind] for side in (old, new)]
            report.before[kind] += len(sides[0])
            report.after[kind] += len(sides[1])
            common = sorted((known[0].get(kind, set()) & known[1].get(kind, set())) - _PLACE)
            _compare(report, document, sides[0], sides[1], common)
    return report


def _fields(side: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The fields that the records of each kind have."""
    out: dict[str, set[str]] = {}
    for row in side:
        for record in row.get("records", ()):
            out.setdefault(record["kind"], set()).update(record)
    return out


def _compare(
    report: Report, document: dict[str, Any], before: list[dict[str, Any]], after: list[dict[str, Any]], common: list[str]
) -> None:
    at: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for record in after:
        at.setdefault((record["start"], record["end"]), []).append(record)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = []
    left: list[dict[str, Any]] = []
    # Those that say the same on the same span first, then what shares its span, then what overlaps most.
    for record in before:
        there = at.get((record["start"], record["end"]), [])
        equal = next((r for r in there if not _differing(record, r, common)), None)
        if equal is None:
            left.append(record)
            continue
        there.remove(equal)
        report.same += 1
        if record.get("rule") != equal.get("rule"):
            report.other_rule[f"{record.get('rule')} → {equal.get('rule')}"] += 1
    rest = [r for there in at.values() for r in there]
    close = sorted(
        (
            (b["start"] == a["start"] and b["end"] == a["end"], min(b["end"], a["end"]) - max(b["start"], a["start"]), -i, -k)
            for i, b in enumerate(left)
            for k, a in enumerate(rest)
            if min(b["end"], a["end"]) > max(b["start"], a["start"])
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, k in close:
        if -i not in used[0] and -k not in used[1]:
            used[0].add(-i)
            used[1].add(-k)
            pairs.append((left[-i], rest[-k]))
    for old, new in sorted(pairs, key=lambda p: p[1]["start"]):
        report.changed.append(Difference(document["id"], _context(document, new), old, new, _differing(old, new, common)))
    report.lost += [Difference(document["id"], _context(document, r), before=r) for i, r in enumerate(left) if i not in used[0]]
    report.gained += [Difference(document["id"], _context(document, r), after=r) for k, r in enumerate(rest) if k not in used[1]]


def _differing(old: dict[str, Any], new: dict[str, Any], common: list[str]) -> list[str]:
    moved = (old["start"], old["end"]) != (new["start"], new["end"])
    return ["span"] * moved + [name for name in common if old.get(name) != new.get(name)]


def _context(document: dict[str, Any], record: dict[str, Any], width: int = 40) -> str:
    text, start, end = document["text"], record["start"], record["end"]
    return f"{text[max(0, start - width) : start]}[{text[start:end]}]{text[end : end + width]}".replace("\n", "⏎")


# --- the report as text ---


def lines(report: Report, examples: int = 3) -> Iterator[str]:
    """The report as lines of text, with some examples for each rule."""
    yield f"{report.documents} documents, {report.before.total()} records before, {report.after.total()} after, {report.same} the same"
    for what, only in (("before", report.only_before), ("after", report.only_after)):
        if only:
            yield f"fields there only {what}, not compared: " + "; ".join(f"{kind}: {', '.join(names)}" for kind, names in only.items())
    for failure in report.failed:
        sides = "; ".join(f"{side}: {failure[side]}" for side in ("before", "after") if failure[side])
        yield f"FAILED {failure['document']}: {sides}"
    gained, lost, changed = (Counter(d.kind for d in ds) for ds in (report.gained, report.lost, report.changed))
    if kinds := dict.fromkeys([*gained, *lost, *changed]):
        yield ""
        yield f"{'kind':14s}{'before':>8s}{'after':>8s}{'gained':>8s}{'lost':>8s}{'changed':>9s}"
        for kind in kinds:
            yield f"{kind:14s}{report.before[kind]:8d}{report.after[kind]:8d}{gained[kind]:8d}{lost[kind]:8d}{changed[kind]:9d}"
    for what in ("gained", "lost", "changed"):
        differences: list[Difference] = getattr(report, what)
        yield ""
        yield f"{what.upper()} {len(differences)}"
        groups: dict[str, list[Difference]] = {}
        for difference in differences:
            groups.setdefault(difference.rule, []).append(difference)
        for rule, group in sorted(groups.items(), key=lambda g: (-len(g[1]), g[0])):
            fields = Counter(name for d in group for name in d.fields)
            yield f"  {len(group):5d}  {rule}" + (f"   ({', '.join(f'{n} {c}' for n, c in fields.most_common())})" if fields else "")
            for difference in group[:examples]:
                yield f"         {difference.document}: {_says(difference)} | {difference.context}"
    if report.other_rule:
        yield ""
        yield f"BY ANOTHER RULE, otherwise the same: {report.other_rule.total()}"
        for rule, number in report.other_rule.most_common():
            yield f"  {number:5d}  {rule}"


def _says(difference: Difference) -> str:
    old, new = difference.before, difference.after
    if not old or not new:
        record = old or new or {}
        value = next((record[n] for n in ("symbol", "name", "value") if record.get(n) is not None), None)
        if value is None and record.get("low") is not None:
            value = f"{record['low']}..{record.get('high')}"
        return f"{difference.kind} {_short(value)}" if value is not None else difference.kind
    changes = []
    for name in difference.fields:
        pair = (old.get("text"), new.get("text")) if name == "span" else (old.get(name), new.get(name))
        changes.append(f"{name} {_short(pair[0])} → {_short(pair[1])}")
    return f"{difference.kind} {', '.join(changes)}"


def _short(value: Any, width: int = 60) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return (text if len(text) <= width else text[: width - 1] + "…").replace("\n", "⏎")


# --- running both revisions ---


def read_texts(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """Documents of a file or folder: ``id``, ``text``, ``published``."""
    if not path.exists():
        raise CannotCompare(f"{path}: no such file or folder; check the path")
    files = sorted(p for p in path.rglob("*") if p.suffix in _SUFFIXES and p.is_file()) if path.is_dir() else [path]
    out: list[dict[str, Any]] = []
    for file in files:
        content = file.read_text(encoding="utf-8-sig")
        if file.suffix == ".txt":
            items: list[Any] = [{"text": content}]
        else:
            try:
                items = (
                    [json.loads(line) for line in content.split("\n") if line.strip()] if file.suffix == ".jsonl" else json.loads(content)
                )
            except json.JSONDecodeError as error:
                raise CannotCompare(f"{file}: broken JSON: {error.msg}; one document a line is needed") from None
        items = items if isinstance(items, list) else [items]
        for number, item in enumerate(items, 1):
            if not isinstance(item, dict) or not isinstance(item.get("text"), str):
                raise CannotCompare(f"{file}: document {number}: no field 'text' with a string; name the text so")
            name = str(item.get("id") or (file.stem if len(items) == 1 else f"{file.stem}:{number}"))
            out.append({"id": name, "text": item["text"], "published": item.get("published")})
            if len(out) == limit:
                return out
    if not out:
        raise CannotCompare(f"{path}: no documents; give JSON Lines with a field 'text', or a folder of them")
    return out


def _git(root: Path, *args: str, check: bool = True, **more: Any) -> str:
    # Within a hook git names its own folders in the environment; they are not the ones meant here.
    env = {k: v for k, v in os.environ.items() if k not in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")}
    command = ["git", "-C", str(root), "-c", f"core.hooksPath={os.devnull}", *args]
    done: subprocess.CompletedProcess[str] = subprocess.run(command, capture_output=True, text=True, env=env, check=False, **more)
    if check and done.returncode:
        raise CannotCompare(f"git {args[0]}: {done.stderr.strip() or done.returncode}")
    return done.stdout.strip()


@contextmanager
def _worktree(root: Path, revision: str) -> Iterator[Path]:
    """A folder with this revision checked out; it is gone afterwards, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="compare-"))
    tree = folder / "base"
    try:
        _git(root, "worktree", "add", "--quiet", "--detach", str(tree), revision)
        yield tree
    finally:
        # A second Ctrl-C must not leave half of it behind.
        main_thread = threading.current_thread() is threading.main_thread()
        before = signal.signal(signal.SIGINT, signal.SIG_IGN) if main_thread else None
        _git(root, "worktree", "remove", "--force", str(tree), check=False, start_new_session=True)
        shutil.rmtree(folder, ignore_errors=True)
        _git(root, "worktree", "prune", check=False, start_new_session=True)
        if main_thread:
            signal.signal(signal.SIGINT, before)


def run(root: Path, revision: str, texts: list[dict[str, Any]], names: bool) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a revision and the working tree find in these texts, each in a process of its own."""
    with _worktree(root, revision) as tree, tempfile.TemporaryDirectory(prefix="compare-") as folder:
        source = Path(folder) / "texts.jsonl"
        source.write_text("".join(json.dumps(t) + "\n" for t in texts), encoding="ascii")
        running: list[tuple[str, subprocess.Popen[bytes], Path]] = []
        try:
            for side, place in ((revision, tree), ("the working tree", root)):
                target = Path(folder) / f"{len(running)}.jsonl"
                command = [sys.executable, "-P", "-c", _WORKER, str(place), "on" if names else "off", str(source), str(target)]
                env = {**os.environ, "PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1"}
                with target.with_suffix(".err").open("wb") as errors:
                    running.append((side, subprocess.Popen(command, cwd=place, env=env, stderr=errors), target))
            for side, process, target in running:
                if process.wait():
                    reason = target.with_suffix(".err").read_text(encoding="utf-8", errors="replace").strip().split("\n")[-1]
                    raise CannotCompare(f"{side} does not run: {reason}")
        finally:
            for _, process, _ in running:
                process.kill()
                process.wait()
        before, after = ([json.loads(line) for line in t.read_text(encoding="utf-8").split("\n") if line] for _, _, t in running)
    return before, after


def _stop(*_: object) -> None:
    sys.exit(143)


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.compare", description="Records gained, lost, changed between two revisions.")
    parser.add_argument("base", metavar="BASE", help="a git revision: a branch, a tag, HEAD~1")
    parser.add_argument("texts", metavar="TEXTS", nargs="?", type=Path, default=root / "corpus" / "articles", help="JSON Lines or a folder")
    parser.add_argument("--names", action=argparse.BooleanOptionalAction, default=True, help="with the tagger of names, as by default")
    parser.add_argument("--limit", metavar="N", type=int, help="only the first N documents")
    parser.add_argument("--examples", metavar="N", type=int, default=3, help="examples for each rule (3)")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the whole report here")
    options = parser.parse_args(arguments)
    terminate = signal.signal(signal.SIGTERM, _stop)
    try:
        commit = _git(root, "rev-parse", "--verify", "--quiet", f"{options.base}^{{commit}}", check=False)
        if not commit:
            raise CannotCompare(f"{options.base}: no such revision; see git log, or git fetch first")
        texts = read_texts(options.texts, options.limit)
        report = compare(texts, *run(root, commit, texts, options.names))
    except CannotCompare as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("compare: interrupted", file=sys.stderr)
        return 130
    finally:
        signal.signal(signal.SIGTERM, terminate)
    print(f"{options.base} ({commit[:10]}) → working tree, names {'on' if options.names else 'off'}, {options.texts}")
    for line in lines(report, options.examples):
        print(line.encode("utf-8", "backslashreplace").decode("utf-8"))
    if options.json:
        data = {"base": {"revision": options.base, "commit": commit}, "names": options.names, **report.to_dict()}
        options.json.write_bytes(json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
