"""Greetings, thanks, and questions about the assistant itself, in three languages."""

from __future__ import annotations

import re
from typing import Final

from corpus.text import fold

# Courtesies; a text made of nothing else greets or thanks. Each is a word or a set phrase, folded.
_GREETING_WORDS: Final = (
    r"hi|hello|hey|good (?:morning|day|afternoon|evening)|greetings|"
    r"there|everyone|how are you(?: doing)?|nice to meet you|"
    r"привет(?:ствую)?|здравствуй(?:те)?|добр(?:ый|ое|ого|ой) (?:день|утро|вечер|дня|вечера|ночи)|как дела|всем|"
    r"salam(?: aleykum| eleykum)?|her vaxt(?:iniz|in) xeyir|"
    r"sabahin(?:iz)? xeyir|gunortan(?:iz)? xeyir|gunun(?:uz)? xeyir|"
    r"axsamin(?:iz)? xeyir|xos gordu[kq]|necesen|necesiniz"
)
_ABOUT_ITSELF: Final = (
    r"what (?:can|do) you do|who are you|what are you|what can i ask(?: you)?|"
    r"how (?:can|could) you help(?: me)?|help(?: me)?|"
    r"что ты умеешь|что вы умеете|кто ты|кто вы|что ты такое|чем (?:ты )?(?:можешь|можете) помочь|помо(?:щь|ги|гите)|"
    r"что можно (?:у тебя |у вас )?спросить|ne ede bilirsen|"
    r"ne ede bilersen|ne ede bilersiniz|ne bacarirsan|ne bacarirsiniz|"
    r"sen kimsen|siz kimsiniz|komek(?: et| edin)?|mene nece komek ede biler(?:sen|siniz)|senden ne sorusa bilerem"
)
_THANKS_WORDS: Final = (
    r"thanks?|thank you|thx|cheers|many thanks|great|perfect|ok|okay|"
    r"a lot|so much|very much|again|for (?:the|your) (?:help|answer)|"
    r"спасибо|большое|огромное|благодарю|вас|тебя|благодарен|благодарна|хорошо|понятно|отлично|за (?:ответ|помощь)|"
    r"tesekkur(?:ler)?|tesekkur edirem|cox|sag ?ol(?:un)?|minnetdaram|ela|yaxsi|komeyiniz ucun|cavab ucun|boyuk"
)
_THANKING: Final = re.compile(
    r"\b(?:thanks?|thank you|thx|cheers|спасибо|благодарю|благодарен|благодарна|tesekkur|sag ?ol|minnetdaram)"
)
_BETWEEN: Final = r"[\s!.,?)(:;-]*"
_GREETING: Final = re.compile(rf"(?:{_BETWEEN}(?:{_GREETING_WORDS}|{_ABOUT_ITSELF}))+{_BETWEEN}")
_THANKS: Final = re.compile(rf"(?:{_BETWEEN}(?:{_THANKS_WORDS}))+{_BETWEEN}")


def is_greeting(text: str) -> bool:
    """Whether a text only greets, or asks what the assistant is."""
    return _GREETING.fullmatch(fold(text).strip()) is not None


def is_thanks(text: str) -> bool:
    """Whether a text only thanks."""
    folded = fold(text).strip()
    return _THANKS.fullmatch(folded) is not None and _THANKING.search(folded) is not None
