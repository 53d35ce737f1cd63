"""Growing answers as the pieces of text that a reader has not seen yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.types import Answer


def pieces(answers: Iterable[Answer]) -> Iterator[tuple[str, Answer]]:
    r"""Give, for each growing answer, what its text adds, and the answer itself.

    An answer that does not continue the one before it cannot take back what was read: it follows whole, below it.

    >>> grown = [replace(answer, text=text) for text in ("One.", "One. Two.", "Three.")]  # doctest: +SKIP
    >>> [piece for piece, _ in pieces(grown)]  # doctest: +SKIP
    ['One.', ' Two.', '\n\nThree.']
    """
    read = ""
    for answer in answers:
        if answer.text.startswith(read):
            yield answer.text[len(read) :], answer
        else:
            yield f"\n\n{answer.text}", answer
        read = answer.text
