"""What a sentence of a language model may say beside its passages: rewordings live, every turn of the facts dies."""

from __future__ import annotations

import re

import pytest
from conftest import make_document
from made_articles import ARTICLES

from assistant.checking import Checker, ordinary_words
from assistant.engine import Engine
from assistant.ground import Source, Version
from assistant.said import Said, cut
from assistant.spans import Span
from assistant.turning_words import denied_words, turns
from corpus.likeness import same_name
from corpus.split import sentences
from corpus.types import LANGUAGES, Language

# A passage: a document, and words of the sentence that is meant.
SIGNED = ("trend-2026-02-10-en", "formally signed in Hanoi")
ADOPTED = ("trend-2026-02-10-en", "adopted by the UN General Assembly")
APPROVED = ("trend-2026-02-10-en", "Parliament approved")
HEAD = ("trend-2026-02-10-en", "In accordance with a decree")
OPENED = ("trend-2026-02-23-en", "opened for signature")
AUTHORITY = ("trend-2026-02-23-en", "competent authority responsible")
JUSTICE = ("trend-2026-02-23-en", "The Ministry of Justice will be")
ONLY = ("trend-2026-02-10-en", "the only country")
SIGNED_RU = ("trend-2026-02-10-ru", "74 государствами")
ADOPTED_RU = ("trend-2026-02-10-ru", "24 декабря 2024")
HEAD_RU = ("trend-2026-02-10-ru", "Согласно соответствующему распоряжению")
ONLY_RU = ("trend-2026-02-10-ru", "единственной страной")
SIGNED_AZ = ("dayaz-2026-02-10-az", "74 dövlət tərəfindən")
ADOPTED_AZ = ("dayaz-2026-02-10-az", "24 dekabr 2024")
HEAD_AZ = ("dayaz-2026-02-10-az", "müvafiq Sərəncamına")
ONLY_AZ = ("dayaz-2026-02-10-az", "yeganə ölkədir")
ARTICLE_4 = ("convention-en", "Article 4 does not itself create")
COUNT_RU = ("brief-signatories-count-ru", "74 государства")
CHAPTERS = ("brief-structure-en", "68")
BINDING = ("trend-2026-02-10-en", "first globally binding")
RATIFYING = ("trend-2026-02-10-en", "The ratification will strengthen")
HELP = ("trend-2026-02-23-en", "24/7")
GOAL = ("trend-2026-02-23-en", "The main objective")
APPROVED_RU = ("trend-2026-02-10-ru", "Милли Меджлис")
FIRST_RU = ("trend-2026-02-10-ru", "В настоящее время")
RATIFYING_RU = ("trend-2026-02-10-ru", "усилит деятельность")
APPROVED_AZ = ("dayaz-2026-02-10-az", "Qanun layihəsini")
WHO = {
    language: (f"brief-competent-authorities-{language}", words)
    for language, words in (("en", "extradition"), ("ru", "экстрадиции"), ("az", "ekstradisiya"))
}
WHEN = {
    language: (f"brief-timeline-{language}", words)
    for language, words in (("en", "24 December"), ("ru", "24 декабря"), ("az", "24 dekabr"))
}
Passage = tuple[str, str]

