"""Questions with known answers and near misses, in three languages: what the tests of the engine ask."""

from __future__ import annotations

from corpus.types import LANGUAGES, Language

TREND_EN, TREND_RU, DAY_AZ = "trend-2026-02-10-en", "trend-2026-02-10-ru", "dayaz-2026-02-10-az"
TREND_LAW, OMM = "trend-2026-02-23-en", "omm-undated-en"
TENTH = {TREND_EN, TREND_RU, DAY_AZ}

# What must stand in the lead, as a pattern a language, and which of the user's documents prove it.
FACTS: list[tuple[dict[Language, str], dict[Language, str], set[str]]] = [
    (
        {
            "en": "How many countries signed the Convention?",
            "ru": "Сколько государств подписали Конвенцию?",
            "az": "Konvensiyanı neçə dövlət imzalayıb?",
        },
        {"en": r"\b74 (?:countries|states)", "ru": r"\b74 государства", "az": r"\b74 dövlət"},
        TENTH,
    ),
    (
        {
            "en": "When was the Convention adopted by the UN General Assembly?",
            "ru": "Когда Генеральная Ассамблея ООН приняла Конвенцию?",
            "az": "BMT Baş Assambleyası Konvensiyanı nə vaxt qəbul edib?",
        },
        {"en": "24 December 2024", "ru": "24 декабря 2024", "az": "24 dekabr 2024"},
        TENTH,
    ),
    (
        {
            "en": "When was the Convention opened for signature?",
            "ru": "Когда Конвенция была открыта для подписания?",
            "az": "Konvensiya nə vaxt imzalanmağa açılıb?",
        },
        {"en": "25 October 2025", "ru": "25 октября 2025", "az": "25 oktyabr 2025"},
        {TREND_LAW},
    ),
    (
        {
            "en": "Where was the Convention opened for signature?",
            "ru": "Где Конвенция была открыта для подписания?",
            "az": "Konvensiya harada imzalanmağa açılıb?",
        },
        {"en": "Hanoi", "ru": "Хано", "az": "Hanoy"},
        {TREND_LAW, *TENTH},
    ),
    (
        {
            "en": "When did parliament approve the law?",
            "ru": "Когда парламент принял закон?",
            "az": "Parlament qanunu nə vaxt qəbul edib?",
        },
        {"en": "10 February 2026", "ru": "10 февраля 2026", "az": "10 fevral 2026"},
        TENTH,
    ),
    (
        {
            "en": "When did the President sign the law?",
            "ru": "Когда президент подписал закон?",
            "az": "Prezident qanunu nə vaxt imzalayıb?",
        },
        {"en": "23 February 2026", "ru": "23 февраля 2026", "az": "23 fevral 2026"},
        {TREND_LAW},
    ),
    (
        {
            "en": "How many chapters and articles does the Convention have?",
            "ru": "Сколько глав и статей в Конвенции?",
            "az": "Konvensiyada neçə fəsil və neçə maddə var?",
        },
        {"en": "9 chapters and 68 articles", "ru": "9 глав и 68 статей", "az": "9 fəsildən və 68 maddədən"},
        {OMM},
    ),
    (
        {
            "en": "Which body in Azerbaijan handles mutual legal assistance requests?",
            "ru": "Какой орган в Азербайджане занимается запросами о взаимной правовой помощи?",
            "az": "Azərbaycanda qarşılıqlı hüquqi yardım sorğularına hansı qurum baxır?",
        },
        {
            "en": "State Security Service",
            "ru": "Служб[аы] государственной безопасности",
            "az": "Dövlət Təhlükəsizliyi Xidməti",
        },
        {TREND_LAW},
    ),
    (
        {
            "en": "Who handles extradition requests in Azerbaijan?",
            "ru": "Кто в Азербайджане занимается запросами об экстрадиции?",
            "az": "Azərbaycanda ekstradisiya sorğularına kim baxır?",
        },
        {"en": "Ministry of Justice", "ru": "Министерство юстиции", "az": "Ədliyyə Nazirliyi"},
        {TREND_LAW},
    ),
    (
        {
            "en": "Who signed the Convention on behalf of Azerbaijan?",
            "ru": "Кто подписал Конвенцию от имени Азербайджана?",
            "az": "Azərbaycan adından Konvensiyanı kim imzalayıb?",
        },
        {
            "en": "head of the State Security Service",
            "ru": "[Нн]ачальник Службы государственной безопасности",
            "az": "Dövlət Təhlükəsizliyi Xidmətinin rəisi",
        },
        TENTH,
    ),
]
NEAR_MISSES: list[tuple[Language, str]] = [
    ("en", "What is the weather in Baku today?"),
    ("ru", "Какая сегодня погода в Баку?"),
    ("az", "Bu gün Bakıda hava necədir?"),
    ("en", "What is the phone number of the 24/7 contact centre?"),
    ("ru", "Какой номер телефона у круглосуточного контактного центра?"),
    ("az", "24/7 əlaqə mərkəzinin telefon nömrəsi nədir?"),
    ("en", "What are the penalties for hacking in Germany?"),
    ("ru", "Какое наказание за взлом компьютеров предусмотрено в Германии?"),
    ("az", "Almaniyada haker hücumuna görə hansı cəza var?"),
    ("en", "How many countries signed the Budapest Convention?"),
    ("ru", "Сколько стран подписали Будапештскую конвенцию?"),
    ("az", "Budapeşt Konvensiyasını neçə ölkə imzalayıb?"),
]

QUESTIONS = [
    *(questions[language] for questions, _, _ in FACTS for language in LANGUAGES),
    *(question for _, question in NEAR_MISSES),
    "Article 41",
    "120 countries signed the Convention, right?",
]
