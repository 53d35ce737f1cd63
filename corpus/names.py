"""The institutions, people and places of the sources, found under every name and case they bear in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final

from corpus.text import fold
from corpus.text import words as cut_words


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name that a text bears, in characters of that text; `canonical` is the same in all three languages."""

    start: int
    end: int
    canonical: str


CONVENTION: Final = "UN Convention against Cybercrime"
AZERBAIJAN: Final = "Azerbaijan"
_UN: Final = "United Nations"
_PARLIAMENT: Final = "Milli Majlis"
_PRESIDENT: Final = "President"

# Canonical name -> its aliases: `*` is any ending, `?` makes the letter before it optional, `=` holds the case.
# Quote marks inside a name are skipped. The longest alias at a place wins: "national parliaments" is no Milli Majlis.
_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    CONVENTION: (
        "convention*", "un convention* against cybercrime", "united nations convention* against cybercrime",
        "united nations (un) convention* against cybercrime", "un cybercrime convention*",
        "convention* against cybercrime", "cybercrime convention*", "anti-cybercrime convention*",
        "конвенци*", "конвенци* оон о противодействии киберпреступности",
        "конвенци* организации объединенных наций о противодействии киберпреступности",
        "конвенци* организации объединенных наций против киберпреступности", "конвенци* оон против киберпреступности",
        "konvensiya*", "bmt-nin kibercinayetkarliga qarsi konvensiya*",
        "конвенци* о противодействии киберпреступности", "конвенци* против киберпреступности",
        "конвенци* по борьбе с киберпреступностью", "kibercinayetkarliga qarsi konvensiya*",
        "kibercinayetkarliga qarsi bmt konvensiya*", "kibercinayetkarliga qarsi bmt-nin konvensiya*",
        "birlesmis milletler teskilatinin kibercinayetkarliga qarsi konvensiya*",
    ),
    "Budapest Convention": ("budapest convention*", "будапештск* конвенци*", "budapest konvensiya*"),
    AZERBAIJAN: ("azerbaijan*", "азербайджан*", "azerbaycan*"),
    _UN: (
        "=UN", "united nations", "united nations (un)", "оон", "организаци* объединенных наций", "bmt", "bmt-*",
        "birlesmis milletler teskilat*",
    ),
    "General Assembly": ("general assembly", "генеральн* ассамбле*", "генассамбле*", "bas assambleya*"),
    "United Nations Office on Drugs and Crime": (
        "unodc", "united nations office on drugs and crime", "un office on drugs and crime",
        "управлени* оон по наркотикам и преступности", "юнодк", "bmt-nin narkotikler ve cinayetkarliq idaresi*",
    ),
    "Secretary-General": ("secretary-general", "генеральн* секретар*", "bas katib*"),
    "State Security Service": (
        "state security service", "sss", "служб* государственной безопасности", "сгб",
        "dovlet tehlukesizliyi xidmet*", "dtx", "dtx-*",
    ),
    "Ministry of Justice": ("ministry of justice", "justice ministry", "министерств* юстиции", "минюст*",
                            "edliyye nazirliy*"),
    "Ministry of Foreign Affairs": (
        "ministry of foreign affairs", "foreign ministry", "министерств* иностранных дел", "=МИД",
        "xarici isler nazirliy*",
    ),
    "Ministry of Internal Affairs": (
        "ministry of internal affairs", "interior ministry", "министерств* внутренних дел", "=МВД",
        "daxili isler nazirliy*",
    ),
    "Special Communication and Information Security State Service": (
        "special communication and information security state service",
        "state service of special communications? and information security",
        "государственн* служб* специальной связи и информационной безопасности",
        "xususi rabite ve informasiya tehlukesizliyi dovlet xidmet*",
    ),
    "Prosecutor General's Office": (
        "prosecutor general's office", "general prosecutor's office", "генеральн* прокуратур*", "генпрокуратур*",
        "bas prokurorlu*",
    ),
    "Cabinet of Ministers": ("cabinet of ministers", "кабинет* министров", "nazirler kabinet*"),
    "Supreme Court": ("supreme court", "верховн* суд*", "ali mehkeme*"),
    _PARLIAMENT: (
        "milli majlis", "milli mejlis", "parliament", "милли меджлис*",
        "парламент", "парламента", "парламенту", "парламентом", "парламенте", "milli meclis*",
        "parlament", "parlamenti", "parlamentin", "parlamentinin", "parlamentde", "parlamentinde",
    ),
    "national parliaments": ("national parliaments?", "национальн* парламент*", "milli parlament*"),
    _PRESIDENT: ("president", "president's", "президент", "президента", "президенту", "президентом", "президенте",
                 "prezident", "prezidenti*"),
    "Ilham Aliyev": ("ilham aliyev*", "aliyev", "ильхам* алиев*", "алиев*", "ilham eliyev*", "eliyev*"),
    "Trend": ("=Trend", "=Trend-*", "=Тренд"),
    "Day.Az": ("day.az", "day.az-*"),
    "Operative Information Center": (
        "operative information cent?er", "operative information centre", "omm", "omm-*",
        "operative information center (omm)", "operative information center-omm", "operative information centre (omm)",
        "центр* оперативной информации", "оперативн* информационн* центр*", "operativ melumat merkez*",
        "operativ melumat merkez* (omm)", "=ОММ", "оперативн* информационн* центр* (омм)",
        "центр* оперативной информации (omm)",
    ),
    "Baku": ("baku", "баку", "bakida", "bakinin", "baki"),
    "Hanoi": ("hanoi", "ханой", "ханоя", "ханое", "ханоем", "ханою", "ханойск*", "hanoy*"),
    "Vietnam": ("vietnam*", "viet nam", "вьетнам*", "vyetnam*"),
    "Geneva": ("geneva", "женев*", "cenevre*"),
    "Vienna": ("vienna", "вена", "вены", "вене", "вену", "vyana*"),
    "Moscow": ("moscow", "москв*", "moskva*"),
    "Istanbul": ("istanbul*", "стамбул*"),
    "Paris": ("paris", "париж*", "parisd*"),
    "Brussels": ("brussels", "брюссел*", "brussel*"),
    "Security Council": ("security council", "совет* безопасности", "tehlukesizlik surasi*"),
    "Minister of Foreign Affairs": (
        "foreign minister", "minister of foreign affairs", "министр* иностранных дел", "xarici isler nazir",
        "xarici isler naziri*",
    ),
    "Minister of Justice": (
        "justice minister", "minister of justice", "министр* юстиции", "edliyye nazir", "edliyye naziri*",
    ),
    "New York": ("new york", "нью-йорк*", "nyu-york*"),
    "United Kingdom": ("united kingdom", "uk", "great britain", "britain", "великобритани*", "соединенн* королевств*",
                       "boyuk britaniya*"),
    "France": ("france", "франци*", "fransa*"),
    "China": ("china", "китай", "китая", "китаем", "китаю", "китае", "=cin", "=cinin", "=cinde", "=cinden", "=cini"),
    "Australia": ("australia", "австралия", "австралии", "австралию", "австралией", "avstraliya*"),
    "Belgium": ("belgium", "бельги*", "belcika*"),
    "Türkiye": ("turkiye*", "turkey", "турци*"),
    "Poland": ("poland", "польш*", "polsa*"),
    "Russia": ("russia", "russian federation", "россия", "россии", "россию", "россией", "российск* федераци*",
               "rusiya*"),
    "Spain": ("spain", "испани*", "ispaniya*"),
    "United Arab Emirates": (
        "uae", "united arab emirates", "united arab emirates (uae)", "оаэ", "объединенн* арабск* эмират*", "bee",
        "birlesmis ereb emirlik*",
    ),
    "Sweden": ("sweden", "швеци*", "isvec*"),
    "United States": ("united states", "usa", "сша", "соединенн* штат*", "abs", "amerika birlesmis statlari*"),
    "Germany": ("germany", "германи*", "almaniya*"),
    "Iran": ("iran", "иран", "ирана", "ираном", "iran*"),
    "Georgia": ("georgia", "грузи*", "gurcustan*"),
    "Kazakhstan": ("kazakhstan*", "казахстан*", "qazaxistan*"),
    "Ukraine": ("ukraine", "украин*", "ukrayna*"),
    "European Union": ("european union", "европейск* союз*", "avropa ittifaqi*"),
    "Council of Europe": ("council of europe", "совет* европы", "avropa surasi*"),
    "Interpol": ("interpol*", "интерпол*"),
}  # fmt: skip
COUNTRIES_FILE: Final = Path(__file__).with_name("countries.tsv")
_QUOTES: Final = '"?'


