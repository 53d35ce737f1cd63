"""Looking things up as lawyers do: an article, a paragraph, a chapter, a term, exactly and before any ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import lru_cache
from itertools import combinations
from typing import Final

from assistant.light_words import is_light
from assistant.messages import NO_ARTICLE, NO_CHAPTER, NO_PARAGRAPH, place_label, quoted
from assistant.question import Understanding
from assistant.question_phrase import upper_first
from assistant.quote import Composer
from assistant.spans import Span, heading_span
from assistant.types import MAX_ANSWER_CHARS
from corpus.digest import Term
from corpus.load import Corpus
from corpus.numerals import CARDINALS, ORDINALS
from corpus.split import sentences
from corpus.stem import stem
from corpus.text import fold
from corpus.treaty import Reference, chapter_exists
from corpus.types import LANGUAGES, Document, Language, Location, Section
from index.terms import concept_of, content_words

_ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_LONGEST_CHAPTER_LINE: Final = 160  # a section of no article that is longer is a recital of the preamble
MAX_ARTICLES: Final = 3
_COMPARED: Final = 2  # terms at once
_LABEL_CHARS: Final = 40  # about what stands around a quote: its place, quotation marks, marker

# Words that a look-up may have beside the reference: they ask for nothing in particular.
_PLAIN_WORDS: Final = """
    require requires oblige obliges obligation obligations duty duties обязанности обязательства обязывает
    требует требования ohdelik ohdelikler ohdelikleri teleb telebler telebleri ederdiniz edersiniz edin edir
    date day число числа дата дату датой tarix tarixde tarixi gun gunu say says text show quote read regulate
    regulates regulated cover covers covered title contain contains content contents summary summarise
    summarize explain number first dedicated devoted describes describe prescribe говорит говорится гласит текст
    покажи покажите цитата процитируйте процитируй регулирует посвящена посвящен содержит содержание написано
    сказано устанавливает расскажи расскажите объясни объясните суть перескажи перескажите объяснить
    процитировать изложи изложите описывает deyilir deyir goster gosterin metn metni sitat oxu tenzimleyir
    nezerde tutur mezmun mezmunu yazilib danis danisin izah bildirir haqqindadir barededir behs xulase
    xulasesi aciqla basa dusulur tutulur verilib meant understood counts qualifies defined defines define
    понимается понимают считается определяет определяется дай дайте определение exactly precisely именно конкретно
    mehz konkret hesr
