"""How the three languages ask: the question words that tell what kind of answer is wanted, on folded text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, get_args

from assistant.bare import states_bare, without_how
from corpus.text import fold
from corpus.text import words as cut_words

AskedFor = Literal[
    "whose_name", "contact", "how_much", "what_time", "why", "which_article", "how_many", "how_long", "when", "link",
    "where", "who", "whether", "define", "summary", "list", "other",
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
        r"\b(?:journalist|author|reporter|speaker|spokes\w+)s?\b.*\bname\b",
        r"\bname of the (?:journalist|author|reporter|speaker)",
        r"\b(?:имя|фамилия) (?:журналист|автор|спикер)|\b(?:jurnalist|muellif|spiker)\w* ad",
        r"\bwhich (?:journalist|author|reporter|deputy|lawmaker)\b|\bкакой (?:журналист|депутат|автор)",
        r"\bhansi (?:jurnalist|deputat|muellif)",
        r"\bname of the (?:\w+ ){0,2}(?:minister|head|chief|director|chair|chairman|president|ambassador"
        r"|leader|boss|secretary|spokes\w+)\b",
        r"\bwho(?: is|'s| was) the (?:current |new )?(?:minister|head|chief|director|chair|chairman|president"
        r"|ambassador|leader|boss|secretary|spokes\w+)\b",
        r"\bwho (?:\w+ )?(?:led|leads|headed|heads|chairs|chaired|presided|(?:will|would|is to) (?:lead|head|chair))\b",
        r"\bкто (?:возглав|руковод|председательств)|\bпод чьим (?:руковод|председ)",
        r"\bkim (?:\w+ )?(?:rehberlik|sedrlik|basciliq)|\bkimin (?:rehberliyi|sedrliyi|basciligi)",
        r"\bкак (?:его |ее |их |же )?зовут\b|\b(?:его|ее) (?:имя|фамили[яию]+)\b",
        r"\bwhat(?: is|'s) (?:he|she) called\b",
        r"\b(?:his|her) (?:(?:full|first|last|first and last|given|family) )?(?:sur)?name\b|\bname and surname\b",
        r"^(?:полное )?имя\W*$|\bимя и фамили|\b(?:minister|head|chief|director|president|leader|ambassador)'s name\b",
        r"\bonun (?:soy)?adi (?:ne|kim)|\bsoyadi ne|\bonun (?:tam )?adi\W*$|\badi,? (?:ve )?soyadi",
        r"\bфамилия\b",
        r"\bимя (?:министр|начальник|глав|руковод|председ|президент)",
        r"\bкто (?:сейчас |является |такой |был )?(?:министр|глава|начальник|директор|председатель"
        r"|руководитель|президент|посол|секретар)\w*",
        r"\bкак(?:ово|ая) (?:имя|фамилия)",
        r"\bkak zovut\b",
        r"(?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib(?!li))\w* (?:adi ne|adi kim|kimdir|kim)",
        r"(?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib)\w* adi\b",
        r"\bkimdir (?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib)",
    ),
    "contact": (
        r"\b(?:tele)?phone numbers?\b|\bhotline number|\bcontact (?:details?|numbers?|e-?mail|address(?:es)?)\b",
        r"\be-?mail address|^e-?mail\b|\be-?mail of the\b",
        r"\b(?:postal|street|office) address|^address of\b",
        r"\bwhat(?: is|'s) (?:the|its|their) (?:\w+ ){0,2}(?:phone|e-?mail|address)\b",
        r"\b(?:opening|working|office) hours\b",
        r"\bномер\w* телефон|\bтелефонн\w+ номер|^телефон\b",
        r"\bкак(?:ой|ов|ие) (?:\w+ )?(?:телефон|адрес)\b|\bпозвонить\b.*\bномер",
        r"\bэлектронн\w+ адрес|\bадрес\w* электронн|(?:^|какая )(?:\w+ )?электронн\w+ почт|\be-?mail (?:адрес|центра)",
        r"\bпочтов\w+ адрес|^адрес\b|\b(?:часы|график|режим|время) работы\b",
        r"\btelefon nomre|\btelefonu\b|^telefon\b|\bnomresi (?:nedir|necedir|hansi)",
        r"\b(?:e-?poct|elektron poct) unvan|^(?:e-?poct|elektron poct)|\bunvani (?:nedir|necedir|hansi|hara)",
        r"(?<!ip )(?<!ip-)\bunvani\W*$",
        r"\bis saatlari|\bis rejimi|\bis vaxti\b",
    ),
    "how_much": (
        r"\bhow much (?:money|does|did|do|will|would|is|was|are|were|has|have)\b(?!.{0,20}\btime\b)|\bbudget\b",
        r"\b(?:what|which) (?:is|are|was|were) (?:the )?(?:\w+ ){0,2}(?:costs?|price|fees?|expenses)\b",
        r"^(?:costs?|price|fees?) (?:of|for)\b",
        r"\bсколь?ко (?:\w+ ){0,2}(?:сто[ия]|денег|средств|потра|выдел)",
        r"\bкакова? (?:стоимость|цена)|\bбюджет|\bво сколько обо",
        r"\bneceye\b|\bqiymeti|\bbudce|\bne qeder (?:pul|vesait|xerc)|\bnece manat|\bxerci ne",
    ),
    "what_time": (
        r"\b(?:what|which) hour\b|\bwhat time\b|\bв котором часу\b|\bво сколько часов\b|\bсаат\b|\bsaat nece",
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
        r"\bwhere in the (?:convention|treaty|text|document)\b",
        r"\bкакая это стать|\bгде в конвенции|\bkonvensiyanin harasinda",
        r"\b(?:which|what) articles?\b",
        r"\barticle number\b",
        r"\bкак(?:ая|ой|ие|их|им|ую|ом) стать",
        r"\b(?:hansi|necenci) madde",
        r"\bmadde hansidir",
    ),
    "how_many": (
        r"^number of\b|\bhow old\b|\bсколько .{0,30}\bлет\b|\bnece yas",
        r"\bhow many\b",
        r"\bhow much\b(?! time)",
        r"\b(?:the|what|total|exact) number of\b",
        r"\bhow big\b",
        r"\bсколь?ко\b(?! времени)|\bскольки(?:х|м|ми)\b",
        r"\bколичество\b",
        r"\bчисло\b",
        r"\bкакое число (?!апрел|ма|июн|июл|авг|сен|окт|ноя|дек|янв|фев|мар)",
        r"\bne qeder\b(?! (?:muddet|vaxt|zaman))",
        r"\bsayi\b",
        r"\bsayini\b",
        r"\bnece\b",
    ),
    "how_long": (
        r"\bhow long\b|\bhow much time\b",
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
        r"\bne qeder (?:muddet|vaxt|zaman)|\bчерез какое время\b",
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
        r"\bс какого\b|\bдо как(?:ого|их) (?:срок|дат|пор)|\bк какому сроку",
        r"\bkogda\b",
        r"\bne vaxt(?:a|dan|adek|acan)?\b",
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
        r"\bwhere\b(?! in the (?:convention|treaty|text|document))",
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
        r"\b(?:which|what) (?:person|official|body|authority|agency|institution|ministry|organ)\b",
        r"\bкто\b",
        r"\bкем\b",
        r"\bкого\b",
        r"\bкому\b",
        r"\bчей\b",
        r"\bчья\b",
        r"\bкак(?:ой|ое|ая|им) (?:именно )?(?:орган|ведомств|служб|министерств)",
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
    r"\b(?:what|how|which|что|чего|чем|чему|как|какой|какая|какое|какие|каких|какую|каким|какими|какого|какому|каком|"
    r"каков|какова|каково|каковы|чьего|чьему|чьим|чьей|ne|neyi|neye|neden|nedir|nece|necedir|hansi|neler|nelerdir)\b"
)


# "Could you tell me when …": a wish put politely asks nothing by itself.
_POLITE: Final = re.compile(
    r"^(?:(?:hi|hello|hey|please|good (?:morning|day|evening))[,!.]? )*"
    r"(?:can|could|would|will) you (?:please |kindly )?"
    r"(?=(?:tell|explain|say|give|show|list|describe|name|help|clarify|summari[sz]e|remind|point|let)\b)"
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s+")


def asking_part(text: str) -> str:
    """Return the part of a text that asks: its last sentence with a question mark, if it tells something before.

    >>> asking_part("I run a shop in Baku. Who answers for extradition? Thanks.")
    'Who answers for extradition?'
    """
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.endswith("?")]
    # One word with a question mark asks only if it asks to confirm: "Right?", but not "The Convention?".
    asking = (sentence for sentence in reversed(sentences) if " " in sentence or _TO_CONFIRM.search(fold(sentence)))
    return next(asking, text)


# Kinds that may ask for nothing more than to be told of what is named: "What is the Convention?"
OPEN_KINDS: Final[frozenset[AskedFor]] = frozenset({"define", "summary", "other"})


@lru_cache(maxsize=256)  # one answer asks it of the same few texts again and again
def kind_of(text: str) -> AskedFor:
    """Say what a question asks for, by the question words of the three languages, in the part of it that asks.

    >>> kind_of("Neçə dövlət imzalayıb?"), kind_of("Когда принята?"), kind_of("Who signed it?")
    ('how_many', 'when', 'who')
    """
    text = asking_part(text)
    folded, wishes = _POLITE.subn("", fold(text))
    if "necə" in text.lower():  # "how", which folding makes equal to "how many"
        folded = folded.replace("nece", "")
    elif "neçə" not in text.lower():
        folded = without_how(folded)
    if states_bare(text, folded):
        folded = f"{folded}?"
    if _TO_CONFIRM.search(folded):
        return "whether"
    kind: AskedFor = next((kind for kind, pattern in _COMPILED if pattern.search(folded)), "other")
    if (
        kind == "other"
        and not wishes
        and folded.endswith("?")
        and not _OPEN_QUESTION.search(fold(text))
        and len(cut_words(text)) > 2
    ):
        return "whether"  # "So the foreign minister signed it?": a statement to confirm
    return kind


def asks_itself(text: str) -> bool:
    """Whether a text has a question word or asks to confirm, rather than only names something with a question mark.

    >>> asks_itself("when did he sign?"), asks_itself("the Ministry of Justice of Azerbaijan?")
    (True, False)
    """
    folded = fold(asking_part(text))
    if _TO_CONFIRM.search(folded) or _OPEN_QUESTION.search(folded):
        return True
    return kind_of(text.rstrip("?! .") + ".") != "other"
