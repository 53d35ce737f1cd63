"""Follow-ups: a question that leans on an earlier one is rewritten so that it stands alone, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from assistant.article_step import step_to_article
from assistant.asking import asks_itself, kind_of
from assistant.courtesies import is_greeting, is_thanks
from assistant.leaning import (
    ELLIPSIS_WORDS,
    has_pronoun,
    leans,
    may_lean,
    only_asks,
    own_words,
    subject_words,
    without_opener,
)
from assistant.leaning_words import OF_IT_ALL
from assistant.light_words import looks_like_verb
from assistant.pronouns import named
from assistant.question_phrase import find_phrase, lower_first, takes_phrase, upper_first, with_phrase, without_phrase
from assistant.romanised import in_own_letters
from assistant.wishes import only_wishes, requested_language, topic_words, without_request
from corpus.detect import detect_language
from corpus.names import CONVENTION, COUNTRIES, find_names
from corpus.text import fold, words
from corpus.treaty import find_articles
from corpus.types import LANGUAGES
from index.stopwords import STOPWORDS
from index.terms import concept_of, content_words

__all__ = ["FollowUp", "leans", "readings", "requested_language", "without_opener", "without_request"]

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
# Probability by which a follow-up read by itself must beat it read with what came before: where it has little of its
# own to say, and where it says "that" of all of what came before.
_LIKELIER: Final = 0.1
_MUCH_LIKELIER: Final = 0.2
_WHOLE_WORDS: Final = 3  # a question with as many words of its own, and no pronoun, needs no other
_CONDITION: Final = re.compile(r"(?:if|in case|если|в случае|eger)\b")
_MOST_BEFORE: Final = 4  # questions that are taken apart from one
_SHOWN: Final = re.compile(r"([^()]+) \((.+\?.*)\)")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A way to read a question that leans on an earlier one.

    `text` is what is searched, `shown` how it is shown as understood; `asks_like` is the text that tells its kind (who,
    when, …), None where that is `text`. `own_words` are what the question itself is about, `must_meet` those of which
    an answer has to meet one. `likelier` is how much probability it is ahead of the others before any evidence is seen;
    `context` are the earlier question's words, for a reading that nothing in the question's form suggests; `earlier` is
    that question as it stood, `itself` the follow-up without it; None for a question that stands alone.
    """

    text: str
    shown: str
    asks_like: str | None = None
    own_words: tuple[str, ...] = ()
    likelier: float = 0.0
    context: tuple[str, ...] = ()
    must_meet: tuple[str, ...] = ()
    earlier: str | None = None
    itself: str | None = None


def readings(text: str, history: Sequence[str], *, goes_on: bool = False) -> list[FollowUp]:
    """Return the ways to read a question after earlier ones, the likeliest first; one that stands alone has one.

    `goes_on`: it is known to go on from them, if it can ("And the content?", shown without its "and").

    >>> [reading.text for reading in readings("And the president?", ["When did parliament approve the law?"])][0]
    'When did the president approve the law?'
    """
    written = in_own_letters(text)
    leaning = leans(written) or (goes_on and not may_lean(written))
    before = _asked_before(history) if leaning or may_lean(written) else None
    if before is None:
        return [FollowUp(text, text)]
    earlier = before.text
    itself = without_opener(without_request(written)) if leaning else written
    if leaning and (whole := _whole(itself, written, earlier)):
        return [FollowUp(whole, whole)]
    if leaning:
        found = [replace(each, shown=upper_first(each.shown)) for each in _leaning_readings(itself, before)]
    else:
        found = [FollowUp(written, written), _continuing(written, before)]
    return [replace(reading, earlier=earlier, itself=itself) for reading in found]


def as_shown(text: str) -> list[str]:
    """Part a question as a follow-up is shown ("Where? (When was it signed?)"): it, and those before it, oldest last.

    >>> as_shown("Why? (Where? (When was it signed?))"), as_shown("Who signed (and when)?")
    (['Why?', 'Where?', 'When was it signed?'], ['Who signed (and when)?'])
    """
    asked = [text.strip()]
    while len(asked) <= _MOST_BEFORE and (parted := _SHOWN.fullmatch(asked[-1])):
        asked[-1:] = parted.groups()
    return asked if len(asked) > 1 else [text]


def _asked_before(history: Sequence[str]) -> FollowUp | None:
    """The last question as it stood after those before it, in its own letters; None if nothing was asked yet.

    >>> (found := _asked_before(["What does article 41 say?", "and the next one?", "thanks"])) and found.text
    'What does Article 42 say?'
    """
    earlier = next((item for item in reversed(history) if not (is_greeting(item) or is_thanks(item))), None)
    if earlier is None:
        return None
    before = history[: len(history) - 1 - list(reversed(history)).index(earlier)]
    found = _completed(earlier, before)
    return FollowUp(in_own_letters(found.text), in_own_letters(found.shown))


def _completed(earlier: str, before: Sequence[str]) -> FollowUp:
    """An earlier question as it stood after those before it."""
    found = readings(earlier, before)
    rest = without_opener(earlier)
    if len(found) > 1 and asks_itself(rest) and not leans(rest):
        return FollowUp(rest, rest)  # "And who signed the law?" opened a topic of its own
    return found[0]


def _whole(remainder: str, text: str, earlier: str) -> str | None:
    """The question that is meant, where it is known whole: of another article, or the earlier one in another way."""
    return step_to_article(remainder, earlier) or (earlier if only_wishes(text) else None)


