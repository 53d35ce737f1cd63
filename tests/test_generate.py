"""With a language model: what it says is shown only where it is proved, and whatever it does, there is an answer."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from answers import assert_stands
from crafted import Crafted, false_sentences, honest
from llm_server import Asked, ModelServer, Reply, serving_model

from assistant.__main__ import main as assistant_main
from assistant.batch import answer_to_json
from assistant.engine import Engine
from assistant.messages import DIFFERENT, DROPPED, UNPROVED, WITHOUT_MODEL
from assistant.said import cut
from assistant.served import ModelSettingsError, ServedModel, model_of
from assistant.settings import Settings
from assistant.types import MAX_ANSWER_CHARS, Answer, Question
from corpus.types import LANGUAGES, Language
from web.note import note_html

QUESTIONS: dict[Language, list[str]] = {
    "en": [
        "How many countries signed the Convention?",
        "When was the Convention adopted by the UN General Assembly?",
        "Who signed the Convention on behalf of Azerbaijan?",
        "Who handles extradition requests in Azerbaijan?",
        "When did parliament approve the law?",
        "How many chapters and articles does the Convention have?",
    ],
    "ru": [
        "Сколько государств подписали Конвенцию?",
        "Когда Генеральная Ассамблея ООН приняла Конвенцию?",
        "Кто подписал Конвенцию от имени Азербайджана?",
        "Какой орган в Азербайджане занимается запросами о взаимной правовой помощи?",
        "Когда парламент принял закон?",
        "Где Конвенция была открыта для подписания?",
    ],
    "az": [
        "Konvensiyanı neçə dövlət imzalayıb?",
        "BMT Baş Assambleyası Konvensiyanı nə vaxt qəbul edib?",
        "Azərbaycan adından Konvensiyanı kim imzalayıb?",
        "Azərbaycanda ekstradisiya sorğularına kim baxır?",
        "Parlament qanunu nə vaxt qəbul edib?",
        "Konvensiyada neçə fəsil və neçə maddə var?",
    ],
}
CASES = [(language, question) for language in LANGUAGES for question in QUESTIONS[language]]
COUNT = "How many countries signed the Convention?"


def first_quote(asked: Asked) -> Reply:
    """An honest model: the first passage in the asked language, word for word."""
    return Reply(" ".join(f"{text} [{number}]" for number, text in honest(asked.passages, asked.language)[:1]))


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    with serving_model(first_quote) as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> ModelServer:
    server.speak = first_quote
    server.asked.clear()
    return server


@pytest.fixture(scope="module")
def talking(engine: Engine, server: ModelServer) -> Engine:
    """The assistant with a language model; it has time enough on a slow machine."""
    return replace(engine, model=ServedModel(server.base_url, "test", "a-secret-key", timeout_seconds=20.0))


def hasty(engine: Engine, model: ModelServer) -> Engine:
    return replace(engine, model=ServedModel(model.base_url, "test", timeout_seconds=0.6))


def says(model: ModelServer, text: str) -> None:
    model.speak = lambda _: Reply(text)


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers are one, but for their time, and what is told of a model."""
    return replace(one, elapsed_ms=0, note="", dropped=0) == replace(other, elapsed_ms=0, note="", dropped=0)


def passages_for(talking: Engine, model: ModelServer, question: str) -> dict[int, tuple[str, str]]:
    says(model, "NO ANSWER")
    talking.answer(Question(question))
    return model.asked[-1].passages


@pytest.mark.parametrize(("language", "question"), CASES)
def test_an_honest_sentence_is_shown_with_its_quotes(
    talking: Engine, model: ModelServer, language: Language, question: str
) -> None:
    answer = talking.answer(Question(question))
    assert (answer.mode, answer.status, answer.language) == ("generative", "answered", language)
    assert (answer.abstained, answer.dropped, answer.note) == (False, 0, "")
    _, text = honest(model.asked[-1].passages, language)[0]
    assert answer.text.startswith(f"{text} [1]")
    for citation in answer.citations:
        assert_stands(talking, citation)
        assert citation.quote in answer.text
    markers = [int(number) for number in dict.fromkeys(re.findall(r"\[(\d+)\]", answer.text))]
    assert markers == [citation.marker for citation in answer.citations] == list(range(1, len(markers) + 1))
    assert len(answer.text) <= MAX_ANSWER_CHARS
    assert any(citation.kind == "article" for citation in answer.citations)


