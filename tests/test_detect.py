"""The language of questions and documents, against what people would say it is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.detect import PROFILES_PATH, detect_language, guess_language, word_features
from corpus.text import fold
from corpus.types import LANGUAGES

QUESTIONS = {
    "az": """
        kim imzaladi | Kim imzaladı? | necə dövlət | hansi olkeler | konvensiya nedir | Konvensiya? | maddə 41
        madde 41 | prezident ne vaxt tesdiq edib | 41-ci maddənin 2-ci bəndi | State Security Service nə edir?
        state security service ne edir | Ilham Aliyev kimdir | DTX nə edir | bes rusiya | imzalayanlar | ratifikasiya
        KİM İMZALADI? | KIM IMZALADI | Article 41 nədən bəhs edir? | Ministry of Justice nə edir? | 24/7 sebeke
        Konvensiyanın purpose-u nədir? | növbəti maddə | salam | niye | kibercinayetkarliq | Azerbaycan
        Hanoyda ne oldu | Конвенция nədir? | depozitari kimdir | təşəkkür edirəm | UNODC nədir | elektron subut
        """,
    "en": """
        Convention? | Article 41 | art. 41(2) | who signed? | What does Dövlət Təhlükəsizliyi Xidməti do?
        Who is İlham Əliyev? | And Russia? | signatories | cybercrime | WHO SIGNED | 24/7 network | next article
        What is Конвенция? | How many articles? | mutual legal assistance | hello | Azerbaijan | weather in Baku
        When did Milli Majlis adopt the law? | reservations? | why | State Security Service | Vietnam | extradition
        what is ağır cinayət? | tell me about the convention | is azerbaijan the first country | electronic evidence
        """,
    "ru": """
        Конвенция? | ст. 41 | ст. 41 п. 2 | Что делает State Security Service? | skolko stran podpisali konventsiyu
        kto podpisal | Кто такой Ilham Aliyev? | А Россия? | ООН | КТО ПОДПИСАЛ | kak golosoval parlament
        что такое BMT | chto delaet Ministry of Justice | Сколько стран? | привет | privet | pochemu
        kiberprestupnost | spasibo | sleduyushchaya statya | о чем Article 41 | gde podpisana | Ханой?
        Кто подписал от имени Azərbaycan Respublikası? | что значит «depositary»?
        elektronnye dokazatelstva | ёлка | zashchita detey
        """,
}
CASES = [
    (language, question.strip())
    for language, block in QUESTIONS.items()
    for line in block.strip().splitlines()
    for question in line.split("|")
]


@pytest.mark.parametrize(("language", "question"), CASES)
def test_a_question_is_in_its_language(language: str, question: str) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize("text", ["", " ", "41", "24/7", "2026-02-10", "🙂", "?!", "№ 5", "_", "½"])
def test_a_text_without_letters_has_none(text: str) -> None:
    assert detect_language(text) is None
    assert guess_language(text) is None


@pytest.mark.parametrize("text", ["ß", "日本", "שלום", "a" * 10_000, "ə" * 10_000, "\u0301", "I", "i̇", "ﬁ", "İ"])
def test_any_text_at_all_is_taken(text: str) -> None:
    assert detect_language(text) in (*LANGUAGES, None)
    guess_language(text)


DOCUMENTS = {
    "en": "The states signed a new agreement on Monday, which is to make it easier for the police to work together.",
    "az": "Dövlətlər bazar ertəsi polisin birgə işini asanlaşdıracaq yeni saziş imzaladılar və bunu bildirdilər.",
    "ru": "В понедельник государства подписали новое соглашение, которое должно облегчить совместную работу полиции.",
    "de": "Die Staaten haben am Montag ein neues Abkommen unterzeichnet, das die Arbeit der Polizei erleichtern soll.",
    "fr": "Les États ont signé lundi un nouvel accord qui doit faciliter la coopération de la police dans le réseau.",
    "es": "Los Estados firmaron el lunes un nuevo acuerdo que debe facilitar la cooperación de las autoridades.",
    "it": "Gli Stati hanno firmato lunedì un nuovo accordo che deve facilitare la cooperazione delle autorità in rete.",
    "pt": "Os Estados assinaram na segunda-feira um novo acordo que deve facilitar a cooperação das autoridades.",
    "nl": "De staten hebben maandag een nieuw akkoord ondertekend dat het werk van de politie moet vergemakkelijken.",
    "pl": "Państwa podpisały w poniedziałek nowe porozumienie, które ma ułatwić współpracę policji w sieci.",
    "sv": "Staterna undertecknade i måndags ett nytt avtal som ska underlätta polisens samarbete vid brott på nätet.",
    "tr": "Devletler pazartesi günü polisin iş birliğini kolaylaştıracak yeni bir anlaşma imzaladı ve bunu açıkladı.",
    "uz": "Davlatlar dushanba kuni politsiya hamkorligini yengillashtiradigan bitimni imzoladi va bu haqida aytdi.",
    "uk": "Держави підписали в понеділок нову угоду, яка має полегшити спільну роботу поліції, і про це повідомили.",
    "be": "Дзяржавы падпісалі ў панядзелак новае пагадненне, якое павінна палегчыць супрацоўніцтва органаў улады.",
    "bg": "Държавите подписаха в понеделник ново споразумение, което трябва да улесни сътрудничеството на властите.",
    "sr": "Државе су у понедељак потписале нови споразум који треба да олакша сарадњу органа у гоњењу дела на мрежи.",
    "kk": "Мемлекеттер дүйсенбі күні билік органдарының ынтымақтастығын жеңілдететін жаңа келісімге қол қойды және.",
    "zh": "各国星期一签署了一项新协定,以便利警方的合作。",
    "ar": "وقعت الدول يوم الاثنين اتفاقا جديدا من شأنه أن ييسر تعاون الشرطة",
}


@pytest.mark.parametrize("language", DOCUMENTS)
def test_a_document_is_told_from_its_neighbours(language: str) -> None:
    assert guess_language(DOCUMENTS[language]) == language


@pytest.mark.parametrize(
    "text", ["各国は月曜日に署名しました。これは協力のためです。", "Τα κράτη υπέγραψαν", "სახელმწიფოებმა"]
)
def test_a_language_without_a_table_is_none(text: str) -> None:
    assert guess_language(text) is None


def test_azerbaijani_typed_without_its_letters_is_azerbaijani() -> None:
    assert guess_language(fold(DOCUMENTS["az"] * 3)) == "az"


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "corpus" / "articles").glob("*.txt")), ids=lambda path: path.stem
)
def test_the_five_articles(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert guess_language(text) == detect_language(text) == path.stem.rsplit("-", 1)[1]


def test_the_features_of_a_word() -> None:
    assert word_features("əv") == ["=əv", "^ə", "əv", "v$", "^əv", "əv$", "^əv$"]


def test_the_profiles_are_small_and_well_formed() -> None:
    profiles = json.loads(PROFILES_PATH.read_text(encoding="ascii"))
    assert 10_000 < len(profiles) <= 16_000
    assert PROFILES_PATH.stat().st_size < 400_000
    assert all(len(weights) == len(LANGUAGES) for weights in profiles.values())


def test_the_same_under_any_hash_seed() -> None:
    code = "from corpus.detect import detect_language as d; print([d(q) for q in ('ne', 'o', 'a on', 'prezident')])"
    root = Path(__file__).parents[1]
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=root, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(seen) == 1


def test_roman_numerals_and_case_endings_are_no_words_of_another_language() -> None:
    assert detect_language("Chapter V") == "en"
    assert detect_language("V fəsil") == "az"
    assert detect_language("глава V") == "ru"
    assert detect_language("SSS-in vəzifələri") == "az"
    assert detect_language("DTX-nin rəisi") == "az"
