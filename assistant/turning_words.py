"""Words that turn a statement into another one: "not", "only", "may", "before", "half", a currency, a weekday.

A sentence may be made of its source's words and yet say the opposite by one of these, so each of them has to be in the
source too, in whatever language. Patterns read folded text without its dates.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from corpus.figures import find_dates
from corpus.text import fold
from index.terms import content_words

NEGATION: Final = "negation"

# Azerbaijani denies inside the verb: imzalaMAyıb, etMİr, olMAz, olunMAyan. A few words only look so.
_AZ_DENIAL: Final = (
    r"\b(?!(?:omur|demir|temir|komur|emir|teymur|timur|texiresalinmaz|dasinmaz|toxunulmaz|numayen\w*)\b)\w{2,}"
    r"(?:m[ae](?:y[iu]b|yan|yen|yaraq|yerek|yacaq|yecek|yacag|yeceg|m[iu]s|z|zlar|zler|d[iu](?!r))|m[iu]r(?:lar|ler)?\b)"
)
_CLASSES: Final[dict[str, tuple[str, ...]]] = {
    NEGATION: (
        r"\b(?:not|no|never|none|nor|neither|cannot|without)\b|n't\b",
        r"\b(?:не|нет|ни|никогда|нельзя|без|никто|никак\w+|ничего)\b",
        r"\b(?:deyil(?!ir|ib|en|m[ie])\w*|yox(?!lan|lay)\w*|hec|olmadan)\b|" + _AZ_DENIAL,
    ),
    "refuse": (
        r"\b(?:reject|refus|deny|denie|denial|oppos|declin|veto)\w*",
        r"\b(?:отклон|отказ|отверг|возража)\w*",
        r"\b(?:redd|imtina|etiraz|eleyhine)\w*",
    ),
    "forbid": (r"\b(?:prohibit|forbid|ban\b|banned|outlaw)\w*", r"\b(?:запрещ|запрет)\w*", r"\bqadagan\w*"),
    "end": (
        r"\b(?:withdr[ae]w|cancel|terminat|suspend|revok|denounc|repeal|annul)\w*",
        r"\b(?:отозв|отмен|прекра[тщ]|приостан|денонс|аннулир)\w*|\bвы(?:шел|шла|шли|йдет|йти) из\b",
        r"\b(?:legv|dayandir|denonsasiya|xitam)\w*|\bgeri (?:gotur|cek)\w*",
    ),
    "unlawful": (
        r"\b(?:illegal|unlawful)\w*",
        r"\b(?:незаконн|противоправн|неправомерн)\w*",
        r"\b(?:qanunsuz|huquqazidd)\w*",
    ),
    "only": (
        r"\b(?:only|solely|exclusively|alone)\b",
        r"\b(?:только|лишь|исключительно|единственн\w+)\b",
        r"\b(?:yalniz|tekce|yegane)\b",
    ),
    "former": (
        r"\b(?:former|formerly|ex|acting|deputy|vice|retired)\b",
        r"\b(?:бывш\w+|экс|и\.? ?о|исполняющ\w+|заместител\w+|вице)\b",
        r"\b(?:kecmis|sabiq|muavin\w*|vitse|evezi\w*)\b",
    ),
    "all": (
        r"\b(?:all|every|entire|whole)\b",
        r"\b(?:все|всех|всем|всеми|весь|вся|всю|всей)\b",
        r"\b(?:butun|hamisi\w*)\b",
    ),
    "before": (
        r"\b(?:before|prior to|earlier than)\b",
        r"\b(?:перед|прежде|раньше|до того)\b",
        r"\b(?:qabaq|d[ae]n evvel)\b",
    ),
    "after": (r"\bafter\b", r"\b(?:после|спустя)\b", r"\bsonra\b"),
    "more": (
        r"\b(?:more than|exceed\w*|at least|over(?= \d))\b",
        r"\b(?:более|больше|свыше)\b",
        r"\b(?:d[ae]n (?:cox|artiq)|en azi|azi)\b",
    ),
    "less": (
        r"\b(?:less than|fewer than|at most|up to|under(?= \d))\b",
        r"\b(?:менее|меньше)\b",
        r"\b(?:d[ae]n az|en coxu)\b",
    ),
    "about": (
        r"\b(?:about|around|approximately|roughly|nearly|almost)(?= \d)",
        r"\b(?:около|примерно|почти|приблизительно)\b",
        r"\b(?:texminen|teqriben|demek olar)\b",
    ),
    "must": (
        r"\b(?:shall|must|oblig\w+|mandatory|requir\w+|ha(?:s|ve) to|compulsory|duty|duties)\b",
        r"\b(?:обяз\w+|должн\w+|должен|требу\w+|необходимо)\b",
        r"\b(?:mecbur\w*|ohdelik\w*|teleb\w*|borclu\w*|(?!emeli\b|ameli\b|temeli\b)\w{2,}m[ae]li(?:d[iu]r\w*)?)\b",
    ),
    "may": (
        r"\b(?:may|might|can|could|optional|allow\w*|permit\w*)\b",
        r"\b(?:может|могут|могла|мог|вправе|можно|позвол\w+)\b",
        r"\b(?:bil[ae]r\w*|mumkun\w*|imkan\w*|icaze\w*)\b",
    ),
    "plan": (
        r"\b(?:will|plans?|planned|intends?|going to|expected|promis\w+)\b",
        r"\b(?:будет|будут|планиру\w+|намер\w+|ожида\w+|вступ(?:ит|ят)|стан(?:ет|ут)|состо(?:ит|ят)ся|начн(?:ет|ут)ся)\b",
        r"\b(?:\w{2,}(?:acaq|ecek)\w*|planlas\w+|gozlenil\w+)\b",
    ),
    "half": (r"\bhalf\b", r"\bполовин\w+", r"\byaris\w+"),
    "majority": (r"\b(?:majority|most of)\b", r"\bбольшинств\w+", r"\bekseriyyet\w*"),
    "dozens": (r"\b(?:dozens?|tens of)\b", r"\b(?:десятки|десятков|дюжин\w*)\b", r"\bonlarla\b"),
    "hundreds": (r"\bhundreds of\b", r"\b(?:сотни|сотен)\b", r"\byuzlerle\b"),
    "thousands": (r"\bthousands of\b", r"\b(?:тысячи|тысяч)\b(?<!\d тысяч)", r"\bminlerle\b"),
    "twice": (
        r"\b(?:twice|double[ds]?|tripled?|thrice)\b",
        r"\b(?:вдвое|дважды|втрое)\b",
        r"\b(?:iki|uc) (?:defe|qat)\w*",
    ),
    "one": (r"\b(?:one|single)\b(?! of)", r"\b(?:один|одна|одно|одну|одной|одним)\b(?! из)", r"\btek bir\b"),
    "yes or no": (r"^(?:yes|no)\b", r"^(?:да|нет)\b", r"^(?:beli|xeyr|he|yox)\b"),
    "yesterday": (r"\byesterday\b", r"\bвчера\b", r"\bdunen\b"),
    "today": (r"\b(?:today|now)\b", r"\b(?:сегодня|сейчас)\b", r"\b(?:bu gun|indi)\b"),
    "tomorrow": (r"\btomorrow\b", r"\bзавтра\b", r"\bsabah\b"),
    "last time": (
        r"\blast (?:week|month|year)\b",
        r"\bпрошл\w+ (?:недел|месяц|год)\w*",
        r"\b(?:kecen|oten) (?:hefte|ay|il)\b",
    ),
    "next time": (
        r"\bnext (?:week|month|year)\b",
        r"\bследующ\w+ (?:недел|месяц|год)\w*",
        r"\b(?:gelen|novbeti) (?:hefte|ay|il)\b",
    ),
    "monday": (r"\bmonday\b", r"\bпонедельник\w*", r"\bbazar ertesi\b"),
    "tuesday": (r"\btuesday\b", r"\bвторник\w*", r"\bcersenbe axsami\b"),
    "wednesday": (r"\bwednesday\b", r"\bсред[ау]\b", r"\bcersenbe(?! axsami)\b"),
    "thursday": (r"\bthursday\b", r"\bчетверг\w*", r"\bcume axsami\b"),
    "friday": (r"\bfriday\b", r"\bпятниц\w+", r"\bcume(?! axsami)\b"),
    "saturday": (r"\bsaturday\b", r"\bсуббот\w+", r"\bsenbe\b"),
    "sunday": (r"\bsunday\b", r"\bвоскресень\w+", r"\bbazar gunu\b"),
    "dollar": (r"[$]|\b(?:usd|dollars?)\b", r"\bдоллар\w*", r"\bdollar\w*"),
    "euro": (r"€|\b(?:eur|euros?)\b", r"\bевро\b", r"\bavro\b"),
    "manat": (r"₼|\b(?:azn|manats?)\b", r"\bманат\w*", r"\bmanat\w*"),
    "rouble": (r"₽|\b(?:rub|rou?bles?)\b", r"\bрубл\w+", r"\brubl\w*"),
    "pound": (r"£|\b(?:gbp|pounds?)\b", r"\bфунт\w*", r"\bfunt\w*"),
    "percent": (r"%|\bper ?cent\b", r"\bпроцент\w*", r"\bfaiz\w*"),
    "hours": (r"\bhours?\b", r"\bчас(?:а|ов|ы|ам)?\b", r"\bsaat\w*"),
    "days": (
        r"\bdays?\b",
        r"\b(?:день|дня|дней|дни|дням)\b|\bсут(?:ки|ок)\b",
        r"\bgun(?:u|un|luk|den|lik|de|ler\w*)?\b",
    ),
    "weeks": (r"\bweeks?\b", r"\bнедел\w+", r"\bhefte\w*"),
    "months": (r"\bmonths?\b", r"\bмесяц\w*", r"\bay(?:i|in|liq|dan|lar\w*)?\b"),
    "million": (r"\bmillions?\b", r"\b(?:миллион\w*|млн)\b", r"\bmilyon\w*"),
    "billion": (r"\bbillions?\b", r"\b(?:миллиард\w*|млрд)\b", r"\bmilyard\w*"),
}
_COMPILED: Final = {name: re.compile("|".join(patterns)) for name, patterns in _CLASSES.items()}
_DENIED_WITHIN: Final = 5  # words after "not" in which the denied verb comes: "shall not in any way be"


@lru_cache(maxsize=4096)
def turns(text: str) -> frozenset[str]:
    """Return which kinds of turning words a text has.

    >>> sorted(turns("The law may not be changed before 5 May 2026")), sorted(turns("Qanun imzalanmayıb"))
    (['before', 'may', 'negation'], ['negation'])
    """
    plain = _without_dates(text)
    return frozenset(name for name, pattern in _COMPILED.items() if pattern.search(plain))


def denied_words(text: str) -> frozenset[str]:
    """Return the folded words that a text denies: the next two after "not", the denied verb, the word before "deyil".

    >>> sorted(denied_words("They shall not be interpreted in isolation")), sorted(denied_words("Bu, məcburi deyil"))
    (['interpreted', 'isolation'], ['mecburi'])
    """
    plain = _without_dates(text)
    found: set[str] = set()
    for match in _COMPILED[NEGATION].finditer(plain):
        if match.group().startswith(("deyil", "yox")):
            found.update(plain[: match.start()].split()[-1:])
        elif len(match.group()) > len("without"):
            found.add(match.group())
        else:
            found.update(content_words(" ".join(plain[match.end() :].split()[:_DENIED_WITHIN]))[:2])
    return frozenset(found)


def _without_dates(text: str) -> str:
    plain = fold(text)
    for date in find_dates(text):
        plain = plain[: date.start] + " " * (date.end - date.start) + plain[date.end :]
    return plain
