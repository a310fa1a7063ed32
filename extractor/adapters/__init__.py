"""The formats in which people exchange annotations: one module a format, each writes and, where people annotate in it, reads.

The unit is the contract's document: `dump` takes a `Document` or what its `to_dict()` returns, `load` returns such a dict. What was
written and left alone comes back equal; what a person marked by hand has the fields ``kind``, ``start``, ``end`` and ``text`` alone.
The result is gold for ``extractor evaluate``. Offsets are code points here, whatever the other tool counts in (law 1).

| module | for | reads back |
| --- | --- | --- |
| `brat` | brat standoff | yes |
| `label_studio` | Label Studio | yes |
| `doccano` | doccano | yes |
| `iob` | token tags in columns (CoNLL-like) | yes |
| `timex` | TimeML: dates and durations as TIMEX3 | yes |
| `json_ld` | schema.org and Web Annotation as JSON-LD | no |
| `displacy` | spaCy's visualizer | no |
| `spacy` | the spaCy component ``arabic_records`` | its documents |
| `geojson` | maps of many documents | no |
"""
