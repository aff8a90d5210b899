"""Counts of monitors for their officer and by their receipt code, silent monitors, and the map beside its table."""

import pytest
from django.test import Client
from django.urls import reverse

from netral.apps.fieldwork.queries.monitors import registration_code
from tests.apps.fieldwork.observed import Outbox, answers, in_the_field, member, reviewer
from tests.apps.fieldwork.phones import accepted, monitor_phone
from tests.apps.supervisors.posts import MUNTAI, SELAT_BARU
from tests.ground import person

HERE, THERE = "1.569900 102.113600 0 12", "1.600000 102.200000 0 12"
MOST_BYTES = 100_000


@pytest.fixture
def field(ground: None) -> Outbox:
    return in_the_field()


def test_a_group_reads_what_became_of_its_own_observations(field: Outbox) -> None:
    checker, chair = reviewer(), member()
    group = accepted(checker, chair)
    code = registration_code("formulir-uji")
    status, page_of_group = reverse("monitor_status"), reverse("monitor_group", args=[group.pk])
    assert "0 amatan sudah dikirim." in Client().post(status, {"kode": code}).content.decode()
    assert "Belum ada amatan dari kelompok ini." in checker.client.get(page_of_group).content.decode()
    field.phones["14.03"] = monitor_phone(group, checker)
    field.quick("Dari pemantau", code="14.03")
    field.quick("Dari pengawas")
    shown = Client().post(status, {"kode": code})
    assert "1 amatan sudah dikirim." in shown.content.decode()
    assert [(str(each["words"]), each["number"]) for each in shown.context["states"]] == [("Menunggu diperiksa", 1)]
    officer = checker.client.get(page_of_group)
    [state], [form], [district] = (officer.context[name] for name in ("states", "forms", "districts"))
    assert (state["number"], form[1], district[1], officer.context["days"][-1][1]) == (1, 1, 1, 1)
    for url in (state["url"], form[2], district[2], officer.context["days"][-1][2]):
        assert checker.client.get(url).context["table"].total == 1
    silent = checker.client.get(reverse("observation_silent_monitors")).content.decode()
    assert "Rudi Hartono" in silent
    assert "Dewi Anggraini" not in silent
    assert "Tanpa ponsel terdaftar" in silent
    elsewhere = reviewer("bawaslu.33.74").client.get(reverse("observation_silent_monitors")).content.decode()
    assert "Rudi Hartono" not in elsewhere
    assert checker.client.get(reverse("observation_statistics")).context["silent_monitors"] == 1


def test_the_map_has_a_circle_for_each_place_that_opens_its_list_and_a_table_of_the_same(field: Outbox) -> None:
    officer, address = reviewer(), reverse("observation_map")
    assert "Belum ada amatan dengan titik GPS." in officer.client.get(address).content.decode()
    field.send(answers("Satu", point=HERE))
    field.send(answers("Dua", point=HERE))
    field.send(answers("Tiga", point=THERE, village=MUNTAI), code=MUNTAI)
    field.send(answers("Empat", village=MUNTAI), code=MUNTAI)
    page = officer.client.get(address)
    circles = page.context["circles"]
    assert [(each["place"].code, each["place"].placed) for each in circles] == [(SELAT_BARU, 2), (MUNTAI, 1)]
    assert float(circles[0]["radius"]) > float(circles[1]["radius"])
    # Selat Baru lies south and west of Muntai here.
    assert float(circles[0]["y"]) > float(circles[1]["y"])
    assert float(circles[0]["x"]) < float(circles[1]["x"])
    for each in circles:
        assert officer.client.get(each["url"]).context["table"].total == each["place"].observations == 2
    assert page.context["unplaced"] == 1
    assert {row.code: row.observations for row in page.context["table"].rows} == {SELAT_BARU: 2, MUNTAI: 2}
    text = page.content.decode()
    assert "1 amatan tanpa titik GPS tidak tampak di peta." in text
    assert "<script" not in text.partition('<svg class="lapangan-map')[2].partition("</svg>")[0]
    assert len(page.content) <= MOST_BYTES
    assert reviewer("bawaslu.33.74").client.get(address).context["circles"] == []
    assert person("village_supervisor", f"bawaslu.{SELAT_BARU}").client.get(address).status_code == 403
