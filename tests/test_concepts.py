"""The thesaurus: each concept speaks all three languages; synonyms meet, and words of different facts stay apart."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from corpus.text import words
from corpus.types import LANGUAGES
from index.terms import _CONCEPTS_FILE, concept_of, concepts

_THESAURUS: dict[str, dict[str, Any]] = yaml.safe_load(_CONCEPTS_FILE.read_text(encoding="utf-8"))


def _concept(tagged: str) -> str | None:
    language, word = tagged.split(":")
    (folded,) = words(word)
    return concept_of(folded, language)


@pytest.mark.parametrize("concept", _THESAURUS)
def test_every_concept_has_words_in_all_three_languages(concept: str) -> None:
    by_language = _THESAURUS[concept]
    assert set(by_language) == set(LANGUAGES)
    assert all(isinstance(text, str) and words(text) for text in by_language.values())


def test_every_concept_keeps_a_word_in_all_three_languages() -> None:
    # A concept whose every stem an earlier one has claimed would meet nothing.
    claimed = {(language, concept) for (language, _), concept in concepts().items()}
    assert {(language, concept) for concept in _THESAURUS for language in LANGUAGES} - claimed == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("en:inked", "ru:подписал"),
        ("en:signature", "az:imzalayıb"),
        ("ru:подписант", "en:signatory"),
        ("az:qol", "ru:подпись"),
        ("en:endorsed", "az:təsdiqləyib"),
        ("en:greenlit", "ru:одобрил"),
        ("ru:ратифицирует", "en:ratified"),
        ("en:enacted", "ru:принял"),
        ("ru:проголосовал", "en:adopted"),
        ("en:lawmakers", "ru:депутаты"),
        ("ru:парламентарии", "az:deputatlar"),
        ("az:qanunverici", "en:parliament"),
        ("en:pact", "ru:конвенция"),
        ("az:saziş", "en:treaties"),
        ("en:boss", "ru:начальник"),
        ("ru:руководитель", "az:rəisi"),
        ("en:director", "en:head"),
        ("en:suspects", "ru:преступники"),
        ("en:culprit", "az:cinayətkar"),
        ("ru:злоумышленник", "az:şübhəli"),
        ("en:surrender", "ru:экстрадиция"),
        ("ru:выдаст", "az:ekstradisiya"),
        ("en:quit", "ru:денонсация"),
        ("ru:покинуть", "en:withdraw"),
        ("az:tərk", "en:leave"),
        ("en:kick", "ru:вступит"),
        ("ru:заработает", "az:minəcək"),
        ("en:host", "ru:церемония"),
        ("ru:состоялась", "az:mərasim"),
        ("en:remit", "ru:обязанности"),
        ("ru:полномочия", "en:duties"),
        ("az:məşğul", "en:responsible"),
        ("ru:курирует", "az:cavabdeh"),
        ("ru:круглосуточный", "en:contact"),
        ("az:fasiləsiz", "az:əlaqə"),
        ("ru:бесперебойным", "en:uninterrupted"),
        ("ru:инстанция", "az:qurum"),
        ("en:department", "az:idarə"),
        ("en:inquiry", "ru:следователь"),
        ("en:probe", "az:istintaq"),
        ("en:eavesdrop", "ru:прослушка"),
        ("az:dinləmək", "en:intercept"),
        ("en:cash", "ru:деньги"),
        ("az:pulun", "en:proceeds"),
        ("en:underage", "ru:подросток"),
        ("az:yeniyetmə", "en:child"),
        ("en:nude", "ru:голые"),
        ("az:çılpaq", "en:intimate"),
        ("en:access", "ru:доступ"),
        ("ru:хакер", "az:haker"),
        ("en:liable", "ru:ответственность"),
        ("en:mechanism", "ru:механизм"),
        ("az:mexanizm", "en:framework"),
        ("az:qorunması", "en:protection"),
        ("en:scam", "ru:обман"),
        ("ru:украли", "az:oğurlamaq"),
        ("en:fake", "az:saxta"),
        ("ru:тайна", "az:məxfi"),
        ("en:border", "ru:трансграничный"),
        ("en:wipe", "ru:стереть"),
        ("az:razılıq", "en:permission"),
        ("ru:эффективнее", "az:səmərəli"),
    ],
)
def test_synonyms_share_a_concept(one: str, other: str) -> None:
    assert _concept(one) is not None
    assert _concept(one) == _concept(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("en:president", "en:parliament"),
        ("ru:президент", "ru:министерство"),
        ("az:nazir", "az:nazirlik"),
        ("en:president", "en:head"),
        ("en:minister", "en:lawmaker"),
        ("en:sign", "en:approve"),
        ("ru:подписал", "ru:утвердил"),
        ("az:imza", "az:təsdiq"),
        ("en:approve", "en:adopt"),
        ("az:qəbul", "az:təqdim"),
        ("ru:одобрил", "ru:предложил"),
        ("en:propose", "en:enact"),
        ("en:first", "en:only"),
        ("az:ilk", "az:yeganə"),
        ("ru:первый", "ru:единственный"),
        ("en:extradition", "en:transfer"),
        ("ru:выдача", "ru:передача"),
        ("en:arrest", "en:extradition"),
        ("en:crime", "en:offender"),
        ("az:cinayət", "az:cinayətkar"),
        ("en:police", "en:service"),
        ("en:prosecutor", "en:prosecute"),
        ("ru:прокурор", "ru:судья"),
        ("en:judge", "en:police"),
        ("en:join", "en:denounce"),
        ("en:open", "en:enter"),
        ("en:access", "en:join"),
        ("en:votes", "en:adopt"),
        ("ru:голосов", "ru:принял"),
        ("az:səs", "az:qəbul"),
        ("ru:расходы", "ru:расхождение"),
        ("en:corruption", "en:alter"),
        ("en:victim", "en:offender"),
        ("en:law", "en:bill"),
        ("en:convention", "en:protocol"),
        ("en:reservation", "en:amendment"),
        ("az:tərəf", "az:dövlət"),
        ("en:article", "en:chapter"),
        ("en:detect", "en:police"),
    ],
)
def test_words_of_different_facts_stay_apart(one: str, other: str) -> None:
    assert _concept(one) is None or _concept(one) != _concept(other)


@pytest.mark.parametrize(
    "word",
    [
        "en:phone", "ru:телефон", "az:telefon", "en:address", "ru:адрес", "az:ünvan", "en:budget", "ru:бюджет",
        "az:büdcə", "en:salary", "ru:зарплата", "az:maaş", "en:cost", "ru:расходы", "ru:стоимость", "en:opinion",
        "ru:мнение",
        "en:reason", "ru:причина", "az:səbəb", "en:corruption", "en:budapest", "ru:германия", "ru:времени", "az:real",
        "en:hotline", "en:price",
    ],
)  # fmt: skip
def test_near_misses_belong_to_no_concept(word: str) -> None:
    assert _concept(word) is None
