"""The shipped statements are proved, and the proof catches each kind of defect."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from corpus.load import DATA, load_article
from corpus.statements import load_briefs, prove
from corpus.types import LANGUAGES, Brief, CorpusError, Document, Evidence, Language

DOCUMENTS: Final = {path.stem: load_article(path) for path in sorted((DATA / "articles").glob("*.txt"))}
BRIEFS: Final = {brief.topic: brief for brief in load_briefs(DATA / "briefs")}
COUNT: Final = BRIEFS["signatories-count"]
DECREE: Final = BRIEFS["signing-decree"]
JUSTICE: Final = BRIEFS["justice-ministry-duties"]


def _say(brief: Brief, language: Language, old: str, new: str) -> Brief:
    assert old in brief.statement[language]
    return replace(brief, statement=brief.statement | {language: brief.statement[language].replace(old, new)})


def _say_everywhere(brief: Brief, changes: dict[Language, tuple[str, str]]) -> Brief:
    for language, (old, new) in changes.items():
        brief = _say(brief, language, old, new)
    return brief


def test_every_shipped_statement_is_proved() -> None:
    assert prove(BRIEFS.values(), DOCUMENTS) == []


def test_every_article_proves_something() -> None:
    assert {item.document_id for brief in BRIEFS.values() for item in brief.evidence} == set(DOCUMENTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_statements_are_short_and_self_contained(language: Language) -> None:
    subject: dict[Language, str] = {"en": "Convention", "ru": "Конвенци", "az": "Konvensiya"}
    for brief in BRIEFS.values():
        text = brief.statement[language]
        assert 9 <= len(text.split()) <= 45, (brief.topic, text)
        assert subject[language] in text or "UN" in text or "United Nations" in text or "ООН" in text or "BMT" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_statements_say_the_same(language: Language) -> None:
    texts = [brief.statement[language] for brief in BRIEFS.values()]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("topic", "english", "russian", "azerbaijani"),
    [
        ("signatories-count", "74", "74", "74"),
        ("adoption-date", "24 December 2024", "24 декабря 2024 года", "24 dekabr 2024-cü il"),
        ("opened-for-signature", "25 October 2025", "25 октября 2025 года", "25 oktyabr 2025-ci il"),
        ("parliament-approval", "10 February 2026", "10 февраля 2026 года", "10 fevral 2026-cı il"),
        ("president-signed-law", "23 February", "23 февраля 2026 года", "23 fevral 2026-cı il"),
        ("structure", "9 chapters and 68 articles", "9 глав и 68 статей", "9 fəsildən və 68 maddədən"),
        ("sss-contact-centre", "24/7", "24/7", "24/7"),
        ("justice-ministry-duties", "Ministry of Justice", "Министерство юстиции", "Ədliyyə Nazirliyi"),
        ("signing-decree", "decree", "Распоряжение", "Sərəncam"),
    ],
)
def test_a_statement_holds_its_fact(topic: str, english: str, russian: str, azerbaijani: str) -> None:
    expected: dict[Language, str] = {"en": english, "ru": russian, "az": azerbaijani}
    assert all(fact in BRIEFS[topic].statement[language] for language, fact in expected.items())


def test_catches_an_altered_quote() -> None:
    altered = [replace(item, quote=item.quote.replace("74", "72")) for item in COUNT.evidence]
    problems = prove([replace(COUNT, evidence=tuple(altered))], DOCUMENTS)
    assert [f"signatories-count: {item.document_id} does not say {item.quote!r}" for item in altered] == [
        problem.split("; quote")[0] for problem in problems[:3]
    ]
    assert "the number 74 (en) does not stand in the evidence." in problems[3 + LANGUAGES.index("en")]


def test_catches_a_quote_cut_inside_a_word() -> None:
    cut = Evidence("trend-2026-02-10-en", COUNT.evidence[0].quote[:-2])
    assert cut.quote.endswith("74 countri")
    problems = prove([replace(COUNT, evidence=(cut, *COUNT.evidence[1:]))], DOCUMENTS)
    assert len(problems) == 1
    assert "does not say" in problems[0]


def test_catches_an_unknown_document() -> None:
    stray = Evidence("trend-2027-01-01-en", "74 countries")
    assert prove([replace(COUNT, evidence=(*COUNT.evidence, stray))], DOCUMENTS) == [
        "signatories-count: the document trend-2027-01-01-en is unknown; name one of the corpus."
    ]


@pytest.mark.parametrize(
    ("language", "old", "new", "value"),
    [
        ("en", "24 December 2024", "25 December 2024", "2024-12-25"),
        ("ru", "24 декабря 2024 года", "24 ноября 2024 года", "2024-11-24"),
        ("az", "24 dekabr 2024-cü ildə", "24 dekabr 2023-cü ildə", "2023-12-24"),
    ],
)
def test_catches_an_altered_date_in_one_language(language: Language, old: str, new: str, value: str) -> None:
    problems = prove([_say(BRIEFS["adoption-date"], language, old, new)], DOCUMENTS)
    assert problems[0] == f"adoption-date: the date {value} ({language}) stands neither in the evidence nor in as_of."
    assert problems[1].startswith("adoption-date: the languages have different dates (")
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("language", "new"), [("en", "72"), ("ru", "семьдесят два"), ("az", "yetmiş iki"), ("az", "yetmis iki")]
)
def test_catches_an_altered_number_in_one_language(language: Language, new: str) -> None:
    problems = prove([_say(COUNT, language, "74", new)], DOCUMENTS)
    assert problems[0] == f"signatories-count: the number 72 ({language}) does not stand in the evidence."
    assert problems[1].startswith("signatories-count: the languages have different numbers (")


def test_accepts_the_same_number_in_words() -> None:
    words: dict[Language, tuple[str, str]] = {"ru": ("74", "семьдесят четыре"), "az": ("74", "yetmiş dörd")}
    assert prove([_say_everywhere(COUNT, words)], DOCUMENTS) == []


def test_catches_an_institution_swapped_in_all_languages() -> None:
    swapped = _say_everywhere(
        JUSTICE,
        {
            "en": ("Ministry of Justice", "Ministry of Internal Affairs"),
            "ru": ("Министерство юстиции", "Министерство внутренних дел"),
            "az": ("Ədliyyə Nazirliyi", "Daxili İşlər Nazirliyi"),
        },
    )
    assert prove([swapped], DOCUMENTS) == [
        f"justice-ministry-duties: the name Ministry of Internal Affairs ({language}) does not stand in the evidence."
        for language in swapped.statement
    ]


def test_catches_an_institution_swapped_in_one_language() -> None:
    problems = prove([_say(DECREE, "az", "Dövlət Təhlükəsizliyi Xidmətinin", "Ədliyyə Nazirliyinin")], DOCUMENTS)
    assert problems[0] == "signing-decree: the name Ministry of Justice (az) does not stand in the evidence."
    assert "the languages have different names" in problems[1]
    assert len(problems) == 2


def test_catches_a_country_that_no_source_names() -> None:
    added = _say_everywhere(
        BRIEFS["signatories-named"],
        {"en": ("Sweden", "Germany"), "ru": ("Швеция", "Германия"), "az": ("İsveç", "Almaniya")},
    )
    assert {problem.split(": ")[1] for problem in prove([added], DOCUMENTS)} == {
        f"the name Germany ({language}) does not stand in the evidence." for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_catches_a_missing_language(language: Language) -> None:
    left = {other: text for other, text in COUNT.statement.items() if other != language}
    assert prove([replace(COUNT, statement=left)], DOCUMENTS) == [
        f"signatories-count: the statement is missing in {language}; write it."
    ]


def test_catches_a_duplicate_topic() -> None:
    assert prove([COUNT, COUNT], DOCUMENTS) == ["signatories-count: 2 statements have this topic; rename them."]


def test_catches_missing_evidence() -> None:
    problems = prove([replace(COUNT, evidence=())], DOCUMENTS)
    assert problems[0] == "signatories-count: there is no evidence; quote a document."


def test_catches_an_as_of_that_no_source_bears() -> None:
    problems = prove([replace(BRIEFS["sss-duties"], as_of="2026-03-01")], DOCUMENTS)
    assert problems == ["sss-duties: as_of is 2026-03-01; its sources are of 2026-02-23: take one of their dates."]


def test_a_subject_must_stand_in_the_document() -> None:
    text = "Signed by 74 countries."
    other = Document("other", "article", "en", "Other", None, None, "2026-02-10", text, "")
    claim = {"en": "Azerbaijan: 74.", "ru": "Азербайджан: 74.", "az": "Azərbaycan: 74."}
    brief = Brief("other", "2026-02-10", {name: claim[name] for name in LANGUAGES}, (Evidence("other", text),))
    assert prove([brief], {"other": other}) == [
        f"other: the name Azerbaijan ({language}) does not stand in the evidence." for language in LANGUAGES
    ]


GOOD: Final = """\
- topic: one
  as_of: "2026-02-10"
  statement:
    en: It is so.
    ru: Это так.
    az: Bu belədir.
  evidence:
    - document: trend-2026-02-10-en
      quote: 74  countries
