"""What the interface says, as fields: the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.types import Edition, Language


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface in one language; `{…}` in a phrase is filled in where it is used."""

    language: Language
    name: str
    tagline: str
    switch: str
    conversation: str
    welcome: str
    label: str
    placeholder: str
    send: str
    keys: str
    restart: str
    sending: str
    left: str
    too_long: str
    failed: str
    empty: str
    not_taken: str
    unreachable: str
    answer: str
    nearest: str
    understood: str
    sources: str
    source: str
    link: str
    other_language: str
    open_source: str
    open_official: str
    new_tab: str
    read_article: str
    read_statement: str
    undated: str
    as_of: str
    proof: str
    unproven: str
    article: str
    paragraph: str
    footer: str
    privacy: str
    articles: str
    digest: str
    official: str
    statements: str
    skip: str
    pages: str
    page_chat: str
    page_convention: str
    page_timeline: str
    page_statements: str
    page_about: str
    counter: str
    limited: str
    limited_for: str
    retry: str
    partial: str
    corrected: str
    differs: str
    generated: str
    quoted: str
    tools: str
    copy: str
    copied: str
    not_copied: str
    print: str
    save: str
    saved: str
    not_saved: str
    gone: str
    record: str
    record_question: str
    record_given: str
    record_documents: str
    record_document: str
    record_place: str
    record_check: str
    download: str
    download_short: str
    download_text: str
    helpful_ask: str
    helpful_yes: str
    helpful_no: str
    helpful_on: str
    helpful_off: str
    note_helpful: str
    note_unhelpful: str
    note_too_long: str
    consent: str
    consent_needed: str
    note_send: str
    cancel: str
    thanks: str
    withdraw: str
    withdrawn: str
    not_stored: str
    thousands: str
    months: tuple[str, ...]
    editions: Mapping[Edition, str]
    languages: Mapping[str, str]
