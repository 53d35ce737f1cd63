"""The small words of follow-ups, folded: pronouns, openers, acknowledgements, announcements of a new topic."""

from __future__ import annotations

import re
from typing import Final

# Pronouns and the like: they stand for something said before.
_LEANING_TEXT: Final = """
    it its he she they them their his her there that this those these then him он она оно они его ее их ему ей
    им там это этого этому эту этой тогда туда нем ней них этом o onu onun ona onda ondan onlar onlari onlarin
    orada ora oradan bu bunu bunun buna bunda bundan burada yaninda
"""
LEANING: Final = frozenset(_LEANING_TEXT.split())

# Pronouns for all of what was said, which no name can stand for.
_OF_IT_ALL_TEXT: Final = """
    that this это этого этому этом bu bunu bunun buna bunda bundan
"""
OF_IT_ALL: Final = frozenset(_OF_IT_ALL_TEXT.split())

# What may be said of anything that was told: "Where did that happen?" asks no more than "Where?".
_HAPPENING_TEXT: Final = """
    happen happened happens happening occur occurred held hold place took taken exactly precisely произошло
    происходило происходит прошло проходило состоялось состоялся состоялась случилось именно точно конкретно bas
    verib verir verdi kecirilib kecirilir kecirildi kecib deqiq konkret mehz
"""
HAPPENING: Final = frozenset(_HAPPENING_TEXT.split())
# Tags that ask to confirm; no answer has them.
_TAGS_TEXT: Final = """
    deyilmi elemi dogrudur duzdur duzgundur eledir eledirmi beledirmi верно правильно
"""
TAGS: Final = frozenset(_TAGS_TEXT.split())

# What one says to the last answer before one asks on: "OK, and …", "Понятно. А …", "Yaxşı, bəs …".
_ACKNOWLEDGED: Final = (
    r"(?:ok|okay|i see|right|got it|good|great|fine|thanks|thank you|well|"
    r"хорошо|понятно|ясно|ладно|спасибо|отлично|ок|ага|так|"
    r"yaxsi|aydindir|aydin|oldu|sag ?ol|tesekkurler?|tesekkur edirem|baxdim)[,.!;]+\s+"
)
# Words that open a follow-up and carry nothing else; the longest come first, or "а что насчёт" would stop at "а".
_OPENED: Final = (
    r"(?:and what about|and how about|what about|how about|and then|and|but|so|"
    r"а что насчет|а как насчет|а что с|что насчет|как насчет|ну а|а|и|"
    r"bes ya|yaxsi bes|bes|ve|be|ya|peki|i)(?=[\s,])[\s,]*"
)
OPENER: Final = re.compile(rf"(?:{_ACKNOWLEDGED})?{_OPENED}")
ACKNOWLEDGEMENT: Final = re.compile(_ACKNOWLEDGED)

# "Spain as well?", "Испания тоже?", "İspaniya da?": the same is asked of another.
ALSO: Final = re.compile(r"\b(?:too|also|as well|тоже|также|da|de|hemcinin)[\s?!.]*$")

# "Another question: …": what follows has nothing to do with what was said before.
NEW_TOPIC: Final = re.compile(
    r"(?:and |now |ok[,.]? )*(?:(?:another|a new|a different|a separate) (?:question|thing|topic|matter)|new topic)\b"
    r"|(?:а |и |теперь )*(?:(?:другой|новый|отдельный) вопрос|другая тема|о другом|про другое|другое)(?=\s*[:,.—–-])"
    r"|(?:ve |bes |indi )*(?:basqa|yeni|ayri) (?:bir )?(?:sual|sey|movzu|mesele)\b"
)
