"""Whatever arrives is a filled form or is refused in words; nothing else ever happens."""

import pytest
from hypothesis import given, strategies as st

from netral.engines.xforms.answers import answered, point_of
from netral.engines.xforms.instance import (
    FORBIDDEN,
    LARGEST_INSTANCE,
    MOST_NODES,
    NO_FORM,
    NO_INSTANCE,
    NOT_XML,
    TOO_DEEP,
    TOO_LARGE,
    TOO_MANY,
    Instance,
    InstanceInvalid,
    read_instance,
)  # fmt: skip
from netral.engines.xforms.xlsform import read_markdown
from tests.engines.xforms.books import HEADS, SURVEY, markdown, sheets

NUMBER = "uuid:01890a5d-ac96-774b-bcce-b302099a8057"
OTHER = "uuid:01890a5d-ac96-774b-bcce-b302099a8058"
META = f"<meta><instanceID>{NUMBER}</instanceID></meta>"
BOMB = (
    '<!DOCTYPE d [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + f"]><data id='uji' version='1'><uraian>&a9;</uraian>{META}</data>"
)


def filled(inside: str, meta: str = META, attributes: str = "id='uji' version='1'") -> bytes:
    return f"<data {attributes}>{inside}{meta}</data>".encode()


def refused(xml: bytes) -> str:
    with pytest.raises(InstanceInvalid) as error:
        read_instance(xml)
    assert len(str(error.value)) > 40
    return error.value.template


def test_a_filled_form_has_its_answers_with_their_place_in_repeats() -> None:
    instance = read_instance(
        filled("<uraian>Rapat</uraian><saksi><nama>Siti</nama></saksi><saksi><nama>Agus</nama></saksi><ada/>")
    )
    assert (instance.form_id, instance.version, instance.instance_id) == ("uji", "1", NUMBER)
    assert [(one.path, one.value, one.indexes) for one in instance.answers] == [
        ("/data/uraian", "Rapat", (1,)),
        ("/data/saksi/nama", "Siti", (1, 1)),
        ("/data/saksi/nama", "Agus", (2, 1)),
    ]
    assert instance.value("/data/saksi/nama") == "Siti"
    assert instance.value("/data/ada") == ""


def test_a_correction_names_what_it_replaces_and_namespaces_do_not_matter() -> None:
    meta = (
        "<orx:meta xmlns:orx='http://openrosa.org/xforms'><orx:instanceID>UUID</orx:instanceID>"
        f"<orx:deprecatedID>{OTHER}</orx:deprecatedID></orx:meta>"
    ).replace("UUID", NUMBER.upper().replace("UUID:", "uuid:"))
    instance = read_instance(filled("<uraian>x</uraian>", meta, "id='uji' version='1' xmlns='http://example.org/f'"))
    assert (instance.instance_id, instance.deprecated_id) == (NUMBER, OTHER)
    assert [one.path for one in instance.answers] == ["/data/uraian"]


def test_a_template_of_a_repeat_is_no_answer() -> None:
    template = "<saksi jr:template='' xmlns:jr='http://openrosa.org/javarosa'><nama>contoh</nama></saksi>"
    assert read_instance(filled(template)).answers == ()