def test_what_the_server_is_told(talking: Engine, model: ModelServer) -> None:
    talking.answer(Question(QUESTIONS["az"][0]))
    [asked] = model.asked
    assert asked.authorization == "Bearer a-secret-key"
    assert (asked.body["model"], asked.body["temperature"], asked.body["stream"]) == ("test", 0.0, True)
    assert asked.question == QUESTIONS["az"][0]
    assert asked.language == "az"
    assert sorted(asked.passages) == list(range(1, len(asked.passages) + 1))
    texts = [document.text for document in talking.corpus.documents]
    for _, text in asked.passages.values():
        assert any(text in whole for whole in texts)


def test_a_follow_up_is_put_as_a_whole_question(talking: Engine, model: ModelServer) -> None:
    answer = talking.answer(Question("And the president?", ("When did parliament approve the law?",)))
    assert model.asked[-1].question == answer.standalone_question == "When did the president approve the law?"


@pytest.mark.parametrize(
    "question",
    [
        "What is the weather in Baku today?",
        "Какое наказание за взлом компьютеров предусмотрено в Германии?",
        "Budapeşt Konvensiyasını neçə ölkə imzalayıb?",
        "Article 99",
        "Hello!",
        "Article 41",
    ],
)
def test_what_is_refused_or_looked_up_without_a_model_never_reaches_it(
    engine: Engine, talking: Engine, model: ModelServer, question: str
) -> None:
    assert same(talking.answer(Question(question)), engine.answer(Question(question)))
    assert model.asked == []


def test_the_answer_grows_sentence_by_sentence(talking: Engine, model: ModelServer) -> None:
    passages = honest(passages_for(talking, model, QUESTIONS["en"][3]), "en")
    says(model, " ".join(f"{text} [{number}]" for number, text in passages[:2]))
    first, second, last = talking.stream(Question(QUESTIONS["en"][3]))
    assert first.text == f"{passages[0][1]} [1]"
    assert second.text == f"{passages[0][1]} [1] {passages[1][1]} [2]"
    assert f"{last.text}\n".startswith(f"{second.text}\n")
    assert {answer.mode for answer in (first, second, last)} == {"generative"}
    assert [len(answer.citations) for answer in (first, second)] == [1, 2]


def test_a_sentence_is_shown_before_the_next_has_come(talking: Engine, model: ModelServer) -> None:
    number, text = honest(passages_for(talking, model, COUNT), "en")[0]
    model.speak = lambda _: Reply(f"{text} [{number}] " + "And so on it goes " * 40, pause_seconds=0.01)
    growing = talking.stream(Question(COUNT))
    assert next(growing).text == f"{text} [1]"
    assert isinstance(growing, Generator)
    growing.close()  # a reader who leaves
    deadline = time.monotonic() + 10
    while any(thread.name == "language-model" for thread in threading.enumerate()):
        assert time.monotonic() < deadline, "the talk with the model goes on without a reader"
        time.sleep(0.02)


def test_without_a_model_there_is_one_answer(engine: Engine) -> None:
    [answer] = engine.stream(Question(COUNT))
    assert same(answer, engine.answer(Question(COUNT)))
    assert (answer.mode, answer.note, answer.dropped) == ("extractive", "", 0)


