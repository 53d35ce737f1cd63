"""Re-checking saved answers against the corpus as it is now: what still holds, and what no longer does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from assistant.saved import SavedAnswer, SavedCitation
from assistant.spans import location_at
from corpus.load import Corpus
from corpus.types import Document, Language, Location

_MARKER: Final = re.compile(r"\[(\d{1,3})\]")
_SHOWN_CHARS: Final = 60

Phrase = Mapping[Language, str]

# What may no longer hold. `{mark}` is the citation's number, `{document}` the document's id.
_SENTENCES: Final[Mapping[str, Phrase]] = {
    "no document": {
        "en": "[{mark}] The document {document} is not in the corpus.",
        "ru": "[{mark}] Документа {document} нет в корпусе.",
        "az": "[{mark}] {document} sənədi korpusda yoxdur.",
    },
    "elsewhere": {
        "en": "[{mark}] The document {document} is not in the corpus, but its quote stands in {other}, characters "
        "{start} to {end}.",
        "ru": "[{mark}] Документа {document} нет в корпусе, но цитата стоит в {other}, символы с {start} по {end}.",
        "az": "[{mark}] {document} sənədi korpusda yoxdur, lakin sitat {other} sənədində durur: {start} və {end} "
        "arasındakı simvollar.",
    },
    "changed": {
        "en": "[{mark}] The document {document} has changed since the answer: its SHA-256 is another.",
        "ru": "[{mark}] Документ {document} изменился после ответа: его SHA-256 другой.",
        "az": "[{mark}] {document} sənədi cavabdan sonra dəyişib: SHA-256 başqadır.",
    },
    "moved": {
        "en": "[{mark}] The quote does not stand at characters {was_start} to {was_end} of {document}, but at {start} "
        "to {end}.",
        "ru": "[{mark}] Цитата стоит в {document} не на символах с {was_start} по {was_end}, а с {start} по {end}.",
        "az": "[{mark}] Sitat {document} sənədində {was_start}–{was_end} simvollarında deyil, {start}–{end} "
        "simvollarında durur.",
    },
    "gone": {
        "en": "[{mark}] The document {document} does not say: {quote}",
        "ru": "[{mark}] В документе {document} нет слов: {quote}",
        "az": "[{mark}] {document} sənədində bu sözlər yoxdur: {quote}",
    },
    "empty": {
        "en": "[{mark}] The quote from {document} is empty.",
        "ru": "[{mark}] Цитата из {document} пуста.",
        "az": "[{mark}] {document} sənədindən sitat boşdur.",
    },
    "told": {
        "en": "[{mark}] Of {document} the answer gives {field} as {was}; the corpus has {now}.",
        "ru": "[{mark}] О документе {document} в ответе указано {field}: {was}; в корпусе {now}.",
        "az": "[{mark}] {document} sənədi barədə cavabda {field} belədir: {was}; korpusda isə {now}.",
    },
    "unmarked": {
        "en": "[{mark}] The text of the answer does not use this marker.",
        "ru": "[{mark}] В тексте ответа нет этой отметки.",
        "az": "[{mark}] Cavabın mətnində bu işarə yoxdur.",
    },
    "unquoted": {
        "en": "[{mark}] The text of the answer does not hold the quote of this citation.",
        "ru": "[{mark}] В тексте ответа нет цитаты этой ссылки.",
        "az": "[{mark}] Cavabın mətnində bu istinadın sitatı yoxdur.",
    },
    "uncited": {
        "en": "[{mark}] The text of the answer uses this marker, but no citation has it.",
        "ru": "[{mark}] Отметка стоит в тексте ответа, но ссылки с ней нет.",
        "az": "[{mark}] Bu işarə cavabın mətnində var, lakin ona uyğun istinad yoxdur.",
    },
    "twice": {
        "en": "[{mark}] More than one citation has this marker.",
        "ru": "[{mark}] Эта отметка стоит у нескольких ссылок.",
        "az": "[{mark}] Bu işarə bir neçə istinadda var.",
    },
}
HOLDS: Final[Phrase] = {
    "en": "Every citation holds ({count}).",
    "ru": "Все ссылки верны ({count}).",
    "az": "Bütün istinadlar doğrudur ({count}).",
}
NOTHING_CITED: Final[Phrase] = {
    "en": "The answer cites nothing, so there is nothing to re-check.",
    "ru": "Ответ ни на что не ссылается, проверять нечего.",
    "az": "Cavabda istinad yoxdur, yoxlanılası bir şey yoxdur.",
}
CORPUS_CHANGED: Final[Phrase] = {
    "en": "The corpus is not the one that was asked: documents have been added, changed or removed since.",
    "ru": "Корпус не тот, по которому дан ответ: с тех пор документы добавлены, изменены или удалены.",
    "az": "Korpus cavab veriləndəki deyil: o vaxtdan sənədlər əlavə edilib, dəyişdirilib və ya silinib.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that no longer holds: which sentence says it, and the values in it."""

    kind: str
    values: Mapping[str, Any]

    def text(self, language: Language) -> str:
        """Say it in a sentence."""
        return _SENTENCES[self.kind][language].format(**self.values)


