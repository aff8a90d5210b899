"""Template tags, rendered for real."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.foundation.ui.conftest import Page

Draw = Callable[..., str]
MOMENT = datetime(2024, 10, 21, 10, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


def test_filters_write_values(draw: Draw) -> None:
    html = draw(
        "{{ m|waktu }}|{{ m|waktu:'Asia/Jayapura' }}|{{ d|tanggal }}|{{ n|angka }}|{{ r|persen }}|{{ d|durasi:m }}",
        m=MOMENT,
        d=date(2024, 10, 23),
        n=1234,
        r=0.352,
    )
    assert html.split("|") == [
        "21 Oktober 2024 pukul 10.12 WIB",
        "21 Oktober 2024 pukul 12.12 WIT",
        "23 Oktober 2024",
        "1.234",
        "35,2\u00a0%",
        "2 hari lagi",
    ]


def test_filters_say_nothing_of_nothing(draw: Draw) -> None:
    assert draw("{{ x|waktu }}{{ x|tanggal }}{{ x|angka }}{{ x|persen }}{{ x|durasi }}", x=None) == ""


@pytest.mark.parametrize("tone", ["neutral", "good", "warning", "bad"])
def test_a_state_has_a_word_and_a_shape(draw: Draw, tone: str) -> None:
    html = draw("{% status_tag word tone %}", word="Lewat <b>batas", tone=tone)
    assert f"ui-status--{tone}" in html
    assert "Lewat &lt;b&gt;batas" in html
    assert Page(html).all("svg", **{"aria-hidden": "true"})


def test_a_tone_that_does_not_exist_is_a_mistake(draw: Draw) -> None:
    with pytest.raises(ValueError, match="unknown tone 'red'"):
        draw("{% status_tag 'Baru' 'red' %}")


def test_progress_is_told_in_words(draw: Draw) -> None:
    html = draw("{% progress 412 1000 'Mencocokkan' %}")
    assert Page(html).all("progress", max="1000", value="412")
    assert "412 dari 1.000 (41,2\u00a0%)" in html
    assert "0 dari 0 (0,0\u00a0%)" in draw("{% progress 0 0 %}")


def test_reload_is_only_for_browsers_without_scripts(draw: Draw) -> None:
    assert draw("{% auto_refresh 5 %}") == '<noscript><meta http-equiv="refresh" content="5"></noscript>'


def test_bars_are_scaled_to_the_longest(draw: Draw) -> None:
    html = draw("{% bars rows 'Tindak lanjut' 'perkara' %}", rows=[("A", 20), ("B", 80, "/b/"), ("C", "kurang dari 5")])
    assert [bar["width"] for bar in Page(html).all("rect", **{"class": "ui-bars__bar"})] == ["25.00", "100.00"]
    assert Page(html).all("a", href="/b/")
    assert "kurang dari 5" in html


def test_bars_of_nothing_have_no_length(draw: Draw) -> None:
    assert not Page(draw("{% bars rows 'Kosong' %}", rows=[("A", 0)])).all("rect")
    assert "50,0\u00a0%" in draw("{% bars rows 'Bagian' kind='percent' %}", rows=[("A", 0.5)])


def test_blocks_keep_markup_and_escape_words(draw: Draw) -> None:
    html = draw(
        "{% inset %}<p>{{ word }}</p>{% endinset %}{% warning %}{{ word }}{% endwarning %}"
        "{% panel title %}{{ word }}{% endpanel %}{% details 'Apa itu?' True %}{{ word }}{% enddetails %}",
        word="<script>",
        title="<i>",
    )
    assert html.count("&lt;script&gt;") == 4
    assert "<p>&lt;script&gt;</p>" in html
    assert "&lt;i&gt;" in html
    assert Page(html).all("details", open="")
    assert "script" not in {tag for tag, _attrs in Page(html).elements}


def test_facts_may_come_as_pairs_or_be_written_out(draw: Draw) -> None:
    rows = [("Nomor", "012"), {"label": "Pelapor", "value": "Dirahasiakan", "url": "/ubah/", "action": "Ganti"}]
    html = draw(
        "{% summary_list rows %}{% summary %}{% row 'Keadaan' url='/k/' %}<b>Baru</b>{% endrow %}{% endsummary %}",
        rows=rows,
    )
    assert html.count("<dt ") == 3
    assert "Ganti<span" in html
    assert "Ubah<span" in html
    assert "<b>Baru</b>" in html


def test_steps_and_events_are_lists(draw: Draw) -> None:
    tasks = [{"label": "Kajian", "url": "/k/", "status": "Kurang", "tone": "warning"}, {"label": "Pleno"}]
    events = [{"at": MOMENT, "title": "Diterima"}, {"at": MOMENT, "title": "Pleno", "zone": "Asia/Makassar"}]
    html = draw("{% task_list tasks %}{% timeline events %}", tasks=tasks, events=events)
    assert html.count("<li ") == 4
    assert "pukul 10.12 WIB" in html
    assert "pukul 11.12 WITA" in html
    assert Page(html).all("time", datetime="2024-10-21T10:12:00+07:00")


def test_buttons_and_back_link(draw: Draw) -> None:
    html = draw(
        "{% submit 'Kirim' 'warning' 'aksi' '1' %}{% button_link 'Mulai' '/m/' %}{% back_link '/b/' %}{% htmx %}"
    )
    page = Page(html)
    assert page.all("button", type="submit", name="aksi", value="1")
    assert page.all("a", href="/m/", role="button")
    assert page.all("a", href="/b/", **{"class": "govuk-back-link"})
    assert "Kembali" in html
    assert page.all("script")[0]["src"].endswith("htmx.min.js")
