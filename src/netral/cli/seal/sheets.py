"""What the documents of a list print: the text of a pledge as the apps set it, and the values of one person."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from netral.apps.pledges.papers import Holder, PledgeSheet, form_of, printed_values
from netral.apps.pledges.texts import templates
from netral.cli.seal.people import Person
from netral.config.errors import NetralError
from netral.engines.seal.pdf_template.forms import Form
from netral.foundation.seals.domain import RANDOM_BYTES, make_code, show_code
from netral.foundation.seals.models import address_of
from netral.foundation.ui.formats import tanggal

PRINTED = ("government", "institution", "title", "place")
ZONE = ZoneInfo("Asia/Jakarta")


class FormUnknown(NetralError):
    """A form that there is no text for."""


class WordsUnknown(NetralError):
    """Words to be printed in a place that no document has."""


@dataclass(frozen=True)
class Wanted:
    """What was asked for: which text, whose civil servants pledge, who collects it, on what occasion, and where."""

    form: str
    government: str = "Daftar penanda tangan"
    institution: str = ""
    title: str = ""
    place: str = ""

    def sheet(self) -> PledgeSheet:
        """What all documents print alike."""
        return PledgeSheet(
            text=templates()[self.form],
            title=self.title,
            government=self.government,
            institution=self.institution,
            region="",
            place=self.place,
            zone=ZONE,
        )


def wanted(form: str, words: Sequence[str]) -> Wanted:
    """What the command line asks for; raises FormUnknown or WordsUnknown."""
    found = templates().get(form or _default()) or templates().get(f"{form}:1")
    if found is None:
        raise FormUnknown(f"There is no form {form!r}. Choose one of: {', '.join(templates())}.")
    pairs = [each.partition("=") for each in words]
    if wrong := [each for each, pair in zip(words, pairs, strict=True) if pair[0] not in PRINTED or not pair[1]]:
        raise WordsUnknown(f"--print {wrong[0]}: write WHAT=TEXT, where WHAT is one of {', '.join(PRINTED)}.")
    return Wanted(found.key, **{what: " ".join(text.split()) for what, _sign, text in pairs})


@dataclass(frozen=True)
class Filled:
    """One document ready for the press: its values, its address, and the code in it."""

    values: Mapping[str, str]
    url: str
    code: str


@dataclass(frozen=True)
class Filler:
    """Fills the slots of one sheet."""

    sheet: PledgeSheet
    signer: str

    @cached_property
    def form(self) -> Form:
        """The form that is pressed: the app's own document with open slots where one person's values stand."""
        sentence = _("Disegel secara elektronik oleh %(signer)s. Pindai kode atau buka alamat ini untuk memeriksa.")
        return form_of(self.sheet, sentence % {"signer": self.signer})

    def fill(self, person: Person, moment: datetime) -> Filled:
        """The values of one person, with a new code."""
        code = make_code(secrets.token_bytes(RANDOM_BYTES))
        holder = Holder(person.name, person.nip, person.unit, person.position)
        values = printed_values(self.sheet, holder, show_code(code), moment)
        day = tanggal(person.day)
        values["place_and_date"] = f"{self.sheet.place}, {day}" if self.sheet.place else day
        values["manner"] = _("Menurut daftar yang diserahkan penerbit, tertanggal %(day)s.") % {"day": day}
        values["number"] = f"IKRAR/{person.day:%Y}/{show_code(code)}"
        return Filled(values, address_of(code), code)


def _default() -> str:
    first = next(iter(templates().values())).code
    return max((each for each in templates().values() if each.code == first), key=lambda each: each.version).key
