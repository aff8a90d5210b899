"""Every app introduces itself in the same order."""

from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, PROJECT, named

APPS = sorted(
    folder
    for storey in ("apps", "foundation")
    for folder in (PACKAGE / storey).iterdir()
    if (folder / "apps.py").exists()
)
WANTED = ("Legal basis", "Events", "Who may enter", "Stands on")


@pytest.mark.parametrize("folder", APPS, ids=named)
def test_an_app_has_a_readme_that_says_what_a_newcomer_asks(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert [heading for heading in WANTED if f"## {heading}" not in text] == []
    assert 12 <= len(text.splitlines()) <= 80


def test_the_project_has_its_papers() -> None:
    papers = [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE", "docs/architecture.md",
        "docs/glossary.md", "docs/dependencies.md", "docs/testing.md", "docs/benchmarks.md", "docs/pengguna/README.md",
    ]  # fmt: skip
    assert [paper for paper in papers if not (PROJECT / paper).read_text(encoding="utf-8").strip()] == []
