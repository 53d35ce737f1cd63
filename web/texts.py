"""Every phrase of the interface, in Azerbaijani, Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from corpus.types import Edition, Language

OWN_NAMES: Final[Mapping[Language, str]] = {"az": "Azərbaycanca", "ru": "Русский", "en": "English"}

# Asked as they stand; each can be answered from the shipped corpus.
EXAMPLES: Final[Mapping[Language, tuple[str, ...]]] = {
    "az": (
        "Konvensiyanı neçə dövlət imzalayıb?",
        "Milli Məclis qanunu nə vaxt qəbul edib?",
        "Konvensiyanın 41-ci maddəsi nə haqqındadır?",
    ),
    "ru": (
        "Сколько государств подписали Конвенцию?",
        "Кто подписал Конвенцию от имени Азербайджана?",
        "О чём статья 41 Конвенции?",
    ),
    "en": (
        "How many countries signed the Convention?",
        "Which authority will operate the 24/7 contact centre?",
        "What does Article 41 of the Convention say?",
    ),
}


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
    thousands: str
    months: tuple[str, ...]
    editions: Mapping[Edition, str]
    languages: Mapping[str, str]


_ENGLISH: Final = Texts(
    language="en",
    name="Convention Assistant",
    tagline="Ask about the UN Convention against Cybercrime and its ratification by Azerbaijan. "
    "Each answer is quoted word for word from a source that you can open and check.",
    switch="Language",
    conversation="Conversation",
    welcome="Ask in Azerbaijani, Russian or English",
    label="Your question",
    placeholder="Your question",
    send="Ask",
    keys="Enter sends, Shift + Enter starts a new line",
    restart="New conversation",
    sending="Searching the sources…",
    left="Characters left: {count}",
    too_long="The question has {count} characters, and at most {limit} can be taken. Shorten it, then send it again.",
    failed="Something failed on our side, so this question has no answer. Send it again; if it fails again, "
    "tell the people who run this page.",
    empty="There is no question in it. Type one in words, then send it.",
    not_taken="This question cannot be taken:",
    unreachable="The server does not respond. Check the connection, then send the question again.",
    answer="Answer",
    nearest="Nearest passages in the sources: they do not answer the question",
    understood="Understood as:",
    sources="Sources",
    source="Source {marker}",
    link="Link to this question",
    other_language="Quoted in {language}, the language of the source",
    open_source="Open the source",
    open_official="Open the official text",
    new_tab="opens in a new tab",
    undated="no date",
    as_of="Corpus as of {date}",
    proof="What proves this statement",
    unproven="This quote was not found in the document, so it proves nothing. Please report it.",
    article="Article {number}",
    paragraph="paragraph {number}",
    footer="Answers are quoted from {parts}.",
    privacy="No account, no tracking, no request to any other server. "
    "Questions are kept in memory for this conversation only.",
    articles="news articles ({count})",
    digest="a digest of the Convention’s 68 articles",
    official="the official text of the Convention",
    statements="verified statements ({count})",
    thousands=",",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    editions={
        "source": "Source article",
        "digest": "Digest of the Convention, not the official text",
        "official": "Official text",
        "statement": "Our statement, with its proof",
    },
    languages={
        "az": "Azerbaijani", "en": "English", "ru": "Russian",
        "ar": "Arabic", "es": "Spanish", "fr": "French", "zh": "Chinese",
    },
)  # fmt: skip

_RUSSIAN: Final = Texts(
    language="ru",
    name="Помощник по Конвенции",
    tagline="Спрашивайте о Конвенции ООН против киберпреступности и о её ратификации Азербайджаном. "
    "Каждый ответ дословно процитирован из источника, который можно открыть и проверить.",
    switch="Язык",
    conversation="Разговор",
    welcome="Спрашивайте на азербайджанском, русском или английском",
    label="Ваш вопрос",
    placeholder="Ваш вопрос",
    send="Спросить",
    keys="Enter отправляет, Shift + Enter начинает новую строку",
    restart="Новый разговор",
    sending="Ищем в источниках…",
    left="Осталось символов: {count}",
    too_long="В вопросе символов: {count}, а принимается не более {limit}. Сократите его и отправьте ещё раз.",
    failed="У нас произошёл сбой, и этот вопрос остался без ответа. Отправьте его ещё раз; если сбой повторится, "
    "сообщите тем, кто ведёт эту страницу.",
    empty="Здесь нет вопроса. Напишите его словами и отправьте.",
    not_taken="Этот вопрос нельзя принять:",
    unreachable="Сервер не отвечает. Проверьте соединение и отправьте вопрос ещё раз.",
    answer="Ответ",
    nearest="Ближайшие отрывки из источников: на вопрос они не отвечают",
    understood="Вопрос понят так:",
    sources="Источники",
    source="Источник {marker}",
    link="Ссылка на этот вопрос",
    other_language="Цитата на языке источника: {language}",
    open_source="Открыть источник",
    open_official="Открыть официальный текст",
    new_tab="откроется в новой вкладке",
    undated="без даты",
    as_of="Источники по состоянию на {date}",
    proof="Чем доказано это утверждение",
    unproven="Эта цитата не найдена в документе и потому ничего не доказывает. Пожалуйста, сообщите об этом.",
    article="Статья {number}",
    paragraph="пункт {number}",
    footer="Ответы цитируются из этих источников: {parts}.",
    privacy="Без учётной записи, без слежения, без обращений к другим серверам. "
    "Вопросы хранятся в памяти только для этого разговора.",
    articles="новостные статьи ({count})",
    digest="изложение 68 статей Конвенции",
    official="официальный текст Конвенции",
    statements="проверенные утверждения ({count})",
    thousands="\u00a0",
    months=(
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ),
    editions={
        "source": "Статья из прессы",
        "digest": "Изложение Конвенции, не официальный текст",
        "official": "Официальный текст",
        "statement": "Наше утверждение с доказательством",
    },
    languages={
        "az": "азербайджанский", "en": "английский", "ru": "русский",
        "ar": "арабский", "es": "испанский", "fr": "французский", "zh": "китайский",
    },
)  # fmt: skip

_AZERBAIJANI: Final = Texts(
    language="az",
    name="Konvensiya köməkçisi",
    tagline="BMT-nin Kibercinayətkarlığa qarşı Konvensiyası və onun Azərbaycan tərəfindən ratifikasiyası barədə "
    "soruşun. Hər cavab açıb yoxlaya biləcəyiniz mənbədən sözbəsöz sitatdır.",
    switch="Dil",
    conversation="Söhbət",
    welcome="Azərbaycan, rus və ya ingilis dilində soruşun",
    label="Sualınız",
    placeholder="Sualınız",
    send="Soruş",
    keys="Enter göndərir, Shift + Enter yeni sətir açır",
    restart="Yeni söhbət",
    sending="Mənbələrdə axtarılır…",
    left="Qalan simvol sayı: {count}",
    too_long="Sualda {count} simvol var, ən çoxu {limit} simvol qəbul olunur. Sualı qısaldıb yenidən göndərin.",
    failed="Bizim tərəfdə xəta baş verdi və bu sual cavabsız qaldı. Sualı yenidən göndərin; xəta təkrarlansa, "
    "bu səhifəni idarə edənlərə bildirin.",
    empty="Burada sual yoxdur. Sualı sözlə yazıb göndərin.",
    not_taken="Bu sualı qəbul etmək mümkün deyil:",
    unreachable="Server cavab vermir. Bağlantını yoxlayın, sonra sualı yenidən göndərin.",
    answer="Cavab",
    nearest="Mənbələrdə ən yaxın hissələr: onlar suala cavab vermir",
    understood="Sual belə başa düşüldü:",
    sources="Mənbələr",
    source="Mənbə {marker}",
    link="Bu suala keçid",
    other_language="Sitat mənbənin dilindədir: {language}",
    open_source="Mənbəni aç",
    open_official="Rəsmi mətni aç",
    new_tab="yeni vərəqdə açılır",
    undated="tarixsiz",
    as_of="Mənbələr {date} tarixinə olan vəziyyəti əks etdirir",
    proof="Bu ifadəni sübut edən mənbələr",
    unproven="Bu sitat sənəddə tapılmadı, ona görə heç nəyi sübut etmir. Xahiş edirik, bu barədə xəbər verin.",
    article="Maddə {number}",
    paragraph="bənd {number}",
    footer="Cavablar bu mənbələrdən gətirilən sitatlardır: {parts}.",
    privacy="Hesab yoxdur, izləmə yoxdur, başqa serverlərə müraciət yoxdur. "
    "Suallar yalnız bu söhbət üçün yaddaşda saxlanılır.",
    articles="xəbər məqalələri ({count})",
    digest="Konvensiyanın 68 maddəsinin xülasəsi",
    official="Konvensiyanın rəsmi mətni",
    statements="yoxlanılmış ifadələr ({count})",
    thousands="\u00a0",
    months=(
        "yanvar", "fevral", "mart", "aprel", "may", "iyun",
        "iyul", "avqust", "sentyabr", "oktyabr", "noyabr", "dekabr",
    ),
    editions={
        "source": "Mətbuat məqaləsi",
        "digest": "Konvensiyanın xülasəsi, rəsmi mətn deyil",
        "official": "Rəsmi mətn",
        "statement": "Bizim ifadəmiz, sübutu ilə",
    },
    languages={
        "az": "Azərbaycan dili", "en": "ingilis dili", "ru": "rus dili",
        "ar": "ərəb dili", "es": "ispan dili", "fr": "fransız dili", "zh": "Çin dili",
    },
)  # fmt: skip

TEXTS: Final[Mapping[Language, Texts]] = {"az": _AZERBAIJANI, "ru": _RUSSIAN, "en": _ENGLISH}
