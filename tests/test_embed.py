"""The bundled model by the numpy path: meaning across three languages, damage told, files embedded."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from index.bitext import accuracy_at_1, evaluate
from index.embed import BundledEmbedder, ModelError, embed_file, unit_rows
from index.features import Vocabulary
from index.model_files import MODEL_FOLDER, pack, quantise, read_model, unpack, write_model

# The same eight statements in three languages, in our own words.
TRANSLATIONS = {
    "en": [
        "The president signed the law on Monday.",
        "How many countries have signed the convention?",
        "The court may order the seizure of property.",
        "Children must be protected on the internet.",
        "The delegation arrived in Hanoi by plane.",
        "Send the electronic evidence without delay.",
        "The bank account was opened in my name.",
        "It is very cold in the mountains in winter.",
    ],
    "az": [
        "Prezident qanunu bazar ertəsi imzaladı.",
        "Konvensiyanı neçə ölkə imzalayıb?",
        "Məhkəmə əmlakın müsadirəsinə qərar verə bilər.",
        "Uşaqlar internetdə qorunmalıdır.",
        "Nümayəndə heyəti Hanoya təyyarə ilə gəldi.",
        "Elektron sübutu gecikmədən göndərin.",
        "Bank hesabı mənim adıma açılıb.",
        "Qışda dağlarda hava çox soyuq olur.",
    ],
    "ru": [
        "Президент подписал закон в понедельник.",
        "Сколько стран подписали конвенцию?",
        "Суд может постановить об аресте имущества.",
        "Детей нужно защищать в интернете.",
        "Делегация прилетела в Ханой на самолёте.",
        "Отправьте электронные доказательства без задержки.",
        "Банковский счёт открыт на моё имя.",
        "Зимой в горах очень холодно.",
    ],
}


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.mark.parametrize(("left", "right"), [("en", "az"), ("en", "ru"), ("az", "ru")])
def test_each_sentence_is_nearest_to_its_own_translation(embedder: BundledEmbedder, left: str, right: str) -> None:
    one, other = (embedder.embed_passages(TRANSLATIONS[language]) for language in (left, right))
    assert accuracy_at_1(one, other) == 1.0
    assert accuracy_at_1(other, one) == 1.0


def test_ascii_typing_and_capitals_do_not_change_a_text(embedder: BundledEmbedder) -> None:
    proper, typed = embedder.embed_queries(
        ["Prezident qanunu imzaladı, İŞ bitdi", "prezident qanunu imzaladi is bitdi"]
    )
    assert float(proper @ typed) == pytest.approx(1.0, abs=1e-6)


def test_transliterated_russian_stays_near(embedder: BundledEmbedder) -> None:
    typed, proper, other = embedder.embed_queries(
        ["skolko stran podpisali konvenciyu", "сколько стран подписали конвенцию", "зимой в горах очень холодно"]
    )
    assert float(typed @ proper) > 0.8
    assert float(typed @ other) < 0.4


def test_rows_equal_the_sums_worked_out_by_hand(embedder: BundledEmbedder) -> None:
    data = read_model(MODEL_FOLDER)
    text = "Суд qanun law 2026, суд!"
    expected = np.zeros(data.dimension)
    for word in ("суд", "qanun", "law", "2026", "суд"):
        for row in data.vocabulary.word_ids(word):
            digits = [int(byte) // 6**place % 6 for byte in data.packed[row] for place in range(3)]
            expected += (np.array(digits[:256]) * 2 - 5) * float(data.scales[row])
    expected /= np.linalg.norm(expected)
    assert np.abs(embedder.embed_passages([text])[0] - expected).max() < 1e-5


def test_rows_are_unit_in_order_and_the_same_alone_or_together(embedder: BundledEmbedder) -> None:
    texts = [*TRANSLATIONS["az"], "", "🙂 — !", *TRANSLATIONS["ru"], "İ"]
    together = embedder.embed_passages(texts)
    assert together.dtype == np.float32
    assert together.shape == (len(texts), embedder.dimension)
    alone = np.concatenate([embedder.embed_queries([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-6
    lengths = np.linalg.norm(together, axis=1)
    assert np.flatnonzero(lengths == 0).tolist() == [8, 9], "a text without a word is a row of zeros"
    assert np.abs(np.delete(lengths, [8, 9]) - 1).max() < 1e-5


def test_no_texts_give_no_rows(embedder: BundledEmbedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_answering_imports_neither_torch_nor_the_library() -> None:
    code = (
        "import sys, index.hub; index.hub.load_embedder(None).embed_queries(['a']); "
        "print([name for name in ('torch', 'sentence_transformers', 'transformers') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=MODEL_FOLDER.parents[1]
    )
    assert done.stdout.strip() == "[]"


def test_quantising_by_hand() -> None:
    rows = np.array([[5.0, -5.0, 3.2, 0.4], [0.0, 0.0, 0.0, 0.0], [0.5, 0.3, 0.1, -0.5]], dtype=np.float32)
    whole, scales = quantise(rows)
    assert whole[0].tolist() == [5, -5, 3, 1]
    assert scales[0] == pytest.approx(1.0)
    assert whole[2].tolist() == [5, 3, 1, -5]
    assert np.abs(whole * scales[:, None] - rows).max() < 0.7


def test_each_byte_is_unpacked_to_the_numbers_that_were_packed() -> None:
    every = np.array(list(product((-5, -3, -1, 1, 3, 5), repeat=4)), dtype=np.int8)
    packed = pack(every)
    assert packed.shape == (6**4, 2)
    assert packed[0].tolist() == [0, 0]
    assert packed[-1].tolist() == [215, 5]
    assert np.array_equal(unpack(packed, 4), every)


def test_a_model_written_is_read_back(tmp_path: Path) -> None:
    rows = np.array([[5, 1], [-5, 3], [-3, 5]], dtype=np.float32)
    write_model(tmp_path, rows, Vocabulary(["<sud>", "=суд"], hashed_rows=1), {"seed": 1})
    data = read_model(tmp_path)
    assert data.rows(np.array([2, 0, 1])).tolist() == [[-3, 5], [5, 1], [-5, 3]]
    assert (data.dimension, data.vocabulary.features, len(data.vocabulary)) == (2, ("<sud>", "=суд"), 3)
    assert data.model_id.startswith("convention-static-256-")


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL_FOLDER, tmp_path / "model"))


@pytest.mark.parametrize("name", ["model.safetensors", "vocabulary.txt", "config.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = _copy(tmp_path)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=rf"{name} cannot be read \(No such file.*index\.train"):
        BundledEmbedder(folder)


@pytest.mark.parametrize("name", ["model.safetensors", "vocabulary.txt"])
def test_one_changed_byte_is_noticed(tmp_path: Path, name: str) -> None:
    path = _copy(tmp_path) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        BundledEmbedder(path.parent)


def test_a_config_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = _copy(tmp_path) / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    for content, message in (
        ("{", "is not JSON"),
        ("[]", "lacks one of"),
        (json.dumps(config | {"format_version": 9}), "has format 9, this program reads 2"),
        (json.dumps(config | {"dimension": 128}), "holds .* where config.json says"),
    ):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(ModelError, match=message):
            BundledEmbedder(path.parent)


def test_a_file_is_embedded_line_by_line(tmp_path: Path, embedder: BundledEmbedder) -> None:
    texts, out = tmp_path / "texts.txt", tmp_path / "vectors.npy"
    texts.write_bytes("\ufeffKonvensiya\r\n\r\nКонвенция\nThe convention".encode())
    assert embed_file(texts, out, embedder) == 4
    vectors = np.load(out)
    assert vectors.dtype == np.float32
    assert np.array_equal(vectors, embedder.embed_passages(["Konvensiya", "", "Конвенция", "The convention"]))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["texts.txt", "vectors.npy"]


@pytest.mark.parametrize(
    ("content", "message"), [(None, "cannot be read"), (b"", "is empty"), (b"ab\xff", r"is not UTF-8 \(byte 2\)")]
)
def test_a_bad_text_file_is_refused_and_nothing_written(
    tmp_path: Path, embedder: BundledEmbedder, content: bytes | None, message: str
) -> None:
    texts, out = tmp_path / "texts.txt", tmp_path / "vectors.npy"
    if content is not None:
        texts.write_bytes(content)
    with pytest.raises(ModelError, match=message):
        embed_file(texts, out, embedder)
    assert not out.exists()


def test_an_output_folder_that_is_not_there_is_named(tmp_path: Path, embedder: BundledEmbedder) -> None:
    texts = tmp_path / "texts.txt"
    texts.write_text("Salam\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"vectors\.npy cannot be written"):
        embed_file(texts, tmp_path / "nowhere" / "vectors.npy", embedder)


def test_accuracy_by_hand() -> None:
    rows = unit_rows(np.array([[1, 0], [1, 1], [0, 1]], dtype=np.float32))
    assert accuracy_at_1(rows, rows) == 1.0
    assert accuracy_at_1(rows, rows[[0, 2, 1]]) == pytest.approx(1 / 3)
    with pytest.raises(ValueError, match="two equal, non-empty"):
        accuracy_at_1(rows, rows[:2])


def test_a_bitext_folder_is_scored_in_six_directions(tmp_path: Path, embedder: BundledEmbedder) -> None:
    rows = zip(*(TRANSLATIONS[language] for language in ("en", "az", "ru")), strict=True)
    lines = ["index_id\ten\taz\tru", *("\t".join(["1", *row]) for row in rows)]
    (tmp_path / "dev_ours.tsv").write_text("\n".join(lines), encoding="utf-8")
    scores = evaluate(tmp_path, embedder)
    assert {(score.dataset, score.source, score.target) for score in scores} == {
        ("dev_ours", one, other) for one in ("az", "en", "ru") for other in ("az", "en", "ru") if one != other
    }
    assert [score.accuracy for score in scores] == [1.0] * 6
    (tmp_path / "dev_ours.tsv").write_text("en\taz\na\tb\n", encoding="utf-8")
    with pytest.raises(ModelError, match="has no column ru"):
        evaluate(tmp_path, embedder)
