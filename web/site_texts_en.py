"""What the pages beside the chat say in English."""

from __future__ import annotations

from typing import Final

from web.site_phrases import SitePhrases

ENGLISH: Final = SitePhrases(
    home="Convention Assistant, to the chat",
    skip="Skip to the content",
    languages_shown="Languages shown",
    three_languages="Three languages",
    language_column="Language",
    convention_intro="Nine chapters and 68 articles, in Azerbaijani, Russian and English side by side. "
    "Each article and paragraph has a link of its own.",
    notice_digest="This is our digest, not the official text.",
    notice_digest_more="It was written from general knowledge of the Convention; no official text was at hand to "
    "compare it with. For anything that matters, read the official text.",
    notice_official="This is the official text of the United Nations, as it was imported here.",
    notice_mixed="Our digest, not the official text: {digest}. The official text: {official}.",
    search_label="Search the Convention",
    search_hint="Words, or an article’s number",
    search="Search",
    contents="Contents",
    chapter="Chapter {roman}",
    article_span="Article {first}",
    articles_span="Articles {first}–{last}",
    preamble="Preamble",
    breadcrumb="You are here",
    permalink="Link to this place: {place}",
    neighbours="Before and after",
    previous="Previous",
    next="Next",
    whole_chapter="Read the whole chapter",
    ask_about="Ask about this article",
    ask_article="What does Article {number} of the Convention say?",
    confidence={
        "unconfirmed": "Not confirmed: a figure here is doubtful until it is compared with the official text.",
        "treaty-collection": "Read in the UN Treaty Collection.",
    },
    results="Results for “{query}”",
    results_count="Articles found: {count}",
    results_named="You named",
    results_language="Found in the text in this language: {language}",
    corrected="Searched for: {query}",
    nothing_found="Nothing was found for “{query}”.",
    nothing_found_help="Try fewer or other words, or the number of an article, such as “Article 41”. "
    "You can search in Azerbaijani, Russian and English.",
    query_empty="There is nothing to search for. Type a word, or the number of an article.",
    query_too_long="The query has {count} characters, and at most {limit} can be taken. Shorten it, then search again.",
    no_such_article="There is no Article {number}: the Convention has {count} articles.",
    no_such_chapter="There is no Chapter {number}: the Convention has {count} chapters.",
    all_contents="All chapters and articles",
    timeline_intro="How the Convention came about, and how Azerbaijan joined in. "
    "Each point opens the quotes that prove it.",
    timeline_drawing="The dates, drawn to scale",
    timeline_scale="Each short mark is the first day of a month.",
    reported_on="Reported on {date}",
    reported_note="The sources give the day of the report, not the day of the signing.",
    undated_event="No date in our sources",
    undated_point="no date",
    days_later="{count} days later",
    days_later_one="{count} day later",
    quotes="Quotes that prove it: {count}",
    statement_link="This statement by itself",
    statements_intro="Each statement is ours, in three languages, and rests on quotes that stand word for word in the "
    "sources. A program checks that every quote stands in its document, and that every date, number and name of the "
    "statement stands in its quotes.",
    true_as_of="As of {date}",
    all_statements="All statements",
    statement_heading="Verified statement",
    groups={
        "adoption": "How the Convention came about",
        "approval": "Parliament and President",
        "authorities": "Who does what in Azerbaijan",
        "content": "What the Convention says",
        "effects": "What ratification changes",
        "signature": "Signature",
        "sources": "Who reports what",
        "status": "Where things stand",
    },
    other_group="More",
    about_intro="An assistant that answers questions about the UN Convention against Cybercrime and its ratification "
    "by Azerbaijan, in quotes that you can check.",
    about={
        "covers": "What it covers",
        "works": "How an answer comes about",
        "limits": "What it cannot do",
        "evals": "How good it is",
        "privacy": "Privacy",
        "licences": "Licences",
        "mistakes": "How to report a mistake",
    },
    about_sections={
        "works": (
            "Your question is matched with these documents by its words and by its meaning. What answers it is quoted "
            "word for word, with a link to the passage; a statement of ours is shown as ours, with the quotes that "
            "prove it.",
            "When the documents don’t answer, the assistant says so and shows the nearest passages. "
            "It never answers from memory.",
        ),
        "limits": (
            "The Convention is shown as our digest wherever the official text has not been imported: it is not a "
            "legal text. Nothing here is legal advice.",
            "The news articles are from February 2026. What has happened since is not in them, and a fact is only as "
            "good as the source that it is quoted from. Where the sources differ, the differing quotes are shown.",
            "Some questions that the documents do answer are refused, and some are answered from a neighbouring "
            "sentence: the figures below say how many. Read the quote before you rely on an answer.",
        ),
        "privacy": (
            "There is no account, no tracking and no advertising. The pages load nothing from any other server, and "
            "your question does not leave this one, unless the people who run it have connected a language model: "
            "answers that a model has written say so.",
            "Questions are kept in memory for the length of the conversation. Feedback is stored only if you agree, "
            "and you can withdraw it. Your browser keeps the language you chose, in a cookie, and "
            "a random number for the open conversation; nothing else.",
        ),
        "licences": (
            "The program is free software under the MIT licence. Our digest and our statements are part of it.",
            "The news articles belong to their publishers and are quoted here as sources; ask the publishers before "
            "you publish a text elsewhere. The official text of the Convention is a document of the United Nations.",
        ),
        "mistakes": (
            "In the chat: choose “No” below the answer, say what is wrong, and agree that it is stored. "
            "The people who run this page can then read it.",
            "On the other pages: tell the people who run this page, with the link of the article, paragraph or "
            "statement (the sign beside it holds the link), the words that are wrong, and the source that says "
            "otherwise.",
        ),
    },
    untitled="News report without a title",
    documents_table=("Document", "Publisher", "Date", "Language"),
    convention_row="UN Convention against Cybercrime: preamble and {count} articles",
    statements_row="Verified statements of ours: {count}",
    evals_intro="Measured on questions that the assistant was not tuned on, in each language: "
    "{facts} with a known answer, {unanswerable} that the documents don’t answer.",
    evals_measure="Measure",
    evals_aim="Aim",
    evals_interval="Small figures: the 95 % interval, which is how far chance alone may move a result.",
    evals_missing="This installation carries no figures.",
    evals_more="Questions on which the search for the right article was measured, in each language: {count}.",
    measures={
        "right": "Known facts answered, right and properly cited",
        "refused": "Unanswerable questions refused",
        "quotes_exact": "Quotes that stand word for word in their source",
        "language_match": "Answers in the language of the question",
        "article_first": "Right article of the Convention found first",
        "article_in_three": "… among the first three",
    },
    splits={"test": "Held-out questions", "dev": "Development questions", "all": "All questions"},
    percent="{value}%",
    not_found="This page does not exist",
    not_found_text="The address may be mistyped, or the page may have moved. "
    "The Convention has articles 1 to 68 and chapters 1 to 9.",
    broken="This page could not be made",
    broken_text="Something failed on our side. Load the page again; if it fails again, tell the people who run it.",
    pages_instead="These pages exist",
)
