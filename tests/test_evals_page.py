"""The pages of a run: they stand by themselves, say what the numbers say, and let nothing in from a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser_server import FLAGS, find_browser
from playwright.sync_api import Browser, Page, expect, sync_playwright

from corpus.types import LANGUAGES, Language
from evals.charts import Axis, Line, Mark, Row, dot_plot, line_plot, percent, shares_axis
from evals.compare import compare
from evals.gates import load_gates
from evals.generate import write_run
from evals.html_report import report_page, write_comparison_page, write_report_page
from evals.runs import Report, Run, load_report, load_run
from evals.summary import Scored
from evals.types import Case, Cited, Fact, Record, Withheld

QUESTIONS: dict[Language, str] = {
    "az": "Neçə dövlət imzalayıb İ/ı/ə?",
    "en": "How many <b>states</b> signed?",
    "ru": "Сколько государств подписали?",
}
HOSTILE = '</script><script>document.title="taken"</script><img src="https://example.org/x.png" onerror="alert(1)">'
VOID = {"meta", "link", "br", "input", "img", "line", "circle", "rect", "path", "polyline"}


def record(language: Language, *, right: bool, number: int = 0, variant: str = "original") -> Record:
    fact = Fact(f"fact-{number}", "own", "how_many", QUESTIONS, {}, (("74",), ("Hanoi", "Ханой", "Hanoy")), ("mine",))
    quote = f"74, Hanoi, {HOSTILE}" if right else HOSTILE
    cited = (Cited(1, "mine", "article", HOSTILE, None, None, None, quote, quote),)
    case = Case(fact, language, variant, QUESTIONS[language], ())
    confidence = 0.9 if right else 0.4
    return Record(case, language, f"{quote} [1]", False, 3.0 + number, cited, (), confidence)


def refused(language: Language) -> Record:
    base = record(language, right=True, number=9)
    said = Withheld(language, f"withheld {HOSTILE}", base.citations)
    return replace(base, abstained=True, text=f"refusal {HOSTILE}", citations=(), confidence=0.1, withheld=said)


RECORDS = [
    one
    for language in LANGUAGES
    for one in (
        record(language, right=True),
        record(language, right=False, number=1),
        refused(language),
        record(language, right=True, variant="typo"),
    )
]
CONFIG = {"split": "own", "date": "2026-02-23", "facts": [HOSTILE], "ablations": True}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    write_run(folder, CONFIG, RECORDS)
    write_run(folder / "without-briefs", {"split": "own"}, [refused(language) for language in LANGUAGES])
    return folder


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return load_report(folder, load_gates(), load_run(folder))


class Tags(HTMLParser):
    """Keeps every tag, and fails on one that is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_for_nothing(report: Report) -> None:
    found = Tags(report_page(report)).found
    names = [tag for tag, _ in found]
    assert names.count("script") == 1
    assert "img" not in names and "iframe" not in names
    links = [value for _, given in found for name, value in given.items() if name in {"src", "href", "action"}]
    assert all(link is not None and link.startswith(("#", "data:")) for link in links)
    ids = [given["id"] for _, given in found if "id" in given]
    assert len(ids) == len(set(ids))
    assert {f"#{one}" for one in ids} >= {link for link in links if link and link.startswith("#")}
    policy = next(given["content"] for _, given in found if given.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and "default-src 'none'" in policy


def test_what_a_source_holds_is_text(report: Report) -> None:
    page = report_page(report)
    assert HOSTILE not in page
    assert "&lt;/script&gt;&lt;script&gt;document.title=&quot;taken&quot;" in page
    assert "How many &lt;b&gt;states&lt;/b&gt; signed?" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_failing_cases_show_question_answer_and_what_is_missing(report: Report, language: Language) -> None:
    page = report_page(report)
    cases = re.findall(r'<details class="case".*?</details>\n', page[page.index('id="failing-cases"') :], re.DOTALL)
    own = [case for case in cases if f'data-language="{language}"' in case]
    assert len(own) == 2  # the wrong one and the refused one
    wrong, withheld = own
    assert 'data-faults="something is missing|not proved"' in wrong
    assert '<li class="absent" title="74">✗ 74</li>' in wrong
    assert '<li class="open" title="74">74</li>' in withheld
    assert "What it would have said, had it answered</h4><p>withheld " in withheld
    assert 'data-faults="refused' in withheld


def test_the_page_says_the_numbers(report: Report) -> None:
    page = report_page(report)
    # of two facts answered and one refused, one is right: 1/3; of two answers, one is wrong: at 67 % of the facts
    assert page.count('<div class="big">33.3 %</div>') == 3
    assert page.count("<td>50.0 % at 67 %</td>") == 3
    assert "Gates missed: " in page
    assert "az: right is 0.333, below its gate of " in page
    for heading in (
        "Right by kind of question",
        "Latency",
        "Typed otherwise",
        "Without our statements",
        "What changed",
    ):
        assert f"<h2>{heading}</h2>" in page


def test_a_run_without_confidence_ablation_or_baseline_leaves_those_parts_out(tmp_path: Path) -> None:
    write_run(tmp_path, {"split": "own"}, [replace(record("az", right=True), confidence=None)])
    text = write_report_page(tmp_path, load_report(tmp_path, load_gates(), None)).read_text(encoding="utf-8")
    Tags(text)
    assert "All gates hold" in text
    for part in ("Risk and coverage", "Without our statements", "What changed", "Typed otherwise", "Russian"):
        assert part not in text


def test_a_comparison_lists_what_changed(tmp_path: Path) -> None:
    before = Run({"split": "before"}, load_scored(tmp_path / "a", right=True))
    after = Run({"split": "after"}, load_scored(tmp_path / "b", right=False))
    text = write_comparison_page(tmp_path, compare(before.scored, after.scored), before, after).read_text("utf-8")
    Tags(text)
    assert "before → after" in text
    assert "<h3>Worse: 3</h3>" in text
    assert "<h3>Better: 0</h3><p>None.</p>" in text
    back = write_comparison_page(tmp_path, compare(after.scored, before.scored), after, before).read_text("utf-8")
    assert "<h3>Better: 3</h3>" in back
    assert 'class="said mended">was: &#x27;74&#x27; is missing' in back
    assert 'data-faults="something is missing|not proved"' in back


def load_scored(folder: Path, *, right: bool) -> tuple[Scored, ...]:
    write_run(folder, {}, [record(language, right=right) for language in LANGUAGES])
    return load_run(folder).scored


# ---- the plots ---------------------------------------------------------------------------------------


def test_marks_stand_where_their_values_are() -> None:
    rows = [Row("a", (Mark("en", 0.75, 0.5, 1.0),), aim=0.5)]
    drawn = dot_plot("t", rows, Axis("", 0.5, 1.0, (0.5, 1.0), percent), percent)
    # the scale runs from 190 to 610: 0.75 is half way, its interval the whole
    assert '<rect x="395.5"' in drawn  # a square of 9 around 400
    assert '<line class="interval" x1="190.0" x2="610.0"' in drawn
    assert '<line class="aim" x1="190.0" x2="190.0"' in drawn


def test_each_language_has_a_shape_of_its_own() -> None:
    marks = tuple(Mark(language, 0.5, 0.4, 0.6) for language in LANGUAGES)
    drawn = dot_plot("t", [Row("a", marks)], shares_axis(0.0), percent)
    assert [len(re.findall(f"<{shape} (?:cx|x|d)=", drawn)) for shape in ("circle", "rect", "path")] == [1, 1, 1]


def test_a_logarithmic_scale_gives_each_tenfold_the_same_room() -> None:
    axis = Axis("", 1.0, 100.0, (1.0, 10.0, 100.0), percent, is_log=True)
    assert [axis.place(value, 0.0, 200.0) for value in (0.5, 1.0, 10.0, 100.0, 1_000.0)] == [0, 0, 100, 200, 200]


def test_a_line_goes_through_its_points() -> None:
    line = Line("ru", ((0.0, 0.0), (1.0, 1.0)), (0.5, 0.5))
    scale = Axis("x", 0.0, 1.0, (0.0, 1.0), percent)
    drawn = line_plot("a <title>", [line], scale, scale)
    assert '<polyline points="64.0,300.0 740.0,8.0"/>' in drawn
    assert '<path d="M402.0 148.0l6 6l-6 6l-6-6z"/>' in drawn  # a diamond around (402, 154)
    assert 'aria-label="a &lt;title&gt;"' in drawn


def test_the_scale_of_shares_begins_at_a_tenth() -> None:
    assert shares_axis(0.78).ticks == (0.7, 0.8, 0.9, 1.0)
    assert shares_axis(0.0).low == 0.0


# ---- in a browser ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, folder: Path, report: Report) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(write_report_page(folder, report).as_uri())
    yield page
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert errors == []
    page.close()


def test_cases_are_filtered_by_language_fault_and_words(opened: Page) -> None:
    assert opened.title() == "How the assistant answers"
    form, cases = opened.locator('form[data-of="failing-cases"]'), opened.locator("#failing-cases > .case")
    expect(form.locator("output")).to_have_text("6 of 6 shown")
    form.locator("select[name=language]").select_option("ru")
    expect(cases.filter(visible=True)).to_have_count(2)
    form.locator("select[name=faults]").select_option("refused")
    expect(form.locator("output")).to_have_text("1 of 6 shown")
    form.locator("select[name=language]").select_option("")
    form.locator("input").fill("İ/ı/ə neçə")
    expect(form.locator("output")).to_have_text("1 of 6 shown")
    shown = cases.filter(visible=True)
    shown.locator("summary").click()
    expect(shown.locator(".body")).to_contain_text("withheld </script><script>")


def test_a_narrow_screen_scrolls_no_page_sideways(opened: Page) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth") == 390
