"""Institutions, people and places found in three languages, against oracles written by hand."""

from __future__ import annotations

import pytest

from corpus.load import load_corpus
from corpus.names import _PATTERN, _matches, find_names
from corpus.text import fold

NAMES = [
    ("the SSS and the State Security Service's head", ["State Security Service"] * 2),
    ("начальник Службы государственной безопасности (СГБ)", ["State Security Service"] * 2),
    ("Dövlət Təhlükəsizliyi Xidmətinin rəisi, DTX-nin", ["State Security Service"] * 2),
    ("dovlet tehlukesizliyi xidmeti", ["State Security Service"]),
    ("Министерством юстиции; Ədliyyə Nazirliyinə; Ministry of Justice", ["Ministry of Justice"] * 3),
    ("министерства иностранных дел; Xarici İşlər Nazirliyi", ["Ministry of Foreign Affairs"] * 2),
    (
        "Xüsusi Rabitə və İnformasiya Təhlükəsizliyi Dövlət Xidməti; Государственной службы специальной связи и "
        "информационной безопасности",
        ["Special Communication and Information Security State Service"] * 2,
    ),
    ("Azerbaijani Parliament", ["Azerbaijan", "Milli Majlis"]),
    ("Милли Меджлис Азербайджанской Республики", ["Milli Majlis", "Azerbaijan"]),
    ("Azərbaycan Respublikasının Milli Məclisi", ["Azerbaijan", "Milli Majlis"]),
    (
        "national parliaments, национальными парламентами, milli parlamentlər tərəfindən",
        ["national parliaments"] * 3,
    ),
    ("President Ilham Aliyev", ["President", "Ilham Aliyev"]),
    ("Президентом Ильхамом Алиевым", ["President", "Ilham Aliyev"]),
    ("Prezident İlham Əliyevin", ["President", "Ilham Aliyev"]),
    ("Генеральной Ассамблеей ООН", ["General Assembly", "United Nations"]),
    ("BMT Baş Assambleyasında", ["United Nations", "General Assembly"]),
    ("the United Nations (UN) “Convention against Cybercrime”", ["UN Convention against Cybercrime"]),
    ("Конвенцию ООН «О противодействии киберпреступности»", ["UN Convention against Cybercrime"]),
    ("BMT-nin “Kibercinayətkarlığa qarşı” Konvensiyasını", ["UN Convention against Cybercrime"]),
    ("the Budapest Convention, Будапештская конвенция", ["Budapest Convention"] * 2),
    ("в столице Вьетнама — Ханое; Vyetnamın paytaxtı Hanoy", ["Vietnam", "Hanoi", "Vietnam", "Hanoi"]),
    ("Böyük Britaniya, Çin, BƏƏ", ["United Kingdom", "China", "United Arab Emirates"]),
    ("Великобританию, Китай, ОАЭ", ["United Kingdom", "China", "United Arab Emirates"]),
    ("Trend reports; Day.Az xəbər verir", ["Trend", "Day.Az"]),
    # words that only look like names
    ("a trend; un; cinayət; çin dilində; presidential; https://treaties.un.org/", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_finds_names(text: str, expected: list[str]) -> None:
    assert [name.canonical for name in find_names(text)] == expected


def test_a_span_is_the_name_as_written() -> None:
    text = "İmza: Dövlət Təhlükəsizliyi Xidmətinin rəisi, Hanoyda"
    assert [text[name.start : name.end] for name in find_names(text)] == [
        "Dövlət Təhlükəsizliyi Xidmətinin",
        "Hanoyda",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "the United Kingdom, France, China, Australia, Belgium, Türkiye, Poland, Russia, Spain, "
        "the United Arab Emirates, Sweden",
        "Великобританию, Францию, Китай, Австралию, Бельгию, Турцию, Польшу, Россию, Испанию, ОАЭ, Швецию",
        "Böyük Britaniya, Fransa, Çin, Avstraliya, Belçika, Türkiyə, Polşa, Rusiya, İspaniya, BƏƏ, İsveç",
    ],
)
def test_the_eleven_named_signatories(text: str) -> None:
    assert [name.canonical for name in find_names(text)] == [
        "United Kingdom", "France", "China", "Australia", "Belgium", "Türkiye", "Poland", "Russia", "Spain",
        "United Arab Emirates", "Sweden",
    ]  # fmt: skip


def test_trying_names_at_their_beginnings_alone_finds_all_of_them() -> None:
    corpus = load_corpus()
    beside = [words for at in corpus.wordings.values() for by in at.values() for words in by.values()]
    count = 0
    for text in {*(document.text for document in corpus.documents), *beside}:
        expected = [(match.span(), match.lastindex) for match in _PATTERN.finditer(fold(text))]
        assert [(match.span(), match.lastindex) for match in _matches(fold(text))] == expected
        count += len(expected)
    assert count > 1_000
