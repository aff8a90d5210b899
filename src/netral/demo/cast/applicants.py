"""Applicants who want to be supervisors: who they are, and how they apply, on their phones or at the counter."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from netral.apps.supervisors.actions.applications import enter_application, submit_application
from netral.apps.supervisors.domain.applications import Education, Employment, PartyTie, Sex
from netral.apps.supervisors.domain.drafts import ApplicationAnswers
from netral.apps.supervisors.domain.requirements import RequirementCheck
from netral.apps.supervisors.drafts import STORE
from netral.apps.supervisors.models import Vacancy
from netral.apps.supervisors.queries.requirements import end_of_applications, requirements_of, vacancy_to_apply
from netral.demo.browser import Browser, dated, upload
from netral.demo.cast.citizens import drawn
from netral.demo.cast.people import acting_as
from netral.engines.vault.codes import new_code
from netral.foundation.ledger.actors import PUBLIC
from netral.foundation.regions.models import Region
from netral.foundation.regions.queries import full_name
from netral.foundation.registry.domain import Sex as RosterSex
from netral.foundation.registry.fiction import Chance, fictional_name

# Of all applicants so many, roughly, are women.
WOMEN = 0.44
OCCUPATIONS = ("petani", "guru honorer", "pedagang", "ibu rumah tangga", "nelayan", "karyawan toko", "belum bekerja")
_YOUNGEST, _OLDEST = 26, 54
_WOMEN_ADD = 40


@dataclass(frozen=True)
class Applicant:
    """Somebody who does not exist and would like to be a supervisor."""

    name: str
    nik: str
    born: date
    sex: Sex
    village: Region
    phone: str
    occupation: str
    party: PartyTie = PartyTie.NEVER

    def answers(self, vacancy: Vacancy, on: date) -> ApplicationAnswers:
        """Return what she answers on the form of a vacancy."""
        return ApplicationAnswers(
            vacancy=str(vacancy.pk),
            name=self.name,
            nik=self.nik,
            birth_place="Bengkalis",
            birth_date=self.born,
            sex=self.sex,
            village=self.village.code,
            address=f"Jalan Contoh, {self.village.name}",
            phone=self.phone,
            education=Education.SENIOR,
            occupation=self.occupation,
            employment=Employment.NONE,
            party=self.party,
            spouse_is_organiser=False,
            declared=tuple(_declared(vacancy, on)),
            documents_seen=True,
        )


class Applicants:
    """Gives one applicant after the other; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = Chance(seed)
        self._given = 0

    def one_of(self, villages: Sequence[Region]) -> Applicant:
        """Return the next applicant, who lives in one of these villages."""
        chance, self._given = self._chance, self._given + 1
        sex = Sex.FEMALE if chance.random() < WOMEN else Sex.MALE
        born = date(2024 - chance.randint(_YOUNGEST, _OLDEST), 1, 1) + timedelta(days=chance.randrange(365))
        day = born.day + _WOMEN_ADD * (sex == Sex.FEMALE)
        return Applicant(
            name=fictional_name(chance, RosterSex.FEMALE if sex == Sex.FEMALE else RosterSex.MALE),
            # No district has the number 00, so these are nobody's.
            nik=f"140300{day:02d}{born:%m%y}{self._given:04d}",
            born=born,
            sex=sex,
            village=chance.choice(villages),
            # 0800 belongs to no mobile operator.
            phone=f"08000{self._given:07d}",
            occupation=chance.choice(OCCUPATIONS),
        )


def is_named(applicant: Applicant, name: str, sex: Sex) -> Applicant:
    """Return an applicant under another name, with the number of her sex."""
    day = applicant.born.day + _WOMEN_ADD * (sex == Sex.FEMALE)
    return replace(applicant, name=name, sex=sex, nik=f"{applicant.nik[:6]}{day:02d}{applicant.nik[8:]}")


def apply_on_phone(vacancy: Vacancy, applicant: Applicant, on: date) -> None:
    """Apply through the public pages, question by question, with a photographed identity card."""
    told = applicant.answers(vacancy, on)
    phone = Browser().open("application_start", vacancy.pk).fill()
    phone.fill({"nama": told.name})
    phone.fill({"nik": told.nik, "tempat_lahir": told.birth_place, **dated("tanggal_lahir", applicant.born)})
    phone.fill({"jenis_kelamin": told.sex})
    phone.fill({"cari": full_name(told.village)}, button="tekan_cari", value="1")
    phone.fill({"desa": told.village, "alamat": told.address})
    phone.fill({"telepon": told.phone})
    phone.fill({"pendidikan": told.education, "kegiatan": told.occupation})
    phone.fill({"kepegawaian": told.employment})
    phone.fill({"keanggotaan": told.party})
    phone.fill({"pasangan": "tidak"})
    phone.fill({"pernyataan": list(told.declared or ())})
    card = upload("ktp.jpg", drawn(f"KTP rekaan: {told.name}"), "image/jpeg")
    phone.fill({"identity_card": card}, button="lanjut", value="1")
    phone.fill()


def apply_directly(vacancy: Vacancy, applicant: Applicant, on: date) -> None:
    """Apply as on a phone, without its pages."""
    code = new_code()
    told = applicant.answers(vacancy_to_apply(vacancy.pk), on)
    draft = STORE.begin(code, end_of_applications(vacancy))
    draft = STORE.change(draft, **{name: getattr(told, name) for name in _ANSWERED})
    submit_application(draft=draft, code=code, by=PUBLIC)


def apply_at_counter(vacancy: Vacancy, applicant: Applicant, on: date) -> None:
    """Let the officer at the counter enter what the applicant tells."""
    with acting_as("petugas-sdm") as officer:
        enter_application(vacancy=vacancy, answers=applicant.answers(vacancy, on), papers=(), by=officer)


_ANSWERED = tuple(name for name in ApplicationAnswers.__dataclass_fields__ if name not in ("search", "files"))


def _declared(vacancy: Vacancy, on: date) -> list[str]:
    return [row.code for row in requirements_of(vacancy, on) if row.check is RequirementCheck.DECLARED]
