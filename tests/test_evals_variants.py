"""Ways of typing a question."""

from hypothesis import given
from hypothesis import strategies as st

from evals.variants import bare, transliterate, typo, variants


def test_bare_questions_keep_what_belongs_to_a_word() -> None:
    assert (
        bare("What is the “24/7 network”, in Azerbaijan's law?", "en") == "what is the 24/7 network in azerbaijan's law"
    )
    assert bare("İMZA: 22-ci maddə – NƏDİR?", "az") == "imza 22-ci maddə nədir"
    assert bare("О чём статья 41?", "ru") == "о чём статья 41"


def test_each_language_has_its_own_ways() -> None:
    assert set(variants("Konvensiyanı neçə ölkə imzalayıb?", "az", "x")) == {"ascii", "bare", "typo"}
    assert variants("Konvensiyanı neçə ölkə imzalayıb?", "az", "x")["ascii"] == "Konvensiyani nece olke imzalayib?"
    assert set(variants("Сколько стран подписали?", "ru", "x")) == {"bare", "latin", "typo"}
    assert transliterate("Щука, ЁЛКА и объём") == "Shchuka, ELKA i obem"
    assert set(variants("article 65", "en", "x")) == {"typo"}
    assert variants("", "az", "x") == {}


@given(st.text(alphabet="abcdeəğıышч 0", max_size=40), st.text(max_size=5))
def test_a_slip_is_one_edit_and_always_the_same(question: str, seed: str) -> None:
    slipped = typo(question, seed)
    assert slipped == typo(question, seed)
    assert abs(len(slipped) - len(question)) <= 1
    differing = [at for at, (one, two) in enumerate(zip(question, slipped, strict=False)) if one != two]
    if len(slipped) == len(question):
        assert len(differing) in {0, 2}
        if differing:
            at, after = differing
            assert (after, question[at], question[after]) == (at + 1, slipped[after], slipped[at])
    elif differing:
        shorter, longer = sorted((slipped, question), key=len)
        assert any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
