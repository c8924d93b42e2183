"""Bytes -> text, as it stands: no newline is changed, only a byte order mark is dropped.

Comes in: the bytes of one file.  Goes out: a string.
Must not: replace a byte that it cannot read, or pass a binary file off as text (UnreadableError instead).
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import UnreadableError

_MARKS = (
    # UTF-32 first: its little-endian mark begins with the one of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a SQLite database"),
)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DECLARED = re.compile(rb"(?i)charset\s*=\s*[\"']?([\w-]{3,20})")
_LEGACY_SHARE = 0.2
"""Above this share of non-ASCII bytes a text without a mark is not in a Western European language, where
cp1252 is by far the likeliest; then charset-normalizer decides."""


def decode(content: bytes) -> str:
    """Return the text of a file: by its mark, as UTF-8, or in the legacy encoding that fits.

    Raises UnreadableError, with what the file seems to be and what to do, when it is not text.
    """
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise UnreadableError(f"{name}, not text; save the article as .txt or .html")
    text = _decode_marked(content) if _encoding_of_mark(content) else _decode_unmarked(content)
    check_characters(text)
    return text


def declared_encoding(html: bytes) -> str | None:
    """Return the encoding that an HTML page declares in its first 2,048 bytes, if Python knows it."""
    match = _DECLARED.search(html[:2048])
    try:
        return codecs.lookup(match[1].decode("ascii")).name if match else None
    except LookupError:
        return None


def decode_html(content: bytes) -> str:
    """Decode a page: UTF-8 when it is valid, then the declared encoding, then as any other file."""
    declared = declared_encoding(content)
    if declared and not _encoding_of_mark(content) and not _is_utf8(content):
        try:
            text = content.decode(declared)
        except (UnicodeDecodeError, LookupError):
            return decode(content)
        check_characters(text)
        return text
    return decode(content)


def check_characters(text: str) -> None:
    """Raise UnreadableError when a string cannot be stored, or is not text that somebody wrote."""
    if "\x00" in text or len(_CONTROL.findall(text)) * 100 > len(text):
        raise UnreadableError("not a text (it holds control characters); save the article as .txt or .html")
    _check_surrogates(text, "text")


def check_metadata(name: str, words: str | None) -> None:
    """Raise UnreadableError when a value (`name` says which) could not be stored."""
    if words is None:
        return
    _check_surrogates(words, name)
    if _CONTROL.search(words):
        raise UnreadableError(f"the {name} holds a control character; leave it out")


def _check_surrogates(words: str, name: str) -> None:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableError(
            f"half of a surrogate pair at character {error.start} of the {name}; write it as UTF-8"
        ) from error


def _encoding_of_mark(content: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def _decode_marked(content: bytes) -> str:
    encoding = _encoding_of_mark(content) or "utf-8"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"begins like {encoding.upper()} but breaks at byte {error.start}; save the article as UTF-8"
        ) from error


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_unmarked(content: bytes) -> str:
    if _is_utf8(content):
        return content.decode("utf-8")
    if b"\x00" in content:
        raise UnreadableError("not a text (it holds NUL bytes); save the article as .txt or .html, in UTF-8")
    return _decode_legacy(content)


def _decode_legacy(content: bytes) -> str:
    high = sum(byte > 0x7F for byte in content[:100_000])
    if high <= _LEGACY_SHARE * min(len(content), 100_000):
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            pass  # five bytes mean nothing in cp1252: let the detector look
    best = from_bytes(content[:100_000]).best()
    try:
        return content.decode(best.encoding if best else "utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError("neither UTF-8 nor an encoding we know; save the article as UTF-8") from error
