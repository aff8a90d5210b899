"""What changed between two versions of a form, and nothing more."""

from dataclasses import replace

from hypothesis import given, strategies as st

from netral.engines.xforms.differences import ChangeKind, differences
from netral.engines.xforms.xlsform import Choice, Question, XForm

TEXTS = st.dictionaries(st.sampled_from(["id", "en"]), st.text(max_size=5))
QUESTIONS = st.builds(
    Question,
    path=st.text(alphabet="abcd", min_size=1, max_size=2).map(lambda name: f"/data/{name}"),
    name=st.just("x"),
    type=st.sampled_from(["text", "integer", "select_one"]),
    labels=TEXTS,
    relevant=st.sampled_from(["", "1 = 1"]),
    choices=st.lists(st.builds(Choice, st.text(max_size=2), TEXTS), max_size=3).map(tuple),
)
FORMS = st.builds(
    lambda questions: form(*questions), st.lists(QUESTIONS, max_size=8, unique_by=lambda question: question.path)
)


def form(*questions: Question) -> XForm:
    return XForm("uji", "1", "Uji", "<x/>", "", ("id", "en"), questions, ())


def text(name: str, label: str = "A") -> Question:
    return Question(f"/data/{name}", name, "text", {"id": label, "en": label})


@given(FORMS)
def test_a_form_does_not_differ_from_itself(one: XForm) -> None:
    assert differences(one, one) == ()


@given(FORMS, FORMS)
def test_both_ways_tell_the_same(old: XForm, new: XForm) -> None:
    there, back = differences(old, new), differences(new, old)
    added = {one.path for one in there if one.kind == ChangeKind.ADDED}
    assert added == {one.path for one in back if one.kind == ChangeKind.REMOVED}
    plain = {ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED}
    assert {(one.path, one.kind, one.before, one.after) for one in there if one.kind not in plain} == {
        (one.path, one.kind, one.after, one.before) for one in back if one.kind not in plain
    }
    assert bool(there) == (old.questions != new.questions)


def test_each_change_is_told_with_before_and_after() -> None:
    ada = replace(text("ada"), choices=(Choice("ya", {"id": "Ya"}),))
    old = form(text("a"), text("b"), text("c"), ada)
    new = form(
        text("c"),
        text("a", "B"),
        replace(text("b"), type="integer", relevant="${a} = 1"),
        replace(ada, choices=(Choice("ya", {"id": "Iya"}),)),
        text("d"),
    )
    assert [(one.path, one.kind, one.before, one.after) for one in differences(old, new)] == [
        ("/data/c", ChangeKind.MOVED, "/data/b", ""),
        ("/data/a", ChangeKind.LABEL, "A (id) / A (en)", "B (id) / B (en)"),
        ("/data/b", ChangeKind.TYPE, "text", "integer"),
        ("/data/b", ChangeKind.RELEVANT, "", "${a} = 1"),
        ("/data/ada", ChangeKind.CHOICES, "ya: Ya (id)", "ya: Iya (id)"),
        ("/data/d", ChangeKind.ADDED, "", "text: A (id) / A (en)"),
    ]
    assert [one.kind for one in differences(form(text("a")), replace(form(), title="X"))] == [
        ChangeKind.TITLE,
        ChangeKind.REMOVED,
    ]
