"""What stands beside a sentence in three languages: everyday wordings, and questions that it answers or only seems to.

Wordings are document expansion: they help to find a sentence and to recognise it. The questions, `asks` and `misses`,
teach by example what a sentence does not say; conversations teach it of questions that go on from an earlier one. None
of it is ever shown, and none states anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from corpus.digest import DigestArticle, read_yaml
from corpus.split import sentences
from corpus.types import LANGUAGES, Brief, CorpusError, Document, Language

Words = Mapping[Language, str]
# document id -> start of a sentence in its text -> everyday words in each language
Wordings = Mapping[str, Mapping[int, Words]]
_Entry = TypeVar("_Entry")
_MARKS: Final = frozenset(
    "?+-"
)  # of a question asked first, and of the ones after it: those that are answered, and those not


@dataclass(frozen=True, slots=True)
class FollowUps:
    """What may be asked after a question: what a sentence then answers, and what it only seems to answer."""

    after: str
    asks: tuple[str, ...]
    misses: tuple[str, ...]


Conversations = Mapping[Language, tuple[FollowUps, ...]]
_Reader = Callable[[Path, str, object], _Entry]  # of an entry that stands in a file under a name


def load_wordings(
    folder: Path, documents: Sequence[Document], digest: Sequence[DigestArticle], briefs: Sequence[Brief]
) -> dict[str, dict[int, Words]]:
    """Read the wordings of the digest, the statements and the news; raise CorpusError where one fits no sentence."""
    return _load(folder, documents, digest, briefs, _words)


def load_contrasts(
    folder: Path, documents: Sequence[Document], digest: Sequence[DigestArticle], briefs: Sequence[Brief]
) -> tuple[dict[str, dict[int, Words]], dict[str, dict[int, Words]]]:
    """Read, a line each, the questions that sentences answer and those that they only seem to; CorpusError as above."""
    found = _load(folder, documents, digest, briefs, _contrast)
    asks, misses = (
        {document: {start: pair[side] for start, pair in entries.items()} for document, entries in found.items()}
        for side in (0, 1)
    )
    return asks, misses


def load_conversations(
    folder: Path, documents: Sequence[Document], digest: Sequence[DigestArticle], briefs: Sequence[Brief]
) -> dict[str, dict[int, Conversations]]:
    """Read what may be asked of sentences after another question; CorpusError as above. Only training needs it."""
    return _load(folder, documents, digest, briefs, _conversations)


def _load(
    folder: Path,
    documents: Sequence[Document],
    digest: Sequence[DigestArticle],
    briefs: Sequence[Brief],
    read: _Reader[_Entry],
) -> dict[str, dict[int, _Entry]]:
    """Read what stands beside the sentences of each document, by where they start."""
    found: dict[str, dict[int, _Entry]] = {}
    of_articles = {article.number: _of_article(folder, article, read) for article in digest}
    for document in documents:
        if document.edition == "digest":
            found[document.id] = dict(_in_digest(document, digest, of_articles))
    statements, topics = _mapping(folder / "statements.yaml"), {brief.topic for brief in briefs}
    for topic, entry in statements.items():
        if topic not in topics:
            raise CorpusError(f"{folder / 'statements.yaml'}: there is no statement {topic!r}; mend or remove it.")
        beside = read(folder / "statements.yaml", topic, entry)
        found |= {f"brief-{topic}-{language}": {0: beside} for language in LANGUAGES}
    by_id = {document.id: document for document in documents}
    for document_id, entries in _mapping(folder / "news.yaml").items():
        places = _in_news(folder / "news.yaml", by_id.get(document_id), document_id, entries)
        found[document_id] = {start: read(folder / "news.yaml", *named) for start, named in places}
    return found


def _of_article(folder: Path, article: DigestArticle, read: _Reader[_Entry]) -> list[_Entry]:
    name = "preamble" if article.number is None else f"article-{article.number:02d}"
    path = folder / f"{name}.yaml"
    if not path.is_file():
        return []
    entries = read_yaml(path)
    count = sum(len(paragraph.sentences["en"]) for paragraph in article.paragraphs)
    if not isinstance(entries, list) or len(entries) != count:
        raise CorpusError(f"{path} must be a list of {count} entries, one for each sentence of the digest's {name}.")
    return [read(path, f"entry {number}", entry) for number, entry in enumerate(entries, start=1)]


def _in_digest(
    document: Document, digest: Sequence[DigestArticle], of_articles: Mapping[int | None, Sequence[_Entry]]
) -> Iterator[tuple[int, _Entry]]:
    """Pair the sentences of the digest's document with what stands beside them, going through its text once."""
    language = next(language for language in LANGUAGES if language == document.language)
    position = 0
    for article in digest:
        said = [text for paragraph in article.paragraphs for text in paragraph.sentences[language]]
        beside = of_articles[article.number]
        for number, sentence in enumerate(said):
            position = document.text.index(sentence, position)
            if beside:
                yield position, beside[number]
            position += len(sentence)


def _in_news(
    path: Path, document: Document | None, document_id: str, entries: object
) -> Iterator[tuple[int, tuple[str, object]]]:
    """Find the sentences by how they begin; give the start of each with how it begins and its entry."""
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
        yield found[0], (begins, entry)


def _mapping(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    content = read_yaml(path)
    if not isinstance(content, dict):
        raise CorpusError(f"{path} holds no mapping; see corpus/README.md for what it should hold.")
    return content


def _words(path: Path, what: str, entry: object, wanted: str = "everyday words") -> Words:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(language), str) for language in LANGUAGES):
        raise CorpusError(f"{path}, {what}: write {wanted} in each of {', '.join(LANGUAGES)}.")
    return {language: entry[language].strip() for language in LANGUAGES}


def _contrast(path: Path, what: str, entry: object) -> tuple[Words, Words]:
    if not isinstance(entry, dict) or not entry.keys() >= {"asks", "misses"}:
        raise CorpusError(f"{path}, {what}: write `asks` and `misses`, the questions it answers and only seems to.")
    asks, misses = (_words(path, f"{what}, {side}", entry[side], "questions") for side in ("asks", "misses"))
    return asks, misses


def _conversations(path: Path, what: str, entry: object) -> Conversations:
    lines = _words(path, what, entry, "conversations")
    return {language: tuple(_follow_ups(path, what, lines[language])) for language in LANGUAGES}


def _follow_ups(path: Path, what: str, text: str) -> Iterator[FollowUps]:
    """Read `? question`, below it `+ follow-up` for one that is answered and `- follow-up` for one that is not."""
    found: list[tuple[str, dict[str, list[str]]]] = []
    for line in text.splitlines():
        mark, _, said = line.partition(" ")
        if not said.strip() or mark not in _MARKS or (mark != "?" and not found):
            raise CorpusError(
                f"{path}, {what}: {line!r} is no line of a conversation; write `? question` first, then below it "
                "`+ follow-up` where the sentence answers it and `- follow-up` where it does not."
            )
        if mark == "?":
            found.append((said.strip(), {"+": [], "-": []}))
        else:
            found[-1][1][mark].append(said.strip())
    for after, said_then in found:
        yield FollowUps(after, tuple(said_then["+"]), tuple(said_then["-"]))
