"""Everyday wordings: how people speak of what a sentence says, in three languages.

They are document expansion: they help to find a sentence and to recognise it, are never shown, and state nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.digest import DigestArticle, read_yaml
from corpus.split import sentences
from corpus.types import LANGUAGES, Brief, CorpusError, Document, Language

Words = Mapping[Language, str]
# document id -> start of a sentence in its text -> everyday words in each language
Wordings = Mapping[str, Mapping[int, Words]]


def load_wordings(
    folder: Path, documents: Sequence[Document], digest: Sequence[DigestArticle], briefs: Sequence[Brief]
) -> dict[str, dict[int, Words]]:
    """Read the wordings of the digest, the statements and the news; raise CorpusError where one fits no sentence."""
    found: dict[str, dict[int, Words]] = {}
    of_articles = {article.number: _of_article(folder, article) for article in digest}
    for document in documents:
        if document.edition == "digest":
            found[document.id] = dict(_in_digest(document, digest, of_articles))
    statements, topics = _mapping(folder / "statements.yaml"), {brief.topic for brief in briefs}
    for topic, entry in statements.items():
        if topic not in topics:
            raise CorpusError(f"{folder / 'statements.yaml'}: there is no statement {topic!r}; mend or remove it.")
        words = _words(folder / "statements.yaml", topic, entry)
        found |= {f"brief-{topic}-{language}": {0: words} for language in LANGUAGES}
    by_id = {document.id: document for document in documents}
    for document_id, entries in _mapping(folder / "news.yaml").items():
        found[document_id] = dict(_in_news(folder / "news.yaml", by_id.get(document_id), document_id, entries))
    return found


def _of_article(folder: Path, article: DigestArticle) -> list[Words]:
    name = "preamble" if article.number is None else f"article-{article.number:02d}"
    path = folder / f"{name}.yaml"
    if not path.is_file():
        return []
    entries = read_yaml(path)
    count = sum(len(paragraph.sentences["en"]) for paragraph in article.paragraphs)
    if not isinstance(entries, list) or len(entries) != count:
        raise CorpusError(f"{path} must be a list of {count} entries, one for each sentence of the digest's {name}.")
    return [_words(path, f"entry {number}", entry) for number, entry in enumerate(entries, start=1)]


def _in_digest(
    document: Document, digest: Sequence[DigestArticle], of_articles: Mapping[int | None, Sequence[Words]]
) -> Iterator[tuple[int, Words]]:
    """Pair the sentences of the digest's document with their wordings, going through its text once."""
    language = next(language for language in LANGUAGES if language == document.language)
    position = 0
    for article in digest:
        said = [text for paragraph in article.paragraphs for text in paragraph.sentences[language]]
        words = of_articles[article.number]
        for number, sentence in enumerate(said):
            position = document.text.index(sentence, position)
            if words:
                yield position, words[number]
            position += len(sentence)


def _in_news(path: Path, document: Document | None, document_id: str, entries: object) -> Iterator[tuple[int, Words]]:
    if document is None:
        raise CorpusError(f"{path}: there is no document {document_id!r}; mend or remove it.")
    if not isinstance(entries, list):
        raise CorpusError(f"{path}: {document_id} holds no list; write `- begins: …` and `en:`, `ru:`, `az:` below it.")
    starts = [sentence.start for sentence in sentences(document.text)]
    for entry in entries:
        begins = str(entry.get("begins", "")) if isinstance(entry, dict) else ""
        found = [start for start in starts if document.text.startswith(begins, start)]
        if not begins or len(found) != 1:
            raise CorpusError(
                f"{path}: {len(found)} sentences of {document_id} begin with {begins!r}; write how one does."
            )
        yield found[0], _words(path, begins, entry)


def _mapping(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise CorpusError(f"{path} holds no mapping; see corpus/README.md for what it should hold.")
    return content


def _words(path: Path, what: str, entry: object) -> Words:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(language), str) for language in LANGUAGES):
        raise CorpusError(f"{path}, {what}: write everyday words in each of {', '.join(LANGUAGES)}.")
    return {language: entry[language].strip() for language in LANGUAGES}
