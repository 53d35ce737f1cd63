"""The UN's official text where the user has imported it: `<library>/official/convention-<language>.json`.

Reading and writing only, so that loading the corpus stays quick; `corpus.convention_import` makes the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from corpus.store import write_atomically
from corpus.types import CorpusError, Document, Location, Section

OfficialLanguage = Literal["ar", "en", "es", "fr", "ru", "zh"]
OFFICIAL_LANGUAGES: Final[tuple[OfficialLanguage, ...]] = get_args(OfficialLanguage)
_FORMAT: Final = 1
_PUBLISHER: Final = "United Nations"
_REMEDY: Final = "Import it again with `python -m corpus import-convention`, or remove the file."


@dataclass(frozen=True, slots=True)
class OfficialText:
    """An imported text: where it came from, when, the hash of the bytes that came, and the text with its places."""

    language: OfficialLanguage
    title: str
    source: str
    url: str | None
    fetched: str
    source_sha256: str
    text: str
    sections: tuple[Section, ...]
    article_titles: tuple[str, ...]
    chapter_titles: tuple[str, ...]

    def document(self) -> Document:
        """Return the text as the corpus holds it."""
        return Document(
            id=f"convention-{self.language}",
            kind="convention",
            language=self.language,
            title=self.title,
            publisher=_PUBLISHER,
            url=self.url,
            published=None,  # the source bears several dates; none of them is the text's own
            text=self.text,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            edition="official",
            sections=self.sections,
        )


def official_path(library: Path, language: str) -> Path:
    """Return the file that holds the official text of a language."""
    return library / "official" / f"convention-{language}.json"


def save_official(official: OfficialText, library: Path) -> Path:
    """Write an imported text in place of the old one of its language, atomically, and return the file."""
    fields = {
        "format": _FORMAT,
        "language": official.language,
        "title": official.title,
        "source": official.source,
        "url": official.url,
        "fetched": official.fetched,
        "source_sha256": official.source_sha256,
        "text_sha256": hashlib.sha256(official.text.encode()).hexdigest(),
        "chapter_titles": official.chapter_titles,
        "article_titles": official.article_titles,
        "sections": [[one.start, one.end, one.location.article, one.location.paragraph] for one in official.sections],
        "text": official.text,
    }
    path = official_path(library, official.language)
    write_atomically(path, json.dumps(fields, ensure_ascii=False, indent=1) + "\n")
    return path


def load_official(library: Path) -> list[Document]:
    """Return the imported texts as documents, by language; CorpusError for a file that was damaged or edited."""
    paths = sorted((library / "official").glob("convention-*.json"))
    return [load_official_text(path).document() for path in paths]


def load_official_text(path: Path) -> OfficialText:
    """Read one imported text and check it against its own hash."""
    try:
        fields: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        official = _from_fields(fields)
        is_whole = hashlib.sha256(official.text.encode()).hexdigest() == fields["text_sha256"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read as an imported text ({error!r}). {_REMEDY}") from error
    if fields["format"] != _FORMAT or official.language not in OFFICIAL_LANGUAGES:
        raise CorpusError(f"{path} has format {fields['format']!r} and language {official.language!r}. {_REMEDY}")
    if not is_whole or path.stem != f"convention-{official.language}":
        raise CorpusError(f"{path} was changed since it was imported. {_REMEDY}")
    return official


def _from_fields(fields: Mapping[str, Any]) -> OfficialText:
    return OfficialText(
        language=fields["language"],
        title=str(fields["title"]),
        source=str(fields["source"]),
        url=fields["url"],
        fetched=str(fields["fetched"]),
        source_sha256=str(fields["source_sha256"]),
        text=str(fields["text"]),
        sections=tuple(
            Section(int(start), int(end), Location(article, paragraph))
            for start, end, article, paragraph in fields["sections"]
        ),
        article_titles=tuple(fields["article_titles"]),
        chapter_titles=tuple(fields["chapter_titles"]),
    )
