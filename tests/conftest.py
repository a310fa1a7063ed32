"""Shared fixtures: one extractor for the whole run."""

from __future__ import annotations

import pytest

from extractor import Extractor


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor()
