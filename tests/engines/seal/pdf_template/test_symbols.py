"""Symbols from tables are those that segno draws, bit for bit, and are read as what was written."""

from __future__ import annotations

import pytest
import segno
import zxingcpp
from hypothesis import given, settings, strategies as st
from PIL import Image

from netral.engines.seal.pdf_template.symbols import Symbols, UnfitAddress, shape_for

PLAIN = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=90)


@settings(max_examples=25, deadline=None)
@given(first=PLAIN, data=st.data())
def test_they_are_segnos_and_readable(first: str, data: st.DataObject) -> None:
    shape = shape_for(len(first))
    symbols = Symbols(shape)
    kept = data.draw(st.integers(0, len(first)))
    more = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=len(first), max_size=len(first))
    for text in (first, first[:kept] + data.draw(more)[kept:], data.draw(more), first):
        image = Image.frombytes("1", (shape.modules, shape.modules), symbols.bits(text))
        drawn = segno.make(
            text, version=shape.version, error=shape.level, mask=shape.mask, mode="byte", boost_error=False
        )
        rows = [[bool(image.getpixel((x, y))) for x in range(shape.modules)] for y in range(shape.modules)]
        assert rows == [list(map(bool, row)) for row in drawn.matrix]
    paper = Image.new("L", (shape.modules + 8, shape.modules + 8), 255)
    paper.paste(image.convert("L").point(lambda level: 255 - level), (4, 4))
    (read,) = zxingcpp.read_barcodes(paper.resize((paper.width * 4, paper.height * 4), Image.Resampling.NEAREST))
    assert read.text == first


@pytest.mark.parametrize("text", ["é" * 20, "x" * 19, "x" * 21])
def test_what_does_not_fit_the_shape_is_refused(text: str) -> None:
    symbols = Symbols(shape_for(20))
    symbols.bits("y" * 20)
    with pytest.raises(UnfitAddress):
        symbols.bits(text)


def test_no_symbol_holds_a_book() -> None:
    with pytest.raises(UnfitAddress):
        shape_for(5000)
