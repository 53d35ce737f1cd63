"""The documentation page: the OpenAPI document as plain HTML in three languages, without a script or a request."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from corpus.types import LANGUAGES, Language
from web.doors import guide
from web.doors.completions import MODEL
from web.texts import EXAMPLES, OWN_NAMES

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, "Noto Sans", "Liberation Sans", sans-serif; margin: 0; overflow-wrap: anywhere; }
a { color: inherit; }
a:focus-visible { outline: 3px solid; outline-offset: 2px; }
[aria-current] { font-weight: 600; text-decoration: none; }
header, main { max-width: 52rem; margin: 0 auto; padding: 1rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1rem; padding: 0; margin: 0; }
nav a { display: inline-block; padding: .2rem 0; }
section { border-top: 1px solid; margin-top: 2rem; }
code, pre { font-family: ui-monospace, "Noto Sans Mono", "Liberation Mono", monospace; font-size: .9375rem; }
h2 code { font-size: 1.125rem; }
pre { white-space: pre-wrap; border: 1px solid; padding: .6rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; }
th, td { border-bottom: 1px solid; padding: .3rem .6rem .3rem 0; text-align: start; vertical-align: top; }
td:last-child { width: 50%; }
""".strip()
_STYLE_HASH: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class _Field:
    """Something that an operation takes, with its JSON schema."""

    name: str
    schema: Mapping[str, Any]
    required: bool


@dataclass(frozen=True, slots=True)
class _Operation:
    """An address with a method, and what it takes."""

    name: str
    path: str
    method: str
    fields: tuple[_Field, ...]


def docs_html(document: Mapping[str, Any], language: Language, address: str) -> str:
    """Return the page for an OpenAPI document; `address` is where the server was reached, for the examples."""
    operations = [_operation(path, method, found, document) for path, method, found in _found(document)]
    sections = "".join(_section(operation, language, address) for operation in operations)
    title = escape(guide.TITLE[language])
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>'
        f'<body><header><nav aria-label="{escape(guide.LANGUAGES_LABEL[language])}"><ul>{_switch(language)}</ul></nav>'
        f"</header><main><h1>{title}</h1><p>{escape(guide.INTRODUCTION[language])}</p>"
        f'<p><a href="/openapi.json">{escape(guide.MACHINE[language])}: <code>/openapi.json</code></a></p>'
        f'<p><a href="/?lang={language}">{escape(guide.TO_CHAT[language])}</a></p>{sections}</main></body></html>'
    )


def _switch(current: Language) -> str:
    links = []
    for code in LANGUAGES:
        here = ' aria-current="true"' if code == current else ""
        links.append(
            f'<li><a href="/docs?lang={code}" lang="{code}" hreflang="{code}"{here}>{OWN_NAMES[code]}</a></li>'
        )
    return "".join(links)


def _found(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Give each operation of an OpenAPI document, with its path and method."""
    for path, methods in document["paths"].items():
        for method, found in methods.items():
            yield path, method, found


def _operation(path: str, method: str, found: Mapping[str, Any], document: Mapping[str, Any]) -> _Operation:
    fields = [_Field(item["name"], item["schema"], item["required"]) for item in found.get("parameters", ())]
    for media in found.get("requestBody", {}).get("content", {}).values():
        schema = document["components"]["schemas"][media["schema"]["$ref"].rpartition("/")[2]]
        required = schema.get("required", ())
        fields += [_Field(name, field, name in required) for name, field in schema["properties"].items()]
    return _Operation(found["operationId"], path, method, tuple(fields))


def _section(operation: _Operation, language: Language, address: str) -> str:
    table = _table("".join(_row(field, language) for field in operation.fields), language) if operation.fields else ""
    return (
        f'<section id="{escape(operation.name)}">'
        f"<h2><code>{escape(operation.method.upper())} {escape(operation.path)}</code></h2>"
        f"<p>{escape(guide.OPERATIONS[operation.name][language])}</p>{table}<h3>{escape(guide.EXAMPLE[language])}</h3>"
        f"<pre><code>{escape(_example(operation, language, address))}</code></pre></section>"
    )


def _table(rows: str, language: Language) -> str:
    heads = (guide.NAME, guide.KIND, guide.MEANING)
    cells = "".join(f'<th scope="col">{escape(head[language])}</th>' for head in heads)
    caption = escape(guide.PARAMETERS[language])
    return f"<table><caption>{caption}</caption><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table>"


def _row(field: _Field, language: Language) -> str:
    needed = f" ({escape(guide.REQUIRED[language])})" if field.required else ""
    return (
        f'<tr><th scope="row"><code>{escape(field.name)}</code></th>'
        f"<td><code>{escape(_kind(field.schema))}</code>{needed}</td>"
        f"<td>{escape(guide.FIELDS[field.name][language])}</td></tr>"
    )


def _kind(schema: Mapping[str, Any]) -> str:
    """Write a schema shortly: `string ≤ 2000`, `az | en | ru`, `integer 1–50`, `array ≤ 20`."""
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    return " | ".join(dict.fromkeys(_simple(option) for option in options))


def _simple(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " | ".join(schema["enum"])
    kind = str(schema.get("type", "object"))
    most = schema.get("maxLength", schema.get("maxItems"))
    if most is not None:
        return f"{kind} ≤ {most}"
    is_counted = kind == "integer" and schema.get("minimum", -1) > 0
    return f"{kind} {schema['minimum']}–{schema['maximum']}" if is_counted else kind


def _example(operation: _Operation, language: Language, address: str) -> str:
    """Write a call with curl."""
    question = EXAMPLES[language][0]
    url = f"{address}{operation.path.lstrip('/')}".replace("{document_id}", f"convention-{language}")
    messages = [{"role": "user", "content": question}]
    bodies = {"ask": {"question": question}, "chat_completions": {"model": MODEL, "messages": messages}}
    if operation.method == "post":
        body = json.dumps(bodies[operation.name], ensure_ascii=False).replace("'", "'\\''")
        return f"curl {url} -H 'Content-Type: application/json' -d '{body}'"
    return f"curl -G {url} --data-urlencode 'q={question}'" if operation.name == "search" else f"curl {url}"
