"""What a door answers when it cannot do what was asked: a status and a readable sentence, in the door's own JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs

from assistant.messages import Phrase
from corpus.detect import detect_language
from corpus.text import normalize
from corpus.types import Language
from web.doors import phrases
from web.formats import choose_language

_OPENAI_TYPES: Final = {401: "authentication_error", 429: "rate_limit_error", 500: "server_error"}
_MCP_CODE: Final = -32_000  # the range of JSON-RPC that is left to servers
_SHOWN_CHARS: Final = 80  # of what a client sent and is told of
_DETECTED_CHARS: Final = 2_000  # of a question, to tell its language

# What pydantic says of a field that does not fit -> our phrase; `{limit}` and `{values}` come from its context.
_FIELD_PHRASES: Final[Mapping[str, Phrase]] = {
    "missing": phrases.FIELD_MISSING,
    "extra_forbidden": phrases.FIELD_UNKNOWN,
    "string_too_short": phrases.FIELD_EMPTY,
    "too_short": phrases.FIELD_EMPTY,
    "string_too_long": phrases.FIELD_LONG,
    "too_long": phrases.LIST_LONG,
    "literal_error": phrases.FIELD_CHOICE,
    "greater_than_equal": phrases.FIELD_LEAST,
    "less_than_equal": phrases.FIELD_MOST,
}
_KINDS: Final[Sequence[tuple[str, Phrase]]] = (
    ("string_type", phrases.TEXT),
    ("int_", phrases.NUMBER),
    ("list_type", phrases.LIST),
    ("bool_", phrases.FLAG),
    ("model_", phrases.OBJECT),
    ("dict_type", phrases.OBJECT),
)


@dataclass(eq=False)
class Problem(Exception):  # noqa: N818 - what a client is told, not a fault of the program
    """A request that is answered with a status and a sentence; `about` is the field that is wrong, if one is."""

    status: int
    code: str
    message: str
    about: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self, path: str) -> dict[str, Any]:
        """Return the JSON of the door that a path belongs to."""
        if path.startswith("/v1/"):
            kind = _OPENAI_TYPES.get(self.status, "invalid_request_error")
            return {"error": {"message": self.message, "type": kind, "param": self.about, "code": self.code}}
        if path.startswith("/mcp"):
            return {"jsonrpc": "2.0", "id": None, "error": {"code": _MCP_CODE, "message": self.message}}
        return {"error": {"code": self.code, "message": self.message, "field": self.about}}

    def content(self, path: str) -> bytes:
        """Return the JSON as it is sent."""
        return json.dumps(self.body(path), ensure_ascii=False).encode()


def shown(text: str) -> str:
    """Return what a client sent as it is told of: plain, and never long."""
    plain = " ".join(normalize(text).split())
    return plain if len(plain) <= _SHOWN_CHARS else plain[:_SHOWN_CHARS] + "…"


def wrong_field(error: Mapping[str, Any], language: Language) -> tuple[str | None, str]:
    """Return the field that a pydantic error is about, None for the whole body, and a sentence on what is wrong."""
    place = [part for part in error["loc"] if part not in {"body", "query", "path"}]
    place = place if error["type"] != "json_invalid" else []  # where it breaks is a position, not a field
    name = shown(".".join(str(part) for part in place)) or None
    kind, context = str(error["type"]), error.get("ctx", {})
    if name is None:
        return None, (phrases.NOT_JSON if kind == "json_invalid" else phrases.NOT_OBJECT)[language]
    values = {
        "field": name,
        "limit": next((context[key] for key in ("max_length", "ge", "le") if key in context), ""),
        "values": str(context.get("expected", "")).replace("'", "").replace(" or ", ", "),
    }
    if phrase := _FIELD_PHRASES.get(kind):
        return name, phrase[language].format(**values)
    wanted = next((wanted for start, wanted in _KINDS if kind.startswith(start)), None)
    if wanted is None:
        return name, phrases.FIELD_WRONG[language].format(**values)
    return name, phrases.FIELD_KIND[language].format(**values, wanted=wanted[language])


def language_of(query: bytes, headers: Sequence[tuple[bytes, bytes]], body: object = None) -> Language:
    """Choose a reply's language: the one asked for, else the question's own, else the client's first of the three."""
    parameters = parse_qs(query.decode("latin-1"))
    sent = body if isinstance(body, Mapping) else {}
    asked = next((value[0] for name in ("language", "lang") if (value := parameters.get(name))), sent.get("language"))
    accepted = next((value.decode("latin-1") for name, value in headers if name == b"accept-language"), None)
    detected = detect_language(_question_in(sent) or parameters.get("q", [""])[0][:_DETECTED_CHARS])
    return choose_language(asked if isinstance(asked, str) else None, detected, accepted)


def _question_in(body: Mapping[Any, Any]) -> str:
    """Return the question of a request, whichever door it is for; empty if there is none."""
    messages = body.get("messages")
    last = messages[-1] if isinstance(messages, list) and messages else {}
    question = body.get("question") or (last.get("content") if isinstance(last, Mapping) else None)
    return question[:_DETECTED_CHARS] if isinstance(question, str) else ""