"""
_PLAIN: Final = frozenset(_PLAIN_WORDS.split())
# By these, folded, two articles or two terms are compared: each is shown, and what differs is for the reader to see.
_COMPARES: Final = re.compile(
    r"\b(?:compar(?:e|ed|ing|ison)|differ(?:s|ence|ences)?|distinguish(?:es|ed)?|contrast|versus|vs|between"
    r"|(?:сравн|сопостав|отлич|разниц|различ|разнит|между)\w*|(?:muqayise|ferq|arasinda)\w*)\b"
)
STRUCTURE: Final = frozenset(
    {
        "article",
        "chapter",
        "paragraph",
        "convention",
        "cybercrime",
        "title",
        "content",
        "document",
        "combat",
        "definition",
    }
)


def missing(question: Understanding, language: Language) -> str | None:
    """Say that an article or a chapter does not exist; None if every one that is named does."""
    for reference in question.articles:
        if not reference.exists:
            return NO_ARTICLE[language].format(number=reference.article)
    if question.chapter is not None and not chapter_exists(question.chapter):
        return NO_CHAPTER[language].format(number=question.chapter)
    return None


def is_pure(question: Understanding) -> bool:
    """Whether the question asks for the article or chapter itself, not for something in it."""
    if not question.articles and question.chapter is None:
        return False
    rest = fold(question.text)
    for reference in reversed(question.articles):
        rest = rest[: reference.start] + " " + rest[reference.end :]
    if len({reference.article for reference in question.articles}) > 1:
        rest = _COMPARES.sub(" ", rest)
    return all(asks_for_nothing(word, question.language) for word in content_words(rest))


def asks_for_nothing(word: str, language: Language) -> bool:
    """Whether a word may stand beside what is looked up: general, or one of how a text is parted."""
    if (
        word.isdigit()
        or word in CARDINALS
        or word in ORDINALS
        or re.fullmatch(r"[ivx]+|c[iu]|bmt\w*|un|оон|nin", word)
        or word in _PLAIN
        or is_light(word, language)
    ):
        return True
    return any(concept_of(word, each) in STRUCTURE for each in LANGUAGES)


def look_up(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show the articles, the paragraph or the chapter that a question names; None if it names none."""
    document = corpus.document(f"convention-{language}")
    composer = Composer(language)
    references = question.articles[:MAX_ARTICLES]
    for reference in references:
        _show_article(composer, document, reference, MAX_ANSWER_CHARS // len(references))
    if not references and question.chapter is not None:
        _show_chapter(composer, document, question.chapter)
    return composer if composer.spans else None


def look_up_chapter(number: int, corpus: Corpus, language: Language) -> Composer | None:
    """Show a chapter's line and the titles of its articles; None where its line was not kept."""
    composer = Composer(language)
    _show_chapter(composer, corpus.document(f"convention-{language}"), number)
    return composer if composer.spans else None


def _show_article(composer: Composer, document: Document, reference: Reference, room: int) -> None:
    """Show an article's title, then its paragraph that was asked for, or what each begins with, within room."""
    start = len(composer.text)
    composer.title(heading_span(document, reference.article))
    body = [section for section in document.sections if section.location.article == reference.article][1:]
    if reference.paragraph is not None:
        wanted = [section for section in body if section.location.paragraph == reference.paragraph]
        if wanted:
            for section in wanted:
                _show(composer, _whole(document, section))
            return
        message = NO_PARAGRAPH[composer.language]
        composer.say(message.format(article=reference.article, paragraph=reference.paragraph))
    for span in _openings(document, body, room - (len(composer.text) - start)):
        _show(composer, span)


def _openings(document: Document, sections: Sequence[Section], room: int) -> list[Span]:
    """What each section begins with: one sentence as far as there is room, and more while there is some left."""
    said = [_sentences_of(document, section) for section in sections]
    found: list[list[Span]] = []
    for spans in said:
        room -= len(spans[0].text) + _LABEL_CHARS
        if found and room < 0:
            return [_from_to(each) for each in found]
        found.append(spans[:1])
    for shown, spans in zip(found, said, strict=True):
        for span in spans[1:]:
            room -= span.end - shown[-1].end
            if room < 0:
                return [_from_to(each) for each in found]
            shown.append(span)
    return [_from_to(each) for each in found]


def _sentences_of(document: Document, section: Section) -> list[Span]:
    return [
        Span(document, section.start + item.start, section.start + item.end, section.location)
        for item in sentences(document.text[section.start : section.end])
    ]


def _from_to(spans: Sequence[Span]) -> Span:
    return replace(spans[0], end=spans[-1].end)


def _show(composer: Composer, span: Span) -> None:
    label = upper_first(place_label(span.location, composer.language))
    composer.say(f"{label}: {quoted(span.text, span.document.language)} {composer.mark(span)}")


def _show_chapter(composer: Composer, document: Document, number: int) -> None:
    start = chapter_section(document, number)
    if start is None:
        return
    composer.title(_whole(document, start))
    for section in document.sections[document.sections.index(start) + 1 :]:
        if is_chapter_heading(section):
            break
        heading = heading_span(document, section.location.article or 0)
        if heading.start == section.start:
            composer.say(f"{heading.text} {composer.mark(heading)}")


def chapter_section(document: Document, number: int) -> Section | None:
    """The heading of a chapter; None in an official text whose chapter lines were not kept."""
    roman = re.compile(rf"\b{_ROMAN[number]}\b")
    headings = (section for section in document.sections if is_chapter_heading(section))
    return next((item for item in headings if roman.search(document.text[item.start : item.end])), None)


def is_chapter_heading(section: Section) -> bool:
    """Whether a section is a chapter's line: it has no place of its own and is no long recital."""
    return section.location == Location(None) and section.end - section.start < _LONGEST_CHAPTER_LINE


def _whole(document: Document, section: Section) -> Span:
    return Span(document, section.start, section.end, section.location)


def definition(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show the Convention's definition of a term, or of two that are compared; None where more is asked for."""
    if question.asked_for not in {"define", "other", "list"}:
        return None
    asked = {stem(word, question.language): word for word in question.words}
    longest_first = sorted(corpus.terms, key=lambda item: -len(item.term[question.language]))
    compared = _compared(asked, longest_first, question)
    terms = compared or _asked_terms(asked, longest_first, question.language)
    if terms and question.itself:  # "What is traffic data? – And content data?"
        own = {stem(word, question.language): word for word in content_words(question.itself)}
        terms = _asked_terms(own, longest_first, question.language) or terms
    document = corpus.document(f"convention-{language}")
    texts = [(term, term.definition[language].strip()) for term in terms]
    found = [(term, text) for term, text in texts if text in document.text]
    composer = Composer(language)
    for term, text in found if len(found) == len(compared) else found[:1]:
        start = document.text.index(text)
        composer.quote(Span(document, start, start + len(text), Location(term.article)))
    return composer if composer.spans else None


def _asked_terms(asked: dict[str, str], terms: Sequence[Term], language: Language) -> list[Term]:
    """The terms of which a question names one and asks for nothing else."""
    return [
        term for term in terms if any(_asks_only(asked, [name], language) for name in _names_in(term.term[language]))
    ]


def _compared(asked: dict[str, str], terms: Sequence[Term], question: Understanding) -> list[Term]:
    """The two terms that a question compares and asks for nothing else of; none where it compares no two."""
    if not _COMPARES.search(fold(question.text)):
        return []
    rest = {found: word for found, word in asked.items() if not _COMPARES.fullmatch(word)}
    named = [(term, name) for term in terms for name in _names_in(term.term[question.language])]
    for pair in combinations(named, _COMPARED):
        if pair[0][0] is not pair[1][0] and _asks_only(rest, [name for _, name in pair], question.language):
            return [term for term, _ in sorted(pair, key=lambda each: _last_place(rest, each[1], question.language))]
    return []


def _last_place(asked: dict[str, str], name: str, language: Language) -> int:
    """Where a term ends in a question: what its words have in common with another one's stands before."""
    return max(list(asked).index(stem(word, language)) for word in content_words(name))


def _names_in(whole: str) -> list[str]:
    """Return a term or a title as it stands, and each of its names: "Тяжкое преступление (серьёзное преступление)"."""
    parts = re.split(r"[()]|(?<!\d)/| or | или | və ya ", whole)
    return [name for name in dict.fromkeys([whole, *parts]) if content_words(name)]


def _names_no_deed(word: str, language: Language) -> bool:
    """Whether a word asks for nothing, not even by a general verb: "What happens before extradition?" asks more."""
    return word in _PLAIN or concept_of(word, language) in STRUCTURE - {"chapter", "paragraph"}


def _asks_only(asked: dict[str, str], names: Sequence[str], language: Language) -> bool:
    """Whether the question's words are the terms' and such as ask for nothing else."""
    stems = {stem(word, language) for name in names for word in content_words(name)}
    rest = _beside(asked, stems)
    return rest is not None and all(asks_for_nothing(word, language) for word in rest)


def _beside(asked: dict[str, str], stems: Set[str]) -> list[str] | None:
    """The words of a question beside those of what is looked up; None where it does not have all of these."""
    return [word for found, word in asked.items() if found not in stems] if stems <= asked.keys() else None


_NUMBER_OF_TITLE: Final = re.compile(r"\D*\d+\W+")  # "Article 37: "
_LONGEST_TITLE: Final = 12  # words


def titled(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show the article whose title is all that a question says: "Tell me about extradition", "Сеть 24/7"."""
    noun = question.asked_noun  # "what does the Convention say"
    is_open = question.asked_for in {"other", "summary"} and (noun is None or _names_no_deed(noun, question.language))
    asked = {stem(word, question.language): word for word in question.words}
    if not is_open or len(asked) > _LONGEST_TITLE:
        return None
    for article, title in titles(corpus.document(f"convention-{question.language}")):
        for stems in _stems_of_title(title, question.language):
            rest = _beside(asked, stems)
            if rest is not None and all(_names_no_deed(word, question.language) for word in rest):
                return look_up(replace(question, articles=(Reference(0, 0, article),)), corpus, language)
    return None


def titles(document: Document) -> Iterator[tuple[int, str]]:
    """Give each article's number and title line, which is its first section."""
    last = 0
    for section in document.sections:
        article = section.location.article
        if article is not None and article != last:
            last = article
            yield article, document.text[section.start : section.end]


@lru_cache(maxsize=1024)
def _stems_of_title(title: str, language: Language) -> tuple[frozenset[str], ...]:
    names = _names_in(_NUMBER_OF_TITLE.sub("", title, count=1))
    return tuple(frozenset(stem(word, language) for word in content_words(name)) for name in names)
