"""Shared fixtures: one extractor for the whole run, and one with names."""

from __future__ import annotations

import os

import pytest

from extractor import Extractor

THOROUGH = bool(os.environ.get("THOROUGH"))
"""Whether the tests that try very many cases try them all, which takes half an hour; otherwise they take a sample."""


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(names=None)


@pytest.fixture(scope="session")
def naming() -> Extractor:
    return Extractor(names="spacy")