@pytest.mark.parametrize(
    ("xml", "template"),
    [
        (b"", NOT_XML),
        (b"<data", NOT_XML),
        (filled("<a>")[:20], NOT_XML),
        (b"\xff\xfe\x00", NOT_XML),
        (b"<?xml version='1.0' encoding='utf-7'?><data/>", NOT_XML),
        (BOMB.encode(), FORBIDDEN),
        (b"<!DOCTYPE d SYSTEM 'file:///etc/passwd'>" + filled(""), FORBIDDEN),
        (b"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + filled("&x;"), FORBIDDEN),
        (filled("<a>" * 20 + "</a>" * 20), TOO_DEEP),
        (b"<a>" * 300_000, TOO_DEEP),
        (filled("<a/>" * MOST_NODES), TOO_MANY),
        (filled("x" * LARGEST_INSTANCE), TOO_LARGE),
        (filled("", attributes="version='1'"), NO_FORM),
        (filled("", attributes=f"id='{'x' * 65}'"), NO_FORM),
        (filled("", meta=""), NO_INSTANCE),
        (filled("", meta="<meta><instanceID>7</instanceID></meta>"), NO_INSTANCE),
        (filled("", meta="<meta><instanceID>uuid:x</instanceID></meta>"), NO_INSTANCE),
        (filled("", meta=META.replace("</meta>", "<deprecatedID>x</deprecatedID></meta>")), NO_INSTANCE),
    ],
    ids=str,
)
def test_anything_else_is_refused_in_words(xml: bytes, template: str) -> None:
    assert refused(xml) == template


def read_or_refuse(xml: bytes) -> None:
    try:
        instance = read_instance(xml)
    except InstanceInvalid:
        return
    assert isinstance(instance, Instance)


PIECES = st.sampled_from(
    [
        "<data id='uji'>", "</data>", "<a>", "</a>", "<a/>", META, "&lt;", "&a;", "<!DOCTYPE a>", "<![CDATA[", "]]>",
        "<?x?>", "<!--", "-->", "x", "\x01", "<x:a/>", "<meta>", "</meta>", "<a b='", "'>", "é",
    ]
)  # fmt: skip


@given(st.binary(max_size=200) | st.lists(PIECES, max_size=20).map(lambda pieces: "".join(pieces).encode()))
def test_noise_is_read_or_refused(xml: bytes) -> None:
    read_or_refuse(xml)


@given(st.data())
def test_a_form_that_was_damaged_on_the_way_is_read_or_refused(data: st.DataObject) -> None:
    whole = filled("<uraian>Rapat</uraian><saksi><nama>Siti</nama></saksi>")
    place = data.draw(st.integers(0, len(whole) - 1))
    read_or_refuse(whole[:place] + data.draw(st.binary(max_size=3)) + whole[place + 1 :])


def test_answers_stand_in_the_order_of_the_form_entry_by_entry() -> None:
    survey = [
        HEADS,
        *SURVEY[1:3],
        ["begin_repeat", "saksi", "Saksi", "Witness"],
        ["text", "nama", "Nama", "Name"],
        ["geopoint", "titik", "Titik", "Point"],
        ["image", "foto", "Foto", "Photo"],
        ["end_repeat"],
    ]
    form = read_markdown(markdown(sheets(survey)))
    instance = read_instance(
        filled(
            "<asing>?</asing><saksi><titik>1.5 102.1 0 8.5</titik><nama>Siti</nama></saksi>"
            "<saksi><foto>a.jpg</foto><nama>Agus</nama></saksi><ada>ya</ada><uraian>Rapat</uraian>"
        )
    )
    shown = answered(form, instance)
    assert [(one.path.rsplit("/", 1)[1], one.value, one.repeats) for one in shown] == [
        ("uraian", "Rapat", ()),
        ("ada", "ya", ()),
        ("nama", "Siti", (1,)),
        ("titik", "1.5 102.1 0 8.5", (1,)),
        ("nama", "Agus", (2,)),
        ("foto", "a.jpg", (2,)),
        ("asing", "?", (1,)),
    ]
    assert shown[1].choices == ({"id": "Ya", "en": "Yes"},)
    assert (shown[3].point, shown[5].file, shown[6].question) == (point_of("1.5 102.1 0 8.5"), "a.jpg", None)


def test_a_choice_the_form_does_not_have_keeps_its_name() -> None:
    (shown,) = answered(read_markdown(markdown(sheets())), read_instance(filled("<ada>ragu</ada>")))
    assert shown.choices == ({"id": "ragu", "en": "ragu"},)


def test_answers_where_the_form_has_a_group_are_shown_last() -> None:
    (shown,) = answered(read_markdown(markdown(sheets())), read_instance(filled("<saksi>teks</saksi>")))
    assert (shown.question, shown.value) == (None, "teks")


@pytest.mark.parametrize(
    ("value", "accuracy"), [("-1.5 102.1 12 8", 8.0), ("1 2", None), ("1 2 3", None), ("1 2 3 -1", None)]
)
def test_a_place_has_its_accuracy(value: str, accuracy: float | None) -> None:
    point = point_of(value)
    assert point is not None
    assert point.accuracy == accuracy


@pytest.mark.parametrize("value", ["", "1", "91 0", "0 181", "nan nan", "1 2 3 4 5", "a b", "1e99 2", "inf inf"])
def test_what_is_no_place_is_none(value: str) -> None:
    assert point_of(value) is None