"""


def test_reads_a_statement(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    assert load_briefs(tmp_path) == (
        Brief(
            "one",
            "2026-02-10",
            {"en": "It is so.", "ru": "Это так.", "az": "Bu belədir."},
            (Evidence("trend-2026-02-10-en", "74 countries"),),
        ),
    )


def test_what_sums_the_convention_up_is_marked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"{GOOD}  sums_up: true\n", encoding="utf-8")
    assert [brief.sums_up for brief in load_briefs(tmp_path)] == [True]
    assert {topic for topic, brief in BRIEFS.items() if brief.sums_up} == {
        "first-binding-instrument",
        "structure",
        "main-objective",
    }


def test_what_says_that_sources_differ_is_marked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"{GOOD}  differs: true\n", encoding="utf-8")
    assert [brief.differs for brief in load_briefs(tmp_path)] == [True]
    assert {topic for topic, brief in BRIEFS.items() if brief.differs} == {
        "sources-differ-on-first",
        "sources-differ-on-completion",
    }


def test_an_empty_folder_has_no_statements(tmp_path: Path) -> None:
    assert load_briefs(tmp_path) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (GOOD, "topic: one", "is not a list of statements. Begin each"),
        (GOOD, "- one", "statement 1: 'one' has no fields. Give it as_of, evidence, statement, topic."),
        ("topic: one", "topic: One fact", "the topic is 'One fact'. Write it in lower-case"),
        ('"2026-02-10"', "2026-02-10", 'as_of is datetime.date(2026, 2, 10). Write it as "YYYY-MM-DD", in quotes.'),
        ('"2026-02-10"', '"2026-02-30"', "as_of is '2026-02-30'."),
        ("    az: Bu belədir.\n", "", "statement one: the statement's languages are en, ru. Give it az, en, ru."),
        ("az: Bu belədir.", "az: ''", "the statement in az is ''. Write a sentence."),
        ("evidence:", "proof:", "the fields are as_of, proof, statement, topic. Give it exactly as_of, evidence"),
        ("  evidence:", "  sums_up: 1\n  evidence:", "sums_up is 1. Write true, or leave it out."),
        ("  evidence:", "  differs: yes please\n  evidence:", "differs is 'yes please'. Write true, or leave it out."),
        ("      quote: 74  countries\n", "", "Give each item a document and a quote."),
        ("quote: 74  countries", "quote: 74", "Write the document's id and its words."),
        ("en: It", "en: [It", "is not valid YAML"),
    ],
)
def test_refuses_a_broken_file(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_briefs(tmp_path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_refuses_a_topic_in_two_files(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"b\.yaml, statement one: the topic stands in a\.yaml too\. Rename one\."):
        load_briefs(tmp_path)
