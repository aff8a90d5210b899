"""Receipt codes: entropy, tolerance, and errors that are always found."""

import math

from hypothesis import given, strategies as st

from netral.engines.vault import codes

some_codes = st.lists(
    st.integers(0, len(codes.SYLLABLES) - 1), min_size=codes.DATA_SYLLABLES, max_size=codes.DATA_SYLLABLES
).map(codes.code_from)
LETTERS = sorted(set(codes.CONSONANTS + codes.VOWELS))


def letters(code: str) -> str:
    return code.replace("-", "")


def test_a_code_holds_more_than_a_hundred_random_bits() -> None:
    assert codes.DATA_SYLLABLES * math.log2(len(set(codes.SYLLABLES))) > 100


def test_codes_differ() -> None:
    assert len({codes.new_code() for _ in range(2000)}) == 2000


def test_a_code_is_six_words_that_can_be_spoken() -> None:
    words = codes.new_code().split("-")
    assert len(words) == 6
    assert all(word[::2].strip(codes.CONSONANTS) == word[1::2].strip(codes.VOWELS) == "" for word in words)


@given(some_codes)
def test_a_code_is_read_as_it_was_given(code: str) -> None:
    assert codes.normalised(code) == code


@given(some_codes)
def test_case_spaces_and_dashes_do_not_matter(code: str) -> None:
    typed = "  " + code.upper().replace("-", " - ") + "\n"
    assert codes.normalised(typed) == code
    assert codes.normalised(letters(code)) == code
    assert codes.normalised(code.replace("-", "\u2011")) == code
    numbered = "".join(f"{number}. {word}\n" for number, word in enumerate(code.split("-"), start=1))
    assert codes.normalised(numbered) == code


@given(some_codes, st.data())
def test_every_wrong_letter_is_found(code: str, data: st.DataObject) -> None:
    plain = letters(code)
    place = data.draw(st.integers(0, len(plain) - 1))
    wrong = data.draw(st.sampled_from([letter for letter in LETTERS if letter != plain[place]]))
    assert codes.normalised(plain[:place] + wrong + plain[place + 1 :]) is None


@given(some_codes, st.data())
def test_a_missing_or_added_letter_is_found(code: str, data: st.DataObject) -> None:
    plain = letters(code)
    place = data.draw(st.integers(0, len(plain) - 1))
    assert codes.normalised(plain[:place] + plain[place + 1 :]) is None
    assert codes.normalised(plain[:place] + data.draw(st.sampled_from(LETTERS)) + plain[place:]) is None


@given(some_codes, st.integers(0, codes.DATA_SYLLABLES - 1), st.integers(0, codes.DATA_SYLLABLES - 1))
def test_two_syllables_that_changed_places_are_found(code: str, one: int, other: int) -> None:
    plain = letters(code)
    syllables = [plain[place : place + 2] for place in range(0, len(plain), 2)]
    syllables[one], syllables[other] = syllables[other], syllables[one]
    changed = "".join(syllables)
    assert (codes.normalised(changed) is None) == (changed != plain)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = codes.normalised(text)
    assert found is None or codes.normalised(found) == found


@given(some_codes)
def test_the_fingerprint_needs_the_key(code: str) -> None:
    assert codes.fingerprint(code, b"a") != codes.fingerprint(code, b"b")
    assert codes.fingerprint(code, b"a") == codes.fingerprint(code, b"a")