def corpus_changed(answer: SavedAnswer, corpus: Corpus) -> bool:
    """Whether an answer says that it was given from another corpus; its citations may hold all the same."""
    return answer.corpus_sha256 not in {None, corpus.fingerprint}


def problems(answer: SavedAnswer, corpus: Corpus) -> list[Problem]:
    """Return what no longer holds of an answer, citation by citation; nothing where all holds."""
    found = [problem for citation in answer.citations for problem in _of_citation(citation, corpus)]
    return [*found, *_of_markers(answer)]


def _of_citation(citation: SavedCitation, corpus: Corpus) -> Iterator[Problem]:
    known = {"mark": citation.marker, "document": citation.document_id}
    if not citation.quote:
        yield Problem("empty", known)
        return
    try:
        document = corpus.document(citation.document_id)
    except KeyError:
        yield _without_document(citation, corpus, known)
        return
    if citation.document_sha256 not in {None, document.sha256}:
        yield Problem("changed", known)
    yield from _of_quote(citation, document, known)
    for field, was in citation.told.items():
        if was != (now := getattr(document, field)):
            yield Problem("told", known | {"field": field, "was": was, "now": now})


def _of_quote(citation: SavedCitation, document: Document, known: dict[str, Any]) -> Iterator[Problem]:
    if document.text[citation.start : citation.end] == citation.quote:
        if (place := _place(location_at(document, citation.start))) != _told_place(citation, document):
            yield Problem("told", known | {"field": "location", "was": citation.location, "now": place})
        return
    at = _nearest(document.text, citation.quote, citation.start)
    if at is None:
        yield Problem("gone", known | {"quote": _shown(citation.quote)})
        return
    was = {"was_start": citation.start, "was_end": citation.end}
    yield Problem("moved", known | was | {"start": at, "end": at + len(citation.quote)})


def _without_document(citation: SavedCitation, corpus: Corpus, known: dict[str, Any]) -> Problem:
    for other in corpus.documents:
        at = other.text.find(citation.quote)
        if at >= 0:
            place = {"other": other.id, "start": at, "end": at + len(citation.quote)}
            return Problem("elsewhere", known | place)
    return Problem("no document", known)


def _nearest(text: str, quote: str, start: int) -> int | None:
    """Where a quote stands in a text, nearest to where it stood."""
    places = [match.start() for match in re.finditer(re.escape(quote), text)]
    return min(places, key=lambda at: abs(at - start), default=None)


def _place(location: Location | None) -> Mapping[str, Any] | None:
    return None if location is None else {"article": location.article, "paragraph": location.paragraph}


def _told_place(citation: SavedCitation, document: Document) -> Mapping[str, Any] | None:
    """The place as it was saved; where the whole of a document is quoted by its passage, the article says enough."""
    if citation.location is None:
        return None
    place = _place(location_at(document, citation.start))
    told = {"article": citation.location.get("article"), "paragraph": citation.location.get("paragraph")}
    return place if place is not None and told["article"] == place["article"] and told["paragraph"] is None else told


def _of_markers(answer: SavedAnswer) -> Iterator[Problem]:
    """The markers of the text and those of the citations are the same ones."""
    cited = [citation.marker for citation in answer.citations]
    plain = answer.text
    for citation in sorted(answer.citations, key=lambda item: -len(item.quote)):
        plain = plain.replace(citation.quote, " ") if citation.quote else plain
        if answer.mode == "extractive" and citation.quote not in answer.text:
            yield Problem("unquoted", {"mark": citation.marker})
    used = [int(number) for number in dict.fromkeys(_MARKER.findall(plain))]
    yield from (Problem("unmarked", {"mark": mark}) for mark in dict.fromkeys(cited) if mark not in used)
    yield from (Problem("uncited", {"mark": mark}) for mark in used if mark not in cited)
    yield from (Problem("twice", {"mark": mark}) for mark in sorted({item for item in cited if cited.count(item) > 1}))


def _shown(quote: str) -> str:
    return quote if len(quote) <= _SHOWN_CHARS else f"{quote[:_SHOWN_CHARS]}…"
