"""QR symbols by the table are segno's to the bit, and a scanner reads them."""

import numpy as np
import pytest
import segno
import zxingcpp
from hypothesis import given, settings, strategies as st

from netral.engines.passes.base45_text import ALPHABET
from netral.engines.passes.passes import fitted, issue
from netral.engines.passes.qr_symbols import LEVEL, MASK, MODULES, ROW_BYTES, VERSION, UnfitText, bitmap, bitmaps
from tests.engines.passes.samples import KEY, some_claims

TEXTS = st.text(ALPHABET, min_size=1, max_size=261)


def by_segno(text: str) -> bytes:
    symbol = segno.make(text, version=VERSION, error=LEVEL, mask=MASK, mode="alphanumeric", boost_error=False)
    return np.packbits(np.array([list(row) for row in symbol.matrix], dtype=np.uint8), axis=1).tobytes()


def picture(symbol: bytes) -> np.ndarray:
    rows = np.unpackbits(np.frombuffer(symbol, dtype=np.uint8).reshape(MODULES, ROW_BYTES), axis=1)[:, :MODULES]
    return np.kron(np.pad(1 - rows, 4, constant_values=1), np.ones((4, 4))).astype(np.uint8) * 255


@given(st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_symbols_are_those_of_segno_to_the_bit(texts: list[str]) -> None:
    assert bitmaps(texts) == [by_segno(text) for text in texts]
    assert bitmap(texts[0]) == by_segno(texts[0])


@given(some_claims().map(lambda claims: issue(fitted(claims, KEY), KEY)))
@settings(max_examples=30, deadline=None)
def test_a_scanner_reads_the_pass(text: str) -> None:
    found = zxingcpp.read_barcodes(picture(bitmaps([text])[0]))
    assert [each.text for each in found] == [text]


@pytest.mark.parametrize("text", ["kecil", "A" * 262, "", "É"])
def test_what_the_symbol_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(UnfitText):
        bitmaps([text])
    with pytest.raises(UnfitText):
        bitmap(text)
