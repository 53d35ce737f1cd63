"""Number words of English, Russian and Azerbaijani, folded, with the values they stand for."""

from __future__ import annotations

from typing import Final

_ENGLISH_UNITS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ENGLISH_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH_IRREGULAR_ORDINALS: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip

# Each line: the value, then the forms that the cardinal takes in the six cases ("ё" is folded to "е").
# Left out: "семью", which is far more often the family than the number.
_RUSSIAN_CARDINALS: Final = """
0 ноль нуль нуля нулю нулем
1 один одна одно одного одной одну одному одним одном
2 два две двух двум двумя двое двоих
3 три трех трем тремя трое троих
4 четыре четырех четырем четырьмя четверо четверых
5 пять пяти пятью пятеро пятерых
6 шесть шести шестью
7 семь семи
8 восемь восьми восемью восьмью
9 девять девяти девятью
10 десять десяти десятью
11 одиннадцать одиннадцати одиннадцатью
12 двенадцать двенадцати двенадцатью
13 тринадцать тринадцати тринадцатью
14 четырнадцать четырнадцати четырнадцатью
15 пятнадцать пятнадцати пятнадцатью
16 шестнадцать шестнадцати шестнадцатью
17 семнадцать семнадцати семнадцатью
18 восемнадцать восемнадцати восемнадцатью
19 девятнадцать девятнадцати девятнадцатью
20 двадцать двадцати двадцатью
30 тридцать тридцати тридцатью
40 сорок сорока
50 пятьдесят пятидесяти пятьюдесятью
60 шестьдесят шестидесяти шестьюдесятью
70 семьдесят семидесяти семьюдесятью
80 восемьдесят восьмидесяти восемьюдесятью восьмьюдесятью
90 девяносто девяноста
100 сто ста
200 двести двухсот двумстам двумястами двухстах
300 триста трехсот тремстам тремястами трехстах
400 четыреста четырехсот четыремстам четырьмястами четырехстах
500 пятьсот пятисот пятистам пятьюстами пятистах
600 шестьсот шестисот
700 семьсот семисот
800 восемьсот восьмисот
900 девятьсот девятисот
1000 тысяча тысячи тысяч тысячу тысяче тысячей тысячам тысячами тысячах тыс
1000000 миллион миллиона миллионов миллиону миллионом миллионе миллионам миллионами миллионах млн
"""
_RUSSIAN_ORDINAL_STEMS: Final = {
    1: "перв", 2: "втор", 4: "четверт", 5: "пят", 6: "шест", 7: "седьм", 8: "восьм", 9: "девят", 10: "десят",
    11: "одиннадцат", 12: "двенадцат", 13: "тринадцат", 14: "четырнадцат", 15: "пятнадцат", 16: "шестнадцат",
    17: "семнадцат", 18: "восемнадцат", 19: "девятнадцат", 20: "двадцат", 30: "тридцат", 40: "сороков",
    50: "пятидесят", 60: "шестидесят", 70: "семидесят", 80: "восьмидесят", 90: "девяност", 100: "сот",
}  # fmt: skip
_RUSSIAN_ORDINAL_ENDINGS: Final = "ый ой ая ое ые ого ому ым ом ую ых ыми"
_RUSSIAN_THIRD: Final = "третий третья третье третьи третьего третьей третьему третьим третьем третью третьих третьими"

# "on" (10) and "min" (1000) are also English words, so `value_of` looks at their neighbours.
_AZERBAIJANI: Final = {
    "sifir": 0, "bir": 1, "iki": 2, "uc": 3, "dord": 4, "bes": 5, "alti": 6, "yeddi": 7, "sekkiz": 8, "doqquz": 9,
    "on": 10, "iyirmi": 20, "otuz": 30, "qirx": 40, "elli": 50, "altmis": 60, "yetmis": 70, "seksen": 80,
    "doxsan": 90, "yuz": 100, "min": 1000, "milyon": 1_000_000,
}  # fmt: skip
_AZERBAIJANI_CASES: Final = "i u e a de da den dan in un inin unun"
_AZERBAIJANI_CASES_AFTER_VOWEL: Final = "si sinin sinden ye de den"
_AZERBAIJANI_ORDINAL_TAILS: Final = ("", "si", "su", "de", "da", "den", "dan", "nin", "nun")
# "üçün" is "for", and "bir", "on", "min" in a case are mostly pronouns or other words ("biri", "onun", "minin").
_NOT_NUMBERS: Final = frozenset({"ucun"})
_UNINFLECTED: Final = frozenset({"bir", "on", "min"})

