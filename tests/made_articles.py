"""Three made articles on invented workshops, and what may be asked of them in each language; no fact here is real."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.types import Language

ARTICLES: dict[Language, str] = {
    "en": "\n".join(
        (
            "Forum on Digital Evidence held in Zagatala",
            "ZAGATALA, June 18. The Zagatala Forum on Digital Evidence was held on 17 June 2026 in the city of "
            "Zagatala. It was attended by 263 prosecutors from 19 countries.",
            "The forum was opened by Tahmina Safarzade, rector of the Ganja Institute of Forensic Law. She said that "
            "laboratories need common standards for digital evidence.",
            "The participants adopted the Zagatala Guidelines, which contain 14 recommendations on storing electronic "
            "evidence. The forum cost 480,000 manats, which the Nobel Heritage Fund paid.",
            "The next Forum on Digital Evidence will take place in Tbilisi in May 2027.",
        )
    ),
    "ru": "\n".join(
        (
            "В Шамахе открылась школа «Щит данных»",
            "ШАМАХА, 9 сентября. Летняя школа «Щит данных» для следователей открылась в Шамахе 7 сентября 2026 года. "
            "В школе «Щит данных» учатся 118 следователей из 6 стран. Занятия ведут 22 преподавателя.",
            "Директором школы «Щит данных» назначен полковник Рустам Велиханов. Обучение в школе длится 45 дней. "
            "Выпускники получают сертификат Каспийской академии расследований.",
            "На создание школы Министерство цифрового развития выделило 3,5 миллиона манатов.",
        )
    ),
    "az": "\n".join(
        (
            "Mingəçevirdə “Dalğa” kiber poliqonu istifadəyə verilib",
            "MİNGƏÇEVİR, 21 oktyabr. “Dalğa” kiber poliqonu 20 oktyabr 2026-cı ildə Mingəçevir şəhərində açılıb. "
            "Poliqonda eyni vaxtda 340 mütəxəssis təlim keçə bilər. “Dalğa” poliqonunda 52 server quraşdırılıb.",
            "Poliqonun rəhbəri professor Səkinə Bağırzadədir. Poliqonu Abşeron Texnologiya Parkı tikib. “Dalğa” "
            "poliqonunun tikintisinə 12 milyon manat xərclənib.",
            "İlk təlimlər 2027-ci ilin fevral ayında keçiriləcək. Təlimlərə Gürcüstan və Qazaxıstan komandaları dəvət "
            "olunub.",
        )
    ),
}


@dataclass(frozen=True)
class Asked:
    """A question in one language of an article in the same or another, and words of the quote that answers it."""

    language: Language
    source: Language
    question: str
    quote: str


ASKED = [
    Asked("en", "en", "When was the Zagatala Forum on Digital Evidence held?", "17 June 2026"),
    Asked("en", "en", "How many prosecutors attended the Zagatala Forum?", "263 prosecutors"),
    Asked("en", "en", "Who opened the Zagatala Forum on Digital Evidence?", "Tahmina Safarzade"),
    Asked("en", "en", "How many recommendations do the Zagatala Guidelines contain?", "14 recommendations"),
    Asked("en", "en", "How much did the Zagatala forum cost?", "480,000 manats"),
    Asked("en", "en", "Where will the next Forum on Digital Evidence take place?", "Tbilisi"),
    Asked("ru", "en", "Когда прошёл Загатальский форум по цифровым доказательствам?", "17 June 2026"),
    Asked("ru", "en", "Сколько прокуроров участвовало в форуме в Загатале?", "263 prosecutors"),
    Asked("ru", "en", "Кто открыл форум по цифровым доказательствам в Загатале?", "Tahmina Safarzade"),
    Asked("ru", "en", "Где пройдёт следующий форум по цифровым доказательствам?", "Tbilisi"),
    Asked("az", "en", "Zaqatala Rəqəmsal Sübutlar Forumu nə vaxt keçirilib?", "17 June 2026"),
    Asked("az", "en", "Zaqatala forumunda neçə prokuror iştirak edib?", "263 prosecutors"),
    Asked("az", "en", "Zaqatala forumunu kim açıb?", "Tahmina Safarzade"),
    Asked("az", "en", "Növbəti rəqəmsal sübutlar forumu harada keçiriləcək?", "Tbilisi"),
    Asked("ru", "ru", "Когда открылась школа «Щит данных»?", "7 сентября 2026"),
    Asked("ru", "ru", "Сколько следователей учатся в школе «Щит данных»?", "118 следователей"),
    Asked("ru", "ru", "Кто директор школы «Щит данных»?", "Рустам Велиханов"),
    Asked("ru", "ru", "Сколько длится обучение в школе «Щит данных»?", "45 дней"),
    Asked("ru", "ru", "Где открылась школа «Щит данных»?", "Шамахе"),
    Asked("en", "ru", "When did the “Щит данных” school open?", "7 сентября 2026"),
    Asked("en", "ru", "How many investigators study at the Data Shield school in Shamakhi?", "118 следователей"),
    Asked("en", "ru", "Who is the director of the Data Shield summer school?", "Рустам Велиханов"),
    Asked("en", "ru", "How many days does the training at the summer school for investigators last?", "45 дней"),
    Asked("az", "ru", "“Щит данных” məktəbi nə vaxt açılıb?", "7 сентября 2026"),
    Asked("az", "ru", "Şamaxıdakı məktəbdə neçə müstəntiq oxuyur?", "118 следователей"),
    Asked("az", "ru", "“Щит данных” məktəbinin direktoru kimdir?", "Рустам Велиханов"),
    Asked("az", "az", "“Dalğa” kiber poliqonu nə vaxt açılıb?", "20 oktyabr 2026"),
    Asked("az", "az", "“Dalğa” poliqonunda neçə server quraşdırılıb?", "52 server"),
    Asked("az", "az", "“Dalğa” poliqonunun rəhbəri kimdir?", "Səkinə Bağırzadə"),
    Asked("az", "az", "“Dalğa” poliqonunun tikintisinə nə qədər pul xərclənib?", "12 milyon manat"),
    Asked("az", "az", "Poliqonda neçə mütəxəssis təlim keçə bilər?", "340 mütəxəssis"),
    Asked("en", "az", "When was the “Dalğa” cyber range opened?", "20 oktyabr 2026"),
    Asked("en", "az", "How many servers are installed at the “Dalğa” cyber range?", "52 server"),
    Asked("en", "az", "Who heads the “Dalğa” cyber range in Mingachevir?", "Səkinə Bağırzadə"),
    Asked("en", "az", "How many million manats were spent on the construction of “Dalğa”?", "12 milyon manat"),
    Asked("ru", "az", "Когда открылся киберполигон «Далга» в Мингячевире?", "20 oktyabr 2026"),
    Asked("ru", "az", "Сколько серверов установлено на полигоне «Dalğa»?", "52 server"),
    Asked("ru", "az", "Кто руководит полигоном «Dalğa»?", "Səkinə Bağırzadə"),
    Asked("ru", "az", "Сколько миллионов манатов потрачено на строительство полигона «Dalğa»?", "12 milyon manat"),
]

# What is asked above and not answered yet: refused across languages, where too few words are the same.
NOT_YET = frozenset({"Şamaxıdakı məktəbdə neçə müstəntiq oxuyur?"})

# Of the same articles, and not in them.
REFUSED: list[tuple[Language, str]] = [
    ("en", "What is the telephone number of the Zagatala forum?"),
    ("en", "What is the phone number of the Ganja Institute of Forensic Law?"),
    ("ru", "Сколько стоит обучение в школе «Щит данных»?"),
    ("az", "“Dalğa” poliqonunun telefon nömrəsi nədir?"),
]
