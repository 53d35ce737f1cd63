"""What every page beside the chat has in common: its language, links that keep it, the header and the footer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import urlencode

from fastapi import Request

from corpus.types import LANGUAGES, Document, Language
from web.chrome import as_of
from web.formats import choose_language, format_date, format_number
from web.site_assets import Assets
from web.site_phrases import SitePhrases
from web.site_texts import SITE_TEXTS
from web.texts import OWN_NAMES, TEXTS, Texts

Section = Literal["convention", "timeline", "statements", "about", "none"]
COOKIE: Final = "language"  # what the switch keeps
PARAMETERS: Final = ("q", "show")  # what an address may say beside the language
RIGHT_TO_LEFT: Final = frozenset({"ar"})  # an imported official text may be Arabic


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's language and address; `parameters` are those of the address beside the language."""

    language: Language
    path: str
    parameters: Mapping[str, str]
    section: Section
    recent: str
    assets: Assets

    @property
    def texts(self) -> Texts:
        """The phrases that the chat has too."""
        return TEXTS[self.language]

    @property
    def site(self) -> SitePhrases:
        """The phrases of these pages."""
        return SITE_TEXTS[self.language]

    @property
    def pages(self) -> list[tuple[str, str, bool]]:
        """The main pages: address, name, and whether this page is in that part."""
        texts = self.texts
        named: tuple[tuple[str, Section, str], ...] = (
            ("/convention", "convention", texts.page_convention),
            ("/timeline", "timeline", texts.page_timeline),
            ("/statements", "statements", texts.page_statements),
            ("/about", "about", texts.page_about),
        )
        chat = (self.link("/"), texts.page_chat, False)
        return [chat, *((self.link(path), name, section == self.section) for path, section, name in named)]

    @property
    def switch(self) -> list[tuple[Language, str, str]]:
        """The language switch: code, the language's own name, and the address that keeps the choice."""
        return [(code, OWN_NAMES[code], self._here({**self.parameters, "keep": code})) for code in LANGUAGES]

    def link(self, path: str, **parameters: str) -> str:
        """Return the address of a page of ours, in this page's language."""
        return f"{path}?{urlencode({'lang': self.language, **parameters})}"

    def here(self, **parameters: str) -> str:
        """Return this page's address with other parameters."""
        return self.link(self.path, **parameters)

    def in_language(self, language: Language) -> str:
        """Return this page's address in another language."""
        return self._here({"lang": language, **self.parameters})

    def _here(self, parameters: Mapping[str, str]) -> str:
        return f"{self.path}?{urlencode(parameters)}"

    def date(self, day: str | None) -> str:
        """Write a date as the language does."""
        return format_date(day, self.texts)

    def number(self, number: int) -> str:
        """Write a whole number as the language does."""
        return format_number(number, self.texts)

    def percent(self, share: int) -> str:
        """Write a share in per cent as the language does."""
        return self.site.percent.format(value=share)

    def direction(self, language: str) -> str:
        """Return which way a language is written: `ltr` or `rtl`."""
        return "rtl" if language in RIGHT_TO_LEFT else "ltr"

    def language_name(self, language: str) -> str:
        """Return a language's own name if it is one of ours, else its name in this page's language."""
        own = {code: name for code, name in OWN_NAMES.items() if code == language}
        return next(iter(own.values()), None) or self.texts.languages.get(language, language)


def frame_of(request: Request, section: Section, documents: Sequence[Document], assets: Assets) -> Frame:
    """Return the frame of a request's page, in the language of the address, the kept one or the browser's."""
    asked, kept = request.query_params.get("lang"), request.cookies.get(COOKIE)
    language = choose_language(asked, kept, request.headers.get("accept-language"))
    parameters = {name: request.query_params[name] for name in PARAMETERS if name in request.query_params}
    recent = as_of(documents, TEXTS[language]).removesuffix(".")  # a Russian date ends in a full stop of its own
    return Frame(language, request.url.path, parameters, section, recent, assets)
