"""Expressions that ODK Collect reads pass, broken ones name the place where they break."""

import pytest
from hypothesis import given, strategies as st

from netral.engines.xforms.expressions import ExpressionBroken, check_expression, references


@pytest.mark.parametrize(
    "expression",
    [
        ". <= now()",
        "${a} = 'ya' and ${b} != \"tidak\"",
        "selected(${a}, 'lain') or not(${b} > -1)",
        "regex(., '^[+]?[0-9 -]{8,18}$')",
        "count(${saksi}) * 2 div 3 mod 2",
        "instance('desa')/root/item[name = current()/../desa]/label",
        "(1 + 2)[1]",
        "../nama | ./lain | //x/*",
        "jr:choice-name(${a}, '${a}')",
        "position(..) = 1",
        "indexed-repeat(${nama}, ${saksi}, 1)",
        "if(. = '', 0, .5)",
        "ancestor::saksi/nama",
        "${last-saved#a}",
    ],
)
def test_a_sound_expression_passes(expression: str) -> None:
    check_expression(expression)


@pytest.mark.parametrize(
    ("expression", "near"),
    [
        ("((. = ", "="), ("1 = = 2", "="), ("foo(1)", "foo"), ("'abc", "'abc"), ("${a", "${a"), ("1 2", "2"), ("", ""),
        ("not(", "not("), ("a[1", "1"), ("a and", "and"), ("selected(${a} 'x')", "'x'"), ("# 1", "# 1"),
    ],
)  # fmt: skip
def test_a_broken_one_says_where(expression: str, near: str) -> None:
    with pytest.raises(ExpressionBroken) as error:
        check_expression(expression)
    assert error.value.near == near


@given(st.text(alphabet="${}a()[]'\".,/*-+=<>|1 and:#@", max_size=80) | st.text(max_size=40))
def test_any_text_passes_or_is_broken(text: str) -> None:
    try:
        check_expression(text)
    except ExpressionBroken:
        return
    assert text.strip()


def test_depth_is_bounded() -> None:
    with pytest.raises(ExpressionBroken):
        check_expression("(" * 5000 + "1" + ")" * 5000)


def test_references_are_named() -> None:
    assert list(references("${a} = 1 and ${last-saved#b} != ${ c }")) == ["a", "b", "c"]