# Before these a bare "one", "один" or "bir" is a figure; elsewhere it is an article or a pronoun.
_TIMES: Final = (
    "year", "month", "week", "day", "hour", "percent", "год", "месяц", "недел", "день", "дня", "сут", "час", "процент",
    "il", "ay", "hefte", "gun", "saat", "faiz",
)  # fmt: skip
_AZERBAIJANI_MEASURES: Final = (*_TIMES[_TIMES.index("il") :], "dovlet", "olke", "madde", "fesil", "nefer")
# Set phrases: "hər iki" (both), "ilk növbədə" and "в первую очередь" (above all) count nothing.
_BOTH: Final = "her"
_ABOVE_ALL: Final = {"ilk": "novbe", "первую": "очеред"}
_ENDING_LENGTH: Final = (
    4  # the longest ending that a measure takes: ölkə-mizə; longer words are others, as in "on illegal"
)


def _english() -> tuple[dict[str, int], dict[str, int]]:
    cardinals = {word: value for value, word in enumerate(_ENGLISH_UNITS.split())}
    cardinals |= {word: 10 * value for value, word in enumerate(_ENGLISH_TENS.split(), start=2)}
    cardinals |= {"hundred": 100, "thousand": 1000, "million": 1_000_000}
    ordinals = {
        _ENGLISH_IRREGULAR_ORDINALS.get(word, word.removesuffix("y") + "ie" * word.endswith("y") + "th"): value
        for word, value in cardinals.items()
        if value
    }
    return cardinals, ordinals


def _russian() -> tuple[dict[str, int], dict[str, int]]:
    rows = (line.split() for line in _RUSSIAN_CARDINALS.strip().splitlines())
    cardinals = {form: int(value) for value, *forms in rows for form in forms}
    stems = _RUSSIAN_ORDINAL_STEMS.items()
    ordinals = {stem + ending: value for value, stem in stems for ending in _RUSSIAN_ORDINAL_ENDINGS.split()}
    ordinals |= dict.fromkeys(_RUSSIAN_THIRD.split(), 3) | {"впервые": 1}
    return cardinals, ordinals


def _azerbaijani() -> tuple[dict[str, int], dict[str, int]]:
    cardinals, ordinals = dict(_AZERBAIJANI), {"ilk": 1}
    for word, value in _AZERBAIJANI.items():
        vowel = word.endswith("i")
        cases = _AZERBAIJANI_CASES_AFTER_VOWEL if vowel else _AZERBAIJANI_CASES
        if word not in _UNINFLECTED:
            cardinals |= {word + case: value for case in cases.split() if word + case not in _NOT_NUMBERS}
        for ending in ("nci",) if vowel else ("inci", "uncu"):
            ordinals |= {word + ending + tail: value for tail in _AZERBAIJANI_ORDINAL_TAILS}
    return cardinals, ordinals


_TABLES: Final = (_english(), _russian(), _azerbaijani())
CARDINALS: Final = {word: value for cardinals, _ in _TABLES for word, value in cardinals.items()}
ORDINALS: Final = {word: value for _, ordinals in _TABLES for word, value in ordinals.items()}
ENGLISH: Final = frozenset(_TABLES[0][0]) | frozenset(_TABLES[0][1])
_AZERBAIJANI_WORDS: Final = frozenset(_TABLES[2][0]) | frozenset(_TABLES[2][1])


def value_of(word: str, before: str, after: str) -> int | None:
    """Give the value of a folded number word, or None when between these neighbours it is another word.

    >>> value_of("one", "within", "year"), value_of("one", "no", "else"), value_of("on", "yetmiş", "the")
    (1, None, None)
    """
    if word == "on":
        counts = after in _AZERBAIJANI_WORDS or _measures(after, _AZERBAIJANI_MEASURES)
    elif word == "min":
        counts = before in _AZERBAIJANI_WORDS or _measures(after, _AZERBAIJANI_MEASURES)
    elif CARDINALS.get(word) == 1:
        counts = CARDINALS.get(before, 0) >= 10 or CARDINALS.get(after, 0) >= 100 or _measures(after, _TIMES)
    elif word in _ABOVE_ALL:
        counts = not after.startswith(_ABOVE_ALL[word])
    else:
        counts = not (before == _BOTH and CARDINALS.get(word) == 2)
    return CARDINALS.get(word, ORDINALS.get(word)) if counts else None


def _measures(word: str, stems: tuple[str, ...]) -> bool:
    return any(word.startswith(stem) and len(word) - len(stem) <= _ENDING_LENGTH for stem in stems)
