"""The routes of the pages beside the chat: the language switch, caching, files, and a readable page for every error."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.engine import Engine
from corpus.load import Corpus
from corpus.types import LANGUAGES, Language
from web.site_assets import load_assets
from web.site_evals import LATEST
from web.site_frame import COOKIE, PARAMETERS, Frame, Section, frame_of
from web.site_pages import (
    Site,
    about_page,
    article_page,
    chapter_page,
    contents_page,
    failed_page,
    missing_page,
    open_site,
    preamble_page,
    statement_page,
    statements_page,
    timeline_page,
)

_YEAR_IN_SECONDS: Final = 31_536_000
_METHODS: Final = ["GET", "HEAD"]
_LOGGER: Final = logging.getLogger(__name__)

Build = Callable[[Site, Frame, Request], Response]
_PAGES: Final[tuple[tuple[str, Section, Build], ...]] = (
    ("/convention", "convention", contents_page),
    ("/convention/preamble", "convention", preamble_page),
    ("/convention/article-{number}", "convention", article_page),
    ("/convention/chapter-{number}", "convention", chapter_page),
    ("/convention/{rest:path}", "convention", missing_page),
    ("/timeline", "timeline", timeline_page),
    ("/timeline/{rest:path}", "timeline", missing_page),
    ("/statements", "statements", statements_page),
    ("/statements/{topic}", "statements", statement_page),
    ("/statements/{rest:path}", "statements", missing_page),
    ("/about", "about", about_page),
    ("/about/{rest:path}", "about", missing_page),
)


def site_router(engine: Engine, report: Path = LATEST) -> APIRouter:
    """Return the routes; CorpusError or ReportError if what the pages show cannot be read."""
    site = open_site(engine, report)
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
    for path, section, build in _PAGES:
        router.add_api_route(path, _endpoint(site, section, build), methods=_METHODS, response_model=None)
    router.add_api_route("/site/{name:path}", _file_endpoint(site), methods=_METHODS, response_model=None)
    return router


def not_found(corpus: Corpus) -> Callable[[Request], Response]:
    """Return what answers for an address that nothing else answers for: a page in the reader's language."""
    assets = load_assets()
    return lambda request: missing_page(None, frame_of(request, "none", corpus.documents, assets), request)


def _endpoint(site: Site, section: Section, build: Build) -> Callable[[Request], Response]:
    def page(request: Request) -> Response:
        if (kept := _kept_language(request)) is not None:
            return _keep(request, kept)
        frame = site.frame(request, section)
        try:
            response = build(site, frame, request)
        except Exception:  # the pages' outer boundary: whatever breaks, a reader gets a sentence
            _LOGGER.exception("a page could not be made")
            return failed_page(frame)
        tag = response.headers.get("etag")
        return Response(status_code=304, headers={"etag": tag}) if tag and tag in _known(request) else response

    return page


def _file_endpoint(site: Site) -> Callable[[Request, str], Response]:
    def file(request: Request, name: str) -> Response:
        asset = site.assets.files.get(name)
        if asset is None:
            return missing_page(site, site.frame(request, "none"), request)
        is_current = request.query_params.get("v") == asset.version
        caching = f"public, max-age={_YEAR_IN_SECONDS}, immutable" if is_current else "no-cache"
        return Response(asset.content, media_type=asset.media_type, headers={"cache-control": caching})

    return file


def _kept_language(request: Request) -> Language | None:
    """Return the language that the switch chose, if this request comes from the switch."""
    asked = request.query_params.get("keep")
    return next((language for language in LANGUAGES if language == asked), None)


def _keep(request: Request, language: Language) -> Response:
    """Keep a choice of language in a cookie, and go on to the same page in it."""
    parameters = {name: request.query_params[name] for name in PARAMETERS if name in request.query_params}
    query = urlencode({"lang": language, **parameters})
    response = RedirectResponse(f"{request.url.path}?{query}", status_code=303, headers={"cache-control": "no-store"})
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, language, max_age=_YEAR_IN_SECONDS, secure=secure, samesite="lax")
    return response


def _known(request: Request) -> set[str]:
    """Return the entity tags that the browser has already."""
    tags = request.headers.get("if-none-match", "").split(",")
    return {tag.strip().removeprefix("W/") for tag in tags if tag.strip()}
