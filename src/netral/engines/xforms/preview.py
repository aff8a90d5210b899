"""A form as text to be read: every question in its languages, when it is asked, what it accepts, its choices."""

from collections.abc import Iterator

from netral.engines.xforms.xlsform import Question, Texts, XForm

_PARTS = (
    ("required", "required"), ("relevant", "asked when"), ("constraint", "accepted when"),
    ("calculation", "calculated as"), ("choice_filter", "choices where"), ("file", "choices from"),
)  # fmt: skip


def lines_of(form: XForm) -> Iterator[str]:
    """Yield the lines of a form, indented by its groups."""
    yield f"{form.title} ({form.form_id}, version {form.version})"
    if form.media:
        yield f"needs on the phone: {', '.join(form.media)}"
    for question in form.questions:
        indent = "  " * (question.path.count("/") - 2)
        yield ""
        yield from (f"{indent}{line}" for line in _lines(question))


def _lines(question: Question) -> Iterator[str]:
    yield f"{question.name} [{question.type}]"
    yield from _texts("", question.labels)
    yield from _texts("hint ", question.hints)
    for attribute, words in _PARTS:
        if value := getattr(question, attribute):
            yield f"  {words}: {value}"
    yield from _texts("otherwise ", question.constraint_messages)
    for choice in question.choices:
        yield f"  - {choice.name}: {' / '.join(choice.labels.values())}"


def _texts(before: str, texts: Texts) -> Iterator[str]:
    for language, text in texts.items():
        yield f"  {before}{language}: {' '.join(text.split())}"
