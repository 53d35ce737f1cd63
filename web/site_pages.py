"""What each page beside the chat shows: from the corpus to the values of its template."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from assistant.engine import Engine
from corpus.digest import load_chapters, load_digest
from corpus.load import DATA
from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT, LANGUAGES
from web.site_assets import Assets, load_assets
from web.site_convention import Article, Treaty, location_of, read_treaty
from web.site_evals import Report, load_report
from web.site_frame import Frame, Section, frame_of
from web.site_render import render
from web.site_search import MAX_QUERY_CHARS, find
from web.site_statements import Group, groups, own_title, statement
from web.site_timeline import Event, days_between, draw, gap_size, load_events

_TAG_CHARS: Final = 24


@dataclass(frozen=True)
class Site:
    """What the pages show, read once: nothing of it changes while the server runs."""

    engine: Engine
    treaty: Treaty
    events: tuple[Event, ...]
    groups: tuple[Group, ...]
    report: Report | None
    assets: Assets

    def frame(self, request: Request, section: Section) -> Frame:
        """Return what the page of a request has in common with the others."""
        return frame_of(request, section, self.engine.corpus.documents, self.assets)

    def columns(self, frame: Frame, default: str) -> list[str]:
        """Return the languages to show side by side: this page's first, or the one that is asked for."""
        asked = frame.parameters.get("show", default)
        if asked in self.treaty.documents:
            return [asked]
        ours = [language for language in LANGUAGES if language in self.treaty.documents]
        return sorted(ours, key=lambda language: language != frame.language)


def open_site(engine: Engine, report: Path) -> Site:
    """Read what the pages show; CorpusError or ReportError if it cannot be read."""
    convention = DATA / "convention"
    return Site(
        engine,
        read_treaty(engine.corpus.documents, load_chapters(convention), load_digest(convention)),
        load_events(),
        groups(engine.corpus, DATA / "briefs"),
        load_report(report),
        load_assets(),
    )


def _respond(template: str, frame: Frame, status: int = 200, **values: object) -> HTMLResponse:
    html = render(template, frame=frame, texts=frame.texts, site=frame.site, **values)
    headers = {
        "content-language": frame.language,
        "vary": "Cookie, Accept-Language",
        "cache-control": "private, no-cache",
    }
    if status == 200:
        headers["etag"] = f'"{hashlib.sha256(html.encode()).hexdigest()[:_TAG_CHARS]}"'
    return HTMLResponse(html, status, headers)


def missing_page(_site: Site | None, frame: Frame, _request: Request) -> HTMLResponse:
    """Say that there is no page at an address, and which there are."""
    return _respond("error.html", frame, 404, heading=frame.site.not_found, text=frame.site.not_found_text)


def failed_page(frame: Frame) -> HTMLResponse:
    """Say that a page could not be made."""
    return _respond("error.html", frame, 500, heading=frame.site.broken, text=frame.site.broken_text)


def contents_page(site: Site, frame: Frame, _request: Request) -> HTMLResponse:
    """Show the chapters and articles, or, where something is searched for, what was found."""
    treaty, query = site.treaty, frame.parameters.get("q")
    if query is None:
        return _respond("contents.html", frame, treaty=treaty, editions=treaty.editions([frame.language]))
    too_long = len(query) > MAX_QUERY_CHARS
    found = find(query, frame.language, site.engine, treaty) if query.strip() and not too_long else None
    return _respond(
        "results.html",
        frame,
        400 if too_long else 200,
        treaty=treaty,
        editions=treaty.editions([found.language if found else frame.language]),
        query=query,
        found=found,
        too_long=too_long,
        limit=MAX_QUERY_CHARS,
        articles=ARTICLE_COUNT,
        chapters=CHAPTER_COUNT,
    )


def preamble_page(site: Site, frame: Frame, _request: Request) -> HTMLResponse:
    """Show the preamble."""
    return _article_page(site, frame, site.treaty.preamble)


def article_page(site: Site, frame: Frame, request: Request) -> HTMLResponse:
    """Show an article, its languages side by side."""
    wanted = request.path_params["number"]
    article = next((one for number, one in site.treaty.articles.items() if str(number) == wanted), None)
    return missing_page(site, frame, request) if article is None else _article_page(site, frame, article)


def _article_page(site: Site, frame: Frame, article: Article) -> HTMLResponse:
    columns = site.columns(frame, "all")
    before, after = site.treaty.beside(article)
    return _respond(
        "article.html",
        frame,
        treaty=site.treaty,
        article=article,
        columns=columns,
        editions=site.treaty.editions(columns),
        before=before,
        after=after,
        location_of=location_of,
    )


def chapter_page(site: Site, frame: Frame, request: Request) -> HTMLResponse:
    """Show all articles of a chapter, in one language unless more are asked for."""
    wanted = request.path_params["number"]
    chapter = next((one for one in site.treaty.chapters if str(one.number) == wanted), None)
    if chapter is None:
        return missing_page(site, frame, request)
    columns = site.columns(frame, frame.language)
    return _respond(
        "chapter.html",
        frame,
        treaty=site.treaty,
        chapter=chapter,
        articles=site.treaty.of_chapter(chapter),
        columns=columns,
        editions=site.treaty.editions(columns),
        location_of=location_of,
    )


def timeline_page(site: Site, frame: Frame, _request: Request) -> HTMLResponse:
    """Show the events, drawn to scale and as a list, each with the quotes that prove it."""
    corpus, events = site.engine.corpus, site.events
    gaps = [None, *(days_between(earlier, later) for earlier, later in pairwise(events))]
    drawing = draw(events, {event.id: (_when(event, frame), event.title[frame.language]) for event in events})
    points = [
        (event, [statement(corpus, topic) for topic in event.topics], days, gap_size(days))
        for event, days in zip(events, gaps, strict=True)
    ]
    return _respond("timeline.html", frame, points=points, drawing=drawing, when=lambda event: _when(event, frame))


def _when(event: Event, frame: Frame) -> str:
    """Say an event's date as the language does, and whether it is that of the report."""
    if event.date is None:
        return frame.site.undated_point
    written = frame.date(event.date)
    return frame.site.reported_on.format(date=written) if event.reported else written


def statements_page(site: Site, frame: Frame, _request: Request) -> HTMLResponse:
    """Show all verified statements with their quotes."""
    return _respond("statements.html", frame, groups=site.groups)


def statement_page(site: Site, frame: Frame, request: Request) -> HTMLResponse:
    """Show a statement in three languages, each quote in its passage."""
    try:
        found = statement(site.engine.corpus, request.path_params["topic"])
    except KeyError:
        return missing_page(site, frame, request)
    return _respond("statement.html", frame, statement=found, order=_own_first(frame))


def about_page(site: Site, frame: Frame, _request: Request) -> HTMLResponse:
    """Show what the assistant covers, its limits and its figures."""
    documents = site.engine.corpus.documents
    return _respond(
        "about.html",
        frame,
        articles=[document for document in documents if document.kind == "article"],
        titles={document.id: own_title(document) for document in documents},
        conventions=[document for document in documents if document.kind == "convention"],
        statements=len(site.engine.corpus.briefs),
        article_count=ARTICLE_COUNT,
        report=site.report,
        languages=_own_first(frame),
    )


def _own_first(frame: Frame) -> list[str]:
    return sorted(LANGUAGES, key=lambda language: language != frame.language)
