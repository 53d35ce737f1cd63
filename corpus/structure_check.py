"""What is wrong with a text that claims to be the Convention: every finding a sentence, none means it is accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from corpus.detect import guess_language
from corpus.function_words import LANGUAGE_NAMES
from corpus.headings import FORMS
from corpus.rejoin import ends_sentence
from corpus.structure import Convention, Heading, Part, find_headings
from corpus.text import words
from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT

_MIN_ARTICLE_CHARS: Final = 12  # "Body of it." in Chinese
_MAX_LAST_ARTICLE_CHARS: Final = 6_000  # Article 68 is a few paragraphs; more is another document after it
_MAX_FURNITURE_CHARS: Final = 40  # "Back to top"
_MIN_WORDS_TO_JUDGE: Final = 20  # fewer stop words than that say little of a language
_MAX_LINES_TO_ARTICLE: Final = 4  # between a chapter's heading and its first article stands its title alone
_SPACED: Final = re.compile(r"[\s\u00a0]+")


def heading_problems(headings: Sequence[Heading], lines: Sequence[str]) -> list[str]:
    """Return what is wrong with the headings: missing, twice, out of order, too many, misplaced."""
    articles = [one.number for one in headings if not one.is_chapter]
    chapters = [one.number for one in headings if one.is_chapter]
    return [
        *_sequence_problems("Article", articles, ARTICLE_COUNT),
        *_sequence_problems("Chapter", chapters, CHAPTER_COUNT),
        *_placing_problems(headings, lines),
    ]


def body_problems(convention: Convention, language: str) -> list[str]:
    """Return what is wrong with the text under the headings: empty, cut off, running on, in another language."""
    problems = [
        f"Article {article.number} has no text"
        for article in convention.articles
        if len(_text(article)) < _MIN_ARTICLE_CHARS
    ]
    last = convention.articles[-1]
    if _is_cut_off(last):
        problems.append(f"Article {last.number} is cut off: it ends with {_text(last)[-40:]!r}")
    if len(_text(last)) > _MAX_LAST_ARTICLE_CHARS:
        problems.append(f"{len(_text(last))} characters stand after the heading of Article {last.number}: too many")
    return [*problems, *_language_problems(convention, language)]


def other_language(lines: Sequence[str], language: str, *, is_wrapped: bool) -> str | None:
    """Return the language whose headings the lines have, where it is not the one asked for."""
    sample = " ".join(lines)
    guessed = guess_language(sample)
    if guessed in FORMS and guessed != language:
        found = find_headings(lines, guessed, is_wrapped=is_wrapped)
        return guessed if found else None
    return None


def _is_cut_off(last: Part) -> bool:
    """Tell whether the text ends within a sentence; a short line of its own at the end is a page's furniture."""
    block = "\n".join(paragraph.text for paragraph in last.paragraphs).rsplit("\n", 1)[-1]
    is_furniture = len(block) <= _MAX_FURNITURE_CHARS and not block[:1].isdigit() and not block.startswith("(")
    return not ends_sentence(block) and not is_furniture


def _sequence_problems(noun: str, numbers: Sequence[int], count: int) -> Iterator[str]:
    missing = sorted(set(range(1, count + 1)) - set(numbers))
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield f"{noun}{'' if len(missing) == 1 else 's'} {_ranges(missing)} {verb} missing"
    for number, times in sorted(Counter(numbers).items()):
        if number > count or number == 0:
            yield f"there is {noun} {number}, but the Convention has {noun}s 1–{count}"
        elif times > 1:
            yield f"{noun} {number} is there {times} times"
    for before, after in pairwise(numbers):
        if after < before:
            yield f"{noun} {after} stands after {noun} {before}"


def _placing_problems(headings: Sequence[Heading], lines: Sequence[str]) -> Iterator[str]:
    """Find chapters that are not headed right above an article."""
    for chapter, following in pairwise([*headings, None]):
        if chapter is None or not chapter.is_chapter:
            continue
        end = following.at if following else len(lines)
        between = [line for line in lines[chapter.at + 1 : end] if line]
        if following is None or following.is_chapter or len(between) > _MAX_LINES_TO_ARTICLE:
            yield f"Chapter {chapter.number} has no article right under its heading"


def _language_problems(convention: Convention, language: str) -> Iterator[str]:
    for article in convention.articles:
        guessed = _judge(_text(article))
        if guessed is not None and guessed != language:
            yield f"Article {article.number} is in {LANGUAGE_NAMES[guessed]}"


def _judge(text: str) -> str | None:
    """Return an article's language if it is one of the six and the text is long enough to tell."""
    by_script = guess_language(text)
    is_long = len(words(text)) >= _MIN_WORDS_TO_JUDGE or by_script in ("zh", "ar")
    return by_script if by_script in FORMS and is_long else None


def _text(part: Part) -> str:
    return _SPACED.sub(" ", " ".join(paragraph.text for paragraph in part.paragraphs)).strip()


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers with runs shortened.

    >>> _ranges([3, 7, 8, 9, 12, 13])
    '3, 7–9, 12, 13'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(written)
