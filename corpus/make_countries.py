"""Make `countries.tsv`: every state's name in three languages, with its case forms, from Unicode CLDR (Babel's copy).

    python -m corpus.make_countries

Run by a maintainer when CLDR changes; nothing else imports it. CLDR is under the Unicode License V3.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from babel import Locale

from corpus.text import fold

OUTPUT: Final = Path(__file__).with_name("countries.tsv")
_STAR_FROM: Final = 6  # letters of a name that meets no other word; a shorter one counts only with its capital
_AZ_ENDINGS: Final = [
    "nin",
    "nin",
    "un",
    "in",
    "ni",
    "nu",
    "i",
    "u",
    "ya",
    "ye",
    "a",
    "e",
    "da",
    "de",
    "dan",
    "den",
    "dir",
    "li",
]
# Not states, or known to corpus.names under several names of its own.
_LEFT_OUT: Final = frozenset(
    [
        "AZ",
        "AC",
        "AQ",
        "BV",
        "CP",
        "CQ",
        "DG",
        "EA",
        "EU",
        "EZ",
        "HM",
        "IC",
        "IO",
        "QO",
        "TA",
        "TF",
        "UM",
        "UN",
        "XA",
        "XB",
        "XK",
        "ZZ",
        "GB",
        "FR",
        "CN",
        "AU",
        "BE",
        "TR",
        "PL",
        "RU",
        "ES",
        "AE",
        "SE",
        "US",
        "DE",
        "IR",
        "GE",
        "KZ",
        "UA",
        "AS",
        "AW",
        "AX",
        "BL",
        "BM",
        "BQ",
        "CC",
        "CK",
        "CW",
        "CX",
        "FK",
        "FO",
        "GF",
        "GG",
        "GI",
        "GL",
        "GP",
        "GS",
        "GU",
        "HK",
        "IM",
        "JE",
        "KY",
        "MF",
        "MO",
        "MP",
        "MQ",
        "MS",
        "NC",
        "NF",
        "NU",
        "PF",
        "PM",
        "PN",
        "PR",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TC",
        "TK",
        "VG",
        "VI",
        "WF",
        "YT",
        "EH",
        "GQ",
        "CF",
    ]
)


def main() -> None:
    """Write the table."""
    english, russian, azerbaijani = (_names(language) for language in ("en", "ru", "az"))
    lines = []
    for code in sorted(code for code in english if re.fullmatch("[A-Z]{2}", code) and code not in _LEFT_OUT):
        name = english[code]
        forms = [fold(name), *russian_forms(fold(russian[code])), *azerbaijani_forms(fold(azerbaijani[code]))]
        forms = [form if len(form) >= _STAR_FROM or form.startswith("=") else f"={form}" for form in forms]
        lines.append("\t".join([name, *dict.fromkeys(forms)]))
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _names(language: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale(language).territories.items()}


def russian_forms(name: str) -> list[str]:
    """Decline a one-word Russian name; a name of several words is left as it is."""
    if " " in name or "-" in name:
        return [name]
    for ending, cases in (
        ("ия", "ия ии ию ией"),
        ("а", "а ы у ой е и"),
        ("я", "я и ю ей е"),
        ("ы", "ы ам ами ах"),
        ("ь", "ь и ью я ю ем"),
    ):
        if name.endswith(ending):
            root = name.removesuffix(ending)
            return [root + case for case in cases.split()]
    if name[-1] in "оеиую":
        return [name]
    root = name.removesuffix("й")
    return [root + case for case in (["й", "я", "ю", "ем", "е"] if name.endswith("й") else ["", "а", "у", "ом", "е"])]


def azerbaijani_forms(name: str) -> list[str]:
    """Let any ending follow a long Azerbaijani name, and list the endings of a short one."""
    if len(name) >= _STAR_FROM:
        return [f"{name}*"]
    return [f"={name}", *(f"={name}{ending}" for ending in _AZ_ENDINGS)]


if __name__ == "__main__":
    main()