HONEST: list[tuple[Language, Passage, str]] = [
    ("en", SIGNED, "74 countries signed the Convention in Hanoi in October 2025."),
    ("en", SIGNED, "The Convention was signed by 74 countries, including France, China and Türkiye."),
    ("en", SIGNED, "In October 2025 seventy-four states signed the Convention in Hanoi, Vietnam."),
    ("en", SIGNED, "Among the countries that signed it were the United Kingdom, Poland and the UAE."),
    ("en", ADOPTED, "The UN General Assembly adopted the Convention on 24 December 2024."),
    ("en", ADOPTED, "The Convention was adopted in December 2024 by the General Assembly of the United Nations."),
    ("en", APPROVED, "Azerbaijan's Parliament approved the law on 10 February 2026."),
    ("en", APPROVED, "The law was submitted by President Ilham Aliyev and approved by the Milli Majlis."),
    ("en", HEAD, "The head of the State Security Service signed the Convention on behalf of Azerbaijan."),
    ("en", OPENED, "The UN Convention against Cybercrime was opened for signature on 25 October 2025 in Hanoi."),
    ("en", AUTHORITY, "The State Security Service is the competent authority for mutual legal assistance requests."),
    ("en", AUTHORITY, "Requests for mutual legal assistance are received, executed or forwarded by the SSS."),
    ("en", JUSTICE, "Extradition and provisional arrest requests are sent and received by the Ministry of Justice."),
    ("en", ONLY, "Azerbaijan is the only country that signed the Convention with declarations and reservations."),
    ("en", ARTICLE_4, "Article 4 does not create any new offences under the Convention."),
    ("en", CHAPTERS, "The Convention has 9 chapters and 68 articles."),
    ("en", CHAPTERS, "It consists of nine chapters and sixty-eight articles."),
    ("ru", SIGNED_RU, "Конвенцию подписали 74 государства."),
    ("ru", SIGNED_RU, "В октябре 2025 года в Ханое Конвенцию подписали 74 страны, включая Францию и Китай."),
    ("ru", ADOPTED_RU, "Генеральная Ассамблея ООН приняла Конвенцию 24 декабря 2024 года."),
    ("ru", ADOPTED_RU, "Конвенция принята 24.12.2024 Генеральной Ассамблеей ООН."),
    ("ru", HEAD_RU, "От имени Азербайджана Конвенцию подписал начальник Службы государственной безопасности."),
    ("ru", ONLY_RU, "Азербайджан — единственная страна, подписавшая Конвенцию с оговорками."),
    ("ru", COUNT_RU, "Конвенцию ООН о противодействии киберпреступности подписали 74 страны."),
    ("az", SIGNED_AZ, "Konvensiyanı 74 dövlət imzalayıb."),
    ("az", SIGNED_AZ, "Konvensiya 2025-ci ilin oktyabrında Hanoyda 74 ölkə tərəfindən imzalanıb."),
    ("az", ADOPTED_AZ, "BMT Baş Assambleyası Konvensiyanı 24 dekabr 2024-cü ildə qəbul edib."),
    ("az", HEAD_AZ, "Konvensiyanı Azərbaycan adından Dövlət Təhlükəsizliyi Xidmətinin rəisi imzalayıb."),
    ("az", HEAD_AZ, "Prezident İlham Əliyevin Sərəncamına əsasən Konvensiyanı DTX-nin rəisi imzalayıb."),
    ("az", ONLY_AZ, "Azərbaycan Konvensiyanı qeyd-şərtlərlə imzalayan yeganə ölkədir."),
    ("en", WHO["en"], "The Ministry of Justice handles requests for extradition."),
    ("en", WHO["en"], "Mutual legal assistance requests are handled by the State Security Service."),
    ("az", WHO["az"], "Qarşılıqlı hüquqi yardım sorğularına Dövlət Təhlükəsizliyi Xidməti baxır."),
    ("en", WHEN["en"], "It was adopted on 24 December 2024 and opened for signature on 25 October 2025."),
    ("ru", WHEN["ru"], "Конвенция была принята 24 декабря 2024 года."),
    ("az", WHEN["az"], "Konvensiya 25 oktyabr 2025-ci ildə imzalanmaq üçün açılıb."),
    ("en", SIGNED, "A total of 74 countries signed the Convention at a ceremony in Hanoi in October 2025."),
    ("en", SIGNED, "The signatories include the United Kingdom, France, China, and Russia."),
    ("en", ADOPTED, "It was adopted on December 24, 2024 by the United Nations General Assembly."),
    ("en", APPROVED, "Parliament gave its approval on February 10, 2026."),
    ("en", APPROVED, "The Milli Majlis approved the ratification law on 10 February 2026."),
    (
        "en",
        AUTHORITY,
        "Under the law, the State Security Service will act as the competent authority for mutual legal assistance "
        "requests concerning cybercrimes.",
    ),
    ("en", JUSTICE, "The Ministry of Justice is in charge of extradition and provisional arrest requests."),
    ("en", ONLY, "Azerbaijan alone has signed the Convention with declarations and reservations."),
    ("en", OPENED, "Signature opened in Hanoi on October 25, 2025."),
    ("en", BINDING, "The Convention sets unified standards for international cooperation against cybercrime."),
    (
        "en",
        RATIFYING,
        "Ratification will make cross-border investigations more effective and regulate legal procedures for "
        "electronic evidence.",
    ),
    ("en", HELP, "It will run a contact center that works 24/7."),
    (
        "en",
        GOAL,
        "Its main goal is to strengthen cooperation among states against crimes committed through information and "
        "communication technology.",
    ),
    ("ru", SIGNED_RU, "Всего Конвенцию подписали 74 государства, в том числе Великобритания, Франция и Китай."),
    ("ru", SIGNED_RU, "Церемония подписания прошла в Ханое в октябре 2025 года."),
    ("ru", ADOPTED_RU, "Документ был принят Генассамблеей ООН 24 декабря 2024 г."),
    ("ru", HEAD_RU, "Подпись от имени Азербайджана поставил глава Службы государственной безопасности."),
    ("ru", APPROVED_RU, "Милли Меджлис принял законопроект о ратификации 10 февраля 2026 года."),
    ("ru", FIRST_RU, "Азербайджан — первая страна, полностью завершившая этот процесс."),
    ("ru", RATIFYING_RU, "Благодаря ратификации усилится деятельность правоохранительных структур."),
    ("az", SIGNED_AZ, "Ümumilikdə 74 ölkə Konvensiyaya imza atıb."),
    ("az", SIGNED_AZ, "İmzalanma mərasimi 2025-ci ilin oktyabrında Hanoyda keçirilib."),
    ("az", APPROVED_AZ, "Milli Məclis qanun layihəsini 10 fevral 2026-cı ildə qəbul edib."),
    ("az", ADOPTED_AZ, "Sənəd BMT Baş Assambleyası tərəfindən 24 dekabr 2024-cü il tarixində qəbul olunub."),
    ("az", HEAD_AZ, "Azərbaycan adından sənədi DTX rəisi imzalayıb."),
    ("az", HEAD_AZ, "Bu, Prezident İlham Əliyevin Sərəncamı əsasında həyata keçirilib."),
    (
        "ru",
        AUTHORITY,
        "Служба государственной безопасности является компетентным органом по запросам о взаимной правовой помощи.",
    ),
    ("az", AUTHORITY, "Qarşılıqlı hüquqi yardım sorğuları üzrə səlahiyyətli orqan Dövlət Təhlükəsizliyi Xidmətidir."),
    ("az", OPENED, "Konvensiya 25 oktyabr 2025-ci ildə Hanoyda imzalanmaq üçün açılıb."),
    ("ru", OPENED, "Конвенция была открыта для подписания 25 октября 2025 года в Ханое."),
    ("ru", HELP, "Служба будет управлять контактным центром 24/7."),
    ("az", ONLY, "Azərbaycan Konvensiyanı bəyanat və qeyd-şərtlərlə imzalayan yeganə ölkədir."),
    # Told in another language than the passage's.
    ("ru", SIGNED, "В октябре 2025 года Конвенцию в Ханое подписали 74 государства."),
    ("az", SIGNED, "Konvensiyanı Hanoyda 74 dövlət imzalayıb."),
    ("az", ADOPTED, "BMT Baş Assambleyası Konvensiyanı 24 dekabr 2024-cü ildə qəbul edib."),
    ("ru", ADOPTED_AZ, "Генеральная Ассамблея ООН приняла Конвенцию 24 декабря 2024 года."),
    ("en", HEAD_AZ, "The head of the State Security Service signed the Convention on behalf of Azerbaijan."),
    ("az", JUSTICE, "Ekstradisiya sorğularına Ədliyyə Nazirliyi cavabdehdir."),
    ("ru", JUSTICE, "Запросы о выдаче направляет и получает Министерство юстиции."),
    ("az", CHAPTERS, "Konvensiya 9 fəsildən və 68 maddədən ibarətdir."),
]

