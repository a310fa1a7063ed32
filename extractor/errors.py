"""Errors: every message a user can meet says what is wrong, where, and what to do."""

from __future__ import annotations


class ExtractorError(Exception):
    """Base of all errors raised by this library."""


class PatternError(ExtractorError):
    """A pattern directory holds something that can't be used.

    The message names file, entry and key.
    """


class InputError(ExtractorError):
    """A document, a date, a kind or a path given by the user can't be used."""


def missing_extra(module: str, extra: str) -> ImportError:
    """Build the error for an optional package that is not installed.

    Args:
        module: the import that failed.
        extra: the extra that brings it.
    """
    return ImportError(f"{module} is not installed; run: pip install 'arabic-extractor[{extra}]'")
