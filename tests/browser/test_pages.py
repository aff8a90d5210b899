"""Every page of every role, by its links and on the way of one report: sound, quiet, and none forgotten."""

import io
from collections.abc import Iterator

import pytest
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Browser

from netral.demo.cast.people import one_per_role
from tests.browser.devices import PHONE, Devices
from tests.browser.journey import Journey
from tests.browser.tellings import Told, signature_of, tampered, tell, verdict
from tests.browser.walking import NOT_PAGES, Walk, names_under

PEOPLE = {post.role: post.key for _label, post in one_per_role()}
PUBLIC = "public"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROOMS = {PUBLIC: ("/",), "administrator": ("/petugas/", "/akun/")}
# Linked to only while something waits there.
LINKED_AT_TIMES = {"supervisor_officer": ("report_quarantine",)}
# What only answers a form that another page shows.
ANSWERS = {
    "accounts_use_role",
    "campaign_call_staff",
    "campaign_close",
    "campaign_delete",
    # A part of the board, fetched by its page.
    "campaign_figures",
    "campaign_invite",
    "campaign_open",
    "campaign_overviews",
    "campaign_remind",
    "campaign_reopen",
    "campaign_set_head",
    "ceremony_begin",
    "ceremony_end",
    "ceremony_kiosk_revoke",
    "kiosk_deliver",
    "pledge_reconsider",
    "edition_acknowledge",
    # It leads on to the password page, and the others answer forms; tests/foundation/custody walks them.
    "custody_confirm",
    "custody_grant",
    "custody_open",
    "custody_paper",
    "custody_settle",
    # For programs: witnesses hand in their lines, readers of the log fetch its files.
    "ledger_cosignatures",
    "ledger_key",
    "ledger_tile",
    # Shown after an examination only: the guide's test takes a recommendation that far and looks at it.
    "recommendation_close",
    "registry_decide",
    "report_add",
    # tests/apps/reports opens held reports; the demo holds none back.
    "report_admit",
    "report_act",
    "report_answer",
    # Its form is looked at in test_public, by somebody who gave no name.
    "report_identify",
    # Gives a file or a code for the answer before it; test_selfcheck does.
    "selfcheck_receipt",
    "set_language",
    # Gives the file of a result that is shown once; test_verification does.
    "verify_archive_lines",
}
# The demo's region has neither rules nor confirmations of its own and has pulled no edition; test_catalogue and
# test_pictures look at how they are given and adopted.
REGIONAL_LAW = {"catalogue_overlay_withdraw", "edition_adopt", "norm_confirm", "norm_confirmation_withdraw"}
# A draft of the demo is opened at once, and nobody withdraws on the way of the journey: tests/apps/pledges walks these.
PREPARING = {"campaign_draft", "campaign_edit", "campaign_heads", "campaign_units", "pledge_withdraw"}
# A device is no person: test_kiosk looks at its page, offline too.
KIOSK = {"kiosk"}
# The demo asks Bawaslu nothing: test_guidance takes a question to its answer, and looks at these on the way.
CORRESPONDENCE = {
    "guidance_act",
    "guidance_answer",
    "guidance_approve",
    "guidance_confirm_own",
    "guidance_draft",
    "guidance_edit",
    "guidance_facts",
    "guidance_hand_back",
    "guidance_pass_up",
    "guidance_publish",
    "guidance_read",
    "guidance_reading",
    "guidance_refuse",
    "guidance_remind",
    "guidance_request",
    "guidance_review",
    "guidance_send",
    "guidance_send_back",
    "guidance_withdraw",
}
# The demo teaches nobody: test_learning holds sessions and quizzes, and looks at these on the way.
OUTREACH = {
    "learning_attend",
    "learning_attendance",
    "learning_attendance_tick",
    "learning_attendance_undo",
    "learning_attendance_upload",
    "learning_attended",
    "learning_feedback",
    "learning_material_add",
    "learning_material_remove",
    "learning_quiz",
    "learning_result",
    "learning_round",
    "learning_round_close",
    "learning_round_invite",
    "learning_round_open",
    "learning_round_remind",
    "learning_round_reminders",
    "learning_round_slips",
    "learning_session",
    "learning_session_announce",
    "learning_session_cancel",
    "learning_session_change",
    "learning_session_hold",
    "learning_start",
    "learning_text_edit",
    "learning_text_remove",
}
# The demo recruits nobody yet: tests/apps/supervisors takes a selection from the check to its results on these.
SELECTION = {
    "comment",
    "comment_sent",
    "selection_absence",
    "selection_announce",
    "selection_announcement",
    "selection_application",
    "selection_check",
    "selection_completion",
    "selection_decide",
    "selection_lapse",
    "selection_mark",
    "selection_minutes",
    "selection_recruitment",
    "selection_recuse",
    "selection_results",
    "selection_schedule",
    "selection_scores",
    "selection_settle",
    "selection_vacancy",
    "selection_weigh",
}
# Pages of django-allauth that need a letter, a second factor or a security key, shown in Netral's frame.
WITH_KEYS = {
    "account_confirm_address",
    "account_inactive",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_restore_address",
    "account_signup",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
}


