"""Walking through the site as one person, by the links of its pages, until no kind of page is new."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLResolver

from tests.browser.devices import Device
from tests.browser.soundness import faults

# Of pages that differ by what they show alone, so many are looked at.
OF_ONE_KIND = 2
# The page of a recommendation leads elsewhere in each of its states.
OF_MANY_STATES = {"recommendation": 6}
# Whoever follows these leaves, signs out, or gets a file.
NOT_PAGES = {
    "account_logout",
    "appointee_certificate",
    "application_certificate",
    "application_receipt",
    "application_slip",
    "campaign_preview",
    "campaign_unit_archive",
    "campaign_unit_slips",
    "campaign_whole_archive",
    "case_paper",
    "ceremony_slip_all",
    "ceremony_slip_unit",
    "ceremony_slip_witnesses",
    "decree_paper",
    "form_xform",
    "file_download",
    "guidance_data",
    "ledger_checkpoint",
    "kiosk_roster",
    "kiosk_worker",
    "learning_attendance_pdf",
    "learning_certificate",
    "learning_material",
    "learning_poster",
    "learning_session_poster",
    "learning_unit_slips",
    "loan_agreement",
    "meeting_minutes_paper",
    "oath_certificates",
    "oath_minutes",
    "openness_data",
    "pledge_copy",
    "pledge_document",
    "recommendation_letter",
    "report_leave",
    "report_proof",
    "selection_minutes",
    "selfcheck_schema",
    "supervisor_card_file",
    "supervisor_card_photo",
    "supervisor_export",
    "supervisor_own_certificate",
    "support_request_paper",
    "verify_proof",
    "mfa_download_recovery_codes",
}


@dataclass
class Walk:
    """What one person met: each kind of page with its addresses, and what was wrong on them."""

    device: Device
    rooms: tuple[str, ...]
    met: Counter[str] = field(default_factory=Counter)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def go(self, *starts: str) -> "Walk":
        """Walk from these addresses through every link inside the rooms."""
        waiting, seen = deque(starts), set(starts)
        while waiting:
            address = waiting.popleft()
            name = self._kind(address)
            if name is None or self.met[name] >= OF_MANY_STATES.get(name, OF_ONE_KIND):
                continue
            self.met[name] += 1
            self._look(address)
            for link in self._links():
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
        return self

    def _look(self, address: str) -> None:
        page = self.device.page
        answer = page.goto(self.device.site + address)
        page.wait_for_load_state("load")
        found = faults(page)
        if self.device.is_asked:
            self.met[resolve(self.device.path).url_name or ""] += 1
            self.device.prove()
            found += faults(page)
        if answer is None or not answer.ok:
            found.insert(0, f"answers {answer.status if answer else 'nothing'}")
        if found:
            self.wrong[address] = found

    def _kind(self, address: str) -> str | None:
        if not address.startswith(self.rooms):
            return None
        try:
            name = resolve(urlsplit(address).path).url_name
        except Resolver404:
            self.wrong[address] = [f"leads nowhere, from {self.device.page.url}"]
            return None
        return None if name is None or name in NOT_PAGES else name

    def _links(self) -> Iterator[str]:
        for link in self.device.page.locator("a[href]").evaluate_all("links => links.map(e => e.href)"):
            if link.startswith(self.device.site):
                whole = urlsplit(urljoin(self.device.site, link))
                # Sorted, filtered and exported tables are the same page once more.
                yield whole.path


def names_under(*rooms: str) -> set[str]:
    """Return the name of every address of the site below these."""
    return {name for address, name in _addresses(get_resolver(), "/") if address.startswith(rooms)}


def _addresses(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        address = before + re.sub(r"^\^", "", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _addresses(entry, address)
        elif entry.name:
            yield address, entry.name
