"""The table that ``make demo`` shows: what was found, by kind, with examples."""

from __future__ import annotations

import json
import sys
from collections import Counter

from rich.console import Console
from rich.table import Table


def main(path: str) -> None:
    """Print a summary of a file of extracted documents."""
    with open(path, encoding="utf-8") as stream:
        documents = [json.loads(line) for line in stream]
    counts: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    for document in documents:
        for record in document["records"]:
            counts[record["kind"]] += 1
            shown = examples.setdefault(record["kind"], [])
            if len(shown) < 3 and record["text"] not in shown:
                shown.append(f"{record['text']} = {_said(record)}")
    table = Table(title=f"{len(documents)} articles, {sum(counts.values())} records")
    table.add_column("kind")
    table.add_column("records", justify="right")
    table.add_column("for example")
    for kind, count in counts.most_common():
        table.add_row(kind, str(count), "\n".join(examples[kind]))
    console = Console(width=None if sys.stdout.isatty() else 110)
    console.print(table)
    console.print(f"The records are in {path}, one document a line.")


def _said(record: dict[str, object]) -> str:
    for name in ("symbol", "name", "value"):
        if record.get(name) is not None:
            extra = record.get("currency") or record.get("unit") or record.get("code") or ""
            return f"{record[name]} {extra}".strip()
    return f"{record.get('low')} to {record.get('high')}"


if __name__ == "__main__":
    main(sys.argv[1])
