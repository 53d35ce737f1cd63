"""PDF bytes -> the text of each page, with pypdf."""

from __future__ import annotations

import io
import logging
import zlib
from dataclasses import dataclass
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from corpus.types import CorpusError

_MAX_PAGES: Final = 2_000
_MIN_LETTERS: Final = 20  # fewer in a whole file is a scan with a stamp on it, not a text
# What pypdf lets through for a damaged file, besides its own errors.
_DAMAGED: Final = (
    PyPdfError, zlib.error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    RecursionError, NotImplementedError,
)  # fmt: skip

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports what it repairs; nobody can act on that


@dataclass(frozen=True, slots=True)
class Pdf:
    """The text of each page, and the title that the file gives itself."""

    pages: tuple[str, ...]
    title: str | None


def read_pdf(content: bytes, name: str) -> Pdf:
    """Return the pages' text; CorpusError for a PDF that is encrypted, damaged, too long, or has no text."""
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise CorpusError(f"{name} is an encrypted PDF. Save a copy without a password, then add that.")
        if len(reader.pages) > _MAX_PAGES:
            raise CorpusError(
                f"{name} has {len(reader.pages)} pages; {_MAX_PAGES} is the most. Split it and add the parts."
            )
        pages = tuple(page.extract_text() for page in reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except _DAMAGED as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise CorpusError(
            f"{name} cannot be read as a PDF: {reason}. It may be cut off; download or export it again."
        ) from error
    letters = sum(char.isalpha() for page in pages for char in page)
    if letters < _MIN_LETTERS:
        raise CorpusError(
            f"{name} has {len(pages)} pages but {letters} letters of text: it is scanned or empty. "
            "Run text recognition on it, or add the text as a txt file."
        )
    return Pdf(pages, str(title).strip() if title else None)
