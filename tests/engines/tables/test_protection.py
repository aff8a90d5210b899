"""What an export adds, an import takes off, whatever stood there."""

from hypothesis import given, strategies as st

from netral.engines.tables.protection import FORMULA_STARTS, protect, protect_number, unprotect

CELLS = st.text("'=+-@ \t1aＡ＝", max_size=20) | st.from_regex(r"'{0,2}[0-9]{14,19}", fullmatch=True)


@given(CELLS)
def test_a_protected_cell_comes_back_as_it_was_and_runs_nowhere(text: str) -> None:
    assert unprotect(protect(text)) == text or text.startswith("'")
    assert not protect(text).lstrip(" ").startswith(FORMULA_STARTS)
    if protect_number(text) != text or protect(text) != text:
        assert unprotect(protect_number(protect(text))) == text


def test_a_formula_that_only_states_a_text_is_that_text() -> None:
    assert unprotect('="198503122009031103"') == "198503122009031103"
    assert unprotect('=HYPERLINK("a")') == '=HYPERLINK("a")'