def _leaning_readings(remainder: str, before: FollowUp) -> list[FollowUp]:
    """The ways to read a question that leans on an earlier one that stands alone."""
    earlier = before.text
    itself = _asks_itself(remainder)
    asks_like = remainder if itself else earlier
    own = own_words(remainder, with_noun=True)
    joined = _join(remainder, earlier, itself=itself)
    # "When did he sign the law?" needs little of what was asked before.
    says_more = itself and len(own_words(remainder)) > 1
    must = () if _names_somebody(remainder) else subject_words(remainder)  # a name is asked for by itself
    beside = joined == earlier or joined.startswith(f"{remainder} (") or _fits_ill(remainder, before)
    beside = beside or (not itself and _states(remainder))  # two verbs make no sentence: "А парламент одобрил?"
    shown = _side_by_side(remainder, before.shown) if beside else joined
    found = [FollowUp(joined, shown, asks_like, own, _ahead(remainder, says_more=says_more), must_meet=must)]
    if topic_words(remainder) and (says_more or not find_articles(joined)):
        alone = named(remainder, earlier)
        found.append(FollowUp(alone, alone if itself else shown, asks_like, own, must_meet=must))
    return found


def _fits_ill(remainder: str, before: FollowUp) -> bool:
    """Whether a follow-up makes no sentence of the earlier question: "and where?" of who did it, or what made none."""
    if fold(before.shown) != fold(before.text):
        return True
    language = detect_language(before.text) or "en"
    phrase = find_phrase(remainder, detect_language(remainder) or language)
    if phrase is None or not only_asks(remainder):
        return False
    return not takes_phrase(before.text, remainder[phrase.start : phrase.end].strip(), language)


def _side_by_side(text: str, earlier: str) -> str:
    """Show a follow-up with the question that it goes on from, which stays as it was asked."""
    return f"{text} ({earlier})"


def _names_somebody(text: str) -> bool:
    return any(name.canonical != CONVENTION for name in find_names(text))


def _ahead(remainder: str, *, says_more: bool) -> float:
    """How much likelier it is that a follow-up needs the earlier question than that it does not."""
    if any(word in OF_IT_ALL for word in words(remainder)):
        return _MUCH_LIKELIER
    if says_more and not has_pronoun(remainder) and len(own_words(remainder)) >= _WHOLE_WORDS:
        return -_LIKELIER
    return 0.0 if says_more else _LIKELIER


def _continuing(text: str, before: FollowUp) -> FollowUp:
    """Read a short question that stands alone as one about what the earlier question is about."""
    earlier = before.text
    context = without_phrase(earlier, detect_language(earlier) or "en")
    joined, shown = f"{text} ({context})", _side_by_side(text, before.shown)
    return FollowUp(joined, shown, text, tuple(topic_words(text)), 0.0, own_words(earlier), subject_words(text))


def _asks_itself(remainder: str) -> bool:
    """Whether what is left of a follow-up asks or states something, rather than takes the earlier question over."""
    if _CONDITION.match(fold(remainder)):
        return False
    return asks_itself(remainder) or (kind_of(remainder) == "whether" and _states(remainder))


def _states(text: str) -> bool:
    """Whether a text has a verb after its first word: "Belgium signed it?" states, "signed copies?" does not."""
    language = detect_language(text) or "en"
    return any(looks_like_verb(word, language) or word == "idi" for word in words(text)[1:])


def _join(remainder: str, earlier: str, *, itself: bool) -> str:
    """Complete a follow-up by the earlier question that stands alone."""
    language = detect_language(earlier) or "en"
    if not itself:
        if len(content_words(remainder)) <= ELLIPSIS_WORDS and (replaced := _replace_name(remainder, earlier)):
            return replaced
        return _replace_subject(remainder, earlier) or f"{remainder} ({lower_first(earlier)})"
    if kind_of(remainder) == "which_article" and not own_words(remainder):
        return earlier  # "Which article says so?" has no word that the article could have
    phrase = find_phrase(remainder, detect_language(remainder) or language)
    if phrase and only_asks(remainder):
        return with_phrase(earlier, remainder[phrase.start : phrase.end].strip(), language)
    return f"{remainder} ({without_phrase(earlier, language)})"


def _replace_name(phrase: str, earlier: str) -> str | None:
    """Put the new actor or country where the earlier question has one: "When did parliament …" + "the president"."""
    for span in (_actor_span, _country_span):
        place, new = span(earlier), span(phrase)
        if place and new:
            named = phrase if span is _actor_span else phrase[new[0] : new[1]]
            return f"{earlier[: place[0]]}{named.strip().rstrip('?!. ')}{earlier[place[1] :]}"
    return None


def _replace_subject(phrase: str, earlier: str) -> str | None:
    """Put a new subject where the earlier question has its only one: "Which article is about …" + "extradition"."""
    subjects = subject_words(earlier)
    first = next(iter(fold(phrase).split()), "")
    if len(subjects) != 1 or not subject_words(phrase) or first in STOPWORDS or find_names(earlier):
        return None
    # Who acts takes no place of what is done: "Qanunu kim imzalayıb?" + "parlament". Of a term that is to be defined,
    # a word alone takes none: "How is personal data defined?" + "serious crime".
    if _actor_span(phrase) or kind_of(earlier) == "define":
        return None
    place = re.search(rf"\b{re.escape(subjects[0])}\b", fold(earlier))
    if place is None:
        return None
    return f"{earlier[: place.start()]}{phrase.strip().rstrip('?!. ')}{earlier[place.end() :]}"


def _country_span(text: str) -> tuple[int, int] | None:
    """The span of the only country that a text names."""
    names = [name for name in find_names(text) if name.canonical in COUNTRIES]
    return (names[0].start, names[0].end) if len(names) == 1 else None


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
