"""Text -> the terms that the lexical index counts: stems, concepts, dates and names, the same in three languages."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.figures import find_dates, find_numbers
from corpus.names import find_names
from corpus.stem import stem
from corpus.text import words
from corpus.types import LANGUAGES

_CONCEPTS_FILE: Final = Path(__file__).with_name("concepts.yaml")

_STOPWORD_LIST: Final = """
    a an the and or but if of to in on at by for from with without as is are was were be been being am do does did done
    has have had having it its this that these those there here they them their he she his her him we our us you your i
    me my what which who whom whose when where why how not no nor so than then too very can could will would shall
    should may might must about into onto over under between also any some all each both such please tell say
    me know give let s t re ve ll d m much many did one ones us just more most other
    dont doesnt didnt isnt wasnt arent werent hasnt havent cant wont wouldnt im ive id youre its thats whats whos theres
    explain describe summarise summarize gist briefly
    и в во на с со к ко о об от до из за по при для без под над между через не ни но а или что чтобы как так же ли бы
    это этот эта эти этого этой этих том тот та те то он она оно они его ее их ему ей им мы наш нас вы ваш вас я мне мой
    кто кем кого кому чем чему чего который которая которое которые которых которой которым где куда откуда когда почему
    зачем какой какая какое какие каких какого каком какую каким сколько чей ли уже еще также был была было были быть
    есть является являются будет будут может могут можно надо нужно ведь вот все всех весь вся себя свой своих скажите
    расскажите пожалуйста г каков какова каково каковы каким какими каком который чья чье чьи кому нем ней ними сколко
    этими этим этому эти такой такая такое такие тоже либо нибудь
    эту нее если расскажи про поподробнее хотел хотела бы узнать когда-то перечислите перечисли объясните объясни опишите кратко вкратце правильно неужели разве
    ve ile da de ki bu o onun onlar onlarin hemin bir ne nedir nece hansi hansilar hansilardir kim kimdir kimler
    kimin kimi kimlerdir harada haradadir hara haraya haradan niye nece necedir neden ne vaxt zaman vaxt ucun uzre gore
    hec var yox idi imis olub olan olur oldu olmus olacaq olaraq edir edib etdi eden edilib edilir edilen olunub olunur
    mi mu ya ise amma lakin de men sen biz siz onu ona bunu buna her ci cu et edin etse etsin ver verin versin ele deyil elemi neye nede niye haqqinda haqda barede lutfen sadala sadalayin
    izah qisaca lutfen demeli axi bes yeni zehmet olmasa
    deyin neler nelerdir hemcinin artiq
"""
STOPWORDS: Final = frozenset(_STOPWORD_LIST.split())


@lru_cache(maxsize=1)
def concepts() -> dict[tuple[str, str], str]:
    """Return (language, stem) -> concept, from the thesaurus in `concepts.yaml`."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(_CONCEPTS_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    table: dict[tuple[str, str], str] = {}
    for concept, by_language in data.items():
        for language in LANGUAGES:
            for word in words(by_language[language]):
                table.setdefault((language, stem(word, language)), concept)
    return table


@lru_cache(maxsize=1)
def thesaurus_fingerprint() -> str:
    """Hash the thesaurus: an index whose terms were made with another one is stale."""
    return hashlib.sha256(_CONCEPTS_FILE.read_bytes()).hexdigest()


def concept_of(word: str, language: str) -> str | None:
    """Return the concept that a folded word expresses in a language, if the thesaurus has one."""
    return concepts().get((language, stem(word, language)))


def content_words(text: str) -> list[str]:
    """Return the folded words of a text that carry meaning: no function words, no single letters."""
    return [word for word in words(text) if word not in STOPWORDS and (len(word) > 1 or word.isdigit())]


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text, with repeats; concepts, dates, numbers and names carry a prefix of their own.

    >>> sorted(set(terms("74 dövlət", "az")) & set(terms("74 states", "en")))
    ['74', 'concept:state']
    """
    found: list[str] = []
    for word in content_words(text):
        found.append(stem(word, language))
        concept = concept_of(word, language)
        if concept:
            found.append(f"concept:{concept}")
    return found + figure_terms(text) + [f"name:{name.canonical}" for name in find_names(text)]


def figure_terms(text: str) -> list[str]:
    """Return the dates of a text as terms, in full and in part, and its number words as digits."""
    found = []
    for date in find_dates(text):
        if date.month and date.day:
            found.append(f"date:{date.month:02d}-{date.day:02d}")
        if date.year and date.month:
            found.append(f"month:{date.year}-{date.month:02d}")
    found += [f"{number.value}" for number in find_numbers(text) if not text[number.start : number.end].isdigit()]
    return found
