"""Questions typed without marks, capitals or letters of their own: what tells their kind instead."""

from __future__ import annotations

import re
from typing import Final

# "How", typed without its letter: a verb follows, at once or in a compound ("nece tesir edir"); "how many" has a noun.
_HOW_BARE: Final = re.compile(
    r"\bnece\b(?= bir\b| basa\b| \w+ (?:ed|et|olun|bildir|tut|apar)\w*| \w*(?:d[iu]g[iu]\w*|maq|mek|m[ae]lidir|biler"
    r"|(?:[^d\W][iu]r|[iu]b|acaq|ecek)(?:[ae]m|s[ae]n|i[kq]|siniz|l[ae]r|d[iu]r)?)\b|\W*$)"
)
# A question without any mark asks to confirm if it has a verb; search words ("treaty adoption date") have none.
_STATES: Final = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|may|must|should|am|right|correct|yes)\b"
    r"|[а-я]{2,}(?:ет|ут|ют|ит|л|ла|ло|ли|ется|утся|ются|ится|атся|ятся|лся|лась|лись)\b|\b(?:верно|так|да|правильно)$"
    r"|\w{2,}(?:ib|ub|ir|ur|di|du|acaq|ecek|mis|mus|malidir|melidir)(?:l[ae]r)?$|\w{2,}m[iu]$|\b(?:biler|he|var|yox)$"
)
_MARK: Final = re.compile(r"[.?!,:;…]")


def without_how(folded: str) -> str:
    """Leave out the "necə" (how) that was typed as "nece" and so looks like "neçə" (how many).

    >>> without_how("bu nece adlanir?"), without_how("nece dovlet imzalayib?")
    ('bu  adlanir?', 'nece dovlet imzalayib?')
    """
    return _HOW_BARE.sub("", folded)


def states_bare(text: str, folded: str) -> bool:
    """Whether a text without capitals and marks states something, as a question to be confirmed does.

    >>> states_bare("can a state leave it", "can a state leave it"), states_bare("adoption date", "adoption date")
    (True, False)
    """
    return text.islower() and not _MARK.search(text) and _STATES.search(folded) is not None
