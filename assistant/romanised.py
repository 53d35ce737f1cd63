"""Russian typed in Latin letters put back into Cyrillic, by whichever scheme it was typed.

One reading is given, the likeliest by the letters around; what it leaves amiss (a soft sign, `и` for `ы`) sounds like
the word that is meant, and the speller finds it by that (`heard` in `assistant/slips.py`).
"""

from __future__ import annotations

import re
from typing import Final

from corpus.detect import detect_language
from corpus.stem import is_cyrillic

# In the order in which they are tried; all are lower case. Passport, GOST, ISO 9, BGN and chat spellings meet here.
_RULES: Final = (
    (r"(?<![a-z])sch(?=it|[eyo]t)", "сч"),  # schitaet; elsewhere "sch" is щ
    (r"shch|shh|sch|šč", "щ"),
    (r"(?<=a)t'?s[yji]a(?![a-z])", "ться"),  # sobratsya
    (r"t'?s[yji]a(?![a-z])", "тся"),  # nakhoditsya, nahoditsja
    (r"(?<=[yj]u)s(?![a-z])|(?<=l[aoi])s(?![a-z])", "сь"),  # otkazalis, opasayus
    (r"zh|ž", "ж"),
    (r"kh", "х"),
    (r"(?<=d)tsat(?![a-z])", "цать"),  # tridtsat
    (r"ts(?=[dgklmnprt])", "тс"),  # otvetstvennost
    (r"ts|tz|tc(?!h)", "ц"),
    (r"ch|č|4(?=[a-z])", "ч"),  # 4to
    (r"sh|š", "ш"),
    (r"(?<=i)ia", "я"),  # konventsiia
    (r"(?<=[bvgdzklmnprstfh])[yj][eo](?![a-z])", "ые"),  # lichnye; "статье" is found by its sound
    (r"(?<=at)[yj]a", "ья"),  # statya
    (r"(?<=at)[yj]u", "ью"),
    (r"(?<=at)[yj]e", "ье"),
    (r"[yj]o|ё", "ё"),
    (r"[yj]u", "ю"),
    (r"[yj]a", "я"),
    (r"[yj]e", "е"),
    (r"yy|y[ij](?![a-z])", "ый"),
    (r"i[yj](?![aeou])", "ий"),
    (r"(?<=[aeou])[yj]", "й"),
    (r"y", "ы"),
    (r"(?<![a-z'])e(?=[tklpnf])", "э"),  # этот, электронный; "если" and "его" have other letters after theirs
    (r"x(?=[bcdfgklmnpstvz])", "кс"),  # text, but vyxod
    (r"(?<=[bdvz])'(?=[ey])", "ъ"),
    (r"(?<=[bcdfghklmnprstvz])'", "ь"),
)
_LETTERS: Final = dict(zip("abvwgdezijklmnoprstufcqhx", "абввгдезийклмнопрстуфцкхх", strict=True))
_SPELLING: Final = re.compile(
    r"(?P<kept>(?-i:\b(?:[IVX]{2,}|[IVX](?=\W*$|[,.?!)]))\b)|\b\w+\.(?:az|com|org|ru)\b|\b\w*(?:w|q|gh|ck)\w*)|"
    + "|".join(f"({pattern})" for pattern, _ in _RULES)
    + f"|([{''.join(_LETTERS)}])",
    re.IGNORECASE | re.ASCII,
)  # a Roman numeral, a site, and a word with letters that no scheme has, stay


def in_cyrillic(text: str) -> str:
    """Write a text in Cyrillic letters, capitals kept.

    >>> in_cyrillic("Kakoy organ nakhoditsya v etom gosudarstve?")
    'Какой орган находится в этом государстве?'
    """
    return _SPELLING.sub(_cyrillic, text)


def in_own_letters(text: str) -> str:
    """Write a text in Cyrillic if it is Russian; any other stays.

    >>> in_own_letters("A prezident?"), in_own_letters("And the president?")
    ('А президент?', 'And the president?')
    """
    return in_cyrillic(text) if not is_cyrillic(text.lower()) and detect_language(text) == "ru" else text


def _cyrillic(match: re.Match[str]) -> str:
    number, written = (match.lastindex or 0) - 1, match.group()
    if number == 0:
        return written
    meant = _RULES[number - 1][1] if number <= len(_RULES) else _LETTERS[written.lower()]
    if written.isupper() and len(written) > 1:
        return meant.upper()
    return meant.capitalize() if written[0].isupper() else meant
