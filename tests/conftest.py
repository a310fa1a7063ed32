"""Shared fixtures: one extractor for the whole run, and one with names."""

from __future__ import annotations

import pytest

from extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(names=None)


@pytest.fixture(scope="session")
def naming() -> Extractor:
    return Extractor(names="spacy")
