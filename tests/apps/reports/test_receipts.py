"""Receipt codes: entropy, tolerance, and errors that are always found."""

import math

from hypothesis import given
from hypothesis import strategies as st

from netral.apps.reports.domain import receipts

codes = st.lists(
    st.integers(0, len(receipts.SYLLABLES) - 1), min_size=receipts.DATA_SYLLABLES, max_size=receipts.DATA_SYLLABLES
).map(receipts.code_from)
LETTERS = sorted(set(receipts.CONSONANTS + receipts.VOWELS))


def letters(code: str) -> str:
    return code.replace("-", "")


def test_a_code_holds_more_than_a_hundred_random_bits() -> None:
    assert receipts.DATA_SYLLABLES * math.log2(len(set(receipts.SYLLABLES))) > 100


def test_codes_differ() -> None:
    assert len({receipts.new_code() for _ in range(2000)}) == 2000


def test_a_code_is_six_words_that_can_be_spoken() -> None:
    words = receipts.new_code().split("-")
    assert len(words) == 6
    assert all(word[::2].strip(receipts.CONSONANTS) == word[1::2].strip(receipts.VOWELS) == "" for word in words)


@given(codes)
def test_a_code_is_read_as_it_was_given(code: str) -> None:
    assert receipts.normalised(code) == code


@given(codes)
def test_case_spaces_and_dashes_do_not_matter(code: str) -> None:
    typed = "  " + code.upper().replace("-", " - ") + "\n"
    assert receipts.normalised(typed) == code
    assert receipts.normalised(letters(code)) == code


@given(codes, st.data())
def test_every_wrong_letter_is_found(code: str, data: st.DataObject) -> None:
    plain = letters(code)
    place = data.draw(st.integers(0, len(plain) - 1))
    wrong = data.draw(st.sampled_from([letter for letter in LETTERS if letter != plain[place]]))
    assert receipts.normalised(plain[:place] + wrong + plain[place + 1 :]) is None


@given(codes, st.data())
def test_a_missing_or_added_letter_is_found(code: str, data: st.DataObject) -> None:
    plain = letters(code)
    place = data.draw(st.integers(0, len(plain) - 1))
    assert receipts.normalised(plain[:place] + plain[place + 1 :]) is None
    assert receipts.normalised(plain[:place] + data.draw(st.sampled_from(LETTERS)) + plain[place:]) is None


@given(codes, st.integers(0, receipts.DATA_SYLLABLES - 1), st.integers(0, receipts.DATA_SYLLABLES - 1))
def test_two_syllables_that_changed_places_are_found(code: str, one: int, other: int) -> None:
    plain = letters(code)
    syllables = [plain[place : place + 2] for place in range(0, len(plain), 2)]
    syllables[one], syllables[other] = syllables[other], syllables[one]
    changed = "".join(syllables)
    assert (receipts.normalised(changed) is None) == (changed != plain)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = receipts.normalised(text)
    assert found is None or receipts.normalised(found) == found


@given(codes)
def test_the_fingerprint_needs_the_key(code: str) -> None:
    assert receipts.fingerprint(code, b"a") != receipts.fingerprint(code, b"b")
    assert receipts.fingerprint(code, b"a") == receipts.fingerprint(code, b"a")
