"""Shared fixtures: one extractor for the whole run, and one with names."""

from __future__ import annotations

import logging
import os

import pytest

from extractor import Extractor

# It quotes the damaged text that the archive's tests give it, and half a surrogate pair in a worker's captured log ends the run.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)

THOROUGH = bool(os.environ.get("THOROUGH"))
"""Whether the tests that try very many cases try them all, which takes half an hour; otherwise they take a sample."""


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(names=None)


@pytest.fixture(scope="session")
def naming() -> Extractor:
    return Extractor(names="spacy")
