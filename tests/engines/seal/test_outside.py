"""PDFs from strangers are judged in the sandbox, and one that asks too much is refused while the next is judged."""

from datetime import UTC, datetime

import pytest

from netral.engines.sandbox.limits import Cost, FileTooCostly
from netral.engines.seal.outside import MOST_OBJECTS, judge_outside, require_few_objects
from netral.engines.seal.result import Reason, Result
from tests.engines.seal.hostile_pdfs import hidden_objects, many_objects, nested

AT = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        many_objects(200_000),
        b"%PDF-1.7\n<</Type/XRef/Size 200001>>",
        b"%PDF-1.7\n<</Size 10>><</Size " + b"9" * 5000 + b">>",
        b"%PDF-1.7\n" + b"<</Type/ObjStm/N 40000>>\n" * 2,
        b"%PDF-1.7\n" + b"0000000017 00000 n \n" * (MOST_OBJECTS + 1),
    ],
    ids=["objects", "declared", "long-number", "packed", "table"],
)
def test_too_many_objects_are_refused_before_any_is_read(content: bytes) -> None:
    with pytest.raises(FileTooCostly) as refused:
        require_few_objects(content)
    assert refused.value.cost is Cost.OBJECTS


def test_numbers_with_zeros_in_front_and_ordinary_files_pass() -> None:
    require_few_objects(many_objects(1_000).replace(b"/Size 1001", b"/Size " + b"0" * 5000 + b"1001"))


def test_what_no_count_shows_ends_at_a_limit_of_the_child() -> None:
    with pytest.raises(FileTooCostly) as refused:
        judge_outside(hidden_objects(3_000_000), [], at=AT)
    assert refused.value.cost is not Cost.OBJECTS
    assert judge_outside(many_objects(10), [], at=AT).result is Result.UNSEALED


def test_a_deeply_nested_file_is_unreadable() -> None:
    assert judge_outside(nested(500_000), [], at=AT).result is Result.UNREADABLE


def test_what_is_no_pdf_starts_no_reader() -> None:
    found = judge_outside(b"GIF89a", [], at=AT)
    assert (found.result, found.reasons) == (Result.UNREADABLE, (Reason.NOT_A_PDF,))
