"""Unicode handling in one place: normalising at load, folding for comparison, cutting into words."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Zero-width, bidirectional and tag characters carry no visible text: they can only break a quote or hide one.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_LINE_END: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")  # a form feed parts pages, so it must not join words
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
)  # half a character is none: no file can hold it
_SPACES: Final = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

# One character to one character, so that an offset in the folded text is an offset in the original.
# Turkic dotted and dotless i meet in "i"; the Azerbaijani letters meet what people type without them.
_FOLD: Final = str.maketrans(
    {
        "İ": "i", "I": "i", "ı": "i", "Ə": "e", "ə": "e", "Ö": "o", "ö": "o", "Ü": "u", "ü": "u",
        "Ğ": "g", "ğ": "g", "Ş": "s", "ş": "s", "Ç": "c", "ç": "c", "Ё": "е", "ё": "е",
        "Ǝ": "e", "ǝ": "e", "Â": "a", "â": "a", "Î": "i", "î": "i", "Û": "u", "û": "u",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "−": "-", "‑": "-", "‐": "-",
    }
)  # fmt: skip

_AZERBAIJANI_UPPER: Final = str.maketrans({"I": "ı", "İ": "i"})
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"'(?:s|S)?$")


def normalize(text: str) -> str:
    r"""Normalise a text once, at load: NFC, `\n` line ends, single spaces, no invisible or control characters.

    >>> normalize("A\u00a0 b\r\nc\u200b ")
    'A b\nc'
    """
    visible = _CONTROL.sub("", _INVISIBLE.sub("", _LINE_END.sub("\n", text)))
    text = unicodedata.normalize("NFC", visible)  # last: an invisible character may part a letter from its accent
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).strip()


def fold(text: str) -> str:
    """Fold case, Azerbaijani letters, `ё`, quotes and dashes for comparison, one character to one.

    >>> fold("İmzaladı, «ЁЛКА»")
    'imzaladi, "елка"'
    """
    translated = text.translate(_FOLD)
    lowered = translated.lower()
    if len(lowered) == len(translated):
        return lowered
    return "".join(_lower(char) for char in translated)


def _lower(char: str) -> str:
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def lower(text: str, language: str) -> str:
    """Lower-case by the language's own rules: in Azerbaijani `I` becomes `ı` and `İ` becomes `i`.

    >>> lower("IŞIQ İL", "az"), lower("IL", "en")
    ('ışıq il', 'il')
    """
    return text.translate(_AZERBAIJANI_UPPER).lower() if language == "az" else text.replace("İ", "i").lower()


def words(text: str) -> list[str]:
    """Cut a text into folded words; numbers and their suffixes part, a possessive 's is dropped.

    >>> words("Azerbaijan’s 24/7 centre, 2026-cı il; 10-da")
    ['azerbaijan', '24', '7', 'centre', '2026', 'ci', 'il', '10', 'da']
    """
    return [_POSSESSIVE.sub("", match.group()).replace("'", "") for match in _WORD.finditer(fold(text))]
