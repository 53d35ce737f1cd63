"""Documents in the UN's layout, for tests of importing: the Convention's form in six languages, with invented text.

The headings are the real ones' form; every title and body is invented. `expected` is the oracle: what an import must
give, whatever the format. The files hold what printed documents have besides: a masthead, a resolution before the
annex, running heads, page numbers, notes at the foot of pages, words cut at line ends, articles over page breaks.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

import docx
from pdf_writer import write_pdf

FIRST_ARTICLES = (1, 7, 22, 23, 35, 53, 54, 57, 59)
LINES_PER_PAGE = 44
LINE_CHARS = {"zh": 38}
NOTE_MARK = "\ue001"  # stands where the text points to a note; a printed page shows the note's number there
_LONG_WORD = re.compile(r"[^\W\d_]{9,}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ARABIC_ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
_CHINESE = "零一二三四五六七八九"


@dataclass(frozen=True)
class Article:
    """An article: its heading, its title, and (number, lines) for each paragraph."""

    number: int
    head: str
    title: str
    paragraphs: tuple[tuple[int | None, tuple[str, ...]], ...]


Change = Callable[[tuple[Article, ...]], tuple[Article, ...]]


@dataclass(frozen=True)
class Chapter:
    """A chapter's heading and title, and its articles."""

    number: int
    head: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Sample:
    """A whole document."""

    language: str
    masthead: tuple[str, ...]
    preamble: tuple[str, ...]
    chapters: tuple[Chapter, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for chapter in self.chapters for article in chapter.articles)


@dataclass(frozen=True)
class Bank:
    """The invented sentences of one language; {n} is the article, {r} another article's number."""

    article: str
    chapter: str
    titles: tuple[str, str, str]
    sentences: tuple[str, ...]
    items: tuple[str, ...]
    masthead: tuple[str, ...]
    preamble: tuple[str, ...]
    paragraph: str = "{n}. "


