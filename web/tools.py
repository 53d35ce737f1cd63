"""What can be done with an answer, as HTML: copy, print, save it, say whether it helped; the events are in work.js."""

from __future__ import annotations

from html import escape
from typing import Final

from web.formats import format_number
from web.texts import Texts

MAX_NOTE_CHARS: Final = 1_000  # a paragraph or two; a longer one is a letter, and belongs elsewhere


def tools_html(number: int, copied: str, texts: Texts) -> str:
    """Return the buttons below an answer; `copied` is what the first of them puts on the clipboard."""
    saves = "".join(
        f'<button type="button" class="save" data-format="{name.lower()}">{escape(texts.save.format(format=name))}'
        "</button>"
        for name in ("HTML", "JSON")
    )
    return (
        f'<div class="tools" role="group" aria-label="{escape(texts.tools)}: {number}">'
        f'<button type="button" class="copy" data-copy="{escape(copied)}" data-done="{escape(texts.copied)}"'
        f' data-failed="{escape(texts.not_copied)}">{escape(texts.copy)}</button>'
        f'<button type="button" class="print">{escape(texts.print)}</button>{saves}</div>'
    )


def feedback_html(number: int, helpful: bool | None, texts: Texts) -> str:
    """Return the question whether an answer helped; or what was said, and how to take it back."""
    if helpful is None:
        return (
            f'<div class="feedback" role="group" aria-labelledby="t{number}-asked">'
            f'<p id="t{number}-asked">{escape(texts.helpful_ask)}</p>'
            f'<button type="button" class="rate" data-helpful="true" aria-expanded="false">'
            f"{escape(texts.helpful_yes)}</button>"
            f'<button type="button" class="rate" data-helpful="false" aria-expanded="false">'
            f"{escape(texts.helpful_no)}</button></div>"
        )
    said = texts.helpful_on if helpful else texts.helpful_off
    return (
        f'<div class="feedback given" tabindex="-1"><p>{escape(said)}</p>'
        f'<button type="button" class="withdraw">{escape(texts.withdraw)}</button></div>'
    )


def feedback_form_html(texts: Texts) -> str:
    """Return the form that opens below an answer, as a template that the script copies there."""
    limit = format_number(MAX_NOTE_CHARS, texts)
    return (
        f'<template id="feedback-form"><form class="note" data-limit="{MAX_NOTE_CHARS}"'
        f' data-too-long="{escape(texts.note_too_long)}" data-consent-needed="{escape(texts.consent_needed)}"'
        f' data-helpful="{escape(texts.note_helpful)}" data-unhelpful="{escape(texts.note_unhelpful)}">'
        f'<label class="remark"><span></span><textarea name="note" rows="2" autocomplete="off"></textarea></label>'
        f'<p class="size" aria-hidden="true">{escape(texts.counter.format(count=0, limit=limit))}</p>'
        f'<label class="consent"><input type="checkbox" name="consent"> <span>{escape(texts.consent)}</span></label>'
        f'<p class="problem" role="alert"></p>'
        f'<p class="buttons"><button type="submit" class="submit">{escape(texts.note_send)}</button>'
        f'<button type="button" class="cancel">{escape(texts.cancel)}</button></p></form></template>'
    )
