"""Adding a document: a file or a page -> text in `<library>/added/<id>.txt`, or a clear refusal and nothing changed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from corpus.detect import guess_language
from corpus.extract import Source, extract
from corpus.fetch import MAX_BYTES, FetchPolicy, fetch
from corpus.frontmatter import write_front_matter
from corpus.function_words import LANGUAGE_NAMES
from corpus.load import article_text, load_article
from corpus.store import write_atomically
from corpus.text import fold, normalize, words
from corpus.types import LANGUAGES, CorpusError, Document, Language

_MAX_SLUG_CHARS: Final = 60
_SCHEME: Final = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+://")
_RUSSIAN: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    }
)  # fmt: skip


def add(  # noqa: PLR0913 - each is one option of the command line
    source: str,
    library: Path,
    *,
    language: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    published: str | None = None,
    existing: Sequence[Document] = (),
    policy: FetchPolicy | None = None,
) -> Document:
    """Add a file or a public page to the library and return it as the corpus will load it.

    What is given by name wins over what the source says of itself. `existing` are the documents already there:
    the same words under another name are refused. CorpusError says why something was not added; nothing is then kept.
    """
    taken = read_source(source, policy or FetchPolicy())
    extracted = extract(taken)
    body = article_text(extracted.text)
    if not body:
        raise CorpusError(f"{taken.name} holds nothing but page furniture. Add a file that has text.")
    _refuse_duplicate(taken.name, body, existing)
    stated = extracted.language if extracted.language in LANGUAGES else None
    chosen = _language(taken.name, body, language or stated)
    fields = {
        "language": chosen,
        "publisher": _clean(publisher or extracted.publisher),
        "published": _date(published, extracted.published),
        "url": taken.url or extracted.url,
        "title": _clean(title or extracted.title or _stem(taken.name)),
        "source_sha256": hashlib.sha256(taken.content).hexdigest(),
        "added": datetime.now(UTC).date().isoformat(),
    }
    folder = library / "added"
    path = _free_path(folder, _slug(fields["title"] or ""), fields["published"], chosen, existing)
    write_atomically(path, write_front_matter(fields, body + "\n"))
    return load_article(path)


def read_source(source: str, policy: FetchPolicy) -> Source:
    """Read a file, or fetch an http(s) address; CorpusError if it cannot be read or is too large."""
    if source.lower().startswith(("http://", "https://")):
        page = fetch(source, policy)
        return Source(page.content, page.url, page.content_type, page.url)
    if _SCHEME.match(source):
        raise CorpusError(f"{source!r} is not an http or https address. Give one of those, or the path of a file.")
    return Source(_read_file(Path(source), policy.max_bytes), source)


def _read_file(path: Path, max_bytes: int = MAX_BYTES) -> bytes:
    if not path.exists():
        raise CorpusError(f"{path} does not exist. Check the path.")
    if not path.is_file():
        raise CorpusError(f"{path} is not a file. Give the path of one txt, md, html, pdf or docx file.")
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}. Check its permissions.") from error
    if len(content) > max_bytes:
        raise CorpusError(
            f"{path} has {path.stat().st_size} bytes; {max_bytes} is the most. Split it and add the parts."
        )
    return content


def content_key(text: str) -> str:
    """Hash a text's words, so that line breaks, spaces, case and punctuation make no new document of it."""
    return hashlib.sha256(" ".join(words(text)).encode()).hexdigest()


def _refuse_duplicate(name: str, body: str, existing: Sequence[Document]) -> None:
    key = content_key(body)
    for document in existing:
        if content_key(document.text) == key:
            raise CorpusError(f"{name} is already in the corpus, as {document.id}. Nothing was added.")


def _language(name: str, body: str, given: str | None) -> Language:
    for language in LANGUAGES:
        if given == language:
            return language
    supported = ", ".join(f"{LANGUAGE_NAMES[language]} ({language})" for language in LANGUAGES)
    if given is not None:
        raise CorpusError(f"The language {given!r} is not supported. Use one of: {supported}.")
    guessed = guess_language(body)
    for language in LANGUAGES:
        if guessed == language:
            return language
    seems = f"seems to be {LANGUAGE_NAMES[guessed]}" if guessed else "is in a language that was not recognised"
    raise CorpusError(
        f"{name} {seems}. Supported are: {supported}. "
        f"If it is in one of them, say so with --language {'|'.join(LANGUAGES)}."
    )


def _date(given: str | None, stated: str | None) -> str | None:
    if given is not None:
        try:
            return date.fromisoformat(given).isoformat()
        except ValueError as error:
            raise CorpusError(f"The date {given!r} is not a date. Write it as YYYY-MM-DD, or leave it out.") from error
    try:
        return date.fromisoformat((stated or "")[:10]).isoformat()
    except ValueError:
        return None  # what the source says is no date, so none is known


def _clean(value: str | None) -> str | None:
    return " ".join(normalize(value).split()) or None if value else None


def _stem(name: str) -> str:
    path = unquote(urlsplit(name).path) if _SCHEME.match(name) else name
    return Path(path).stem or urlsplit(name).hostname or "document"


def _slug(title: str) -> str:
    r"""Write a title in ASCII for a file name: words joined by hyphens, Azerbaijani and Russian in Latin letters.

    >>> _slug("Kibercinayətkarlığa qarşı Konvensiya"), _slug("Конвенция: что дальше?")
    ('kibercinayetkarliga-qarsi-konvensiya', 'konventsiya-chto-dalshe')
    """
    ascii_text = unicodedata.normalize("NFKD", fold(title).translate(_RUSSIAN)).encode("ascii", "ignore").decode()
    found: list[str] = re.findall(r"[a-z0-9]+", ascii_text.replace("'", ""))
    kept = ""
    for word in found:
        longer = f"{kept}-{word}" if kept else word[:_MAX_SLUG_CHARS]
        if len(longer) > _MAX_SLUG_CHARS:
            break
        kept = longer
    return kept or "document"


def _free_path(
    folder: Path, slug: str, published: str | None, language: Language, existing: Sequence[Document]
) -> Path:
    taken = {document.id for document in existing}
    for number in range(1, 10_000):
        parts = [slug, published or "undated", language if number == 1 else f"{number}-{language}"]
        path = folder / f"{'-'.join(parts)}.txt"
        if path.stem not in taken and not path.exists():
            return path
    raise CorpusError(f"{folder} has thousands of documents titled {slug!r}. Give this one a --title of its own.")
