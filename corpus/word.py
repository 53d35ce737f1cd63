"""DOCX bytes -> the text of its paragraphs and tables in order, with python-docx."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table

from corpus.types import CorpusError

_MAX_UNPACKED_BYTES: Final = 200_000_000  # a small archive can hold an endless one
# What a damaged archive or its XML raises, besides their own errors; SyntaxError is lxml's.
_DAMAGED: Final = (
    OpcError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, LookupError, ValueError, SyntaxError, RuntimeError,
    EOFError, OSError, AttributeError, TypeError,
)  # fmt: skip


def read_docx(content: bytes, name: str) -> str:
    """Return a document's text, one paragraph a line; CorpusError if it is damaged, encrypted or not a DOCX."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise CorpusError(f"{name} is an encrypted or old Word file. Save it as DOCX without a password.")
    try:
        _check_size(content, name)
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_lines(document))
    except _DAMAGED as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise CorpusError(
            f"{name} cannot be read as DOCX: {reason}. It may be cut off; download or save it again."
        ) from error


def _check_size(content: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    if unpacked > _MAX_UNPACKED_BYTES:
        raise CorpusError(
            f"{name} unpacks to {unpacked} bytes; {_MAX_UNPACKED_BYTES} is the most. Save its text as a file."
        )


def _lines(document: docx.document.Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " ".join(cell.text for cell in row.cells)
        else:
            yield block.text
