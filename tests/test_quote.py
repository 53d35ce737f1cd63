"""Putting an answer together: markers, proofs, places, counterparts in another language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import make_document

from assistant.candidates import Candidate, read
from assistant.engine import Engine
from assistant.messages import DIFFERENT, DIGEST, PROOF
from assistant.proofs import claims, proofs
from assistant.quote import Composer, all_quotes_stand, capitalised, citation, compose
from assistant.spans import Span, aligned, heading_span, in_language, location_at, topic_of
from assistant.types import MAX_ANSWER_CHARS
from corpus.load import Corpus
from corpus.split import sentences
from corpus.types import ARTICLE_COUNT, LANGUAGES, Document, Language, Location


@pytest.fixture(scope="module")
def corpus(engine: Engine) -> Corpus:
    return engine.corpus


def whole(document: Document) -> Candidate:
    reading = read(document.text, document.language)
    return Candidate(
        document, 0, len(document.text), None, reading, reading, read("", document.language), "", (), (), 0.0
    )


def statement(corpus: Corpus, topic: str, language: Language) -> Candidate:
    return whole(corpus.document(f"brief-{topic}-{language}"))


def test_a_span_keeps_its_number() -> None:
    document = make_document("a", "One. Two.")
    first, second = Span(document, 0, 4, None), Span(document, 5, 9, None)
    composer = Composer("en")
    assert [composer.mark(span) for span in (first, second, first)] == ["[1]", "[2]", "[1]"]
    composer.state(second)
    composer.quote(first, "Proof")
    composer.quote(first)
    assert composer.text == "Two. [2]\nProof: “One.” [1] — a\nA: “One.” [1]"
    assert [(item.marker, item.quote, item.start) for item in composer.citations()] == [(1, "One.", 0), (2, "Two.", 5)]


@pytest.mark.parametrize(("language", "expected"), [("az", "İki"), ("en", "Iki"), ("ru", "Iki")])
def test_capitals_go_by_the_language(language: Language, expected: str) -> None:
    assert capitalised("iki", language) == expected
    assert capitalised("", language) == ""


def test_a_citation_says_all_that_is_known(corpus: Corpus) -> None:
    document = corpus.document("trend-2026-02-10-ru")
    found = citation(Span(document, 3, 9, None), 2)
    assert (found.marker, found.document_id, found.kind, found.publisher) == (2, document.id, "article", "Trend")
    assert (found.published, found.url, found.language, found.location) == ("2026-02-10", None, "ru", None)
    assert (found.quote, found.edition) == (document.text[3:9], "source")
    assert all_quotes_stand([found], corpus)
    assert not all_quotes_stand([found, replace(found, start=4)], corpus)
    assert not all_quotes_stand([replace(found, quote=found.quote.upper() + "!")], corpus)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_statement_leads_and_its_proof_follows(corpus: Corpus, language: Language) -> None:
    lead = statement(corpus, "signatories-count", language)
    composer = compose([lead], corpus, language, wanted=frozenset(), differs=False, heading=False)
    first, *rest = composer.text.split("\n")
    assert first == f"{lead.text} [1]"
    assert rest
    assert all(line.startswith(f"{PROOF[language]}: ") for line in rest)
    assert composer.spans[1].document.language == language  # that source there is in each language
    assert "74" in composer.spans[1].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_premise_is_said_first(corpus: Corpus, language: Language) -> None:
    lead = statement(corpus, "signatories-count", language)
    composer = compose([lead], corpus, language, wanted=frozenset({"74"}), differs=True, heading=False)
    assert composer.text.startswith(f"{DIFFERENT[language]}\n{lead.text} [1]")


def test_every_statement_has_a_short_proven_answer(corpus: Corpus) -> None:
    for document in corpus.documents:
        if document.kind != "brief":
            continue
        language = next(language for language in LANGUAGES if language == document.language)
        composer = compose([whole(document)], corpus, language, wanted=frozenset(), differs=False, heading=False)
        assert len(composer.spans) >= 2, document.id
        assert len(composer.text) <= MAX_ANSWER_CHARS, document.id
        assert all_quotes_stand(composer.citations(), corpus)
        assert {span.document.kind for span in composer.spans[1:]} <= {"article", "convention"}


def test_a_second_lead_is_left_out_when_there_is_no_room(corpus: Corpus) -> None:
    document = make_document("long", "A" * 700 + ". " + "B" * 700 + ".")
    leads = [
        Candidate(document, start, end, None, read("", "en"), read("", "en"), read("", "en"), "", (), (), 0.0)
        for start, end in ((0, 701), (702, 1403))
    ]
    composer = compose(leads, corpus, "en", wanted=frozenset(), differs=False, heading=False)
    assert [span.text[:1] for span in composer.spans] == ["A"]
    short = [replace(lead, end=lead.start + 100) for lead in leads]
    both = compose(short, corpus, "en", wanted=frozenset(), differs=False, heading=False)
    assert [span.text[:1] for span in both.spans] == ["A", "B"]


def test_the_article_s_title_may_head_an_answer(corpus: Corpus) -> None:
    document = corpus.document("convention-ru")
    section = next(section for section in document.sections if section.location == Location(41, 1))
    lead = replace(whole(document), start=section.start, end=section.end, location=section.location)
    composer = compose([lead], corpus, "ru", wanted=frozenset(), differs=False, heading=True)
    title = heading_span(document, 41)
    assert composer.text.split("\n")[0] == f"{title.text} ({DIGEST['ru']}) [1]"
    assert [span.start for span in composer.spans] == [title.start, section.start]


def test_what_is_asked_about_is_proved_first(corpus: Corpus) -> None:
    document = corpus.document("brief-competent-authorities-en")
    for wanted, expected in [("Ministry of Justice", "Ministry of Justice"), ("State Security Service", "SSS")]:
        assert expected in proofs(document, corpus, "en", frozenset({wanted}))[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_most_of_a_statement_proves_it_before_what_is_newer(corpus: Corpus, language: Language) -> None:
    document = corpus.document(f"brief-approval-digital-security-{language}")
    first = proofs(document, corpus, language, frozenset())[0]
    assert first.document.id == "omm-undated-en"
    assert "significant step" in first.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_which_a_statement_speaks_first_is_proved_first(corpus: Corpus, language: Language) -> None:
    document = corpus.document(f"brief-status-approved-by-president-{language}")
    first = proofs(document, corpus, language, frozenset())[0]
    assert first.document.id == "trend-2026-02-23-en"  # "by 23 February": parliament's day stands after it
    asked_for = proofs(document, corpus, language, frozenset({"2026-02-10"}))[0]
    assert asked_for.document.published == "2026-02-10"


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_days_are_proved_in_short_rather_than_half_of_them_at_length(corpus: Corpus, language: Language) -> None:
    lead = statement(corpus, "timeline", language)
    composer = compose([lead], corpus, language, wanted=frozenset(), differs=False, heading=False)
    shown = [span.text for span in composer.spans[1:]]
    assert "adopted by the UN General Assembly on December 24, 2024" in shown[0]
    assert any("02-10" in claims(text) for text in shown)
    assert any(text.endswith("Ilham Aliyev, has signed the law") for text in shown)
    if language == "en":  # elsewhere labels name the language: no room for the fourth
        assert any("opened for signature in Hanoi on October 25, 2025" in text for text in shown)
    assert len(composer.text) <= MAX_ANSWER_CHARS


def test_each_further_proof_adds_a_figure_or_a_name(corpus: Corpus) -> None:
    for document in corpus.documents:
        if document.kind != "brief" or document.language != "en" or corpus.brief(topic_of(document)).differs:
            continue
        spans = proofs(document, corpus, "en", frozenset())
        assert spans
        assert len(spans) == len(set(spans))
        carried = claims(spans[0].text) | claims(spans[0].document.published or "")
        for span in spans[1:]:
            new = (claims(span.text) | claims(span.document.published or "")) & claims(document.text) - carried
            assert new, (document.id, span.text)
            carried |= new


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_sources_differ_each_that_is_named_is_heard(corpus: Corpus, language: Language) -> None:
    named = {"Trend", "Day.Az", "Operative Information Center"}
    for brief in corpus.briefs:
        if brief.differs:
            statement = corpus.document(f"brief-{brief.topic}-{language}")
            publishers = [span.document.publisher or "" for span in proofs(statement, corpus, language, frozenset())]
            heard = {name for name in named for publisher in publishers if publisher.startswith(name)}
            assert heard == claims(statement.text) & named
            assert len(publishers) == len(heard)


def test_claims_compare_across_languages() -> None:
    texts = [
        "74 countries signed on 24 December 2024 in Hanoi",
        "74 страны подписали 24 декабря 2024 года в Ханое",
        "74 ölkə 24 dekabr 2024-cü ildə Hanoyda imzalayıb",
    ]
    first, *others = [claims(text) for text in texts]
    assert {"74", "2024-12-24", "12-24", "Hanoi"} <= first
    assert others == [first, first]
    assert claims("İ 🙂") == set()


def test_topics() -> None:
    assert topic_of(replace(make_document("brief-full-title-az", "A.", "az"), kind="brief")) == "full-title"


def test_places(corpus: Corpus) -> None:
    document = corpus.document("convention-az")
    for section in document.sections:
        assert location_at(document, section.start) == section.location
    assert location_at(corpus.document("omm-undated-en"), 5) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digest_has_each_sentence_in_each_language(corpus: Corpus, language: Language) -> None:
    document = corpus.document("convention-en")
    seen: set[int] = set()
    for section in document.sections:
        if section.location.article is None:
            continue
        for sentence in sentences(document.text[section.start : section.end]):
            span = Span(document, section.start + sentence.start, section.start + sentence.end, section.location)
            other = aligned(span, corpus, language)
            assert other is not None, span.text
            assert (other.document.id, other.location) == (f"convention-{language}", section.location)
            back = aligned(other, corpus, "en")
            assert back == span
            seen.add(section.location.article)
    assert seen == set(range(1, ARTICLE_COUNT + 1))


def test_a_statement_and_an_article_in_another_language(corpus: Corpus) -> None:
    found = in_language(statement(corpus, "adoption-date", "en"), corpus, "az")
    assert found is not None
    assert found.document.id == "brief-adoption-date-az"
    assert found.text == found.document.text
    article = whole(corpus.document("omm-undated-en"))
    assert in_language(article, corpus, "ru") is None
    same = in_language(article, corpus, "en")
    assert same is not None
    assert same.document.id == "omm-undated-en"
