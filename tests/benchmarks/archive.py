"""Archives: documents and megabytes a second for one and two jobs, and whether memory stays flat as the archive grows.

Usage: python -m tests.benchmarks.archive TEXTS [--json FILE] [--large MB]

TEXTS is a JSON Lines file or a folder of them; its documents are repeated to 20 MB and to 200 MB. Rules alone, records to Parquet.
The times depend on the machine; what can be compared is two jobs with one, and 200 MB with 20.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .common import texts

_RUN = """
import json, sys
from extractor.archive import Settings, run
s = run([sys.argv[1]], sys.argv[2], settings=Settings(names=None, seconds=120), jobs=int(sys.argv[3]))
print(json.dumps({"documents": s.documents, "bytes": s.bytes, "records": sum(s.records.values()), "seconds": s.seconds,
                  "parent": s.parent_peak, "worker": s.worker_peak}))
"""


def build(source: Path, to: Path, size: int) -> None:
    """Repeat documents until the texts have so many bytes."""
    documents = texts(source)
    held, number = 0, 0
    with to.open("w", encoding="utf-8") as stream:
        while held < size:
            text, published = documents[number % len(documents)]
            stream.write(json.dumps({"id": f"d{number}", "text": text, "published": published}, ensure_ascii=False) + "\n")
            held += len(text.encode())
            number += 1


def main() -> None:
    source = Path(sys.argv[1])
    large = int(sys.argv[sys.argv.index("--large") + 1]) if "--large" in sys.argv else 200
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (20, large):
            archive = Path(folder) / f"{size}.jsonl"
            build(source, archive, size * 1_000_000)
            for jobs in (1, 2):
                out = Path(folder) / f"{size}-{jobs}"
                done = subprocess.run(
                    [sys.executable, "-c", _RUN, str(archive), str(out), str(jobs)], capture_output=True, text=True, check=True
                )
                rows.append({"MB": size, "jobs": jobs, **json.loads(done.stdout)})
                row = rows[-1]
                print(
                    f"{size:4d} MB  {jobs} job{'s' * (jobs > 1):1s}  {row['documents'] / row['seconds']:7.0f} documents/s"
                    f"  {row['bytes'] / 1e6 / row['seconds']:6.2f} MB/s  {row['records'] / row['seconds']:7.0f} records/s"
                    f"  parent {row['parent'] / 1e6:5.0f} MB  worker {row['worker'] / 1e6:5.0f} MB",
                    flush=True,
                )
    rate = {(r["MB"], r["jobs"]): r["bytes"] / r["seconds"] for r in rows}
    grown = {
        who: max(r[who] for r in rows if r["MB"] == large) / max(r[who] for r in rows if r["MB"] == 20) for who in ("parent", "worker")
    }
    print(f"two jobs are {rate[large, 2] / rate[large, 1]:.2f} times as fast as one")
    print(f"memory at {large} MB: parent {grown['parent']:.2f}, worker {grown['worker']:.2f} times that at 20 MB")
    if "--json" in sys.argv:
        Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
