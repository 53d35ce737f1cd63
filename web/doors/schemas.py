"""What the HTTP API and the MCP tools take and give, for checking requests and for the OpenAPI document."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Mode
from corpus.types import Edition, Kind, Language
from web.doors.guide import field_text

MAX_RESULTS: Final = 50
MAX_ID_CHARS: Final = 100

QuestionText = Annotated[str, Field(min_length=1, max_length=MAX_QUESTION_CHARS)]
RequestId = Annotated[str, Field(max_length=MAX_ID_CHARS)] | Annotated[int, Field(ge=-(2**53), le=2**53)] | None


class AskRequest(BaseModel):
    """A question; earlier questions are given to understand one that leans on them."""

    model_config = ConfigDict(extra="forbid")

    question: QuestionText = Field(description=field_text("question"), examples=["How many countries signed it?"])
    history: list[Annotated[str, Field(max_length=MAX_QUESTION_CHARS)]] = Field(
        default_factory=list, max_length=MAX_HISTORY, description=field_text("history")
    )
    language: Language | None = Field(default=None, description=field_text("language"))
    id: RequestId = Field(default=None, description=field_text("id"))


class Place(BaseModel):
    """A place in the Convention; `article` null means the preamble, `paragraph` null an article without numbers."""

    article: int | None
    paragraph: int | None


class Quote(BaseModel):
    """A quote and where it stands: its text is `document.text[start:end]`, counted in characters."""

    marker: int
    document_id: str
    kind: Kind
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    location: Place | None
    start: int
    end: int
    quote: str


class AskResponse(BaseModel):
    """An answer, or a refusal; `citations` are what the answer marks [1], [2], …, `nearest` what a refusal shows."""

    id: str | int | None
    question: str
    language: Language
    answer: str
    abstained: bool
    mode: Mode
    elapsed_ms: float
    citations: list[Quote]
    standalone_question: str
    nearest: list[Quote]


class Found(BaseModel):
    """A passage, best first; the score only orders the results of one search."""

    rank: int
    score: float
    passage_id: str
    document_id: str
    kind: Kind
    edition: Edition
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    language: str
    location: Place | None
    start: int
    end: int
    text: str


class SearchResponse(BaseModel):
    """Passages that fit a query, and the language that it was taken to be in."""

    query: str
    language: Language
    results: list[Found]


class DocumentEntry(BaseModel):
    """A document without its text; `edition` says what the text is: a source, our digest, official, our statement."""

    id: str
    kind: Kind
    edition: Edition
    language: str
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    characters: int
    sha256: str


class DocumentsResponse(BaseModel):
    """The documents that answers are quoted from, and the hash of all the files that they come from."""

    corpus_hash: str
    documents: list[DocumentEntry]


class DocumentSection(BaseModel):
    """A stretch of a document that has a place in the Convention."""

    start: int
    end: int
    location: Place


class DocumentResponse(DocumentEntry):
    """A document with its text, in which every offset of a quote counts."""

    text: str
    sections: list[DocumentSection]


class ArticleResponse(BaseModel):
    """An article of the Convention, or one paragraph of it: `text` is `document.text[start:end]`."""

    document_id: str
    edition: Edition
    title: str
    url: str | None
    language: Language
    location: Place
    start: int
    end: int
    text: str


class HealthResponse(BaseModel):
    """That the server answers, and from which corpus."""

    status: str
    corpus_hash: str
    documents: int


class ProblemDetail(BaseModel):
    """What is wrong: a word for programs, a sentence for people, and the field that it is about."""

    code: str
    message: str
    field: str | None


class ProblemResponse(BaseModel):
    """Why a request was not answered."""

    error: ProblemDetail
