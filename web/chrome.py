"""What stands around the conversation: header, welcome, form and footer."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from assistant.types import MAX_QUESTION_CHARS
from corpus.types import LANGUAGES, Document, Language
from web.formats import format_date, format_number
from web.texts import EXAMPLES, OWN_NAMES, TEXTS, Texts
from web.tools import feedback_form_html

# A quotation mark on a page: drawn here, so that no picture has to be fetched.
_EMBLEM: Final = (
    '<svg class="emblem" viewBox="0 0 40 40" aria-hidden="true" focusable="false">'
    '<rect width="40" height="40" rx="9"></rect>'
    '<path d="M10 26.5V21c0-5 2.6-8.3 7-9.5l.8 2.3c-2.4.9-3.6 2.5-3.7 4.7h4.2v8z'
    'm12.2 0V21c0-5 2.6-8.3 7-9.5l.8 2.3c-2.4.9-3.6 2.5-3.7 4.7h4.2v8z"></path></svg>'
)


def header_html(texts: Texts) -> str:
    """Return the project's name, the other pages, what it is in two sentences, and the language switch."""
    switch = "".join(_switch_button(language, texts) for language in LANGUAGES)
    return (
        f'<a class="skip" href="#question">{escape(texts.skip)}</a>'
        f'<header class="top"><div class="bar">{_EMBLEM}<h1>{escape(texts.name)}</h1>'
        f'<div class="switch" role="group" aria-label="{escape(texts.switch)}">{switch}</div></div>'
        f'{_pages_html(texts)}<p class="tagline">{escape(texts.tagline)}</p></header>'
    )


def _pages_html(texts: Texts) -> str:
    """Return the links to the other pages, which open in the language of this one."""
    pages = (
        ("convention", texts.page_convention),
        ("timeline", texts.page_timeline),
        ("statements", texts.page_statements),
        ("about", texts.page_about),
    )
    links = "".join(f'<a href="/{path}?lang={texts.language}">{escape(name)}</a>' for path, name in pages)
    return (
        f'<nav class="pages" aria-label="{escape(texts.pages)}">'
        f'<a href="/?lang={texts.language}" aria-current="page">{escape(texts.page_chat)}</a>{links}</nav>'
    )


def _switch_button(language: Language, texts: Texts) -> str:
    name, pressed = OWN_NAMES[language], str(language == texts.language).lower()
    return (
        f'<button type="button" data-language="{language}" lang="{language}" aria-pressed="{pressed}">'
        f'<span class="long">{name}</span><span class="short" aria-hidden="true">{language.upper()}</span></button>'
    )


def welcome_html(texts: Texts) -> str:
    """Return what is shown before the first question: examples, each sent as it stands when it is chosen."""
    return f'<section class="welcome"><h2>{escape(texts.welcome)}</h2><div>{_examples_html(texts)}</div></section>'


def form_html(texts: Texts) -> str:
    """Return the question form; the scripts read their phrases from its data."""
    return (
        f'<form class="ask" data-limit="{MAX_QUESTION_CHARS}" {_data(texts)}>'
        f'<label class="hidden" for="question">{escape(texts.label)}</label>'
        f'<div class="field"><textarea id="question" name="question" rows="1" autocomplete="off"'
        f' placeholder="{escape(texts.placeholder)}" aria-describedby="keys problem"></textarea>'
        f'<button type="submit" class="send">{escape(texts.send)}</button></div>'
        f'<p id="problem" role="alert"></p>'
        f'<div class="below"><p id="keys">{escape(texts.keys)}</p>'
        f'<p id="count" aria-hidden="true"></p>'
        f'<p id="left" class="hidden" role="status"></p>'
        f'<p class="download" role="group" aria-label="{escape(texts.download)}">'
        f'<span aria-hidden="true">{escape(texts.download_short)}</span>'
        f'<button type="button" data-download="txt">{escape(texts.download_text)}</button>'
        f'<button type="button" data-download="json">JSON</button></p>'
        f'<button type="button" class="restart">{escape(texts.restart)}</button></div></form>'
        f"{feedback_form_html(texts)}"
    )


def _data(texts: Texts) -> str:
    """Return the phrases that the scripts say, as data attributes."""
    phrases = {
        "sending": texts.sending,
        "unreachable": texts.unreachable,
        "limited": texts.limited,
        "limited-for": texts.limited_for,
        "not-done": texts.not_saved,
        "counter": texts.counter,
        "left": texts.left,
        "too-long": texts.too_long,
        "thousands": texts.thousands,
        "conversation": texts.conversation,
        "title": texts.name,
    }
    return " ".join(f'data-{name}="{escape(phrase)}"' for name, phrase in phrases.items())


def trouble_phrases() -> dict[str, dict[str, str]]:
    """Return what the page says in each language when it cannot even be opened, and so has no phrases yet."""
    return {
        language: {
            "name": texts.name,
            "unreachable": texts.unreachable,
            "limited": texts.limited,
            "limitedFor": texts.limited_for,
            "retry": texts.retry,
        }
        for language, texts in TEXTS.items()
    }


def _examples_html(texts: Texts) -> str:
    """Return the examples of each language under its own name, those of the interface's language first."""
    ordered = sorted(LANGUAGES, key=lambda language: language != texts.language)
    return "".join(
        f'<div class="examples" lang="{language}"><h3>{OWN_NAMES[language]}</h3>'
        + "".join(
            f'<button type="button" class="example">{escape(question)}</button>' for question in EXAMPLES[language]
        )
        + "</div>"
        for language in ordered
    )


def footer_html(documents: Sequence[Document], statements: int, texts: Texts) -> str:
    """Return what answers are quoted from, how recent it is, and what happens to a question."""
    parts = ", ".join(_parts(documents, statements, texts))
    recent = as_of(documents, texts).removesuffix(".")  # a Russian date ends in a full stop of its own
    return (
        f'<footer class="bottom"><p>{escape(texts.footer.format(parts=parts))} {escape(recent)}.</p>'
        f"<p>{escape(texts.privacy)}</p></footer>"
    )


def _parts(documents: Sequence[Document], statements: int, texts: Texts) -> list[str]:
    editions = {document.edition for document in documents}
    articles = sum(document.kind == "article" for document in documents)
    parts = [texts.articles.format(count=format_number(articles, texts))]
    parts += [texts.official] * ("official" in editions) + [texts.digest] * ("digest" in editions)
    return parts + [texts.statements.format(count=format_number(statements, texts))] * bool(statements)


def as_of(documents: Sequence[Document], texts: Texts) -> str:
    """Say how recent the corpus is: the newest date that any of its articles or statements bears."""
    newest = max((document.published for document in documents if document.published), default=None)
    return texts.as_of.format(date=format_date(newest, texts))