FAILURES = {
    "server error": Reply(status=500),
    "too many requests": Reply(status=429),
    "not allowed": Reply(status=401),
    "no such model": Reply(status=404),
    "cut short by length": Reply("74 countries signed the Convention [1].", finish="length"),
    "filtered": Reply("74 countries signed the Convention [1].", finish="content_filter"),
    "ends without an end": Reply("74 countries signed the Convention [1].", ends="silently"),
    "hangs up": Reply("74 countries signed the Convention [1].", ends="broken"),
    "no events": Reply(raw=b"<html><body>Bad gateway</body></html>"),
    "no JSON": Reply(raw=b"data: {{{\n\ndata: [DONE]\n\n"),
    "other JSON": Reply(raw=b'data: {"choices": 7}\n\ndata: [DONE]\n\n'),
    "empty": Reply(""),
    "no answer": Reply("NO ANSWER"),
    "stream of bytes": Reply(raw=bytes(range(256)) * 20),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("failure", FAILURES)
def test_whatever_fails_the_extractive_answer_stands(
    engine: Engine, talking: Engine, model: ModelServer, failure: str, language: Language
) -> None:
    model.speak = lambda _: FAILURES[failure]
    question = Question(QUESTIONS[language][0])
    *_, answer = talking.stream(question)
    assert same(answer, engine.answer(question))
    assert answer.note == WITHOUT_MODEL[language]


@pytest.mark.parametrize("pause_seconds", [0.05, 5.0])
def test_a_slow_model_is_not_waited_for(engine: Engine, model: ModelServer, pause_seconds: float) -> None:
    """Neither one that says nothing, nor one that drips on and on."""
    model.speak = lambda _: Reply("74 countries signed the Convention in Hanoi [1]. " * 30, pause_seconds=pause_seconds)
    answer = hasty(engine, model).answer(Question(COUNT))
    assert same(answer, engine.answer(Question(COUNT)))
    assert answer.note == WITHOUT_MODEL["en"]
    assert answer.elapsed_ms >= 600  # its whole time was given to it


def test_a_server_that_is_down(engine: Engine) -> None:
    down = replace(engine, model=ServedModel("http://127.0.0.1:9/v1", "test"))
    answer = down.answer(Question(COUNT))
    assert same(answer, engine.answer(Question(COUNT)))
    assert answer.note == WITHOUT_MODEL["en"]


def test_a_server_that_does_not_stream(talking: Engine, model: ModelServer) -> None:
    model.speak = lambda asked: replace(first_quote(asked), streams=False)
    answer = talking.answer(Question(COUNT))
    assert (answer.mode, answer.note) == ("generative", "")
    assert [asked.body.get("stream", False) for asked in model.asked] == [True, False]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_wrong_language_is_not_shown(
    engine: Engine, talking: Engine, model: ModelServer, language: Language
) -> None:
    others = {
        "en": "As of February 2026, 74 countries had signed the UN Convention against Cybercrime. [1]",
        "ru": "По состоянию на февраль 2026 года Конвенцию ООН о противодействии киберпреступности подписали "
        "74 государства. [1]",
        "az": "2026-cı ilin fevral ayına olan məlumata görə, BMT-nin Kibercinayətkarlığa qarşı Konvensiyasını 74 "
        "dövlət imzalayıb. [1]",
        "fr": "En février 2026, 74 pays avaient signé la Convention des Nations Unies contre la cybercriminalité. [1]",
        "tr": "Şubat 2026 itibarıyla 74 ülke Siber Suçlara Karşı BM Sözleşmesini imzalamıştı. [1]",
        "zh": "截至2026年2月,共有74个国家签署了该公约。[1]",
    }
    question = Question(QUESTIONS[language][0])
    for spoken, text in others.items():
        says(model, text)
        answer = talking.answer(question)
        assert answer.mode == ("generative" if spoken == language else "extractive"), (spoken, answer.text)
        if spoken != language:
            assert same(answer, engine.answer(question))
            assert answer.note == UNPROVED[language]


@pytest.fixture(scope="module")
def crafted(talking: Engine, server: ModelServer) -> list[tuple[str, Crafted]]:
    """At least 300 false generations, from the passages that real questions bring up."""
    found = [
        (question, sentence)
        for language, question in CASES
        for sentence in false_sentences(passages_for(talking, server, question), language)
        # A dateline is a sentence of its own, and what stands behind it may be true.
        if len(list(cut(iter([sentence.text])))) == 1
    ]
    server.speak = first_quote
    return found


def test_there_are_enough_crafted_generations_of_every_kind(crafted: list[tuple[str, Crafted]]) -> None:
    assert len(crafted) >= 300
    for language in LANGUAGES:
        kinds = Counter(sentence.kind for _, sentence in crafted if sentence.language == language)
        assert sum(kinds.values()) >= 100
        assert {
            "number", "day", "month", "year", "institution", "unknown institution", "country", "person", "city",
            "swapped", "no mark", "unknown passage", "person added", "date added", "number added", "address added",
        } <= kinds.keys()  # fmt: skip


def test_nothing_false_reaches_a_reader(
    engine: Engine, talking: Engine, model: ModelServer, crafted: list[tuple[str, Crafted]]
) -> None:
    expected = {question: engine.answer(Question(question)) for _, question in CASES}
    shown = []
    for question, sentence in crafted:
        says(model, sentence.text)
        answers = list(talking.stream(Question(question)))
        if any(answer.mode == "generative" or not same(answer, expected[question]) for answer in answers):
            shown.append((sentence.kind, sentence.text))
        assert answers[-1].dropped == 1
        assert answers[-1].note == UNPROVED[sentence.language]
    assert shown == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_false_sentence_takes_no_true_one_with_it(
    talking: Engine, model: ModelServer, crafted: list[tuple[str, Crafted]], language: Language
) -> None:
    question = QUESTIONS[language][0]
    number, text = honest(passages_for(talking, model, question), language)[0]
    false = next(item for asked, item in crafted if asked == question and item.kind == "number")
    says(model, f"{false.text} {text} [{number}] {false.text}")
    answer = talking.answer(Question(question))
    assert answer.text.startswith(f"{text} [1]")
    assert false.false not in answer.text
    assert (answer.mode, answer.dropped) == ("generative", 2)
    assert answer.note == DROPPED[language].format(count=2)


def test_a_corrected_premise_stays_corrected(talking: Engine, model: ModelServer) -> None:
    answer = talking.answer(Question("120 countries signed the Convention, right?"))
    assert answer.mode == "generative"
    assert answer.text.split("\n")[0] == DIFFERENT["en"]
    says(model, "Yes, 74 countries signed the Convention. [1]")
    assert talking.answer(Question("120 countries signed the Convention, right?")).mode == "extractive"


def test_a_model_that_writes_on_and_on_is_cut_off(talking: Engine, model: ModelServer) -> None:
    passages = honest(passages_for(talking, model, QUESTIONS["en"][2]), "en")
    everything = " ".join(f"{text} [{number}]" for number, text in passages)
    model.speak = lambda _: Reply(everything * 50, piece_chars=200)
    answer = talking.answer(Question(QUESTIONS["en"][2]))
    assert answer.mode == "generative"
    assert len(answer.text) <= MAX_ANSWER_CHARS


def test_a_thought_spoken_aloud_is_not_part_of_the_answer(talking: Engine, model: ModelServer) -> None:
    number, text = honest(passages_for(talking, model, COUNT), "en")[0]
    says(model, f"<think>They want a count. Is it 500? [1] No.</think>\n\n{text} [{number}]")
    answer = talking.answer(Question(COUNT))
    assert answer.text.startswith(f"{text} [1]")
    assert answer.dropped == 0


def test_threads_share_a_model(talking: Engine, model: ModelServer) -> None:
    expected = {question: talking.answer(Question(question)).text for _, question in CASES}
    asked = [question for _, question in CASES] * 2
    with ThreadPoolExecutor(max_workers=6) as pool:
        found = list(pool.map(lambda question: talking.answer(Question(question)).text, asked))
    assert found == [expected[question] for question in asked]
    assert model.speak is first_quote


def test_the_key_is_never_shown(engine: Engine, caplog: pytest.LogCaptureFixture, model: ModelServer) -> None:
    secret = "sk-very-secret"  # noqa: S105 - an invented one
    served = ServedModel(model.base_url, "test", secret)
    model.speak = lambda _: Reply(status=401)
    answer = replace(engine, model=served).answer(Question(COUNT))
    assert secret not in repr(served) + repr(answer) + caplog.text
    assert "status 401" in caplog.text


@pytest.fixture
def environment(home: Settings, model: ModelServer, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(home.index_dir))
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(home.library_dir))
    monkeypatch.setenv("ASSISTANT_LLM_BASE_URL", f"{model.base_url}/")
    monkeypatch.setenv("ASSISTANT_LLM_MODEL", "test")
    monkeypatch.setenv("ASSISTANT_LLM_API_KEY", "from-the-environment")
    return monkeypatch


