"""How the three languages ask: the question words that tell what kind of answer is wanted, on folded text."""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from corpus.text import fold
from corpus.text import words as cut_words

AskedFor = Literal[
    "whose_name", "why", "which_article", "how_many", "how_long", "when", "link", "where", "who", "whether",
    "define", "summary", "list", "other",
]  # fmt: skip
KINDS: Final[tuple[AskedFor, ...]] = get_args(AskedFor)

# A question that ends so states something, to be confirmed or corrected, whatever question words it has.
_TO_CONFIRM: Final = re.compile(
    r"\b(?:right|correct|yes|is it not|am i right|isn't that so)\?|"
    r"\b(?:is|are|was|were|did|does|do|has|have|had|can|will)n'?t (?:it|they|he|she|there)\?|"
    r"\b(?:верно|правильно|так|да|не так ли|не правда ли)\?|"
    r"\b(?:duzdur|dogrudur|duzgundur|eledir|eledirmi|ele deyil|ele deyilmi|duz deyirem|he)\?"
)

# The first kind that fits is taken. These are the languages' own question words, not phrases of any one question; the
# offices of "whose_name" are such as one person holds.
_PATTERNS: Final[dict[AskedFor, tuple[str, ...]]] = {
    "whose_name": (
        r"\b(?:journalist|author|reporter|speaker|spokes\w+)\w*\b.*\bname\b",
        r"\bname of the (?:journalist|author|reporter|speaker)",
        r"\b(?:имя|фамилия) (?:журналист|автор|спикер)|\b(?:jurnalist|muellif|spiker)\w* ad",
        r"\bwhich (?:journalist|author|reporter|deputy|lawmaker)\b|\bкакой (?:журналист|депутат|автор)",
        r"\bhansi (?:jurnalist|deputat|muellif)",
        r"\bname of the (?:\w+ ){0,2}(?:minister|head|chief|director|chair|chairman|president|ambassador"
        r"|leader|boss|secretary|spokes\w+)\b",
        r"\bwho(?: is|'s| was) the (?:current |new )?(?:minister|head|chief|director|chair|chairman|president"
        r"|ambassador|leader|boss|secretary|spokes\w+)\b",
        r"\bкак зовут\b",
        r"\bфамилия\b",
        r"\bимя (?:министр|начальник|глав|руковод|председ|президент)",
        r"\bкто (?:сейчас |является |такой |был )?(?:министр|глава|начальник|директор|председатель"
        r"|руководитель|президент|посол|секретар)\w*",
        r"\bкак(?:ово|ая) (?:имя|фамилия)",
        r"\bkak zovut\b",
        r"(?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib)\w* (?:adi ne|adi kim|kimdir|kim)",
        r"(?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib)\w* adi\b",
        r"\bkimdir (?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib)",
        r"\badi ve soyadi\b",
    ),
    "why": (
        r"\bwhy\b",
        r"\bwhat(?: is| was)? the reason",
        r"\bfor what reason",
        r"\bпочему\b",
        r"\bзачем\b",
        r"\bпо как(?:ой|им) причин",
        r"\bс какой целью\b",
        r"\bniye\b",
        r"\bneye gore\b",
        r"\bne ucun\b",
        r"\bnecun\b",
        r"\bhansi sebeb",
    ),
    "which_article": (
        r"\bwhere in the (?:convention|treaty)\b|\bкакая это стать|\bгде в конвенции|\bkonvensiyanin harasinda",
        r"\b(?:which|what) articles?\b",
        r"\barticle number\b",
        r"\bкак(?:ая|ой|ие|их|им|ую|ом) стать",
        r"\bhansi madde",
        r"\bmadde hansidir",
    ),
    "how_many": (
        r"^number of\b|\bhow old\b|\bсколько .{0,30}\bлет\b|\bnece yas",
        r"\bhow many\b",
        r"\bhow much\b",
        r"\b(?:the|what|total|exact) number of\b",
        r"\bhow big\b",
        r"\bсколь?ко\b(?! времени)",
        r"\bколичество\b",
        r"\bчисло\b",
        r"\bкакое число (?!апрел|ма|июн|июл|авг|сен|окт|ноя|дек|янв|фев|мар)",
        r"\bne qeder\b",
        r"\bsayi\b",
        r"\bsayini\b",
        r"\bnece\b",
    ),
    "how_long": (
        r"\bhow long\b",
        r"\bhow soon\b",
        r"\bhow fast\b",
        r"\bhow quickly\b",
        r"\bdeadline\b",
        r"\btime limit\b",
        r"\bкак долго\b",
        r"\bсколь?ко времени\b",
        r"\bкакой срок\b",
        r"\bв какой срок\b",
        r"\bкаков срок\b",
        r"\bсрок\b",
        r"\bne qeder muddet",
        r"\bmuddet",
    ),
    "when": (
        r"(?:^|[,:;?!.] |\b(?:and|but|so|by|since|until|till|tell me|know|from) )when\b",
        r"\b(?:what|which) (?:date|day|year|month)\b",
        r"\bthe date\b",
        r"\bdates?\b",
        r"\bкогда\b",
        r"\bкак(?:ого|ому|им) (?:числа|числу|числом)\b",
        r"\bв каком (?:году|месяце)\b",
        r"\bв какой день\b",
        r"\bдат[аыуе]\b",
        r"\bс какого\b",
        r"\bkogda\b",
        r"\bne vaxt\b",
        r"\bne zaman\b",
        r"\bhacan\b",
        r"\bhansi (?:tarix|il|gun|ay)",
        r"\btarixi\b",
        r"\btarixinde\b",
    ),
    "link": (
        r"\blinks?\b|\burl\b|\bweb ?(?:site|page|address)|\bссылк|\bсайт|\bвеб-?\s?страниц",
        r"\blinki?\b|\bkecid\w*|\bsayti?\b|\bveb",
    ),
    "where": (
        r"\bwhere\b(?! in the (?:convention|treaty))",
        r"\b(?:what|which) (?:city|place|capital|town)\b",
        r"\bгде\b",
        r"\bкуда\b",
        r"\bв как(?:ом|ой) (?:городе|месте|столице)\b",
        r"\bместо\b",
        r"\bgde\b",
        r"\bharada",
        r"\bhara(?:ya|dan)?\b",
        r"\bhansi (?:seher|yer|paytaxt)",
    ),
    "who": (
        r"\bwho\b",
        r"\bwhom\b",
        r"\bwhose\b",
        r"\bwhich (?:person|official|body|authority|agency|institution|ministry|organ)",
        r"\bкто\b",
        r"\bкем\b",
        r"\bкого\b",
        r"\bкому\b",
        r"\bчей\b",
        r"\bчья\b",
        r"\bкак(?:ой|ое|ая|им) (?:орган|ведомств|служб|министерств)",
        r"\bkto\b",
        r"\bkem\b",
        r"\bkim\b",
        r"\bkimdir\b",
        r"\bkimin\b",
        r"\bkimler",
        r"\bkime\b",
        r"\bkimi\b(?= )",
        r"\bhansi (?:qurum|orqan|nazirlik|xidmet|sexs)",
    ),
    "whether": (
        r"\byes\?|\bam i right\b|\bisn't that so\b|\bда\?|\bне правда ли\b",
        r"\bduz deyirem|\beledirmi|\bhe\?|\bele deyilmi",
        r"^(?:so |and |but )?(?:is|are|was|were|did|does|do|has|have|had|can|will|would|must|may|should|could"
        r")(?:n'?t)?\b",
        r"\b(?:is|are|was|were|did|does|do|has|have|had|can|will)n'?t (?:it|they|he|she|there)\b",
        r"\bright\?",
        r"\bcorrect\?",
        r"\bisn't (?:it|that)\b",
        r"\bis it true\b",
        r"\btrue that\b",
        r"\bли\b",
        r"\bправда\b",
        r"\bверно\b",
        r"\bтак\?",
        r"\bведь\b",
        r"\bне так\b",
        r"\bправильно\?",
        r"\bm[iu]\b(?=[ ?]|$)",
        r"\w{3,}(?:di|du|ib|ub|ir|ur|dir|dur|var|yox|acaq|ecek|mis|mus)(?:mi|mu)\b",
        r"\bdogrudur",
        r"\bduzdur",
        r"\bduzgundur",
        r"\bhe\?",
        r"\bele deyil",
        r"\bhelemi\b",
        r"\belemi\b",
    ),
    "define": (
        r"\bdefin(?:e|ition)\b",
        r"\bwhat does .+ mean\b",
        r"\bmeaning of\b",
        r"\bwhat is meant\b",
        r"\bwhat (?:is|counts as|qualifies) an? \b",
        r"\bчто такое\b",
        r"\bчто означа",
        r"\bчто значит\b",
        r"\bопределение\b",
        r"\bчто понимается\b",
        r"\bчто считается\b",
        r"\bchto takoe\b",
        r"\bne demekdir\b",
        r"\bnece basa\b",
        r"\bterifi\b",
        r"\banlayisi\b",
        r"\bne nezerde tutulur\b",
        r"\bne basa dusulur\b",
    ),
    "summary": (
        r"\bsummar",
        r"\bin short\b",
        r"\bin brief\b",
        r"\boverview\b",
        r"\babout\?",
        r"\bwhat is .+ about\b",
        r"\bкратко\b",
        r"\bвкратце\b",
        r"\bо чем\b",
        r"\bобзор\b",
        r"\bсуть\b",
        r"\bqisaca\b",
        r"\bxulase\b",
        r"\bmezmunu\b",
        r"\bneden behs\b",
        r"\bhaqqindadir\b",
        r"\bne haqda\b",
    ),
    "list": (
        r"^what (?!is\b|was\b|does\b|has\b)\w{3,}s (?:is|are|does|do|was|were|did|has|have)\b",
        r"^(?:what are|list|name)\b",
        r"\bwhich (?:\w+ )?\w{3,}(?<!s)s\b",
        r"\b(?:in|to|for|by|from|of|with|on) what \w{3,}s\b",
        r"\blist (?:of|the|all)\b",
        r"\bкакие\b",
        r"\bкаких\b",
        r"\bперечисл",
        r"\bназовите\b",
        r"\bсписок\b",
        r"\bhansilar",
        r"\bhansi\b.*\b\w+(?:lar|ler)",
        r"\bhansi \w+(?:lar|ler|lerde|larda|dillerde)",
        r"\bsadala",
        r"\bsiyahi",
    ),
}
_COMPILED: Final = tuple((kind, re.compile("|".join(patterns))) for kind, patterns in _PATTERNS.items())
_OPEN_QUESTION: Final = re.compile(
    r"\b(?:what|how|which|что|чего|чем|чему|как|какой|какая|какое|какие|каких|какую|каким|какими|каков|какова|каково|"
    r"каковы|ne|neyi|neye|neden|nedir|nece|necedir|hansi|neler|nelerdir)\b"
)


def kind_of(text: str) -> AskedFor:
    """Say what a question asks for, by the question words of the three languages.

    >>> kind_of("Neçə dövlət imzalayıb?"), kind_of("Когда принята?"), kind_of("Who signed it?")
    ('how_many', 'when', 'who')
    """
    folded = fold(text)
    if "necə" in text.lower():  # "how", which folding makes equal to "how many"
        folded = folded.replace("nece", "")
    if _TO_CONFIRM.search(folded):
        return "whether"
    kind: AskedFor = next((kind for kind, pattern in _COMPILED if pattern.search(folded)), "other")
    if kind == "other" and folded.endswith("?") and not _OPEN_QUESTION.search(fold(text)) and len(cut_words(text)) > 2:
        return "whether"  # "So the foreign minister signed it?": a statement to confirm
    return kind