BANKS = {
    "en": Bank(
        "Article {n}",
        "Chapter {n}",
        ("Matter {n}", "The desk for matter {n}", "The long way by which the desks of those that joined hand over "
         "what they were asked to keep in matter {n}"),
        ("Each party that joins keeps a desk for matter {n} under article {r} of this text, and the desk answers all "
         "that it is asked within thirty days.",
         "The desk works in real-time where the law of that party allows it, and it asks for no more information than "
         "the matter needs.",
         "Where two desks disagree, they consult each other in accordance with article {r} before anything at all is "
         "handed over to the other side.",
         "Nothing in article {r} obliges a party to keep what its own legislation, in particular the law on the "
         "protection of persons, tells it to destroy."),
        ("the name of the desk, and of the officer who answers for matter {n};",
         "the languages in which the desk may be asked, under article {r};",
         "the hours of its work."),
        ("United Nations", "A/RES/79/243", "General Assembly", "Distr.: General", "Seventy-ninth session",
         "Resolution made up for tests" + NOTE_MARK, "The General Assembly,",
         "1. Makes up a text that has the form of a treaty, contained in the annex;",
         "2. Asks nobody to sign it.", "Annex", "A text made up for tests", "Preamble"),
        ("The parties to this text,", "Aware that a test needs a document,", "Have agreed as follows:"),
    ),
    "ru": Bank(
        "Статья {n}",
        "Глава {n}",
        ("Вопрос {n}", "Бюро по вопросу {n}", "Долгий путь, которым бюро присоединившихся сторон передают друг другу "
         "то, что их просили сохранить по вопросу {n}"),
        ("Каждая сторона, которая присоединилась, имеет бюро по вопросу {n} согласно статье {r} этого текста, и бюро "
         "отвечает на все запросы в течение тридцати дней.",
         "Бюро работает по-прежнему круглосуточно, если это разрешает законодательство этой стороны, и не просит "
         "больше сведений, чем нужно для дела.",
         "Если два бюро не согласны друг с другом, они проводят консультации в соответствии с пунктом 1 статьи {r}, "
         "прежде чем что-либо будет передано другой стороне.",
         "Ничто в статье {r} не обязывает сторону хранить то, что ее собственное законодательство о защите личности "
         "предписывает уничтожить."),
        ("название бюро и имя сотрудника, который отвечает по вопросу {n};",
         "языки, на которых можно обращаться в бюро согласно статье {r};",
         "часы его работы."),
        ("Организация Объединенных Наций", "A/RES/79/243", "Генеральная Ассамблея", "Семьдесят девятая сессия",
         "Резолюция, придуманная для проверок" + NOTE_MARK, "Генеральная Ассамблея,",
         "1. придумывает текст, который имеет форму договора и содержится в приложении;",
         "2. никого не просит его подписать.", "Приложение", "Текст, придуманный для проверок", "Преамбула"),
        ("Стороны этого текста,", "Сознавая, что для проверки нужен документ,", "Согласились о нижеследующем:"),
    ),
    "fr": Bank(
        "Article {n}",
        "Chapitre {n}",
        ("Affaire {n}", "Le bureau pour l’affaire {n}", "Le long chemin par lequel les bureaux de ceux qui ont adhéré "
         "se remettent ce qu’on leur a demandé de garder dans l’affaire {n}"),
        ("Chaque partie qui adhère tient un bureau pour l’affaire {n} en vertu de l’article {r} de ce texte, et le "
         "bureau répond dans les trente jours à tout ce qui lui est demandé.",
         "Le bureau travaille lui-même sans relâche lorsque la législation de cette partie le permet, et il ne demande "
         "pas plus de renseignements que l’affaire n’en exige.",
         "Lorsque deux bureaux ne sont pas d’accord, ils se consultent conformément au paragraphe 1 de l’article {r} "
         "avant que quoi que ce soit ne soit remis à l’autre.",
         "Rien dans l’article {r} n’oblige une partie à garder ce que sa propre législation sur la protection des "
         "personnes lui dit de détruire."),
        ("le nom du bureau et de l’agent qui répond de l’affaire {n} ;",
         "les langues dans lesquelles on peut s’adresser au bureau en vertu de l’article {r} ;",
         "les heures de son travail."),
        ("Nations Unies", "A/RES/79/243", "Assemblée générale", "Soixante-dix-neuvième session",
         "Résolution inventée pour des essais" + NOTE_MARK, "L’Assemblée générale,",
         "1. Invente un texte qui a la forme d’un traité et qui figure en annexe ;",
         "2. Ne demande à personne de le signer.", "Annexe", "Un texte inventé pour des essais", "Préambule"),
        ("Les parties à ce texte,", "Sachant qu’un essai demande un document,", "Sont convenues de ce qui suit :"),
    ),
    "es": Bank(
        "Artículo {n}",
        "Capítulo {n}",
        ("Asunto {n}", "La oficina para el asunto {n}", "El largo camino por el que las oficinas de los que se "
         "adhirieron se entregan lo que se les pidió guardar en el asunto {n}"),
        ("Cada parte que se adhiere tiene una oficina para el asunto {n} con arreglo al artículo {r} de este texto, y "
         "la oficina responde en treinta días a todo lo que se le pide.",
         "La oficina trabaja día y noche en la práctica socio-económica del lugar cuando la legislación de esa parte "
         "lo permite, y no pide más información que la necesaria.",
         "Cuando dos oficinas no están de acuerdo, se consultan de conformidad con el párrafo 1 del artículo {r} "
         "antes de que se entregue nada a la otra.",
         "Nada en el artículo {r} obliga a una parte a guardar lo que su propia legislación sobre la protección de "
         "las personas le dice que destruya."),
        ("el nombre de la oficina y del funcionario que responde del asunto {n};",
         "los idiomas en que se puede acudir a la oficina con arreglo al artículo {r};",
         "las horas de su trabajo."),
        ("Naciones Unidas", "A/RES/79/243", "Asamblea General", "Septuagésimo noveno período de sesiones",
         "Resolución inventada para pruebas" + NOTE_MARK, "La Asamblea General,",
         "1. Inventa un texto que tiene la forma de un tratado y que figura en el anexo;",
         "2. No pide a nadie que lo firme.", "Anexo", "Un texto inventado para pruebas", "Preámbulo"),
        ("Las partes en este texto,", "Conscientes de que una prueba necesita un documento,",
         "Han convenido en lo siguiente:"),
    ),
    "ar": Bank(
        "المادة {n}",
        "الفصل {n}",
        ("المسألة {n}", "مكتب المسألة {n}",
         "الطريق الطويل الذي تسلم به مكاتب المنضمين ما طلب منها حفظه في المسألة {n}"),
        ("يكون لكل طرف ينضم مكتب للمسألة {n} بموجب المادة {r} من هذا النص، ويجيب المكتب في ثلاثين يوما عن "
         "كل ما يطلب منه.",
         "ويعمل المكتب ليلا ونهارا حيثما سمح قانون ذلك الطرف بذلك، ولا يطلب من المعلومات أكثر مما تحتاج إليه المسألة.",
         "وإذا اختلف مكتبان تشاورا وفقا لأحكام المادة {r} قبل أن يسلم أي شيء إلى الطرف الآخر في المسألة.",
         "وليس في المادة {r} ما يلزم طرفا بأن يحفظ ما يأمره قانونه الخاص بحماية الأشخاص بأن يتلفه."),
        ("اسم المكتب والموظف المسؤول عن المسألة {n}؛",
         "اللغات التي يمكن أن يخاطب بها المكتب بموجب المادة {r}؛",
         "ساعات عمله."),
        ("الأمم المتحدة", "A/RES/79/243", "الجمعية العامة", "الدورة التاسعة والسبعون", "قرار مختلق للاختبار",
         "إن الجمعية العامة،", "1 - تختلق نصا له شكل معاهدة ويرد في المرفق؛", "2 - لا تطلب من أحد توقيعه.", "المرفق",
         "نص مختلق للاختبار", "الديباجة"),
        ("إن الأطراف في هذا النص،", "إذ تدرك أن الاختبار يحتاج إلى وثيقة،", "قد اتفقت على ما يلي:"),
        paragraph="{n} - ",
    ),
    "zh": Bank(
        "第{n}条",
        "第{n}章",
        ("事项{n}", "事项{n}的办事处", "加入各方的办事处移交其在事项{n}中被要求保存之物的漫长道路"),
        ("加入本文本的每一方均应根据第{r}条设立一个处理事项{n}的办事处，该办事处应在三十日内答复向其提出的一切要求。",
         "在该方法律允许的情况下，办事处应昼夜工作，且不得要求提供超出事项所需的资料。",
         "两个办事处意见不一致时，应在向另一方移交任何物品之前依照第{r}条相互协商。",
         "第{r}条的任何规定均不要求一方保存其本国关于保护个人的法律要求其销毁之物。"),
        ("办事处的名称和负责事项{n}的官员的姓名；", "根据第{r}条可向办事处使用的语文；", "其工作时间。"),
        ("联合国", "A/RES/79/243", "大会", "第七十九届会议", "为测试编造的决议", "大会，",
         "1. 编造一份具有条约形式的文本，载于本决议附件；", "2. 不请任何人签署。", "附件", "为测试编造的文本", "序言"),
        ("本文本各方，", "意识到测试需要一份文件，", "兹议定如下："),
    ),
}  # fmt: skip


