"""`python -m evals embeddings`: everything that is measured of the embedding model, as plain tables and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import permutations
from pathlib import Path
from typing import Final

from assistant.engine import Engine
from corpus.types import LANGUAGES
from evals.embedding_peers import peers
from evals.embedding_speed import Speed, measure_speed
from evals.embeddings import Cell, Robustness, Search, bitext, cells, robustness, searching, searching_with
from evals.metrics import Share
from evals.report import table
from evals.types import Fact
from index.bitext import BitextScore, read_bitext
from index.embed import Embedder

REPORT_FILE: Final = "embeddings.json"
_RECALL: Final = 0.95  # at least, of hybrid search in each cell
_LOSS_POINTS: Final = 5.0  # at most, of recall when a question is mistyped
_TEXTS_PER_SECOND: Final = 10_000
_LOAD_SECONDS: Final = 0.3
_SIDES: Final = ("dense", "lexical", "hybrid")
_ROUNDING: Final = 1e-9
_NO_DATA: Final = (
    "Translation was left out: the parallel sets are not part of the project. "
    "Give a folder of dev_*.tsv.xz files (columns az, en, ru) with --data DIR."
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What one model reaches: accuracy@1 between languages (none without data), and recall@5 in nine cells."""

    model: str
    dimension: int
    bitext: tuple[BitextScore, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The model, how it stands mistyping, its speed, the models beside it, and what was left out."""

    model: Measured
    robustness: tuple[Robustness, ...]
    speed: Speed
    peers: tuple[Measured, ...]
    left_out: tuple[str, ...]


def measure(engine: Engine, facts: Sequence[Fact], data: Path | None, *, with_peers: bool) -> Report:
    """Measure the engine's model and, if asked for, the others; `data` is the folder of the parallel sets."""
    search = searching(engine)
    model = _measured(engine.embedder.model_id, search, facts, data)
    beside, missing = peers() if with_peers else ([], None)
    return Report(
        model=model,
        robustness=tuple(robustness(search, facts)),
        speed=measure_speed(_texts(engine, facts, data)),
        peers=tuple(_measured(name, searching_with(engine, embedder), facts, data) for name, embedder in beside),
        left_out=tuple(line for line in (None if data else _NO_DATA, missing) if line),
    )


def _measured(name: str, search: Search, facts: Sequence[Fact], data: Path | None) -> Measured:
    embedder: Embedder = search.embedder
    scores = bitext(data, embedder) if data else []
    return Measured(name, embedder.dimension, tuple(scores), tuple(cells(search, facts)))


def _texts(engine: Engine, facts: Sequence[Fact], data: Path | None) -> dict[str, list[str]]:
    """Name sets of texts to time: the corpus's sentences, the questions, and the sentences of the parallel sets."""
    sentences = [
        passage.text[sentence.start - passage.start : sentence.end - passage.start]
        for passage in engine.index.passages
        for sentence in passage.sentences
    ]
    questions = [question for fact in facts for question in fact.questions.values()]
    sets = {"sentences of the corpus": list(dict.fromkeys(sentences)), "questions": questions}
    for path in sorted([*data.glob("dev_*.tsv"), *data.glob("dev_*.tsv.xz")]) if data else ():
        by_language = read_bitext(path)
        sets[path.name.split(".")[0]] = [text for language in LANGUAGES for text in by_language[language]]
    return sets


def render(report: Report) -> str:
    """Write a report as plain tables, with what misses its target and what was left out below them."""
    model = report.model
    parts = [f"Model {model.model}, {model.dimension} dimensions"]
    if model.bitext:
        parts.append("Translation, accuracy@1\n" + _bitext_table([("", model)]))
    parts += [
        f"Recall@5 of the right article, {side}, {model.cells[0].hybrid.count} questions a language\n"
        + _cell_table(model.cells, side)
        for side in _SIDES
    ]
    parts.append("Recall@5 of mistyped questions, hybrid, passages in their own language\n" + _typing_table(report))
    parts.append("Speed of the numpy path\n" + _speed_table(report.speed))
    if report.peers:
        parts.append("Side by side, recall@5: mean of the three cells in one language, of the six across two\n"
                     + _peer_table([model, *report.peers]))  # fmt: skip
    if report.peers and model.bitext:
        beside = [(measured.model, measured) for measured in (model, *report.peers)]
        parts.append("Side by side, accuracy@1\n" + _bitext_table(beside))
    below = missed(report)
    parts.append("Under the target\n" + "\n".join(below) if below else "No target is missed.")
    return "\n\n".join([*parts, *report.left_out]) + "\n"


def _bitext_table(models: Sequence[tuple[str, Measured]]) -> str:
    directions = list(permutations(LANGUAGES, 2))
    rows = [["", *(f"{source}→{target}" for source, target in directions)]]
    for name, measured in models:
        by_place = {(score.dataset, score.source, score.target): score.accuracy for score in measured.bitext}
        for dataset in dict.fromkeys(score.dataset for score in measured.bitext):
            values = (f"{by_place[dataset, source, target]:.3f}" for source, target in directions)
            rows.append([f"{name} {dataset}".strip(), *values])
    return table(rows)


def _cell_table(found: Iterable[Cell], side: str) -> str:
    by_place = {(cell.question, cell.passages): value(getattr(cell, side)) for cell in found}
    rows = [["questions", *(f"{language} passages" for language in LANGUAGES)]]
    rows += [[question, *(by_place[question, passages] for passages in LANGUAGES)] for question in LANGUAGES]
    return table(rows)


def _typing_table(report: Report) -> str:
    rows = [["", "language", "as written", "mistyped", "points lost"]]
    rows += [
        [item.way, item.language, value(item.original), value(item.changed), f"{item.loss_points:.1f}"]
        for item in report.robustness
    ]
    return table(rows)


def _speed_table(speed: Speed) -> str:
    rows = [["", "texts", "words each", "texts/s, first time", "texts/s, again"]]
    for item in speed.sets:
        rates = (f"{rate:,.0f}" for rate in (item.first_per_second, item.again_per_second))
        rows.append([item.name, f"{item.texts:,}", f"{item.words_each:.1f}", *rates])
    return f"{table(rows)}\nloaded in {speed.load_seconds:.2f} s; peak memory {speed.peak_bytes / 1e6:,.0f} MB"


def _peer_table(models: Iterable[Measured]) -> str:
    rows = [["", "dimensions", "dense, one", "dense, across", "hybrid, one", "hybrid, across"]]
    for measured in models:
        one = [cell for cell in measured.cells if cell.question == cell.passages]
        across = [cell for cell in measured.cells if cell.question != cell.passages]
        means = (_mean(group, side) for side in ("dense", "hybrid") for group in (one, across))
        rows.append([measured.model, str(measured.dimension), *means])
    return table(rows)


def _mean(found: Sequence[Cell], side: str) -> str:
    values = [getattr(cell, side).value or 0.0 for cell in found]
    return f"{sum(values) / len(values):.3f}"


def value(share: Share) -> str:
    """Write a share to three places; a dash where there is no case."""
    return "–" if share.value is None else f"{share.value:.3f}"


def missed(report: Report) -> list[str]:
    """Say each figure that is under its target: recall, robustness, speed, loading."""
    lines = [
        f"hybrid, {cell.question} questions, {cell.passages} passages: {value(cell.hybrid)}, wanted {_RECALL:.2f}"
        for cell in report.model.cells
        if (cell.hybrid.value or 0.0) < _RECALL
    ]
    lines += [
        f"{item.way}, {item.language}: {item.loss_points:.1f} points lost, {_LOSS_POINTS:.0f} allowed"
        for item in report.robustness
        if item.loss_points > _LOSS_POINTS + _ROUNDING
    ]
    lines += [
        f"{item.name}: {item.first_per_second:,.0f} texts/s the first time, wanted {_TEXTS_PER_SECOND:,}"
        for item in report.speed.sets
        if item.first_per_second < _TEXTS_PER_SECOND
    ]
    if report.speed.load_seconds >= _LOAD_SECONDS:
        lines.append(f"loading: {report.speed.load_seconds:.2f} s, wanted under {_LOAD_SECONDS} s")
    return lines


def write(folder: Path, report: Report) -> Path:
    """Write a report as JSON; give the file."""
    file = folder / REPORT_FILE
    folder.mkdir(parents=True, exist_ok=True)
    content = {**asdict(report), "missed": missed(report)}
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file
