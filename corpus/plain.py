"""Bytes of a plain text -> text: which encoding it is in, and the little of Markdown that is not meant to be read."""

from __future__ import annotations

import codecs
import re
from typing import Final

from corpus.types import CorpusError

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAX_CONTROL_SHARE: Final = 0.01  # of the bytes; text has tabs and line ends, a program or an image has the rest too
_CONTROL_BYTES: Final = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
# cp1251 gives every byte a letter, so decoding never fails: it is believed only where nearly all letters beyond ASCII
# are Cyrillic small letters, as in Russian prose, and not the capitals and symbols that other encodings turn into.
_MIN_CYRILLIC_SHARE: Final = 0.8

_MARKDOWN: Final = (
    (re.compile(r"^```.*$", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)


def decode(content: bytes, name: str, charset: str | None = None) -> str:
    """Decode a text: by its byte order mark, as UTF-8, as what its sender declared, or as Russian cp1251.

    >>> decode("Конвенция принята".encode("cp1251"), "a.txt")
    'Конвенция принята'
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decode_as(content, encoding, name)
    if len(content) > 0 and len(content) - len(content.translate(None, _CONTROL_BYTES)) > _MAX_CONTROL_SHARE * len(
        content
    ):
        raise CorpusError(f"{name} is binary, not text. Add a txt, md, html, pdf or docx file.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(content, charset) or _cyrillic(content)
        if declared is not None:
            return declared
        raise CorpusError(
            f"{name} is not UTF-8 (byte {error.start} is 0x{content[error.start]:02x}), and its encoding is not known. "
            "Save it as UTF-8, then add it again."
        ) from error


def plain_markdown(text: str) -> str:
    r"""Take away the marks of headings, emphasis, links, lists and code; the words stay.

    >>> plain_markdown("# Maddə 41\n\n**24/7** [şəbəkə](https://example.org)")
    'Maddə 41\n\n24/7 şəbəkə'
    """
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return text


def _decode_as(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError(
            f"{name} begins as {encoding.upper()} but byte {error.start} does not fit: the file is damaged or cut off. "
            "Save it again as UTF-8."
        ) from error


def _declared(content: bytes, charset: str | None) -> str | None:
    if charset is None:
        return None
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return None


def _cyrillic(content: bytes) -> str | None:
    try:
        text = content.decode("cp1251")
    except UnicodeDecodeError:
        return None
    beyond_ascii = [char for char in text if char > "\x7f" and char not in "«»—–№…“”„’\u00a0"]
    cyrillic = sum("а" <= char <= "я" or char == "ё" for char in beyond_ascii)
    return text if beyond_ascii and cyrillic >= _MIN_CYRILLIC_SHARE * len(beyond_ascii) else None
