"""Documents added to the shipped corpus are answered from, and change no other answer."""

from __future__ import annotations

import pytest
from answers import ask, without_time
from known_facts import DAY_AZ, OMM, TREND_EN, TREND_LAW, TREND_RU

from assistant.engine import Engine
from assistant.settings import Settings
from corpus.ingest import add

ADDED = {
    "en": """The Lankaran Digital Forensics Laboratory

    The Lankaran Digital Forensics Laboratory was opened on 14 May 2026 by the Caspian University of Technology.
    The laboratory employs 37 analysts and examines seized telephones and computers for the courts.
    Professor Leyla Guliyeva is the director of the Lankaran Digital Forensics Laboratory.
    """,
    "ru": """Учения «Каспийский щит» прошли в Сумгаите

    Учения «Каспийский щит» прошли в Сумгаите с 3 по 5 июня 2026 года. В них участвовали 412 специалистов из 9 стран.
    Командовал учениями «Каспийский щит» полковник Рашад Мамедов. Следующие учения состоятся в Гяндже.
    """,
    "az": """Şəkidə “Təhlükəsiz Məktəb” proqramı başlayıb

    “Təhlükəsiz Məktəb” proqramı 1 sentyabr 2026-cı ildə Şəki şəhərində başlayıb. Proqramda 58 məktəb iştirak edir.
    Proqrama 2 milyon manat ayrılıb. Şagirdlərə internetdə təhlükəsizlik qaydaları öyrədilir.
    """,
}


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine over the shipped corpus and three documents that were added to it."""
    folder = tmp_path_factory.mktemp("grown")
    for language, text in ADDED.items():
        file = folder / f"{language}.txt"
        file.write_text(text, encoding="utf-8")
        assert add(str(file), folder / "library").language == language
    return Engine.open(Settings(folder / "index", folder / "library"))


@pytest.mark.parametrize(
    ("question", "expected", "source"),
    [
        ("When was the Lankaran Digital Forensics Laboratory opened?", "14 May 2026", "en"),
        ("How many analysts does the Lankaran laboratory employ?", "37 analysts", "en"),
        ("Who is the director of the Lankaran Digital Forensics Laboratory?", "Leyla Guliyeva", "en"),
        ("Когда прошли учения «Каспийский щит»?", "5 июня 2026", "ru"),
        ("Сколько специалистов участвовали в учениях «Каспийский щит»?", "412 специалистов", "ru"),
        ("“Təhlükəsiz Məktəb” proqramı nə vaxt başlayıb?", "1 sentyabr 2026", "az"),
        ("“Təhlükəsiz Məktəb” proqramında neçə məktəb iştirak edir?", "58 məktəb", "az"),
        ("Təhlükəsiz Məktəb proqramına neçə manat ayrılıb?", "2 milyon manat", "az"),
        # Asked in another language, by a name that is written alike.
        ("Lankaran Digital Forensics Laboratory nə vaxt açılıb?", "14 May 2026", "en"),
        ("Когда открылась лаборатория Lankaran Digital Forensics Laboratory?", "14 May 2026", "en"),
        ("When did the “Təhlükəsiz Məktəb” programme start?", "1 sentyabr 2026", "az"),
    ],
)
def test_an_added_document_is_answered_from(grown: Engine, question: str, expected: str, source: str) -> None:
    answer = ask(grown, question)
    assert answer.status == "answered"
    [citation] = [citation for citation in answer.citations if expected in citation.quote]
    assert citation.language == source
    assert citation.document_id not in {TREND_EN, TREND_RU, DAY_AZ, TREND_LAW, OMM}


def test_what_was_known_before_is_known_still(grown: Engine, engine: Engine) -> None:
    question = "How many countries signed the Convention?"
    assert without_time(ask(grown, question)) == without_time(ask(engine, question))


def test_an_added_document_makes_no_other_answer(grown: Engine) -> None:
    assert ask(grown, "How much did the Lankaran Digital Forensics Laboratory cost?").status == "refused"
    mayor = ask(grown, "Who is the mayor of Sheki?")
    assert not any("Guliyeva" in citation.quote for citation in mayor.citations)
    assert mayor.status == "refused"
