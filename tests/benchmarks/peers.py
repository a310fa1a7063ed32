"""Dates beside dateparser's, on the articles of the corpus: found spans with the right day, and strays.

Usage: python -m tests.benchmarks.peers

dateparser gives points in time and no offsets: each of its matches is placed where its text first occurs behind the last one, and counts as
right where it overlaps a gold date and its day lies within the days meant.
"""

from __future__ import annotations

import datetime

from dateparser.search import search_dates

from extractor import Extractor
from extractor.evaluate import evaluate, table

from ..corpus import articles


def main() -> None:
    extractor = Extractor(names=None)
    gold = articles()
    result = evaluate((d, extractor(d["text"], published=d["published"]).to_dict()) for d in gold)
    print("\n".join(table(result)))
    right = stray = total = 0
    for document in gold:
        dates = [r for r in document["records"] if r["kind"] == "date" and not r.get("optional")]
        total += len(dates)
        position, used = 0, set()
        settings: dict[str, object] = {"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first"}
        if document["published"]:  # as our own extractor knows it
            settings["RELATIVE_BASE"] = datetime.datetime.fromisoformat(document["published"])
        for text, found in search_dates(document["text"], languages=["ar"], settings=settings) or []:
            start = document["text"].find(text, position)
            if start < 0:
                continue
            position = start + len(text)
            day = found.date().isoformat()
            hits = [
                i
                for i, r in enumerate(dates)
                if r["start"] < position and start < r["end"] and (r["earliest"] or day) <= day <= (r["latest"] or day) and i not in used
            ]
            if hits:
                used.add(hits[0])
                right += 1
            else:
                stray += 1
    precision, recall = right / (right + stray), right / total
    print(f"dateparser   gold {total:4d}  P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / (precision + recall):.3f}")


if __name__ == "__main__":
    main()