def numeral(number: int, language: str) -> str:
    """Write an article's number as its language's documents do."""
    if language == "ar":
        return "".join("٠١٢٣٤٥٦٧٨٩"[int(digit)] for digit in str(number))
    if language == "zh":
        tens, units = divmod(number, 10)
        return ("" if tens < 2 else _CHINESE[tens]) + ("十" if tens else "") + (_CHINESE[units] if units else "")
    return "premier" if language == "fr" and number == 1 else str(number)


def chapter_numeral(number: int, language: str) -> str:
    """Write a chapter's number as its language's documents do."""
    if language == "ar":
        return _ARABIC_ORDINALS[number - 1]
    if language == "zh":
        return numeral(number, "zh")
    return "premier" if language == "fr" and number == 1 else _ROMAN[number - 1]


def sample(language: str) -> Sample:
    """Make up the whole document in one language."""
    bank = BANKS[language]
    ends = (*FIRST_ARTICLES[1:], 69)
    chapters = tuple(
        Chapter(
            number,
            bank.chapter.format(n=chapter_numeral(number, language)),
            bank.titles[1].format(n=chapter_numeral(number, language)),
            tuple(_article(one, language) for one in range(first, end)),
        )
        for number, (first, end) in enumerate(zip(FIRST_ARTICLES, ends, strict=True), start=1)
    )
    return Sample(language, bank.masthead, bank.preamble, chapters)


