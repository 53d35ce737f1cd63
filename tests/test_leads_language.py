"""A correction in the asker's language is shown before one that can only be shown in another."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.engine import Engine
from assistant.messages import DIFFERENT
from corpus.types import Language


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Was the Convention signed in Paris?"),
        ("ru", "Конвенция была подписана в Париже?"),
        ("az", "Konvensiya Parisdə imzalanıb?"),
    ],
)
def test_what_corrects_a_question_leads_in_its_language(engine: Engine, language: Language, question: str) -> None:
    answer = ask(engine, question)
    assert answer.text.startswith(DIFFERENT[language])
    assert answer.citations[0].language == language
    assert {"en": "Hanoi", "ru": "Хано", "az": "Hanoy"}[language] in answer.citations[0].quote