def _pattern(alias: str) -> str:
    words = (re.escape(word).replace(r"\*", r"\w*").replace(r"\?", "?") for word in alias.split())
    return rf"{_QUOTES}\s{_QUOTES}".join(words)


def _countries() -> dict[str, tuple[str, ...]]:
    """Read the other states' names, in their case forms (`corpus/make_countries.py`)."""
    lines = COUNTRIES_FILE.read_text(encoding="utf-8").splitlines()
    return {name: tuple(forms) for name, *forms in (line.split("\t") for line in lines)}


def _rows() -> tuple[tuple[str, str, bool], ...]:
    """List (alias, canonical name, case held), longest alias first within each beginning of two letters."""
    listed = {**_ALIASES, **_countries()}
    aliases = [(fold(alias), name) for name, names in listed.items() for alias in names]
    rows = [(alias.lstrip("="), name, alias.startswith("=")) for alias, name in aliases]
    return tuple(sorted(rows, key=lambda row: (row[0][:2], -len(row[0]), row[0])))


def _compile() -> re.Pattern[str]:
    """Compile all aliases into one pattern, branched by first and second letter for speed; group N is row N - 1."""
    branches = []
    for first, rows in groupby(_ROWS, key=lambda row: row[0][0]):
        inner = (
            f"(?={second})(?:{_either(list(group))})" for second, group in groupby(rows, key=lambda row: row[0][:2])
        )
        branches.append(f"(?={first})(?:{'|'.join(inner)})")
    return re.compile(rf"https?://\S+|(?<!\w)(?:{'|'.join(branches)})(?!\w)")