def _article(number: int, language: str) -> Article:
    bank = BANKS[language]
    written = numeral(number, language)
    # The next article is named too: a wrapped line may begin with it, and must not head anything.
    other = numeral(number % 68 + 1 if number % 2 else 7, language)

    def say(pattern: str) -> str:
        return pattern.format(n=written, r=other)

    sentences = [say(bank.sentences[(number + at) % 4]) for at in range(4)]
    gap = "" if language == "zh" else " "
    title = say(bank.titles[2 if number % 10 == 0 else number % 2])
    if number == 41 and language != "ar":
        title = f"24/7 {title}"  # a title that begins like a number is no paragraph
    return Article(number, say(bank.article), title, tuple(_paragraphs(number, sentences, gap, language)))


def _paragraphs(number: int, sentences: list[str], gap: str, language: str) -> list[tuple[int | None, tuple[str, ...]]]:
    bank = BANKS[language]
    if number % 3 == 0:
        mark = NOTE_MARK if number == 33 and language not in ("ar", "zh") else ""
        return [(None, (sentences[0][:-1] + mark + sentences[0][-1] + gap + sentences[1],))]
    written = [numeral(one, language) if language == "ar" else str(one) for one in (1, 2, 3)]
    marks = [bank.paragraph.format(n=one) for one in written]
    if number % 3 == 1:
        return [(at + 1, (marks[at] + sentences[at] + gap + sentences[3],)) for at in range(2 + number % 2)]
    letters = "أبج" if language == "ar" else "abc"
    items = tuple(
        f"({letter}) {item.format(n=numeral(number, language), r=numeral(7, language))}"
        for letter, item in zip(letters, bank.items, strict=True)
    )
    lead = marks[0] + sentences[0][:-1] + (":" if language != "zh" else "：")
    return [(1, (lead, *items)), (2, (marks[1] + sentences[1],))]


def expected(document: Sample) -> list[tuple[int | None, int | None, str]]:
    """Return what an import must give: (article, paragraph, text) of each section after the preamble."""
    found: list[tuple[int | None, int | None, str]] = []
    for chapter in document.chapters:
        found.append((None, None, f"{chapter.head}: {chapter.title}"))
        for article in chapter.articles:
            found.append((article.number, None, f"{article.head}: {article.title}"))
            found += [(article.number, one, "\n".join(lines)) for one, lines in article.paragraphs]
    return [(article, one, text.replace(NOTE_MARK, "")) for article, one, text in found]


def blocks(document: Sample) -> list[str]:
    """Return the document's blocks of text in order, as DOCX and HTML hold them."""
    found = [*document.masthead, *document.preamble]
    for chapter in document.chapters:
        found += [chapter.head, chapter.title]
        for article in chapter.articles:
            found += [article.head, article.title, *(line for _, lines in article.paragraphs for line in lines)]
    return found


def as_txt(document: Sample) -> bytes:
    """Plain text, wrapped, an empty line after each block."""
    wrapped = ["\n".join(wrap(block, document.language)) for block in blocks(document)]
    return "\n\n".join(wrapped).replace(NOTE_MARK, "").encode()


def as_html(document: Sample) -> bytes:
    """A page with furniture around the text, titles in italics, notes as superscripts."""
    body = "\n".join(f"<p>{block}</p>" for block in blocks(document)).replace(NOTE_MARK, "<sup>1</sup>")
    return (
        f"<!doctype html><html lang='{document.language}'><head><meta charset='utf-8'>"
        f"<title>A/RES/79/243</title></head><body><nav><a href='/'>Article 99</a></nav>"
        f"<main>{body}</main><footer>Article 100</footer></body></html>"
    ).encode()


