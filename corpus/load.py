"""Files on disk -> the corpus: articles, the Convention, statements, and what the user added."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from corpus.digest import (
    DigestArticle,
    Term,
    digest_document,
    load_chapters,
    load_digest,
    load_glossary,
    load_keywords,
)
from corpus.frontmatter import parse_front_matter
from corpus.official import load_official
from corpus.statements import load_briefs
from corpus.text import normalize
from corpus.types import LANGUAGES, Brief, CorpusError, Document, Language, Passage
from corpus.wordings import Conversations, Wordings, Words, load_contrasts, load_wordings
from corpus.wordings import load_conversations as _load_conversations

DATA: Final = Path(__file__).resolve().parent

# What news pages put around an article. A line is dropped only when it is nothing but one of these.
_FURNITURE: Final = frozenset(
    {
        "Əsas məzmuna keç", "Operative Information Center", "Share:", "Share this news", "Similar news",
        "On the same topic", "View all", "Skip to main content", "Paylaş:", "Paylaş", "Oxşar xəbərlər",
        "Hamısına bax", "Поделиться:", "Поделиться", "Похожие новости", "Читайте также", "Показать все",
    }
)  # fmt: skip
_FURNITURE_PATTERN: Final = re.compile(r"(?:\d{1,3} (?:min|мин)\.?|(?:More|Daha çox|Ещё): .{1,40})")
_DATE_HEADER: Final = re.compile(r"^date \d{4}-\d{2}-\d{2}\s*")


@dataclass(frozen=True)
class Corpus:
    """All documents in a fixed order, the statements, and a hash of every file they come from."""

    documents: tuple[Document, ...]
    briefs: tuple[Brief, ...]
    fingerprint: str
    terms: tuple[Term, ...] = ()
    keywords: Mapping[int, Mapping[Language, str]] = field(default_factory=dict)
    wordings: Wordings = field(default_factory=dict)
    asks: Wordings = field(default_factory=dict)
    misses: Wordings = field(default_factory=dict)
    _by_id: Mapping[str, Document] = field(init=False, repr=False, compare=False)
    _briefs: Mapping[str, Brief] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id: dict[str, Document] = {}
        for document in self.documents:
            if document.id in by_id:
                raise CorpusError(f"two documents have the id {document.id}; rename one of their files.")
            by_id[document.id] = document
        object.__setattr__(self, "_by_id", by_id)
        object.__setattr__(self, "_briefs", {brief.topic: brief for brief in self.briefs})

    def document(self, document_id: str) -> Document:
        """Return a document by its id; KeyError if there is none."""
        return self._by_id[document_id]

    def keywords_for(self, passage: Passage) -> str:
        """Return the everyday words for a passage's article in its language; none for what is not in the Convention."""
        article = passage.location.article if passage.location else None
        by_language = self.keywords.get(article or 0, {})
        return next((words for language, words in by_language.items() if language == passage.language), "")

    def wording_at(self, document_id: str, start: int) -> Words:
        """Return the everyday words for the sentence that starts there, by language; none where nobody wrote any."""
        return self.wordings.get(document_id, {}).get(start, {})

    def asks_at(self, document_id: str, start: int, language: Language) -> str:
        """Return, a line each, questions that the sentence which starts there answers; none where nobody wrote any."""
        return self.asks.get(document_id, {}).get(start, {}).get(language, "")

    def misses_at(self, document_id: str, start: int, language: Language) -> str:
        """Return the same of questions that it only seems to answer, and that no other sentence does."""
        return self.misses.get(document_id, {}).get(start, {}).get(language, "")

    def publishers_of(self, document: Document) -> list[str]:
        """Return who published a document; for a statement of ours, who published its evidence."""
        if document.kind != "brief":
            return [document.publisher] if document.publisher else []
        topic = document.id.removeprefix("brief-").removesuffix(f"-{document.language}")
        sources = (self.document(item.document_id) for item in self.brief(topic).evidence)
        return sorted({source.publisher for source in sources if source.publisher})

    def quotes_for(self, document: Document) -> list[str]:
        """Return what else says a statement of ours: the quotes that prove it; nothing for any other document."""
        if document.kind != "brief":
            return []
        topic = document.id.removeprefix("brief-").removesuffix(f"-{document.language}")
        return [item.quote for item in self.brief(topic).evidence]

    def brief(self, topic: str) -> Brief:
        """Return a statement by its topic; KeyError if there is none."""
        return self._briefs[topic]


def load_corpus(library: Path | None = None, data: Path = DATA) -> Corpus:
    """Read the shipped data and the user's library; raise CorpusError for a file that cannot be read."""
    articles = [load_article(path) for path in article_paths(library, data)]
    briefs = load_briefs(data / "briefs")
    official = load_official(library) if library else []
    convention = data / "convention"
    digest = load_digest(convention)
    documents = [*articles, *_convention(digest, convention, official), *brief_documents(briefs)]
    return Corpus(
        tuple(documents),
        briefs,
        fingerprint(library, data),
        load_glossary(convention),
        load_keywords(convention),
        load_wordings(data / "wordings", documents, digest, briefs),
        *load_contrasts(data / "contrasts", documents, digest, briefs),
    )


