"""The web chat in a real browser: working with answers, and everything that can go wrong."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from browser_server import ROOT, environment
from browsing import LANGUAGES, SIGNATORIES, UNANSWERABLE, Newcomer, ask, ready, violations
from playwright.sync_api import Download, Page, Route, expect

from corpus.load import Corpus, load_corpus
from corpus.types import Language
from evals.load import load_facts
from web import feedback
from web.texts import TEXTS
from web.tools import MAX_NOTE_CHARS

pytest_plugins = ("browser_fixtures",)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of our commands over the index and library of the server."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False,
    )  # fmt: skip


def assert_verify_tells_true_from_false(folder: Path, file: Path) -> None:
    """The command finds nothing wrong with what was saved, and what is wrong once a figure in it is another."""
    checked = run(folder, "assistant", "verify", str(file))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    forged = file.with_name(f"forged-{file.name}")
    forged.write_text(file.read_text(encoding="utf-8").replace("74", "75"), encoding="utf-8")
    assert run(folder, "assistant", "verify", str(forged)).returncode == 1


def saved(page: Page, selector: str) -> Download:
    with page.expect_download() as caught:
        page.locator(selector).first.click()
    return caught.value


# ---- copy, print, save, download ---------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_copied_with_its_sources(newcomer: Newcomer, language: Language) -> None:
    visitor = newcomer()
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visitor.visit(f"?lang={language}")
    turn = ask(page, SIGNATORIES[language])
    turn.locator(".copy").click()
    expect(page.locator("#done")).to_have_text(TEXTS[language].copied)
    copied = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    assert copied.startswith(SIGNATORIES[language] + "\n\n")
    for quoted in turn.locator(".text q").all_text_contents():
        assert quoted in copied
    assert f"\n{TEXTS[language].sources}:\n[1] " in copied
    assert copied.endswith(turn.locator(".asof span").first.inner_text())


def test_copying_works_where_the_clipboard_is_closed(newcomer: Newcomer) -> None:
    page = newcomer(alone=True).visit("?lang=en")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    turn = ask(page, SIGNATORIES["en"])
    turn.locator(".copy").click()
    expect(page.locator("#done")).to_have_text(TEXTS["en"].copied)
    page.locator("#question").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#question").input_value().startswith(SIGNATORIES["en"] + "\n\n")
    page.evaluate("document.execCommand = () => false")
    turn.locator(".copy").click()
    expect(page.locator("#done")).to_have_text(TEXTS["en"].not_copied)


RECORD = {
    "format", "question", "standalone_question", "language", "answer", "abstained", "mode", "time", "elapsed_ms",
    "corpus", "citations",
}  # fmt: skip
CITED = {
    "marker", "document_id", "kind", "title", "publisher", "url", "published", "language", "location", "start", "end",
    "quote", "document_sha256",
}  # fmt: skip


def assert_record_holds(record: dict[str, Any], corpus: Corpus) -> None:
    """What the record says of the corpus is so: its hash, and each quote at its place in a document of that hash."""
    assert record.keys() >= RECORD
    assert record["format"] == "convention-assistant-answer/1"
    assert record["corpus"] == {"version": "2026-02-23", "sha256": corpus.fingerprint}
    assert datetime.fromisoformat(record["time"]).utcoffset() == timedelta(0)
    for citation in (*record["citations"], *record["nearest"]):
        assert citation.keys() >= CITED
        document = corpus.document(citation["document_id"])
        assert citation["quote"] == document.text[citation["start"] : citation["end"]] != ""
        assert citation["document_sha256"] == hashlib.sha256(document.text.encode()).hexdigest()
        assert citation["quote"] in record["answer"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_saved_record_can_be_proved_again(
    newcomer: Newcomer, server_folder: Path, tmp_path: Path, corpus: Corpus, language: Language
) -> None:
    page = newcomer().visit(f"?lang={language}")
    turn = ask(page, SIGNATORIES[language])
    download = saved(page, ".save[data-format=json]")
    expect(page.locator("#done")).to_have_text(TEXTS[language].saved.format(name=download.suggested_filename))
    file = tmp_path / download.suggested_filename
    download.save_as(file)
    record = json.loads(file.read_text(encoding="utf-8"))
    assert_record_holds(record, corpus)
    assert (record["question"], record["language"], record["abstained"]) == (SIGNATORIES[language], language, False)
    quotes = [citation["quote"] for citation in record["citations"]]
    assert turn.locator(".text q").all_text_contents() == quotes
    assert_verify_tells_true_from_false(server_folder, file)


def test_the_record_of_a_refusal_holds_what_was_near(newcomer: Newcomer, corpus: Corpus) -> None:
    page = newcomer().visit("?lang=ru")
    turn = ask(page, UNANSWERABLE["ru"])
    record = json.loads(saved(page, ".save[data-format=json]").path().read_text(encoding="utf-8"))
    assert_record_holds(record, corpus)
    assert (record["abstained"], record["citations"]) == (True, [])
    assert len(record["nearest"]) == turn.locator(".nearest .source").count() > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_to_read_is_saved_and_printed(
    newcomer: Newcomer, server_folder: Path, tmp_path: Path, corpus: Corpus, language: Language
) -> None:
    question = SIGNATORIES[language]
    visitor = newcomer()
    page = visitor.visit(f"?lang={language}")
    turn = ask(page, question)
    file = tmp_path / "answer.html"
    saved(page, ".save[data-format=html]").save_as(file)
    assert_verify_tells_true_from_false(server_folder, file)
    html = file.read_text(encoding="utf-8")
    assert re.findall("<script[^>]*>", html) == ['<script type="application/json" id="answer-record">']
    assert not re.search(r"<(link|img|iframe)|http-equiv|@import|url\(", html)
    record_page = visitor.context.new_page()
    record_page.set_content(html)
    assert_record_holds(json.loads(record_page.locator("#answer-record").text_content() or ""), corpus)
    expect(record_page.locator("html")).to_have_attribute("lang", language)
    expect(record_page.locator("h1")).to_contain_text(TEXTS[language].record)
    expect(record_page.locator("blockquote").first).to_have_text(turn.locator(".text q").first.text_content() or "")
    assert violations(record_page) == []
    page.evaluate(
        """() => {
          const plain = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, "contentWindow").get;
          Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", { get() {
            const frame = plain.call(this);
            frame.print = () => { window.printed = frame.document.body.innerText; };
            return frame;
          }});
        }"""
    )
    turn.locator(".print").click()
    page.wait_for_function("window.printed")
    printed = page.evaluate("window.printed")
    assert question in printed
    for quoted in turn.locator(".text q").all_text_contents():
        assert quoted in " ".join(printed.split())


def test_a_whole_conversation_is_downloaded(newcomer: Newcomer, server_folder: Path, tmp_path: Path) -> None:
    page = newcomer().visit("?lang=ru")
    expect(page.locator(".download")).to_be_hidden()
    questions = [SIGNATORIES["ru"], UNANSWERABLE["ru"]]
    for question in questions:
        ask(page, question)
    text = saved(page, "[data-download=txt]").path().read_text(encoding="utf-8")
    assert all(question in text for question in questions)
    assert "SHA-256: " in text
    file = tmp_path / "conversation.json"
    saved(page, "[data-download=json]").save_as(file)
    assert_verify_tells_true_from_false(server_folder, file)
    records = json.loads(file.read_text(encoding="utf-8"))
    assert [record["question"] for record in records] == questions


def test_an_answer_that_the_server_forgot_says_so(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=az")
    turn = ask(page, SIGNATORIES["az"])
    page.evaluate("document.querySelector('.turns').dataset.conversation = 'nowhere'")
    turn.locator(".save").first.click()
    expect(page.locator("#done")).to_have_text(TEXTS["az"].gone)


# ---- helpful or not ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_is_stored_with_consent_withdrawn_and_exported(
    newcomer: Newcomer, server_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    texts, stored = TEXTS[language], server_folder / "library" / "feedback.sqlite"
    page = newcomer().visit(f"?lang={language}")
    turn = ask(page, SIGNATORIES[language])
    turn.locator(".rate[data-helpful=true]").click()
    form = turn.locator("form.note")
    expect(form.locator("textarea")).to_be_focused()
    form.locator("textarea").fill("Dəqiq, точно, exact")
    before = stored.read_bytes() if stored.exists() else b""
    form.locator(".submit").click()
    expect(form.locator(".problem")).to_have_text(texts.consent_needed)
    expect(form.locator("[name=consent]")).to_be_focused()
    assert (stored.read_bytes() if stored.exists() else b"") == before
    form.locator("[name=consent]").check()
    form.locator(".submit").click()
    expect(turn.locator(".feedback.given")).to_contain_text(texts.helpful_on)
    expect(turn.locator(".feedback.given")).to_be_focused()
    expect(page.locator("#done")).to_have_text(texts.thanks)
    exported = tmp_path / "cases.yaml"
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(stored.parent))
    assert feedback.main(["export", str(exported)]) == 0
    asked = {fact.questions.get(language): fact for fact in load_facts([exported])}
    assert asked[SIGNATORIES[language]].must == ((turn.locator(".text q").first.text_content(),),)
    page.reload()
    ready(page)
    expect(page.locator(".feedback.given")).to_contain_text(texts.helpful_on)
    page.locator(".withdraw").click()
    expect(page.locator("#done")).to_have_text(texts.withdrawn)
    expect(page.locator(".rate").first).to_be_focused()
    assert SIGNATORIES[language].encode() not in stored.read_bytes()


def test_a_question_is_written_nowhere_without_consent(newcomer: Newcomer, server_folder: Path) -> None:
    question = "Is xylophone in the Convention?"
    turn = ask(newcomer().visit("?lang=en"), question)
    turn.locator(".rate[data-helpful=false]").click()
    turn.locator("form.note textarea").fill("glockenspiel")
    turn.locator("form.note .submit").click()
    expect(turn.locator("form.note .problem")).to_have_text(TEXTS["en"].consent_needed)
    files = [file for file in server_folder.rglob("*") if file.is_file()]
    assert server_folder / "errors.log" in files
    words = (b"xylophone", b"glockenspiel")
    assert not [file for file in files if any(word in file.read_bytes() for word in words)]


def test_the_feedback_form_is_cancelled_by_escape_and_bounds_the_note(newcomer: Newcomer) -> None:
    page = newcomer().visit("?lang=en")
    turn = ask(page, UNANSWERABLE["en"])
    turn.locator(".rate[data-helpful=false]").click()
    form = turn.locator("form.note")
    form.locator("textarea").fill("x" * (MAX_NOTE_CHARS + 1))
    expect(form.locator(".size")).to_have_text("1,001 / 1,000")
    form.locator("[name=consent]").check()
    form.locator(".submit").click()
    expect(form.locator(".problem")).to_have_text(TEXTS["en"].note_too_long.format(count="1,001", limit="1,000"))
    form.locator("textarea").press("Escape")
    expect(form).to_have_count(0)
    expect(turn.locator(".rate[data-helpful=false]")).to_be_focused()


# ---- what goes wrong ---------------------------------------------------------------------------------


def refuse(page: Page, status: int, **headers: str) -> None:
    """Let the server refuse every question from now on."""

    def answer(route: Route) -> None:
        route.fulfill(status=status, headers=headers, body="")

    page.route("**/gradio_api/queue/join**", answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_many_questions_are_refused_in_words(newcomer: Newcomer, language: Language) -> None:
    visitor = newcomer()
    page = visitor.visit(f"?lang={language}")
    refuse(page, 429, **{"retry-after": "7"})
    turn = ask(page, SIGNATORIES[language])
    expect(turn).to_have_attribute("data-status", "failed")
    expect(turn.locator(".failure")).to_have_text(TEXTS[language].limited_for.format(seconds=7))
    expect(page.locator("#announcement")).to_have_text(TEXTS[language].limited_for.format(seconds=7))
    expect(page.locator("#question")).to_have_value(SIGNATORIES[language])
    page.unroute("**/gradio_api/queue/join**")
    page.keyboard.press("Enter")
    expect(page.locator(".turn .text")).to_contain_text("74")
    refuse(page, 429)
    page.locator(".save").first.click()
    expect(page.locator("#done")).to_have_text(TEXTS[language].limited)
    visitor.complaints.clear()  # the browser logs each refusal


def test_a_page_that_cannot_be_opened_says_so_and_tries_again(newcomer: Newcomer) -> None:
    visitor = newcomer(locale="az-AZ")
    page = visitor.context.new_page()
    refuse(page, 429)
    page.goto(visitor.address)
    expect(page.locator("#trouble .failure")).to_have_text(TEXTS["az"].limited)
    page.unroute("**/gradio_api/queue/join**")
    page.locator(".retry").click()
    expect(page.locator("h1")).to_have_text(TEXTS["az"].name)
    expect(page.locator("#trouble")).to_be_empty()


def test_a_server_out_of_reach_is_said_in_words_and_the_question_is_kept(newcomer: Newcomer) -> None:
    visitor = newcomer(alone=True)
    page = visitor.visit("?lang=az")
    visitor.context.set_offline(True)
    page.locator("#question").fill(SIGNATORIES["az"])
    page.keyboard.press("Enter")
    expect(page.locator(".turn .failure")).to_have_text(TEXTS["az"].unreachable, timeout=15_000)
    expect(page.locator("#question")).to_have_value(SIGNATORIES["az"])
    visitor.context.set_offline(False)
    visitor.complaints.clear()  # the browser logs each request that failed
