"""Every template can be compiled: a tag that is not loaded shows only to whoever opens the page."""

from django.template import TemplateSyntaxError
from django.template.loader import get_template

from tests.house.sources import PACKAGE


def test_every_template_compiles() -> None:
    faults: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        name = str(path.relative_to(next(parent for parent in path.parents if parent.name == "templates")))
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            faults[name] = str(error)
    assert faults == {}
