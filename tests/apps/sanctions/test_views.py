"""The pages of the follow-up, driven as the offices drive them."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from netral.apps.sanctions.domain import State
from netral.apps.sanctions.models import SanctionDecision
from netral.foundation.institutions.scopes import elevated
from netral.foundation.ui.formats import tanggal
from netral.foundation.workflow.look import CHANGE, SEEN
from tests.apps.cases.desk import SECRET, Office, later
from tests.apps.sanctions.followup import PDF, FollowUp, today
from tests.ground import Person, person
from tests.look import mark_in, send_through

pytestmark = pytest.mark.django_db


def parts(name: str, day: date) -> dict[str, Any]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def page(who: Person, route: str, *place: object) -> Any:
    return who.client.get(reverse(route, args=place))


def send(who: Person, route: str, *place: object, **data: Any) -> Any:
    return send_through(who.client, reverse(route, args=place), data)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def decision(**other: Any) -> dict[str, Any]:
    return {
        "number": "800/123",
        "official": "Bupati Bengkalis",
        "sanction": "berat_bebas_jabatan",
        "document": SimpleUploadedFile("sk.pdf", PDF, "application/pdf"),
        **parts("decided_on", today()),
        **other,
    }


def test_every_step_is_taken_on_its_page(followup: FollowUp) -> None:
    secretary, official, pk = followup.secretary, followup.official, followup.row.pk

    def took(response: Any, state: State) -> None:
        assert response.status_code == 302, text_of(response)
        assert followup.fresh().state == state

    def next_of(who: Person) -> str:
        shown = page(who, "recommendation", pk).context["next"]
        assert shown["mine"]
        assert who.client.get(shown["url"]).status_code == 200
        return str(shown["url"]).split("/")[-2]

    assert next_of(secretary) == "terima"
    took(send(secretary, "recommendation_acknowledge", pk), State.ACKNOWLEDGED)
    assert next_of(secretary) == "pemeriksaan"
    opened = {"team": "Camat, Inspektorat, BKPSDM", **parts("summoned_for", today())}
    took(send(secretary, "recommendation_open", pk, **opened), State.PROCEEDING)
    assert next_of(secretary) == "hasil-pemeriksaan"
    later(days=8)
    examined = {"attended": "no", "minutes": "Tidak hadir dua kali.", **parts("examined_on", today())}
    took(send(secretary, "recommendation_examine", pk, **examined), State.PROCEEDING)
    assert next_of(official) == "keputusan"
    took(send(official, "recommendation_decide", pk, **decision()), State.DECIDED)
    assert next_of(secretary) == "pelaksanaan"
    done = parts("carried_out_on", today())
    took(send(secretary, "recommendation_carry_out", pk, **done), State.CARRIED_OUT)
    shown = text_of(page(official, "recommendation", pk))
    assert "800/123" in shown
    assert "Sanksi dijalankan" in shown
    with elevated("test"):
        document = SanctionDecision.objects.get().document_id
    assert b"".join(page(official, "file_download", document)) == PDF


def test_only_sanctions_of_the_norm_are_offered_and_no_other_is_taken(followup: FollowUp) -> None:
    followup.until_examined()
    form = page(followup.official, "recommendation_decide", followup.row.pk).context["form"]
    assert [code for code, _title in form.fields["sanction"].widget.choices] == [
        "berat_turun_jabatan",
        "berat_bebas_jabatan",
        "berat_pdhtaps",
    ]
    forged = send(followup.official, "recommendation_decide", followup.row.pk, **decision(sanction="ringan_lisan"))
    assert forged.status_code == 422
    assert "di luar rentang norma" in text_of(forged)
    assert "SKB 2022" in text_of(forged)
    assert followup.fresh().state == State.PROCEEDING


def test_a_decision_without_a_document_is_not_taken(followup: FollowUp) -> None:
    followup.until_examined()
    without = decision()
    del without["document"]
    assert send(followup.official, "recommendation_decide", followup.row.pk, **without).status_code == 422
    picture = SimpleUploadedFile("sk.pdf", b"\x89PNG\r\n\x1a\n" + bytes(64), "application/pdf")
    refused = send(followup.official, "recommendation_decide", followup.row.pk, **decision(document=picture))
    assert refused.status_code == 422
    assert "Jenis berkas" in text_of(refused)


def test_a_decision_is_looked_at_before_it_is_taken(followup: FollowUp) -> None:
    followup.until_examined()
    url = reverse("recommendation_decide", args=[followup.row.pk])
    assert 'name="document"' not in text_of(page(followup.official, "recommendation_decide", followup.row.pk))
    typed = decision(number="800/<b>1</b>")
    del typed["document"]
    shown = followup.official.client.post(url, typed)
    assert shown.status_code == 200
    told = dict(shown.context["look"]["rows"])
    assert told["Nomor keputusan"] == "800/&lt;b&gt;1&lt;/b&gt;"
    assert told["Tanggal keputusan"] == tanggal(today())
    assert told["Sanksi"].startswith("Pembebasan dari jabatan")
    assert dict(shown.context["look"]["carried"]) == typed
    for words in ('value">800/&lt;b&gt;1&lt;/b&gt;</dd>', "tidak dapat diubah sesudah dicatat", followup.row.person):
        assert words in text_of(shown)
    changed = followup.official.client.post(url, {**typed, CHANGE: "ya"})
    assert changed.status_code == 200
    assert 'value="800/&lt;b&gt;1&lt;/b&gt;"' in text_of(changed)


def test_only_what_was_seen_is_taken_and_with_its_file(followup: FollowUp) -> None:
    followup.until_examined()
    url, post = reverse("recommendation_decide", args=[followup.row.pk]), followup.official.client.post
    typed = decision()
    file = typed.pop("document")
    mark = mark_in(text_of(post(url, typed)))
    other = post(url, {**typed, "number": "801/2", SEEN: mark, "document": file})
    assert (other.status_code, other.context["changed"]) == (200, True)
    without = post(url, {**typed, SEEN: mark})
    assert without.status_code == 422
    assert "pilih berkasnya dulu" in text_of(without)
    # Both buttons at once is no confirmation.
    assert post(url, {**typed, CHANGE: "ya", SEEN: mark, "document": file}).status_code == 200
    with elevated("test"):
        assert SanctionDecision.objects.count() == 0
    file.seek(0)
    assert post(url, {**typed, SEEN: mark, "document": file}).status_code == 302
    with elevated("test"):
        assert SanctionDecision.objects.get().number == typed["number"]


def test_signs_that_cannot_be_printed_are_refused_where_they_are_typed(followup: FollowUp) -> None:
    followup.until_examined()
    refused = send(
        followup.official, "recommendation_decide", followup.row.pk, **decision(official="Bupati \U0001f600")
    )
    assert refused.status_code == 422
    assert "tidak dapat dicetak di surat: \U0001f600" in text_of(refused)


def test_a_second_press_decides_nothing_more_and_is_told_that_the_first_was_heard(followup: FollowUp) -> None:
    followup.until_examined().decide()
    url = reverse("recommendation_decide", args=[followup.row.pk])
    response = followup.official.client.post(url, decision(), follow=True)
    assert "sudah Anda simpan barusan" in text_of(response)
    with elevated("test"):
        assert SanctionDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "path", "expected"),
    [
        ("ppk_secretary", "pemda.33.74.ppk", 404),
        ("supervisor_officer", "bawaslu.33.74", 404),
        ("personnel_officer", "pemda.14.03.bkpsdm", 403),
        ("supervisor_officer", "bawaslu.14.03", 200),
        ("inspectorate_officer", "pemda.14.03.inspektorat", 200),
        ("bkn_officer", "bkn", 200),
    ],
)
def test_a_recommendation_opens_for_those_concerned(followup: FollowUp, role: str, path: str, expected: int) -> None:
    who = person(role, path, name="Lain")
    shown = page(who, "recommendation", followup.row.pk)
    assert shown.status_code == expected
    assert SECRET not in text_of(shown)
    assert "Siti" not in text_of(shown)
    assert send(who, "recommendation_acknowledge", followup.row.pk).status_code in {403, 404}


def test_the_employer_reaches_neither_report_nor_case(followup: FollowUp) -> None:
    for who in (followup.secretary, followup.official):
        assert page(who, "case", followup.case.pk).status_code == 403
        assert page(who, "report_detail", followup.case.report_id).status_code == 403


def test_the_register_filters_sorts_and_exports(followup: FollowUp) -> None:
    register, client = reverse("recommendation_register"), followup.official.client
    assert client.get(register).context["table"].total == 1
    assert client.get(register, {"state": "decided"}).context["table"].total == 0
    assert client.get(register, {"cari": "bambang"}).context["table"].total == 1
    for column in ("number", "person", "unit", "norm_id", "state", "sent_at", "ppk__name"):
        assert client.get(register, {"urut": column}).status_code == 200
    exported = b"".join(client.get(register, {"unduh": "csv"})).decode("utf-8-sig")
    assert "Bambang Rekaan" in exported


def test_bkn_sees_the_follow_up_of_every_office(followup: FollowUp, office: Office) -> None:
    shown = page(person("bkn_officer", "bkn"), "recommendation_follow_up")
    assert [row.ppk for row in shown.context["table"].rows] == ["Bupati Bengkalis"]
    assert page(followup.official, "recommendation_follow_up").status_code == 403
    assert page(office.officer, "recommendation_follow_up").status_code == 403
