"""Follow-ups: a question that leans on an earlier one is rewritten so that it stands alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.asking import kind_of
from assistant.courtesies import is_greeting, is_thanks
from assistant.light_words import is_light
from corpus.detect import detect_language
from corpus.names import find_names
from corpus.text import fold, words
from corpus.treaty import find_articles
from corpus.types import LANGUAGES, Language
from index.terms import concept_of, content_words

# Words that open a follow-up and carry nothing else, folded, in the three languages.
_OPENERS: Final = re.compile(
    r"^(?:and|but|so|what about|how about|and what about|а|и|ну а|а что насчет|что насчет|а как насчет|bes|ve|be|ya|"
    r"peki|a|i)(?=[\s,])[\s,]*"
)
_LEANING: Final = frozenset(
    [
        "it",
        "its",
        "he",
        "she",
        "they",
        "them",
        "their",
        "his",
        "her",
        "there",
        "that",
        "this",
        "those",
        "these",
        "then",
        "him",
        "он",
        "она",
        "оно",
        "они",
        "его",
        "ее",
        "их",
        "ему",
        "ей",
        "им",
        "там",
        "это",
        "этого",
        "этому",
        "эту",
        "этой",
        "тогда",
        "туда",
        "нем",
        "ней",
        "них",
        "o",
        "onu",
        "onun",
        "ona",
        "onda",
        "ondan",
        "onlar",
        "onlari",
        "onlarin",
        "orada",
        "ora",
        "oradan",
        "bu",
        "bunu",
        "bunun",
        "buna",
        "bunda",
        "bundan",
        "burada",
    ]
)
_REPEATING: Final = frozenset(
    [
        "answer",
        "again",
        "repeat",
        "same",
        "question",
        "translate",
        "reply",
        "once",
        "ответь",
        "ответьте",
        "повтори",
        "повторите",
        "еще",
        "раз",
        "самое",
        "вопрос",
        "переведи",
        "переведите",
        "cavab",
        "ver",
        "verin",
        "tekrar",
        "eyni",
        "sey",
        "seyi",
        "sual",
        "tercume",
        "dilinde",
        "yeniden",
        "etrafli",
    ]
)
_LANGUAGE_REQUEST: Final[tuple[tuple[Language, re.Pattern[str]], ...]] = (
    ("en", re.compile(r"\bin english\b|\bпо-?\s?английски\b|\bна английском\b|\bingilis(?:ce| dilinde)\b")),
    ("ru", re.compile(r"\bin russian\b|\bпо-?\s?русски\b|\bна русском\b|\brus(?:ca| dilinde)\b")),
    (
        "az",
        re.compile(
            r"\bin azerbaijani\b|\bпо-?\s?азербайджански\b|\bна азербайджанском\b|\bazerbaycan(?:ca| dilinde)\b"
        ),
    ),
)
_WISHES: Final = re.compile(
    r"\b(?:please|answer|reply|respond|tell me|write|explain|say|repeat|"
    r"translate|пожалуйста|ответ\w*|скажи\w*|напиши\w*|повтори\w*|"
    r"переведи\w*|объясни\w*|расскажи\w*|zehmet olmasa|xahis|cavab\w*|yaz\w*|de|deyin|tekrar\w*|tercume|izah)\b"
)
_IN_A_LANGUAGE: Final = (
    r"(?:in (?:english|russian|azerbaijani)|по-?\s?(?:английски|русски|азербайджански)|"
    r"на (?:английском|русском|азербайджанском)(?: языке)?|(?:ingilis|rus|azerbaycan)(?:ca| dilinde))"
)
_WISH_WORDS: Final = (
    r"(?:please|answer|reply|respond|me|write|пожалуйста|ответь(?:те)?|"
    r"мне|напиши(?:те)?|zehmet olmasa|cavab(?: ver(?:in)?)?|yaz(?:in)?|"
    r"xahis edirem)"
)
_WISH_BEFORE: Final = re.compile(
    rf"(?:{_WISH_WORDS}\s+){{0,3}}{_IN_A_LANGUAGE}(?:\s+{_WISH_WORDS}){{0,3}}\s*[,:.–—-]\s*"
)
_WISH_AFTER: Final = re.compile(
    rf"\s*[,(.?!–—-]*\s*(?:{_WISH_WORDS}\s+){{0,3}}{_IN_A_LANGUAGE}(?:,?\s+{_WISH_WORDS}){{0,3}}[\s).!]*$"
)
_NEXT_ARTICLE: Final = re.compile(
    r"\bnext\b|\bone after\b|\bafter (?:that|it|this)\b|\bfollowing\b|\bследующ\w+|\bnovbeti\w*|\bsonraki\w*"
)
_PREVIOUS_ARTICLE: Final = re.compile(
    r"\bprevious\b|\bone before\b|\bbefore (?:that|it|this)\b|\bпредыдущ\w+|\bevvelki\w*"
)
_NUMBER_ALONE: Final = re.compile(
    r"(?:the )?(\d{1,3})(?:st|nd|rd|th|\s?-?\s?(?:я|й|ю|ая|ую|ой|ей|ci|cu|nci|ncu))?[\s?!.]*"
)
_ELLIPSIS_WORDS: Final = 4  # a follow-up such as "And the Ministry of Justice?" has no more content words than this
_ACTOR_CONCEPTS: Final = frozenset({"president", "parliament", "ministry", "minister", "service"})
_ACTOR_NAMES: Final = frozenset(
    {
        "State Security Service",
        "Ministry of Justice",
        "Ministry of Foreign Affairs",
        "Ministry of Internal Affairs",
        "Special Communication and Information Security State Service",
        "Prosecutor General's Office",
        "Cabinet of Ministers",
        "Milli Majlis",
        "President",
        "Ilham Aliyev",
        "General Assembly",
        "Secretary-General",
    }
)


def requested_language(text: str) -> Language | None:
    """The language that a question asks to be answered in, if it names one."""
    folded = fold(text)
    if _topic_words(text) and not _WISHES.search(folded):
        return None  # "Is there an official text in Russian?" asks about Russian
    return next((language for language, pattern in _LANGUAGE_REQUEST if pattern.search(folded)), None)


def without_request(text: str) -> str:
    """Leave out a wish for the answer's language, so that it is not taken for what the question is about.

    >>> without_request("Answer in Russian: who signed it?")
    'who signed it?'
    """
    if requested_language(text) is None or not _topic_words(text):
        return text
    match = _WISH_BEFORE.match(fold(text)) or _WISH_AFTER.search(fold(text))
    return (text[: match.start()] + text[match.end() :]).strip() if match else text


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A way to read a question that leans on an earlier one.

    `text` is what is searched, `shown` how it is shown as understood; `asks_like` is the earlier question whose kind
    (who, when, …) it takes over, None where it has its own. `own_words` are what the question itself is about: an
    answer has to meet one of them.
    """

    text: str
    shown: str
    asks_like: str | None = None
    own_words: tuple[str, ...] = ()