def as_docx(document: Sample) -> bytes:
    """A Word file, a paragraph a block."""
    file = docx.Document()
    for block in blocks(document):
        file.add_paragraph(block.replace(NOTE_MARK, ""))
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def as_pdf(document: Sample) -> bytes:
    """A printed document: running heads, page numbers, notes, cut words, articles over page breaks."""
    lines = [line for block in blocks(document) for line in wrap(block, document.language, cuts_words=True)]
    size = LINES_PER_PAGE - 2
    bodies = [lines[at : at + size] for at in range(0, len(lines), size)]
    note, pages = 0, []
    for number, body in enumerate(bodies, start=1):
        notes = []
        if any(NOTE_MARK in line for line in body):
            note += 1
            notes = [f"{note} Records of the desks, vol. {note}, No. 12, which this note says nothing more of."]
        marked = [line.replace(NOTE_MARK, str(note)) for line in body]
        foot = f"24-24568 {number}/{len(bodies)}" if number % 2 else f"{number}/{len(bodies)} 24-24568"
        head = "A/RES/79/243" if number % 2 else f"A/RES/79/243 {document.masthead[-2]}"
        pages.append([head, *marked, *notes, foot])
    if document.language == "ar":
        pages = [[_as_seen(line) for line in page] for page in pages]
    return write_pdf(pages)


def wrap(block: str, language: str, *, cuts_words: bool = False) -> list[str]:
    """Break a block into lines; some long words are cut by a hyphen, as a typesetter does."""
    width = LINE_CHARS.get(language, 88)
    if language == "zh":
        return [block[at : at + width] for at in range(0, len(block), width)]
    lines = textwrap.wrap(block, width, break_on_hyphens=True)
    return _with_cut_words(lines) if cuts_words and language != "ar" else lines


def _with_cut_words(lines: list[str]) -> list[str]:
    """Cut the first word of every third line, where it is long, and leave its first half on the line before."""
    cut = list(lines)
    for at in range(1, len(cut), 3):
        word = _LONG_WORD.match(cut[at])
        if word and not cut[at - 1].endswith("-"):
            half = len(word.group()) // 2
            cut[at - 1] += f" {cut[at][:half]}-"
            cut[at] = cut[at][half:]
    return cut


def _as_seen(line: str) -> str:
    """Put a right-to-left line in the order of its glyphs on paper; digits and Latin run left to right."""
    mirrored = line.translate(str.maketrans("()", ")("))[::-1]
    return re.sub(r"[0-9A-Za-z٠-٩/.\-]{2,}", lambda run: run.group()[::-1], mirrored)


def without(document: Sample, *numbers: int) -> Sample:
    """Leave articles out."""
    return _changed(document, lambda articles: tuple(one for one in articles if one.number not in numbers))


def swapped(document: Sample, first: int, second: int) -> Sample:
    """Let two articles of one chapter change places."""
    by_number = {article.number: article for article in document.articles}
    places = {first: by_number[second], second: by_number[first]}
    return _changed(document, lambda articles: tuple(places.get(one.number, one) for one in articles))


def mixed(document: Sample, other: Sample, *numbers: int) -> Sample:
    """Take some articles' text from another language, under headings in this one."""
    foreign = {article.number: article.paragraphs for article in other.articles if article.number in numbers}
    return _changed(
        document,
        lambda articles: tuple(replace(one, paragraphs=foreign.get(one.number, one.paragraphs)) for one in articles),
    )


def with_text(document: Sample, number: int, *lines: str) -> Sample:
    """Give one article this text in place of its own."""
    paragraphs = ((None, lines),) if lines else ()

    def change(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(replace(one, paragraphs=paragraphs) if one.number == number else one for one in articles)

    return _changed(document, change)


def with_article_twice(document: Sample, number: int) -> Sample:
    """Let one article stand twice."""

    def change(articles: tuple[Article, ...]) -> tuple[Article, ...]:
        return tuple(one for article in articles for one in [article] * (1 + (article.number == number)))

    return _changed(document, change)


def without_chapter(document: Sample, number: int) -> Sample:
    """Leave out a chapter's heading; its articles follow the chapter before."""
    chapters: list[Chapter] = []
    for chapter in document.chapters:
        if chapter.number == number:
            chapters[-1] = replace(chapters[-1], articles=chapters[-1].articles + chapter.articles)
        else:
            chapters.append(chapter)
    return replace(document, chapters=tuple(chapters))


def _changed(document: Sample, change: Change) -> Sample:
    chapters = tuple(replace(chapter, articles=change(chapter.articles)) for chapter in document.chapters)
    return replace(document, chapters=chapters)