def _beginning(alias: str) -> str:
    """The letters with which a name is sure to begin, three at most: those before an ending, or one that may miss."""
    return re.split(r"[*\s]|\w\?", alias, maxsplit=1)[0][:3]


def _either(rows: list[tuple[str, str, bool]]) -> str:
    return "|".join(f"({_pattern(alias)})" for alias, _, _ in rows)


_COUNTRIES_NAMED_ABOVE: Final = """
    Australia, Belgium, China, France, Georgia, Germany, Iran, Kazakhstan, Poland, Russia, Spain, Sweden, Türkiye,
    Ukraine, United Arab Emirates, United Kingdom, United States, Vietnam
"""
COUNTRIES: Final = frozenset({*_countries(), *(name.strip() for name in _COUNTRIES_NAMED_ABOVE.split(","))})  # but ours
_ROWS: Final = _rows()
_PATTERN: Final = _compile()
_WORD_START: Final = re.compile(r"(?<!\w)\w")
# Three letters, or fewer where a name's first word has no more that are sure; and a web address.
_BEGINNINGS: Final = frozenset({_beginning(alias) for alias, _, _ in _ROWS} | {"htt"})


def find_names(text: str) -> list[NameMention]:
    """Find the known names of a text in order, whatever their language, case ending and diacritics.

    >>> [name.canonical for name in find_names("Служба государственной безопасности; DTX-nin rəisi; the SSS in Hanoi")]
    ['State Security Service', 'State Security Service', 'State Security Service', 'Hanoi']
    """
    return list(_found(text))


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[NameMention, ...]:
    """Find them once: a question is read for its names again and again."""
    found = []
    for match in _matches(fold(text)):
        if match.lastindex is None:  # a web address
            continue
        _, name, case_held = _ROWS[match.lastindex - 1]
        if not case_held or text[match.start()].isupper():
            found.append(NameMention(match.start(), match.end(), name))
    return tuple(found)


def _matches(folded: str) -> Iterator[re.Match[str]]:
    """Find what `_PATTERN` finds, trying it only at words that begin as a name does: few do, and it is slow."""
    end = 0
    for word in _WORD_START.finditer(folded):
        start = word.start()
        if start < end or (
            folded[start : start + 3] not in _BEGINNINGS and folded[start : start + 2] not in _BEGINNINGS
        ):
            continue
        if match := _PATTERN.match(folded, start):
            end = match.end()
            yield match


def alias_words() -> frozenset[str]:
    """Return the folded words of all names, without the endings that they may take."""
    marks = str.maketrans("", "", "*?=")
    return frozenset(word for alias, _, _ in _ROWS for word in cut_words(alias.translate(marks)))
