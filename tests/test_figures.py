"""Dates and numbers found in three languages, against oracles written by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.figures import DateMention, find_dates, find_numbers

DATES = [
    # the day the President's law was reported, as people write it
    ("On 23 February 2026 it was reported", [("23 February 2026", "2026-02-23")]),
    ("February 23, 2026,Trend reports", [("February 23, 2026", "2026-02-23")]),
    ("BAKU, Azerbaijan, February 23. President", [("February 23", "--02-23")]),
    ("on Feb 23rd, the law", [("Feb 23rd", "--02-23")]),
    ("the 25th of October, 2025", [("25th of October, 2025", "2025-10-25")]),
    ("23 февраля 2026 года подписан", [("23 февраля 2026 года", "2026-02-23")]),
    ("10-го февраля", [("10-го февраля", "--02-10")]),
    ("23 fevral 2026-cı ildə imzalayıb", [("23 fevral 2026-cı ildə", "2026-02-23")]),
    ("10 fevral 2026-cı il tarixində", [("10 fevral 2026-cı il", "2026-02-10")]),
    ("2026-cı ilin 10 fevralında", [("2026-cı ilin 10 fevralında", "2026-02-10")]),
    ("2025-ci il oktyabrın 25-də", [("2025-ci il oktyabrın 25-də", "2025-10-25")]),
    ("fevralın 23-ü", [("fevralın 23-ü", "--02-23")]),
    ("FEVRALIN 23-DƏ", [("FEVRALIN 23-DƏ", "--02-23")]),
    ("23.02.2026 и 2026-02-23", [("23.02.2026", "2026-02-23"), ("2026-02-23", "2026-02-23")]),
    ("02/23/2026", [("02/23/2026", "2026-02-23")]),
    # typed without diacritics
    ("fevralin 23-u nece oldu", [("fevralin 23-u", "--02-23")]),
    ("2025-ci ilin oktyabr ayinda", [("2025-ci ilin oktyabr ayinda", "2025-10")]),
    ("24 dekabr 2024-cu ilde", [("24 dekabr 2024-cu ilde", "2024-12-24")]),
    # a month of a year, a year, a month
    ("In October 2025, the Convention", [("October 2025", "2025-10")]),
    ("в октябре 2025 года", [("октябре 2025 года", "2025-10")]),
    ("2025-ci ilin oktyabr ayında", [("2025-ci ilin oktyabr ayında", "2025-10")]),
    ("in 2024; в 2024 году; 2024-cü ildə", [("2024", "2024"), ("2024 году", "2024"), ("2024-cü ildə", "2024")]),
    ("in February", [("February", "--02")]),
    ("в феврале", [("феврале", "--02")]),
    ("fevralda", [("fevralda", "--02")]),
    # two days of one month
    ("25 and 26 October 2025", [("25", "2025-10-25"), ("26 October 2025", "2025-10-26")]),
    ("25 и 26 октября 2025 года", [("25", "2025-10-25"), ("26 октября 2025 года", "2025-10-26")]),
    ("oktyabrın 25 və 26-da", [("oktyabrın 25", "--10-25"), ("26-da", "--10-26")]),
    # May: a month, and an English verb
    ("5 May 2026, in May 2026", [("5 May 2026", "2026-05-05"), ("May 2026", "2026-05")]),
    ("mayın 5-də", [("mayın 5-də", "--05-05")]),
    ("States may sign; Article 15 may apply", []),
    ("https://example.org/2024-02-03", []),
    ("", []),
    ("🗓️ 🇦🇿", []),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_finds_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[date.start : date.end], date.value) for date in find_dates(text)] == expected


NUMBERS = [
    ("signed by 74 countries", [("74", "74")]),
    ("подписана 74 государствами", [("74", "74")]),
    ("74 dövlət tərəfindən", [("74", "74")]),
    ("a preamble, 9 chapters, and 68 articles", [("9", "9"), ("68", "68")]),
    ("девяти глав и шестидесяти восьми статей", [("девяти", "9"), ("шестидесяти восьми", "68")]),
    ("doqquz fəsil və altmış səkkiz maddə", [("doqquz", "9"), ("altmış səkkiz", "68")]),
    ("altmis sekkiz madde", [("altmis sekkiz", "68")]),
    ("1,000 and 1 000 and 1 000 000", [("1,000", "1000"), ("1 000", "1000"), ("1 000 000", "1000000")]),
    ("0.850, 0,85", [("0.850", "0.85"), ("0,85", "0.85")]),
    ("40th, 40-й, 40-cı", [("40th", "40"), ("40-й", "40"), ("40-cı", "40")]),
    ("the fortieth, сорокового, qırxıncı", [("fortieth", "40"), ("сорокового", "40"), ("qırxıncı", "40")]),
    ("ninety days", [("ninety", "90")]),
    ("в течение девяноста дней", [("девяноста", "90")]),
    ("doxsan gün; səksən", [("doxsan", "90"), ("səksən", "80")]),
    ("21st-century, XXI века, XXl əsrin", [("21st", "21"), ("XXI", "21"), ("XXl", "21")]),
    ("the first country", [("first", "1")]),
    ("первой страной", [("первой", "1")]),
    ("ilk ölkədir, birinci", [("ilk", "1"), ("birinci", "1")]),
    ("a 24/7 contact center", [("24/7", "24/7")]),
    ("контактный центр 24/7", [("24/7", "24/7")]),
    ("24/7 rejimində", [("24/7", "24/7")]),
    ("two thirds, две трети, üçdə iki", [("two thirds", "2/3"), ("две трети", "2/3"), ("üçdə iki", "2/3")]),
    ("one hundred and twenty-five", [("one hundred and twenty-five", "125")]),
    ("сто двадцать пять", [("сто двадцать пять", "125")]),
    ("yüz iyirmi beş", [("yüz iyirmi beş", "125")]),
    ("5 million, 5 млн, 5 milyon", [("5 million", "5000000"), ("5 млн", "5000000"), ("5 milyon", "5000000")]),
    ("two, three", [("two", "2"), ("three", "3")]),
    ("within one year, одного года, bir il", [("one", "1"), ("одного", "1"), ("bir", "1")]),
    # words that only look like numbers
    ("one of the states; one another; on behalf of; in 2 min", [("2", "2")]),
    ("одним из направлений; ни одно государство; в первую очередь", []),
    ("hər bir dövlət üçün; hər iki dövlət; sıx əməkdaşlıq; ilk növbədə; Bəs kim? altında", []),
    # inside a date, a word or a web address
    ("10 February 2026, 24.12.2024, v2, A4, https://un.org/?chapter=18", []),
    ("", []),
    ("İ ı ə 🙂", []),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_finds_numbers(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[number.start : number.end], number.value) for number in find_numbers(text)] == expected


UNITS = {
    "en": ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "ru": ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"],
    "az": ["bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"],
}
TENS = {
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "ru": ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"],
    "az": ["iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"],
}
LAST_OF_COUNTRIES = {"en": "countries", "ru": "стран", "az": "dövlət"}


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_counts_in_words_to_ninety_nine(language: str) -> None:
    for ten, tens in enumerate(TENS[language], start=2):
        assert [number.value for number in find_numbers(f"{tens} {LAST_OF_COUNTRIES[language]}")] == [str(10 * ten)]
        for unit, units in enumerate(UNITS[language], start=1):
            words = f"{tens}-{units}" if language == "en" else f"{tens} {units}"
            found = find_numbers(f"({words} {LAST_OF_COUNTRIES[language]})")
            assert [(number.start, number.end, number.value) for number in found] == [
                (1, 1 + len(words), str(10 * ten + unit))
            ]


def test_every_day_of_a_year_reads_alike_in_three_languages() -> None:
    months = {
        "en": [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        "ru": [
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря",
        ],
        "az": [
            "yanvar",
            "fevral",
            "mart",
            "aprel",
            "may",
            "iyun",
            "iyul",
            "avqust",
            "sentyabr",
            "oktyabr",
            "noyabr",
            "dekabr",
        ],
    }
    for month in range(12):
        for day in range(1, 31):
            english, russian, azerbaijani = (months[language][month] for language in ("en", "ru", "az"))
            suffix = "ın" if azerbaijani[-2] in "aı" else "in"
            texts = [
                f"{day} {english} 2026",
                f"{english} {day}, 2026",
                f"{day} {russian} 2026 года",
                f"{day} {azerbaijani} 2026-cı il",
                f"2026-cı il {azerbaijani}{suffix} {day}-də",
                f"{day:02}.{month + 1:02}.2026",
            ]
            expected = f"2026-{month + 1:02}-{day:02}"
            assert [[date.value for date in find_dates(text)] for text in texts] == [[expected]] * len(texts)


@pytest.mark.parametrize(
    ("claim", "known", "expected"),
    [
        ("October 2025", "25 октября 2025 года", True),
        ("25 oktyabr 2025-ci il", "October 2025", False),
        ("February 23", "23.02.2026", True),
        ("23 February 2026", "23 февраля", False),
        ("2024", "24 dekabr 2024-cü il", True),
        ("10 February 2026", "23 February 2026", False),
    ],
)
def test_a_date_is_within_one_that_says_as_much(claim: str, known: str, expected: bool) -> None:
    assert find_dates(claim)[0].within(find_dates(known)[0]) is expected


def test_a_date_mention_holds_what_was_named() -> None:
    assert find_dates("в октябре 2025 года") == [DateMention(2, 19, 2025, 10, None)]


@given(st.text(alphabet="23 feb may 2026-cı il, in oktyabrın первый on min 7/24.XIX "))
def test_spans_stand_in_order_inside_any_text(text: str) -> None:
    for mentions in (find_dates(text), find_numbers(text)):
        edges = [edge for mention in mentions for edge in (mention.start, mention.end)]
        assert edges == sorted(edges)
        assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
