"""Files of facts: the errors a maintainer meets, and what the shipped files must hold."""

from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from corpus.load import load_corpus
from corpus.types import ARTICLE_COUNT, LANGUAGES
from evals.load import RETRIEVAL_FILES, load_facts, load_split
from evals.matching import Haystack
from evals.types import EvalError, Fact
from evals.weighed import unknown_to

ARTICLES = Path(__file__).resolve().parent.parent / "corpus" / "articles"
GOOD = """
- id: mine
  kind: when
  questions: {az: "Nə vaxt?", ru: "Когда?"}
  history: {az: ["Kim?"], ru: ["Кто?"]}
  must:
    - {name: hanoi, any: ["2024-12-24"]}
  documents: [mine-en]
"""


def written(folder: Path, text: str) -> Path:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    (fact,) = load_facts([written(tmp_path, GOOD)])
    assert (fact.id, fact.split, fact.kind) == ("mine", "own", "when")
    assert fact.questions == {"az": "Nə vaxt?", "ru": "Когда?"}
    assert fact.history == {"az": ("Kim?",), "ru": ("Кто?",)}
    assert fact.must[0][0] == "Hanoi"
    assert fact.must[0][-1] == "2024-12-24"
    assert (fact.documents, fact.articles) == (("mine-en",), ())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: when", "kind: whem", "kind 'whem'; use one of who, when"),
        ("id: mine", "name: mine", "unknown field 'name'; use only"),
        ("id: mine", 'id: ""', "fact number 1: has no id; give it"),
        ('az: "Nə vaxt?", ru: "Когда?"', 'de: "Wann?"', "questions in 'de'; use only az, en, ru"),
        ('questions: {az: "Nə vaxt?", ru: "Когда?"}', "questions: {}", "no questions; write"),
        ('"Nə vaxt?"', '" "', "az question ' '; write"),
        ('az: ["Kim?"], ru: ["Кто?"]', 'az: ["Kim?"]', "history in other languages"),
        ('az: ["Kim?"], ru: ["Кто?"]', 'az: "Kim?"', "no lists of questions"),
        ("name: hanoi", "name: atlantis", "unknown name 'atlantis'; add it to names.yaml"),
        ('["2024-12-24"]', "[74]", "alternatives [74]; write them in quotation marks"),
        ("{name: hanoi, any", "{all", "`must` group"),
        ("documents: [mine-en]", "articles: [99]", "articles [99]; write numbers from 1 to 68"),
        ("documents: [mine-en]", "", "what may prove it"),
        ("documents: [mine-en]", "documents: mine-en", "documents that are no list"),
        ("- id: mine", "- just text\n- id: mine", "fact number 1: is 'just text'"),
        ("- id", "id", "holds no list of facts"),
        ("{name", "{{name", "not valid YAML"),
        ("kind: when", "kind: when\n  kind: who", "line 4, column 3: the field 'kind' stands twice"),
        ('["2024-12-24"]', "[2024-12-24]", "write them in quotation marks"),
    ],
)
def test_errors_name_the_file_the_fact_and_the_remedy(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if old == "- id":
        text = "id: mine\n"
    file = written(tmp_path, text)
    with pytest.raises(EvalError) as error:
        load_facts([file])
    assert said in str(error.value)
    assert str(file) in str(error.value)


def test_other_errors(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"There is no file .*gone\.yaml; check the name"):
        load_facts([tmp_path / "gone.yaml"])
    with pytest.raises(EvalError, match=r"'mine' stands twice, in .*mine\.yaml and in .*mine\.yaml; give one"):
        load_facts([written(tmp_path, GOOD), written(tmp_path, GOOD)])
    with pytest.raises(EvalError, match="says not what its answer must hold"):
        load_facts([written(tmp_path, GOOD.replace("    - {name", "  must_not: x\n    - {name").split("  must")[0])])
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EvalError, match="must be a UTF-8 text file"):
        load_facts([tmp_path / "bytes.yaml"])


def test_the_shipped_facts_are_many_and_in_three_languages() -> None:
    dev, test = load_split("dev"), load_split("test")
    everything = load_split("all")
    assert len(everything) == len(dev) + len(test)
    assert len(test) >= 80 and len(dev) >= 200
    counts = Counter(fact.kind for fact in everything)
    assert counts["unanswerable"] >= 75
    assert len(everything) - counts["unanswerable"] >= 90
    assert sum(bool(fact.history) for fact in everything) >= 12
    assert all(fact.why for fact in everything if fact.kind == "unanswerable")
    assert all(set(fact.questions) == set(LANGUAGES) for fact in everything)
    asked = Counter((question, fact.history.get(lang)) for fact in test for lang, question in fact.questions.items())
    assert max(asked.values()) == 1
    learnt = unknown_to(test, dev)  # writers who knew nothing of one another asked some questions in the same words
    assert len(dev) * 0.95 < len(learnt) < len(dev)
    known = {(question, fact.history.get(lang)) for fact in learnt for lang, question in fact.questions.items()}
    assert not known & set(asked)


def test_some_article_that_may_prove_a_fact_really_holds_it() -> None:
    texts = {file.stem: Haystack(file.read_text(encoding="utf-8")) for file in ARTICLES.glob("*.txt")}
    briefs = ARTICLES.parent / "briefs"
    statements = Haystack("\n".join(file.read_text(encoding="utf-8") for file in briefs.glob("*.yaml")))
    treaty = _by_article()
    unproved = [
        (fact.id, group[0])
        for fact in load_split("all")
        if not any(name.startswith("convention-") for name in fact.documents)
        for group in fact.must
        if not any(text.has_any(group) for stem, text in texts.items() if _may_prove(fact, stem))
        and not any(treaty[number].has_any(group) for number in fact.articles)
        and not (fact.documents and not fact.articles and statements.has_any(group))
    ]
    assert unproved == []


def _by_article() -> dict[int, Haystack]:
    """The digest's text of each article, in three languages, with its number."""
    said: dict[int, list[str]] = {}
    for document in load_corpus().documents:
        for section in document.sections if document.kind == "convention" else ():
            if number := section.location.article:
                said.setdefault(number, [f"Article {number}"]).append(document.text[section.start : section.end])
    return {number: Haystack("\n".join(texts)) for number, texts in said.items()}


@pytest.mark.parametrize("name", ["dev", "test"])
def test_the_retrieval_questions_cover_every_article_in_three_languages(name: str) -> None:
    facts = load_facts([RETRIEVAL_FILES[name]])
    assert {article for fact in facts for article in fact.articles} == set(range(1, ARTICLE_COUNT + 1))
    assert all(set(fact.questions) == set(LANGUAGES) for fact in facts)
    assert sum(len(fact.questions) for fact in facts) >= 210


def test_the_example_in_the_docs_loads(tmp_path: Path) -> None:
    text = (ARTICLES.parent.parent / "docs" / "evals.md").read_text(encoding="utf-8")
    facts = load_facts([written(tmp_path, text.partition("```yaml\n")[2].partition("```")[0])])
    assert [(fact.kind, set(fact.questions)) for fact in facts] == [
        ("how_many", set(LANGUAGES)),
        ("where", set(LANGUAGES)),
        ("unanswerable", set(LANGUAGES)),
    ]
    assert "Hanoy" in facts[1].must[0]


def _may_prove(fact: Fact, document: str) -> bool:
    return any(fnmatchcase(document, name) for name in fact.documents)
