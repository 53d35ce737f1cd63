"""What an evaluation is made of: known facts, cases to ask, records of what came back, scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from corpus.types import Language

Split = Literal["dev", "test", "own"]
FactKind = Literal[
    "who", "when", "where", "how_many", "which", "whether", "list", "define", "article_lookup", "summary",
    "date_of_article", "false_premise", "unanswerable", "retrieval",
]  # fmt: skip

KINDS: Final[tuple[str, ...]] = get_args(FactKind)
ORIGINAL: Final = "original"  # the variant that is the question as it was written


class EvalError(Exception):
    """A file of facts, gates or records cannot be used; the message says which, what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A known fact, or a question to refuse (kind `unanswerable`), asked in three languages.

    `must`: every group has to be found in an answer, by any one of its alternatives. `documents` (names, `*` allowed)
    and `articles` (of the Convention) say where the proof may stand. `history` holds earlier questions, oldest first.
    """

    id: str
    split: Split
    kind: FactKind
    questions: dict[Language, str]
    history: dict[Language, tuple[str, ...]]
    must: tuple[tuple[str, ...], ...] = ()
    documents: tuple[str, ...] = ()
    articles: tuple[int, ...] = ()
    why: str = ""
    source: str = ""  # the file it came from, without its folder and ending


@dataclass(frozen=True, slots=True)
class Case:
    """One question that is put to the assistant: a fact in one language, as written or as a variant."""

    fact: Fact
    language: Language
    variant: str
    question: str
    history: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the sources answer it."""
        return self.fact.kind != "unanswerable"


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation that came back; `source` is what really stands at its offsets (None: no such document)."""

    marker: int
    document_id: str
    kind: str
    title: str
    publisher: str | None
    published: str | None
    article: int | None
    quote: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Withheld:
    """What the assistant would have said had it not refused, for the far end of the risk–coverage curve."""

    language: str
    text: str
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A case and what the assistant said to it; `elapsed_ms` is measured around the call.

    `confidence` is the probability that the best evidence answers; None where none is weighed (article look-ups).
    `withheld` is kept for facts that were refused.
    """

    case: Case
    language: str
    text: str
    abstained: bool
    elapsed_ms: float
    citations: tuple[Cited, ...]
    nearest: tuple[Cited, ...]
    confidence: float | None = None
    withheld: Withheld | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """What holds of one record; `right` is what counts for a fact: answered, correct, short enough and proved.

    Citation precision and recall are None where there is nothing to measure: no source is cited, nothing is required.
    """

    refused: bool
    correct: bool
    cited: bool
    short: bool
    quotes_exact: bool
    language_matches: bool
    markers_sound: bool
    missing: tuple[str, ...] = ()
    citation_precision: float | None = None
    citation_recall: float | None = None

    @property
    def right(self) -> bool:
        """Whether the fact was answered, properly cited and not drowned in text."""
        return not self.refused and self.correct and self.cited and self.short