def readings(text: str, history: Sequence[str]) -> list[FollowUp]:
    """Return the ways to read a question after earlier ones, the likeliest first; one that stands alone has one.

    >>> [reading.text for reading in readings("And the president?", ["When did parliament approve the law?"])][0]
    'When did the president approve the law?'
    """
    earlier = next((item for item in reversed(history) if not (is_greeting(item) or is_thanks(item))), None)
    if earlier is None or not leans(text):
        return [FollowUp(text, text)]
    before = history[: len(history) - 1 - list(reversed(history)).index(earlier)]
    completed = readings(earlier, before)[0].text
    joined = _join(text, completed)
    remainder = without_opener(text)
    own_words = _own_words(remainder)
    found = [FollowUp(joined, joined, None, own_words)]
    if own_words and not find_articles(joined):
        own_kind = kind_of(remainder) != "other"
        alone = FollowUp(remainder, remainder if own_kind else joined, None if own_kind else completed, own_words)
        found.append(alone)
    return found


def _own_words(text: str) -> tuple[str, ...]:
    """The words by which a text names a subject of its own, beside pronouns and general words."""
    return tuple(word for word in _topic_words(text) if not any(is_light(word, each) for each in LANGUAGES))


def leans(text: str) -> bool:
    """Whether a question needs an earlier one to be understood."""
    folded = fold(text).strip()
    if find_articles(text):
        return False
    step = _NEXT_ARTICLE.search(folded) or _PREVIOUS_ARTICLE.search(folded)
    if _OPENERS.match(folded) or (step and len(_topic_words(text)) <= _ELLIPSIS_WORDS):
        return True
    if requested_language(text) and len(_topic_words(text)) == 0:
        return True
    meaning = _topic_words(text)
    return not meaning or (len(meaning) <= _ELLIPSIS_WORDS - 1 and any(word in _LEANING for word in words(text)))