class Walks:
    """The walk of each role, taken when first asked for."""

    def __init__(self, devices: Devices) -> None:
        self._devices = devices
        self._taken: dict[str, Walk] = {}

    def of(self, role: str) -> Walk:
        """Return a role's walk through all it can reach."""
        if role not in self._taken:
            if role == "supervisor_member":
                self._ask_for_role()
            device = self._devices.give(key=PEOPLE.get(role, ""))
            rooms = ROOMS.get(role, ("/petugas/",))
            beside = [reverse(name) for name in LINKED_AT_TIMES.get(role, ())]
            if role == "personnel_officer":
                beside.append(self._question_of_sheets())
            self._taken[role] = Walk(device, rooms).go("/" if role == PUBLIC else "/petugas/", *beside)
        return self._taken[role]

    def _ask_for_role(self) -> None:
        """Let the account manager ask for a role, which then waits for a member."""
        manager = self._devices.give(key=PEOPLE["administrator"])
        manager.open(reverse("accounts_add_person"))
        manager.fill(name="Wulan Pratiwi", email="wulan@demo.netral.test", role_code="supervisor_officer")
        manager.press("Tambah dan kirim tautan sandi")
        assert "Wulan Pratiwi" in manager.text

    def _question_of_sheets(self) -> str:
        """Upload a workbook as the personnel officer, and return the page that asks which of its sheets is meant."""
        book = Workbook(write_only=True)
        for sheet in (book.create_sheet("Januari"), book.create_sheet("Februari")):
            sheet.append(["NIP", "Nama", "Unit Kerja"])
            sheet.append(["198503122009031026", "Ani Rekaan", "Dinas Kesehatan"])
        content = io.BytesIO()
        book.save(content)
        officer = self._devices.give(key=PEOPLE["personnel_officer"])
        page = officer.open(reverse("registry_upload"))
        page.locator("input[type=file]").set_input_files(
            {"name": "dua-lembar.xlsx", "mimeType": XLSX, "buffer": content.getvalue()}
        )
        page.locator("#konten form button[type=submit]").click()
        page.wait_for_url("**/lembar/")
        return officer.path


@pytest.fixture(scope="module")
def walks(browser: Browser, site: str) -> Iterator[Walks]:
    """Give the walks of all roles, which one module shares."""
    devices = Devices(browser, site)
    yield Walks(devices)
    devices.put_away()


@pytest.fixture(scope="module")
def told(browser: Browser, site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Tell the journey once, and give what was seen on the way."""
    folder = tmp_path_factory.mktemp("journey")
    photo = folder / "foto.jpg"
    Image.effect_noise((640, 480), 40).convert("RGB").save(photo, quality=70)
    devices = Devices(browser, site)
    yield tell(Journey(devices, folder, photo))
    devices.put_away()


@pytest.mark.parametrize("role", [PUBLIC, *PEOPLE])
def test_every_page_of_a_role_is_sound(walks: Walks, role: str) -> None:
    walk = walks.of(role)
    assert walk.wrong == {}
    assert walk.device.complaints == []


def test_every_page_of_the_journey_is_sound(told: Told) -> None:
    assert told.wrong == {}


def test_no_page_is_forgotten(walks: Walks, told: Told) -> None:
    met = {name for role in (PUBLIC, *PEOPLE) for name in walks.of(role).met} | told.met
    elsewhere = CORRESPONDENCE | KIOSK | OUTREACH | PREPARING | REGIONAL_LAW | SELECTION | WITH_KEYS
    assert names_under("/") - met - NOT_PAGES - ANSWERS - elsewhere == set()


def test_the_reporter_sees_how_far_it_got(told: Told) -> None:
    assert "Diterima" in told.status_at_first
    assert "Diteruskan" not in told.status_at_first
    assert "Diteruskan" in told.status_at_last


def test_the_public_sees_one_recommendation_more(told: Told) -> None:
    before, after = told.recommended
    assert after == before + 1


def test_the_sealed_pledge_is_genuine_and_a_changed_one_is_not(told: Told, devices: Devices) -> None:
    phone = devices.give(PHONE)
    changed = tampered(told.pledge)
    assert "Signature is Valid" in signature_of(told.pledge)
    assert "Signature is Valid" not in signature_of(changed)
    genuine, false = verdict(phone, told.pledge), verdict(phone, changed)
    assert genuine == "Dokumen ini asli dan tidak berubah"
    assert false != genuine
