"""The pages beside the chat: their languages, links, errors, caching, and that nothing of them runs or is fetched."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from fastapi.testclient import TestClient
from site_reading import by_class, client_of, get, text_of, tree

from assistant.engine import Engine
from corpus.types import Language
from web.formats import format_number
from web.site_assets import load_assets
from web.site_evals import LATEST, ReportError, load_report
from web.site_texts import SITE_TEXTS, SitePhrases
from web.texts import TEXTS

pytest_plugins = ("site_fixtures",)

LANGUAGES = get_args(Language)
ROOT = Path(__file__).resolve().parent.parent
MAIN = ("/convention", "/timeline", "/statements", "/about")
HEADINGS = {
    "/convention": {"en": "The Convention", "ru": "Конвенция", "az": "Konvensiya"},
    "/timeline": {"en": "Timeline", "ru": "Хронология", "az": "Xronologiya"},
    "/statements": {"en": "Statements", "ru": "Утверждения", "az": "İfadələr"},
    "/about": {"en": "About", "ru": "О помощнике", "az": "Haqqında"},
}
NOT_THERE = {"en": "This page does not exist", "ru": "Такой страницы нет", "az": "Belə səhifə yoxdur"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", MAIN)
def test_a_page_speaks_one_language_and_says_where_it_is(pages: TestClient, path: str, language: Language) -> None:
    root = get(pages, path, language)
    (heading,) = root.iter("h1")
    assert text_of(heading) == HEADINGS[path][language]
    (title,) = root.iter("title")
    assert text_of(title).startswith(HEADINGS[path][language])
    (here,) = [link for link in root.iter("a") if link.get("aria-current") == "page"]
    assert text_of(here) == HEADINGS[path][language]
    (chosen,) = [link for link in by_class(root, "switch")[0].iter("a") if link.get("aria-current")]
    assert chosen.get("lang") == language
    others = {text_of(get(pages, path, other).find("body/main") or root) for other in LANGUAGES}
    assert len(others) == 3


@pytest.mark.parametrize(
    ("address", "cookie", "accepted", "language"),
    [
        ("?lang=az", "ru", "en", "az"),
        ("", "ru", "az", "ru"),
        ("", None, "az, en;q=0.5", "az"),
        ("", None, "de, ru;q=0.8, en;q=0.7", "ru"),
        ("?lang=xx", "xx", "de", "en"),
        ("?lang=%3Cscript%3E", None, "", "en"),
    ],
)
def test_the_address_then_the_choice_then_the_browser_choose_the_language(
    engine: Engine, address: str, cookie: str | None, accepted: str, language: str
) -> None:
    client = client_of(engine)
    if cookie:
        client.cookies.set("language", cookie)
    response = client.get(f"/about{address}", headers={"accept-language": accepted})
    assert tree(response.text).get("lang") == language
    assert "Accept-Language" in response.headers["vary"]


def test_the_switch_keeps_the_choice_and_the_page(engine: Engine) -> None:
    client = client_of(engine)
    root = get(client, "/convention?q=extradition&show=ru", "en")
    (azerbaijani,) = [link for link in by_class(root, "switch")[0].iter("a") if link.get("lang") == "az"]
    response = client.get(azerbaijani.get("href") or "")
    assert response.status_code == 303
    to = urlsplit(response.headers["location"])
    assert (to.path, parse_qs(to.query)) == ("/convention", {"lang": ["az"], "q": ["extradition"], "show": ["ru"]})
    kept = response.headers["set-cookie"]
    assert kept.startswith("language=az;")
    assert "HttpOnly" not in kept  # the chat keeps the same choice, from its script
    assert "SameSite=lax" in kept
    assert tree(client.get("/timeline", headers={"accept-language": "ru"}).text).get("lang") == "az"


def test_a_switch_to_no_language_of_ours_keeps_nothing(engine: Engine) -> None:
    response = client_of(engine).get("/about?keep=fr&lang=ru")
    assert response.status_code == 200
    assert "set-cookie" not in response.headers


def links(pages: TestClient, path: str, language: str) -> set[str]:
    """What a page of ours links to, checked on the way: its anchors exist, links elsewhere open apart."""
    root = get(pages, path, language)
    ids = {element.get("id") for element in root.iter()}
    found = set()
    for link in root.iter("a"):
        target = urlsplit(urljoin(f"{path}?lang={language}", link.get("href") or ""))
        assert text_of(link) or link.get("aria-label"), f"{path}: a link without a name"
        if target.scheme:
            assert target.scheme == "https"
            assert (link.get("target"), link.get("rel")) == ("_blank", "noopener noreferrer")
            continue
        if target.path == path and target.fragment:
            assert target.fragment in ids, f"{path}: nothing has the id {target.fragment}"
        if "keep" not in parse_qs(target.query):
            assert parse_qs(target.query)["lang"] == [language], f"{path}: {link.get('href')} loses the language"
        found.add(f"{target.path}#{target.fragment}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_somewhere(pages: TestClient, language: str) -> None:
    seen: dict[str, set[str]] = {}
    waiting = list(MAIN)
    while waiting:
        path = waiting.pop()
        if path in seen or path == "/":
            continue
        seen[path] = links(pages, path, language)
        waiting += [found.partition("#")[0] for found in seen[path]]
    assert {f"/convention/article-{number}" for number in range(1, 69)} <= seen.keys()
    assert {f"/convention/chapter-{number}" for number in range(1, 10)} <= seen.keys()
    assert len([path for path in seen if path.startswith("/statements/")]) == len(pages_statements(pages))


def pages_statements(pages: TestClient) -> list[str]:
    return [element.get("id") or "" for element in by_class(get(pages, "/statements"), "statement")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    [
        "/convention/article-0",
        "/convention/article-69",
        "/convention/article-041",
        "/convention/article-" + "9" * 5_000,
        "/convention/article-41/2",
        "/convention/chapter-10",
        "/convention/%3Cscript%3Ealert(1)%3C/script%3E",
        "/timeline/2024",
        "/statements/no-such-topic",
        "/statements/a/b",
        "/about/us",
        "/site/site.py",
        "/site/%2e%2e/texts.py",
    ],
)
def test_an_address_without_a_page_is_answered_in_the_readers_language(
    pages: TestClient, path: str, language: Language
) -> None:
    root = get(pages, path, language, status=404)
    (heading,) = root.iter("h1")
    assert text_of(heading) == NOT_THERE[language]
    offered = {urlsplit(link.get("href") or "").path for link in by_class(root, "plain")[0].iter("a")}
    assert offered == {"/", *MAIN}
    assert list(root.iter("script")) == []


def test_a_page_that_breaks_says_so_in_the_readers_language(engine: Engine, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(Engine):
        def search(self, text: str, language: Language, count: int = 40) -> list[object]:  # type: ignore[override]
            raise RuntimeError("the index is gone")

    client = client_of(Broken(engine.corpus, engine.index, engine.embedder))
    for language in LANGUAGES:
        root = get(client, "/convention?q=extradition", language, status=500)
        assert SITE_TEXTS[language].broken_text in text_of(root)
        assert "the index is gone" not in text_of(root)
    assert "the index is gone" in caplog.text


EVERY_KIND = (
    *MAIN,
    "/convention/article-41",
    "/convention/article-64?show=all",
    "/convention/preamble",
    "/convention/chapter-3",
    "/convention?q=extradition",
    "/convention?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/statements/signatories-count",
)


@pytest.mark.parametrize("path", EVERY_KIND)
def test_nothing_runs_and_nothing_is_fetched_from_elsewhere(pages: TestClient, path: str) -> None:
    root = get(pages, path, "en")
    assert {element.tag for element in root.iter()}.isdisjoint({"script", "style", "iframe", "object", "embed", "base"})
    for element in root.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")], element.tag
        loaded = element.get("src") or (element.get("href") if element.tag in {"link", "use", "image"} else "") or ""
        assert loaded == "" or loaded.startswith("/"), loaded
        assert not (element.get("href") or "").lower().startswith(("javascript:", "data:"))
    assert all(form.get("action") == "/convention" for form in root.iter("form"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_typed_is_shown_as_text(pages: TestClient, language: Language) -> None:
    typed = '"><script>alert(1)</script>&amp;{{ 7*7 }}'
    response = pages.get("/convention", params={"q": typed, "lang": language})
    root = tree(response.text)
    (field,) = [one for one in root.iter("input") if one.get("name") == "q"]
    assert field.get("value") == typed
    assert typed in text_of(next(root.iter("h1")))
    assert list(root.iter("script")) == []


def test_what_the_corpus_says_is_shown_as_text(engine: Engine) -> None:
    corpus = engine.corpus
    evil = "<b onclick=alert(1)>five</b> & six"
    brief = replace(corpus.briefs[0], statement=dict.fromkeys(LANGUAGES, evil))
    client = client_of(replace(engine, corpus=replace(corpus, briefs=(brief, *corpus.briefs[1:]))))
    for path in ("/statements", f"/statements/{brief.topic}", "/timeline"):
        root = get(client, path, "en")
        assert list(root.iter("b")) == []
        assert evil in text_of(root)


def test_a_page_that_has_not_changed_is_not_sent_again(pages: TestClient) -> None:
    first = pages.get("/convention/article-41?lang=ru")
    again = pages.get("/convention/article-41?lang=ru", headers={"if-none-match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    other = pages.get("/convention/article-41?lang=az", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_a_head_request_gets_the_headers_alone(pages: TestClient) -> None:
    response = pages.head("/convention/article-41")
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "text/html; charset=utf-8"


def test_files_are_kept_until_they_change(pages: TestClient) -> None:
    assets = load_assets()
    for name in ("site.css", "icon.png"):
        response = pages.get(assets.address(name))
        assert response.content == assets.files[name].content
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert pages.get(f"/site/{name}?v=old").headers["cache-control"] == "no-cache"
    assert assets.address("site.css") in pages.get("/about").text


def test_the_style_has_the_colours_and_fonts_of_the_chat() -> None:
    def tokens(path: str) -> list[tuple[str, str]]:
        return re.findall(r"(--[a-z-]+):\s*([^;]+);", (ROOT / "web" / path).read_text(encoding="utf-8"))

    assert tokens("site.css") == tokens("style.css")


def placeholders(value: object) -> object:
    """The names to be filled in, of a phrase or of a table of phrases."""
    if isinstance(value, str):
        assert value.strip()
        return sorted(re.findall(r"\{(\w+)\}", value))
    if isinstance(value, tuple):
        return [placeholders(one) for one in value]
    assert isinstance(value, dict)
    return {name: placeholders(one) for name, one in value.items()}


@pytest.mark.parametrize("field", [field.name for field in fields(SitePhrases)])
def test_a_phrase_is_filled_in_alike_in_every_language(field: str) -> None:
    english, russian, azerbaijani = (getattr(SITE_TEXTS[language], field) for language in ("en", "ru", "az"))
    assert placeholders(english) == placeholders(russian) == placeholders(azerbaijani)
    if field != "percent":
        assert len({repr(english), repr(russian), repr(azerbaijani)}) == 3, "not translated"
        assert re.search("[а-яё]", repr(russian))
        assert not re.search("[а-яё]", repr(english) + repr(azerbaijani))


REPORT = {
    "format": 1,
    "split": "test",
    "date": "2026-03-05",
    "counts": {"facts": 590, "unanswerable": 1200, "articles": 81},
    "aims": {"right": 0.9, "refused": 0.9, "quotes_exact": 1.0},
    "measures": {
        "right": {
            "az": {"value": 0.729, "low": 0.61, "high": 0.83},
            "en": {"value": 0.678, "low": 0.56, "high": 0.80},
            "ru": {"value": 0.912, "low": 0.86, "high": 0.94},
        },
        "quotes_exact": {language: {"value": 1.0} for language in LANGUAGES},
        "unheard_of": {"az": {"value": 0.5}},
    },
}
SHOWN = {
    "az": ("73% 61–83%", "68% 56–80%", "91% 86–94%", "90%"),
    "en": ("68% 56–80%", "73% 61–83%", "91% 86–94%", "90%"),
    "ru": ("91\u00a0% 86–94\u00a0%", "73\u00a0% 61–83\u00a0%", "68\u00a0% 56–80\u00a0%", "90\u00a0%"),
}


def about(engine: Engine, file: Path, language: Language) -> Element:
    return get(client_of(engine, file), "/about", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_says_what_it_covers(pages: TestClient, engine: Engine, language: Language) -> None:
    root = get(pages, "/about", language)
    shown = [text_of(row) for row in next(root.iter("table")).iter("tr")][1:]
    kinds = [document.kind for document in engine.corpus.documents]
    assert len(shown) == kinds.count("article") + kinds.count("convention") == 8
    assert sum(TEXTS[language].editions["digest"] in row for row in shown) == 3
    count = format_number(len(engine.corpus.briefs), TEXTS[language])
    assert SITE_TEXTS[language].statements_row.format(count=count) in text_of(root)


@pytest.mark.parametrize("language", LANGUAGES)
def test_about_says_how_good_it_is(engine: Engine, tmp_path: Path, language: Language) -> None:
    file, texts = tmp_path / "latest.json", SITE_TEXTS[language]
    file.write_text(json.dumps(REPORT), encoding="utf-8")
    root = about(engine, file, language)
    _, figures = root.iter("table")
    assert (
        text_of(next(figures.iter("caption")))
        == {
            "az": "Kənarda saxlanılmış suallar, 5 mart 2026-cı il",
            "en": "Held-out questions, 5 March 2026",
            "ru": f"{texts.splits['test']}, 5 марта 2026 г.",
        }[language]
    )
    rows = {text_of(next(row.iter("th"))): row for row in list(figures.iter("tr"))[1:]}
    assert list(rows) == [texts.measures["right"], texts.measures["quotes_exact"]]
    right = rows[texts.measures["right"]]
    assert tuple(text_of(cell) for cell in right.iter("td")) == SHOWN[language]
    missed = ["missed" in (value.get("class") or "") for value in by_class(right, "value")]
    assert missed == [shown[:2] != "91" for shown in SHOWN[language][:3]]
    assert not any("missed" in (one.get("class") or "") for one in rows[texts.measures["quotes_exact"]].iter("span"))
    numbers = set(re.findall(r"\d+(?:[,\u00a0]\d{3})*", text_of(root)))
    assert {"590", format_number(1200, TEXTS[language]), "81"} <= numbers


def test_figures_that_are_not_there_are_said_to_be_missing(engine: Engine, tmp_path: Path) -> None:
    for language in LANGUAGES:
        root = about(engine, tmp_path / "latest.json", language)
        assert SITE_TEXTS[language].evals_missing in text_of(root)
        assert len(list(root.iter("table"))) == 1


@pytest.mark.parametrize("damage", [{"format": 2}, {"measures": {"right": {"az": {"value": 0.7}}}}, {"counts": {}}])
def test_figures_that_are_damaged_are_an_error_that_names_the_file(tmp_path: Path, damage: dict[str, object]) -> None:
    file = tmp_path / "latest.json"
    file.write_text(json.dumps({**REPORT, **damage}), encoding="utf-8")
    with pytest.raises(ReportError, match=re.escape(str(file))):
        load_report(file)


def test_the_figures_that_ship_can_be_read() -> None:
    report = load_report(LATEST)
    assert report is None or {"right", "refused", "quotes_exact"} <= {measure.name for measure in report.measures}