def _topic_words(text: str) -> list[str]:
    """Content words that are neither pronouns nor part of a request for a language."""
    folded = fold(text)
    for _, pattern in _LANGUAGE_REQUEST:
        folded = pattern.sub(" ", folded)
    return [word for word in content_words(folded) if word not in _LEANING and word not in _REPEATING]


def _join(text: str, earlier: str) -> str:
    """Complete a leaning question by the earlier one that stands alone."""
    if step := _article_step(text, earlier):
        return step
    if requested_language(text) and not _topic_words(text):
        return earlier
    remainder = without_opener(text)
    if _is_noun_phrase(remainder):
        replaced = _replace_actor(remainder, earlier)
        if replaced:
            return replaced
    return f"{remainder} ({earlier})"


def _article_step(text: str, earlier: str) -> str | None:
    """Read "the next article" as the one after the article that the earlier question named."""
    folded = fold(text)
    references = find_articles(earlier)
    if not references:
        return None
    last = references[-1]
    if number := _NUMBER_ALONE.fullmatch(fold(without_opener(text))):
        wanted = int(number[1])
    elif _NEXT_ARTICLE.search(folded):
        wanted = last.article + 1
    elif _PREVIOUS_ARTICLE.search(folded):
        wanted = last.article - 1
    else:
        return None
    named = {"en": f"Article {wanted}", "ru": f"статья {wanted}", "az": f"maddə {wanted}"}
    return f"{earlier[: last.start]}{named[detect_language(earlier) or 'en']}{earlier[last.end :]}"


def without_opener(text: str) -> str:
    """Leave out the "And", "А", "Bəs" that a follow-up opens with."""
    match = _OPENERS.match(fold(text).lstrip())
    stripped = text.lstrip()
    return stripped[match.end() :] if match else stripped


def _is_noun_phrase(text: str) -> bool:
    """Whether what is left asks nothing of its own: no question word, few words."""
    return kind_of(text.rstrip("?! .") + ".") == "other" and len(content_words(text)) <= _ELLIPSIS_WORDS


def _replace_actor(phrase: str, earlier: str) -> str | None:
    """Put the new actor where the earlier question has one: "When did parliament approve it?" + "the president"."""
    spot = _actor_span(earlier)
    if spot is None or _actor_span(phrase) is None:
        return None
    start, end = spot
    return f"{earlier[:start]}{phrase.strip().rstrip('?!. ')}{earlier[end:]}"


def _actor_span(text: str) -> tuple[int, int] | None:
    """The span of the first person or institution in a text; two names side by side ("President Aliyev") are one."""
    names = [name for name in find_names(text) if name.canonical in _ACTOR_NAMES]
    if names:
        end = names[0].end
        for name in names[1:]:
            if name.start - end <= 1:
                end = name.end
        return names[0].start, end
    for match in re.finditer(r"[^\W\d_]+", fold(text)):
        if any(concept_of(match.group(), language) in _ACTOR_CONCEPTS for language in LANGUAGES):
            return match.start(), match.end()
    return None
