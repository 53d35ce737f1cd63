"""What the pages beside the chat say, as fields: the same in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SitePhrases:
    """The pages in one language; `{…}` in a phrase is filled in where it is used."""

    home: str
    skip: str
    languages_shown: str
    three_languages: str
    language_column: str
    # the Convention
    convention_intro: str
    notice_digest: str
    notice_digest_more: str
    notice_official: str
    notice_mixed: str
    search_label: str
    search_hint: str
    search: str
    contents: str
    chapter: str
    article_span: str
    articles_span: str
    preamble: str
    breadcrumb: str
    permalink: str
    neighbours: str
    previous: str
    next: str
    whole_chapter: str
    ask_about: str
    ask_article: str
    confidence: Mapping[str, str]
    # searching
    results: str
    results_count: str
    results_named: str
    results_language: str
    corrected: str
    nothing_found: str
    nothing_found_help: str
    query_empty: str
    query_too_long: str
    no_such_article: str
    no_such_chapter: str
    all_contents: str
    # the timeline
    timeline_intro: str
    timeline_drawing: str
    timeline_scale: str
    reported_on: str
    reported_note: str
    undated_event: str
    undated_point: str
    days_later: str
    days_later_one: str
    quotes: str
    statement_link: str
    # the statements
    statements_intro: str
    true_as_of: str
    all_statements: str
    statement_heading: str
    groups: Mapping[str, str]
    other_group: str
    # about
    about_intro: str
    about: Mapping[str, str]
    about_sections: Mapping[str, tuple[str, ...]]
    untitled: str
    documents_table: tuple[str, str, str, str]
    convention_row: str
    statements_row: str
    evals_intro: str
    evals_measure: str
    evals_aim: str
    evals_interval: str
    evals_missing: str
    evals_more: str
    measures: Mapping[str, str]
    splits: Mapping[str, str]
    percent: str
    # errors
    not_found: str
    not_found_text: str
    broken: str
    broken_text: str
    pages_instead: str
