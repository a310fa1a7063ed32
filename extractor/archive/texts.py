"""Bytes to text, and text that can be stored."""

from __future__ import annotations

import re
import zlib

from ..errors import InputError

_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Unreadable(Exception):
    """An item is no document: why, in one word and in a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def decode(data: bytes, encoding: str) -> str:
    """The text of a file: by its byte order mark, else in the encoding named.

    Raises:
        Unreadable: it is in another encoding, or there is none of that name.
    """
    encoding = next((marked for mark, marked in _MARKS if data.startswith(mark)), encoding)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("encoding", f"not {encoding.upper()} (byte {error.start}); name the encoding, windows-1256 for one") from None
    except (LookupError, ValueError, UnicodeError):
        raise Unreadable("encoding", f"no such encoding: {encoding[:40]!r}; name one, utf-8 or windows-1256") from None


def clean(text: str) -> str:
    """Text that can be stored: half a surrogate pair becomes U+FFFD, and no offset moves."""
    return _SURROGATES.sub("\ufffd", text)


def broken(text: str) -> bool:
    """Whether a text holds half a surrogate pair."""
    return _SURROGATES.search(text) is not None


def file_name(name: str) -> str:
    """A file's name that can be stored, distinct also where it is no UTF-8: its bad bytes as ``\\xc7``."""
    if not broken(name):
        return name
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return clean(name)


def check_encoding(name: str) -> None:
    """Raise `InputError` unless text can be decoded by this name."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise InputError(f"unknown encoding {name!r}; utf-8, windows-1256 and iso-8859-6 are some") from None


def unpack(data: bytes, transfer: str, content: str, limit: int) -> bytes:
    """The body of an HTTP response without its transfer and content encodings; one that does not have what it names is taken as it is.

    Raises:
        Unreadable: it is damaged, cut short, larger than the limit, or packed in a way not known here.
    """
    if "chunked" in transfer.lower():
        data = _unchunk(data)
    for coding in reversed([c.strip() for c in content.lower().split(",") if c.strip()]):
        if coding in ("gzip", "x-gzip", "deflate"):
            data = _inflate(data, coding, limit)
        elif coding != "identity":
            raise Unreadable("html", f"packed as {coding!r}, which can't be unpacked here; fetch it unpacked")
    return data


def _unchunk(data: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\r\n", at)
        try:
            size = int(data[at:end].split(b";")[0].strip(), 16) if 0 <= end - at < 80 else -1
        except ValueError:
            size = -1
        if size < 0:
            if not pieces:
                return data
            raise Unreadable("html", "the page breaks off or is damaged between two chunks; fetch it again")
        if size == 0:
            return b"".join(pieces)
        if end + 2 + size > len(data):
            raise Unreadable("html", "the page breaks off in a chunk; fetch it again")
        pieces.append(data[end + 2 : end + 2 + size])
        at = end + 4 + size


def _inflate(data: bytes, coding: str, limit: int) -> bytes:
    if coding != "deflate" and data[:2] != b"\x1f\x8b":
        return data
    window = 47 if coding != "deflate" or (data[:1] and data[0] & 15 == 8) else -15
    unpacking = zlib.decompressobj(window)
    try:
        out = unpacking.decompress(data, limit + 1)
    except zlib.error as error:
        if coding == "deflate":
            return data
        raise Unreadable("html", f"the packed page is damaged: {error}; fetch it again") from None
    if len(out) > limit:
        raise Unreadable("size", f"more than {limit:,} bytes; raise the limit or split it")
    if not unpacking.eof:
        raise Unreadable("html", "the packed page breaks off; fetch it again")
    return out