FALSE: list[tuple[Language, Passage, str]] = [
    # Figures in every shape.
    ("en", SIGNED, "75 countries signed the Convention in Hanoi."),
    ("en", SIGNED, "Seventy-five countries signed the Convention in Hanoi."),
    ("en", SIGNED, "７５ countries signed the Convention in Hanoi."),
    ("en", SIGNED, "⁷⁵ countries signed the Convention in Hanoi."),
    ("en", SIGNED, "٧٥ countries signed the Convention in Hanoi."),
    ("en", SIGNED, "LXXV countries signed the Convention in Hanoi."),
    ("en", SIGNED, "Dozens of countries signed the Convention in Hanoi."),
    ("en", SIGNED, "More than 74 countries signed the Convention in Hanoi."),
    ("en", SIGNED, "Almost 74 countries signed the Convention in Hanoi."),
    ("en", SIGNED, "Half of the countries signed the Convention in Hanoi."),
    ("en", SIGNED, "All countries signed the Convention in Hanoi."),
    ("en", SIGNED, "7\u200b5 countries signed the Convention in Hanoi."),
    ("en", SIGNED, "One country signed the Convention in Hanoi."),
    ("en", CHAPTERS, "The Convention has 68 chapters and 9 articles."),
    ("en", CHAPTERS, "Article 67 is the last of the 68 articles of the Convention."),
    ("ru", SIGNED_RU, "Конвенцию подписали семьдесят пять государств."),
    ("ru", SIGNED_RU, "Конвенцию подписали более 74 государств."),
    ("ru", SIGNED_RU, "Конвенцию подписали десятки государств."),
    ("az", SIGNED_AZ, "Konvensiyanı yetmiş beş dövlət imzalayıb."),
    ("az", SIGNED_AZ, "Konvensiyanı onlarla dövlət imzalayıb."),
    ("az", SIGNED_AZ, "Konvensiyanı 74-dən çox dövlət imzalayıb."),
    # Dates.
    ("en", ADOPTED, "The UN General Assembly adopted the Convention on 25 December 2024."),
    ("en", ADOPTED, "The UN General Assembly adopted the Convention on December 24, 2025."),
    ("en", ADOPTED, "The UN General Assembly adopted the Convention on 2024-11-24."),
    ("en", ADOPTED, "The UN General Assembly adopted the Convention on Friday."),
    ("en", ADOPTED, "The UN General Assembly adopted the Convention last year."),
    ("ru", ADOPTED_RU, "Генеральная Ассамблея ООН приняла Конвенцию 24 ноября 2024 года."),
    ("ru", ADOPTED_RU, "Генеральная Ассамблея ООН приняла Конвенцию вчера."),
    ("az", ADOPTED_AZ, "BMT Baş Assambleyası Konvensiyanı 24 dekabr 2023-cü ildə qəbul edib."),
    ("az", ADOPTED_AZ, "BMT Baş Assambleyası Konvensiyanı dünən qəbul edib."),
    # Names, institutions, states.
    ("en", HEAD, "Vladimir Putin signed the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The head of the Ministry of Justice signed the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The head of the National Bank signed the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The head of the State Security Service signed the Convention on behalf of Armenia."),
    ("en", HEAD, "The head of the State Security Service, Ali Naghiyev, signed the Convention."),
    ("en", HEAD, "President Heydar Aliyev's decree let the head of the State Security Service sign the Convention."),
    ("en", SIGNED, "In October 2025, the Convention was signed in Geneva by 74 countries."),
    ("en", SIGNED, "The Convention was signed by 74 countries, including Brazil."),
    ("en", SIGNED, "The Budapest Convention was signed in Hanoi by 74 countries."),
    ("ru", HEAD_RU, "От имени Азербайджана Конвенцию подписал министр юстиции."),
    ("ru", HEAD_RU, "От имени Армении Конвенцию подписал начальник Службы государственной безопасности."),
    ("ru", HEAD_RU, "Конвенцию подписал начальник Службы государственной безопасности Али Нагиев."),
    ("ru", HEAD_RU, "Путин от имени Азербайджана подписал Конвенцию согласно распоряжению."),
    ("ru", HEAD_RU, "От имени Азербайджана Конвенцию подписал начальник Министерства здравоохранения."),
    ("az", HEAD_AZ, "Konvensiyanı Azərbaycan adından ədliyyə naziri imzalayıb."),
    ("az", HEAD_AZ, "Konvensiyanı Azərbaycan adından Dövlət Təhlükəsizliyi Xidmətinin rəisi Əli Nağıyev imzalayıb."),
    ("az", HEAD_AZ, "Konvensiyanı Ermənistan adından Dövlət Təhlükəsizliyi Xidmətinin rəisi imzalayıb."),
    ("az", HEAD_AZ, "Konvensiyanı Azərbaycan adından Səhiyyə Nazirliyinin rəisi imzalayıb."),
    # The opposite, and more or less than was said.
    ("en", HEAD, "The head of the State Security Service did not sign the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The head of the State Security Service refused to sign the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The head of the State Security Service may sign the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The head of the State Security Service must sign the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "Only the head of the State Security Service signed the Convention on behalf of Azerbaijan."),
    ("en", ARTICLE_4, "Article 4 creates new offences under the Convention."),
    ("en", APPROVED, "The Azerbaijani Parliament rejected the law submitted by President Ilham Aliyev."),
    ("en", APPROVED, "No, the Azerbaijani Parliament approved the law submitted by President Ilham Aliyev."),
    ("ru", HEAD_RU, "Начальник Службы государственной безопасности не подписал Конвенцию от имени Азербайджана."),
    ("ru", HEAD_RU, "Начальник Службы государственной безопасности отказался подписать Конвенцию."),
    ("az", HEAD_AZ, "Konvensiyanı Azərbaycan adından Dövlət Təhlükəsizliyi Xidmətinin rəisi imzalamayıb."),
    ("az", HEAD_AZ, "Dövlət Təhlükəsizliyi Xidmətinin rəisi Konvensiyanı imzalamaqdan imtina edib."),
    # One word that makes it another statement.
    ("az", ("dayaz-2026-02-10-az", "gücləndirəcək"), "Konvensiyanın ratifikasiyası təhlükəsizlik orqanlarını satacaq."),
    ("en", SIGNED, "74 countries ratified the Convention in Hanoi in October 2025."),
    ("en", SIGNED, "74 ministers signed the Convention in Hanoi in October 2025."),
    ("en", SIGNED, "74 companies signed the Convention in Hanoi, Vietnam."),
    ("en", SIGNED, "The Convention was formally signed in Hanoi by 74 countries after long protests."),
    ("en", HEAD, "The deputy head of the State Security Service signed the Convention on behalf of Azerbaijan."),
    ("en", HEAD, "The former head of the State Security Service signed the Convention on behalf of Azerbaijan."),
    ("en", JUSTICE, "The Ministry of Justice will be responsible for requests related to asylum."),
    ("en", ADOPTED, "The UN General Assembly debated the Convention on 24 December 2024."),
    ("en", ONLY, "Azerbaijan is the only country to have left the Convention with specific declarations."),
    (
        "en",
        AUTHORITY,
        "The State Security Service is the competent authority for mutual legal assistance in terrorism cases.",
    ),
    ("en", AUTHORITY, "The State Security Service will pay for mutual legal assistance."),
    ("en", RATIFYING, "The ratification will weaken the capabilities of security and law enforcement agencies."),
    ("ru", SIGNED_RU, "Конвенцию ратифицировали 74 государства."),
    ("ru", SIGNED_RU, "Конвенцию подписали 74 компании."),
    (
        "ru",
        HEAD_RU,
        "Конвенцию от имени Азербайджана подписал заместитель начальника Службы государственной безопасности.",
    ),
    ("ru", ADOPTED_RU, "Генеральная Ассамблея ООН обсудила Конвенцию 24 декабря 2024 года."),
    ("az", SIGNED_AZ, "Konvensiyanı 74 dövlət ratifikasiya edib."),
    ("az", SIGNED_AZ, "Konvensiyanı 74 şirkət imzalayıb."),
    ("az", HEAD_AZ, "Konvensiyanı Azərbaycan adından Dövlət Təhlükəsizliyi Xidmətinin rəis müavini imzalayıb."),
    ("az", ADOPTED_AZ, "BMT Baş Assambleyası Konvensiyanı 24 dekabr 2024-cü ildə müzakirə edib."),
    # Nothing but the passage's words, put together otherwise.
    ("en", WHO["en"], "The Ministry of Justice handles requests for mutual legal assistance."),
    ("en", WHO["en"], "The State Security Service handles requests for extradition and provisional arrest."),
    ("ru", WHO["ru"], "Министерство юстиции занимается запросами о взаимной правовой помощи."),
    ("az", WHO["az"], "Qarşılıqlı hüquqi yardım sorğularına Ədliyyə Nazirliyi baxır."),
    ("en", WHEN["en"], "The Convention was adopted on 25 October 2025."),
    ("en", WHEN["en"], "The Convention was opened for signature on 24 December 2024."),
    ("ru", WHEN["ru"], "Конвенция была принята 25 октября 2025 года."),
    ("az", WHEN["az"], "Konvensiya 24 dekabr 2024-cü ildə imzalanmaq üçün açılıb."),
    ("en", SIGNED, "In October 2025, the Convention was formally signed in Hanoi, France, by 74 countries."),
    ("az", SIGNED_AZ, "Konvensiya Türkiyənin paytaxtı Hanoy şəhərində 74 dövlət tərəfindən imzalanıb."),
    ("ru", WHO["en"], "Министерство юстиции занимается запросами о взаимной правовой помощи."),
    # Addresses, markup, look-alikes, other subjects.
    ("en", SIGNED, "74 countries signed the Convention, see https://example.org/list."),
    ("en", SIGNED, "74 countries signed the Convention; write to office@example.org."),
    ("en", SIGNED, "74 countries signed the Convention; call +994 12 555 12 34."),
    ("en", SIGNED, "<b>74 countries</b> signed the Convention in Hanoi."),
    ("en", SIGNED, "<script>alert(1)</script> 74 countries signed the Convention."),
    ("en", SIGNED, "74 countries signed the Convention in Hаnоi."),  # two Cyrillic letters
    ("en", SIGNED, "74 countries signed the Convention in Hanoi 🎉."),
    ("en", SIGNED, "The weather in Hanoi was warm and sunny during the ceremony."),
    ("en", SIGNED, "Citizens should install antivirus programs and change passwords."),
    ("en", SIGNED, "In October 2025 the Convention was ratified in Hanoi thanks to brave qwertish vladimirovich."),
    ("ru", SIGNED_RU, "Погода в Ханое во время церемонии была тёплой и солнечной."),
    ("az", SIGNED_AZ, "Hanoyda mərasim zamanı hava isti və günəşli idi."),
    # The same across languages.
    ("ru", SIGNED, "В октябре 2025 года Конвенцию в Ханое подписали 75 государств."),
    ("az", SIGNED, "Konvensiyanı Cenevrədə 74 dövlət imzalayıb."),
    ("ru", HEAD_AZ, "Конвенцию от имени Азербайджана подписал министр юстиции."),
    ("en", HEAD_RU, "The head of the State Security Service, Ali Naghiyev, signed the Convention."),
    ("az", ADOPTED, "BMT Baş Assambleyası Konvensiyanı 24 noyabr 2024-cü ildə qəbul edib."),
    ("ru", JUSTICE, "Запросы о выдаче направляет и получает Министерство внутренних дел."),
    ("en", ADOPTED_AZ, "The UN General Assembly did not adopt the Convention on 24 December 2024."),
]


@pytest.fixture(scope="module")
def ordinary(engine: Engine) -> frozenset[str]:
    return ordinary_words(engine.corpus.documents)


def fault_of(engine: Engine, ordinary: frozenset[str], language: Language, passage: Passage, text: str) -> str | None:
    document = engine.document(passage[0])
    [at] = [match.start() for match in re.finditer(re.escape(passage[1]), document.text)][:1]
    sentence = next(item for item in sentences(document.text) if item.start <= at < item.end)
    span = Span(document, sentence.start, sentence.end, None)
    source = Source(span, (Version(span.text, document.language),))
    checker = Checker(language, (source,), engine._vectors, engine._knows, ordinary)
    [said] = cut([f"{text} [1]"])
    return checker.fault(said)


def test_honest_rewordings_live(engine: Engine, ordinary: frozenset[str]) -> None:
    dropped = [
        (fault, text)
        for language, passage, text in HONEST
        if (fault := fault_of(engine, ordinary, language, passage, text))
    ]
    assert len(dropped) / len(HONEST) <= 0.1, dropped


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotes_live(engine: Engine, ordinary: frozenset[str], language: Language) -> None:
    """Every sentence of the sources, told word for word with its own mark, may be shown."""
    dropped, count = [], 0
    for document in engine.corpus.documents:
        if document.language != language:
            continue
        for sentence in sentences(document.text):
            text = document.text[sentence.start : sentence.end]
            span = Span(document, sentence.start, sentence.end, None)
            source = Source(span, (Version(text, language),))
            checker = Checker(language, (source,), engine._vectors, engine._knows, ordinary)
            count += 1
            if fault := checker.fault(Said(text, (1,))):
                dropped.append((fault, text))
    assert count > 300
    assert len(dropped) / count <= 0.02, dropped


@pytest.mark.parametrize(("language", "passage", "text"), FALSE)
def test_false_sentences_die(
    engine: Engine, ordinary: frozenset[str], language: Language, passage: Passage, text: str
) -> None:
    assert fault_of(engine, ordinary, language, passage, text) is not None


MADE: list[tuple[Language, Language, str, str, bool]] = [
    ("az", "en", "Tahmina", "Forumu Təhminə Səfərzadə açıb.", True),
    ("az", "en", "17 June", "Rəqəmsal sübutlar üzrə Zaqatala forumu 17 iyun 2026-cı ildə Zaqatalada keçirilib.", True),
    ("en", "ru", "118", "The “Щит данных” school has 118 investigators from 6 countries.", True),
    ("az", "ru", "7 сентября", "“Щит данных” məktəbi 7 sentyabr 2026-cı ildə Şamaxıda açılıb.", True),
    ("en", "az", "20 oktyabr", "The Dalga cyber range was opened in Mingachevir on 20 October 2026.", True),
    ("ru", "az", "52 server", "На полигоне «Далга» установлено 52 сервера.", True),
    ("en", "az", "Səkinə", "The range is headed by Professor Sakina Baghirzade.", True),
    ("ru", "az", "Səkinə", "Полигоном руководит профессор Сакина Багирзаде.", True),
    ("az", "en", "Tahmina", "Forumu Leyla Səfərzadə açıb.", False),
    ("ru", "en", "Tahmina", "Форум открыл Рустам Велиханов.", False),
    ("en", "ru", "Велиханов", "Rustam Mammadov was appointed director of the school.", False),
    ("en", "az", "Səkinə", "The range is headed by Professor Sakina Guliyeva.", False),
    ("ru", "az", "52 server", "На полигоне «Далга» установлено 53 сервера.", False),
    ("en", "az", "20 oktyabr", "The Dalga cyber range was opened in Ganja on 20 October 2026.", False),
]


@pytest.mark.parametrize(("language", "source", "words", "text", "stands"), MADE)
def test_names_that_no_list_holds(  # noqa: PLR0917 - what is said of what
    engine: Engine,
    ordinary: frozenset[str],
    language: Language,
    source: Language,
    words: str,
    text: str,
    stands: bool,
) -> None:
    """Persons and places of an added document, told in another language and alphabet."""
    document = make_document(f"made-{source}", ARTICLES[source], source)
    found = next(item for item in sentences(document.text) if words in document.text[item.start : item.end])
    span = Span(document, found.start, found.end, None)
    checker = Checker(
        language, (Source(span, (Version(span.text, source),)),), engine._vectors, engine._knows, ordinary
    )
    assert (checker.fault(Said(text, (1,))) is None) == stands


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("It shall not enter into force before 5 May 2026.", {"negation", "must", "before"}),
        ("Закон не обязывает.", {"negation", "must"}),
        ("Qanun imzalanmayıb, yalnız 5 faiz.", {"negation", "only", "percent"}),
        ("Nümayəndə heyəti, dəmir, kömür.", set()),
        ("5 May 2026", set()),
        ("", set()),
    ],
)
def test_turning_words(text: str, kinds: set[str]) -> None:
    assert turns(text) == kinds


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Article 4 does not itself create any offence.", {"itself", "create"}),
        ("Они не подписали.", {"подписали"}),
        ("Bu, məcburi deyil.", {"mecburi"}),
        ("Sənəd imzalanmayıb.", {"imzalanmayib"}),
    ],
)
def test_denied_words(text: str, words: set[str]) -> None:
    assert denied_words(text) == words


@pytest.mark.parametrize(
    ("mine", "theirs", "language", "their_language"),
    [
        ("Джафаров", "Cəfərov", "ru", "az"),
        ("Jafarov", "Джафарова", "en", "ru"),
        ("Quliyevanın", "Guliyeva", "az", "en"),
        ("Рашадом", "Rəşad", "ru", "az"),
        ("Хазаром", "Xəzər", "ru", "az"),
        ("Гянджинского", "Ganja", "ru", "en"),
        ("Загатале", "Zagatala", "ru", "en"),
        ("Zaqatalada", "Zagatala", "az", "en"),
    ],
)
def test_one_name_in_two_spellings(mine: str, theirs: str, language: Language, their_language: Language) -> None:
    assert same_name(mine, theirs, language, their_language)


@pytest.mark.parametrize(
    ("mine", "theirs"), [("Алиева", "Guliyeva"), ("Мамедов", "Hasanov"), ("Путин", "Aliyev"), ("Берлин", "Baku")]
)
def test_two_names(mine: str, theirs: str) -> None:
    assert not same_name(mine, theirs, "ru", "en")