def load_conversations(corpus: Corpus, data: Path = DATA) -> dict[str, dict[int, Conversations]]:
    """Return, by document and start of sentence, what may be asked of it after another question; for training."""
    folder = data / "conversations"
    if not folder.is_dir():
        raise CorpusError(f"{folder} is missing: an installed package has none; train in a clone of the project.")
    return _load_conversations(folder, corpus.documents, load_digest(data / "convention"), corpus.briefs)


def article_paths(library: Path | None, data: Path = DATA) -> list[Path]:
    """Return the article files: the shipped ones, then the added ones, each by name."""
    added = sorted((library / "added").glob("*.txt")) if library else []
    return [*sorted((data / "articles").glob("*.txt")), *added]


def _convention(digest: tuple[DigestArticle, ...], folder: Path, official: Iterable[Document]) -> list[Document]:
    """Give the official text where it was imported, our digest in the languages that have none."""
    imported = {document.language: document for document in official}
    chapters = load_chapters(folder)
    own = [digest_document(digest, chapters, language) for language in LANGUAGES if language not in imported]
    return sorted([*own, *imported.values()], key=lambda document: document.id)


def load_article(path: Path) -> Document:
    """Read an article: YAML front matter, then the text word for word; page furniture is left out."""
    try:
        raw = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path} is not UTF-8 ({error}). Save it as UTF-8, then try again.") from error
    meta, body = parse_front_matter(raw)
    text = article_text(body)
    if not text:
        raise CorpusError(f"{path} has no text below its front matter. Add the text or remove the file.")
    language = meta.get("language")
    if language not in LANGUAGES:
        raise CorpusError(f"{path}: language is {language!r}; it must be one of {', '.join(LANGUAGES)}.")
    return Document(
        id=path.stem,
        kind="article",
        language=language,
        title=_title(meta, path),
        publisher=_optional(meta, "publisher"),
        url=_optional(meta, "url"),
        published=_date(meta, path),
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def article_text(body: str) -> str:
    """Normalise an article's body and leave out page furniture and blank lines."""
    lines = (_DATE_HEADER.sub("", line) for line in normalize(body).split("\n"))
    return "\n".join(line for line in lines if line and not _is_furniture(line))


def _is_furniture(line: str) -> bool:
    return line in _FURNITURE or _FURNITURE_PATTERN.fullmatch(line) is not None


def _title(meta: Mapping[str, Any], path: Path) -> str:
    """Give the title, or, where none is known, who published it and when."""
    if title := _optional(meta, "title"):
        return title
    known = [_optional(meta, "publisher"), _optional(meta, "published")]
    return ", ".join(part for part in known if part) or path.stem


def _optional(meta: Mapping[str, Any], key: str) -> str | None:
    value = meta.get(key)
    return None if value is None or not str(value).strip() else normalize(str(value))


def _date(meta: Mapping[str, Any], path: Path) -> str | None:
    value = _optional(meta, "published")
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise CorpusError(f"{path}: published is {value!r}; write it as YYYY-MM-DD or leave it out.") from error


def brief_documents(briefs: Iterable[Brief]) -> list[Document]:
    """Make a document of each statement in each language."""
    return [_brief_document(brief, brief.statement[language], language) for brief in briefs for language in LANGUAGES]


_STATEMENT_TITLE: Final = {"en": "Verified statement", "ru": "Проверенное утверждение", "az": "Yoxlanılmış bəyanat"}


def _brief_document(brief: Brief, text: str, language: str) -> Document:
    return Document(
        id=f"brief-{brief.topic}-{language}",
        kind="brief",
        language=language,
        title=f"{_STATEMENT_TITLE[language]}: {brief.topic}",
        publisher=None,
        url=None,
        published=brief.as_of,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        edition="statement",
    )


def fingerprint(library: Path | None = None, data: Path = DATA) -> str:
    """Hash every file that the corpus is read from: names and bytes. Cheap: nothing is parsed."""
    digest = hashlib.sha256()
    for folder, root in ((data, data), (library, library)):
        if folder is None or root is None:
            continue
        for path in _data_files(folder):
            entry = json.dumps([path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()])
            digest.update(entry.encode())
    return digest.hexdigest()


def _data_files(folder: Path) -> list[Path]:
    patterns = (
        "articles/*.txt",
        "convention/*.yaml",
        "briefs/*.yaml",
        "wordings/*.yaml",
        "contrasts/*.yaml",
        "added/*.txt",
        "official/*.json",
    )
    return sorted(path for pattern in patterns for path in folder.glob(pattern))
