"""Whether a question leans on an earlier one, and what of it is its own."""

from __future__ import annotations

import re
from typing import Final

from assistant.article_step import corrects, steps
from assistant.asking import asks_itself, kind_of
from assistant.leaning_words import ACKNOWLEDGEMENT, ALSO, HAPPENING, LEANING, NEW_TOPIC, OPENER, TAGS
from assistant.light_words import is_light, looks_like_verb
from assistant.question import name_words
from assistant.question_phrase import without_phrase
from assistant.wishes import only_wishes, topic_words
from corpus.detect import detect_language
from corpus.names import find_names
from corpus.text import fold
from corpus.treaty import find_articles
from corpus.types import LANGUAGES
from index.terms import content_words

_WORD: Final = re.compile(r"(\w+)\s*")
ELLIPSIS_WORDS: Final = 4  # a follow-up such as "And the Ministry of Justice?" has no more content words than this
_PLAIN_WORDS: Final = 2  # a question with no more words of its own may be about what was said before
# Words by which one asks where something is written; beside them nothing is asked about.
_OF_PLACES_TEXT: Final = """
    article articles say says said state stated states written convention treaty text document paragraph статья
    статье статьи статьей сказано говорится написано записано указано конвенции конвенция договоре тексте
    документе madde maddede maddesi maddesinde maddedir yazilib yazilir deyilir deyilib gosterilib konvensiyanin
    konvensiyada sened senedde senedin metnde metnin harasinda harasindadir set sets establishes
    provides regulates устанавливает установлено регулирует предусматривает предусмотрено mueyyen tenzimleyir
"""
_OF_A_PLACE_IN_THE_TEXT: Final = frozenset(_OF_PLACES_TEXT.split())


def leans(text: str) -> bool:
    """Whether a question needs an earlier one to be understood."""
    folded = fold(text).strip()
    if corrects(text):
        return True
    if find_articles(text):
        return False
    announced = NEW_TOPIC.match(folded)
    if not announced and (OPENER.match(folded) or (steps(text) and len(topic_words(text)) <= ELLIPSIS_WORDS)):
        return True
    if only_wishes(text):
        return True
    told = text[announced.end() :] if announced else text
    body = topic_words(without_phrase(told, detect_language(text) or "en"))
    if not topic_words(told) or (len(body) < ELLIPSIS_WORDS and has_pronoun(text)):
        return True
    return not announced and (_has_no_subject(text) or _asks_the_same(text))


def has_pronoun(text: str) -> bool:
    """Whether a word stands for something said before: "this" alone, but not in "this Convention"."""
    named = {name.start for name in find_names(text)}
    pronouns = (match for match in _WORD.finditer(fold(text)) if match[1] in LEANING)
    return any(match.end() not in named for match in pronouns)


def _has_no_subject(text: str) -> bool:
    """Whether a question has a question word and names nothing that it is about: "До какого срока?", "By whom?"."""
    return asks_itself(text) and not find_names(text) and not own_words(text)


def _asks_the_same(text: str) -> bool:
    """Whether a text only names another to ask the same of: "Poland?", "İspaniya da?"."""
    names = find_names(text)
    if not names or kind_of(text.rstrip("?! .") + ".") != "other" or len(content_words(text)) > ELLIPSIS_WORDS:
        return False
    return ALSO.search(fold(text)) is not None or not set(topic_words(text)) - name_words(text)


def may_lean(text: str) -> bool:
    """Whether a question that could stand alone is short enough to be about what was said before."""
    if find_articles(text) or find_names(text) or NEW_TOPIC.match(fold(text).strip()):
        return False
    return kind_of(text) not in {"define", "other"} and len(subject_words(text)) <= _PLAIN_WORDS


def own_words(text: str, *, with_noun: bool = False) -> tuple[str, ...]:
    """The words by which a text names a subject of its own, beside pronouns and general words.

    What the question word is put before ("which centre") is one of them only where that is wanted.
    """
    rest = text if with_noun else without_phrase(text, detect_language(text) or "en")
    general = TAGS | _OF_A_PLACE_IN_THE_TEXT if kind_of(text) == "which_article" else TAGS
    return tuple(
        word
        for word in topic_words(rest)
        if word not in general and not any(is_light(word, each) for each in LANGUAGES)
    )


def subject_words(text: str) -> tuple[str, ...]:
    """The own words of a text that are no verbs: a source may say in other words what is done, not what it is done to.

    >>> subject_words("Кому направляют уведомление?")
    ('уведомление',)
    """
    language = detect_language(text) or "en"
    return tuple(word for word in own_words(text) if not looks_like_verb(word, language))


def only_asks(text: str) -> bool:
    """Whether a text is a question word, with its noun, and nothing that has a meaning of its own beside it."""
    language = detect_language(text) or "en"
    rest = content_words(without_phrase(text, language))
    beside = [word for word in rest if word not in LEANING and word not in HAPPENING]
    return not own_words(text) and not any(looks_like_verb(word, language) for word in beside)


def without_opener(text: str) -> str:
    """Leave out the "And", "А", "Bəs" that a follow-up opens with, and a word on the last answer before it."""
    stripped = text.lstrip()
    folded = fold(stripped)
    match = OPENER.match(folded) or ACKNOWLEDGEMENT.match(folded)
    return stripped[match.end() :] if match else stripped