def test_the_command_line_asks_the_model(
    environment: pytest.MonkeyPatch, model: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    del environment
    assert assistant_main(["ask", "--json", COUNT]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["mode"] == "generative"
    assert "note" not in told
    assert model.asked[-1].authorization == "Bearer from-the-environment"
    says(model, "912 countries signed the Convention. [1]")
    assert assistant_main(["ask", COUNT]) == 0
    printed = capsys.readouterr().out
    assert UNPROVED["en"] in printed
    assert "912" not in printed


def test_a_batch_asks_the_model(environment: pytest.MonkeyPatch, model: ModelServer, tmp_path: Path) -> None:
    del environment
    rows = [{"id": language, "question": QUESTIONS[language][0]} for language in LANGUAGES]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    arguments = ["ask", "--batch", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl")]
    assert assistant_main(arguments) == 0
    told = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["mode"]) for row in told] == [(language, "generative") for language in LANGUAGES]
    assert len(model.asked) == len(LANGUAGES)
    assert assistant_main(["verify", str(tmp_path / "out.jsonl")]) == 0


def test_what_a_page_and_json_tell_of_a_failed_model(talking: Engine, model: ModelServer) -> None:
    assert note_html(talking.answer(Question(COUNT))) == ""
    model.speak = lambda _: Reply(status=500)
    answer = talking.answer(Question(QUESTIONS["az"][0]))
    assert note_html(answer) == f'<p class="note" lang="az">{WITHOUT_MODEL["az"]}</p>'
    told = answer_to_json(answer)
    assert (told["note"], told["dropped"], told["mode"]) == (WITHOUT_MODEL["az"], 0, "extractive")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (Settings(llm_base_url="http://127.0.0.1:1/v1"), "ASSISTANT_LLM_MODEL is not"),
        (Settings(llm_model="a"), "ASSISTANT_LLM_BASE_URL is not"),
        (Settings(llm_base_url="127.0.0.1:1", llm_model="a"), "no http"),
        (Settings(llm_base_url="file:///etc", llm_model="a"), "no http"),
        (Settings(llm_base_url="http://a/v1", llm_model="a", llm_timeout_seconds="soon"), "TIMEOUT_SECONDS is 'soon'"),
        (Settings(llm_base_url="http://a/v1", llm_model="a", llm_timeout_seconds="0"), "TIMEOUT_SECONDS is '0'"),
        (Settings(llm_base_url="http://a/v1", llm_model="a", llm_timeout_seconds="nan"), "TIMEOUT_SECONDS is 'nan'"),
    ],
)
def test_settings_that_cannot_be_used(settings: Settings, words: str) -> None:
    with pytest.raises(ModelSettingsError, match=re.escape(words)):
        model_of(settings)


def test_half_a_setting_stops_the_command_line(
    environment: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.delenv("ASSISTANT_LLM_MODEL")
    assert assistant_main(["ask", COUNT]) == 3
    assert capsys.readouterr().err.startswith("ASSISTANT_LLM_BASE_URL is set but ASSISTANT_LLM_MODEL is not.")


def test_settings_are_read_from_the_environment() -> None:
    settings = Settings.from_environment(
        {
            "ASSISTANT_LLM_BASE_URL": "http://127.0.0.1:11434/v1",
            "ASSISTANT_LLM_MODEL": "a-model",
            "ASSISTANT_LLM_API_KEY": "a-secret",
            "ASSISTANT_LLM_TIMEOUT_SECONDS": "12.5",
        }
    )
    assert model_of(settings) == ServedModel("http://127.0.0.1:11434/v1", "a-model", "a-secret", 12.5)
    assert "a-secret" not in repr(settings)
    assert model_of(Settings.from_environment({})) is None
