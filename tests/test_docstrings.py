"""The examples in docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import extractor

# Tools of their own, and what lives in environments of its own (tests/spark, tests/camel).
APART = ("places.build_", "names.train", "names.vectors", "names.generate", "names.annotated", "archive.spark", "names.camel")
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(extractor.__path__, "extractor.")
    if not module.name.removeprefix("extractor.").startswith(APART)
)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert sum(bool(test.examples) for name in MODULES for test in finder.find(importlib.import_module(name))) > 20
