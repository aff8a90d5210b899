"""ODK Validate itself: it accepts the shipped forms, and refuses what ODK Collect could not open."""

from pathlib import Path

import pytest

from netral.cli.forms import SHIPPED
from netral.engines.xforms.faults import FaultKind
from netral.engines.xforms.odk_validate import NoJava, validate
from netral.engines.xforms.xlsform import read_markdown
from tests.engines.xforms.books import markdown, sheets, with_row

DATA = Path(__file__).parents[3] / "src" / "netral" / "apps" / "fieldwork" / "data"


@pytest.mark.parametrize("name", SHIPPED.values())
def test_the_shipped_forms_are_accepted(name: str) -> None:
    assert validate(read_markdown((DATA / name).read_text(encoding="utf-8")).xml) == ()


def test_a_broken_expression_is_refused_with_its_question() -> None:
    xml = read_markdown(markdown(sheets())).xml
    broken = xml.replace('constraint="string-length(.) &gt; 2"', 'constraint="((. = "')
    assert broken != xml
    faults = validate(broken)
    assert faults[0].kind == FaultKind.ODK
    assert "/data/saksi/nama" in faults[0].words
    assert not any("javarosa" in fault.words or "form.xml" in fault.words for fault in faults)


def test_a_condition_that_depends_on_itself_is_refused() -> None:
    xml = read_markdown(markdown(sheets(with_row("text", "a", "A", "A", "${a} = 1")))).xml
    (fault,) = validate(xml)
    assert (fault.kind, fault.values["paths"]) == (FaultKind.CYCLE, "/data/a")


def test_what_is_no_form_is_refused() -> None:
    assert validate("<html/>")
    assert validate("no xml")


def test_it_takes_no_longer_than_it_may() -> None:
    (fault,) = validate(read_markdown(markdown(sheets())).xml, longest_s=0.01)
    assert (fault.kind, fault.values["seconds"]) == (FaultKind.ODK_LATE, "0.01")


def test_without_java_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(NoJava):
        validate("<html/>")
