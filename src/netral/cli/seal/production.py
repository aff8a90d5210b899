"""Sealing a list of people into a folder, from where an earlier run stopped."""

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from netral.cli.seal import batch_folder, local_keys
from netral.cli.seal.batch_folder import BatchFolder, Description, PileRefused, PlacesKept
from netral.cli.seal.people import (
    DOUBTS_SHOWN,
    SHOWN,
    ListRefused,
    People,
    Person,
    Refused,
    open_people,
    refuse,
    refused_file,
    write_refused,
)
from netral.cli.seal.sheets import Filler, Wanted
from netral.cli.seal.workers import Batch, WorkerConfig, press
from netral.engines import disk
from netral.engines.process_pool import WorkerDied, share_out
from netral.engines.seal.certificates import Credential, common_name, fingerprint, to_pem
from netral.engines.seal.documents.fonts import UnprintableText
from netral.engines.seal.pdf_template.forms import SlotOverflow
from netral.engines.seal.record_store.frames import SegmentError
from netral.engines.tables.rows import Unreadable
from netral.foundation.registry.labels import hidden_parts
from netral.foundation.registry.nip_column import NipColumn

Progress = Callable[[int, int], None]
# Checking a row takes less than a tenth of what sealing it does.
CHECKING_SHARE = 10
_TODAY = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Order:
    """What is to be made."""

    people: Path
    sheet: str
    out: Path
    wanted: Wanted
    credential: Credential
    processes: int
    skip_bad: bool


@dataclass(frozen=True)
class Made:
    """What there is now: all documents, those sealed by this run, the rows refused, and doubts about those sealed."""

    documents: int
    sealed: int
    refused: int
    left_out: tuple[Refused, ...]
    doubts: tuple[str, ...]


@dataclass
class Look:
    """What one reading of a list finds: right and wrong rows, and of wrong and doubtful ones the first few."""

    right: int = 0
    wrong: int = 0
    first_wrong: list[Refused] = field(default_factory=list)
    doubtful: int = 0
    first_doubts: list[str] = field(default_factory=list)

    def take(self, row: Person | Refused, people: People) -> None:
        """Count a row."""
        if isinstance(row, Refused):
            self.wrong += 1
            self.first_wrong += [row] if self.wrong <= SHOWN else []
            return
        self.right += 1
        if doubt := people.doubt(row):
            self.doubtful += 1
            self.first_doubts += [f"{row.nip}: {doubt}"] if self.doubtful <= DOUBTS_SHOWN else []

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is to be told of unlikely numbers; nothing when all are likely."""
        if not self.doubtful:
            return ()
        told = _("%(number)s NIP tampak tidak wajar; tersegel seperti tertulis.") % {"number": self.doubtful}
        return (told, *self.first_doubts)


def make(order: Order, *, moment: datetime, progress: Progress) -> Made:
    """Check the whole list, then seal what is not sealed yet; raises ListRefused, PileRefused and others."""
    filler = Filler(order.wanted.sheet(), common_name(order.credential.certificate))
    form = filler.form
    limits = {name: slot.limit for name, slot in form.slots.items()}
    people = open_people(order.people, limits, moment.astimezone(_TODAY).date(), order.sheet)
    hidden = [told] if (told := hidden_parts(people.file.sheet)) else []
    look = _checked(people, order.skip_bad, progress)
    signer = fingerprint(order.credential.certificate)
    sheet = asdict(order.wanted) | {"digest": form.digest} | ({"people": order.sheet} if order.sheet else {})
    description = Description(batch_folder.new_ident(), batch_folder.digest_of(order.people), sheet, signer, look.right)
    with _writing(order.out), batch_folder.alone_in(order.out):
        made = BatchFolder.begin(order.out, description)
        if look.wrong:
            write_refused(order.out / batch_folder.REFUSED, (row for row in people.rows() if isinstance(row, Refused)))
        _keep_roots(order)
        done = {chunk.first for chunk in made.chunks()}
        before = made.done()
        bench = _bench(order, filler, made)
        _seal(made, bench, _batches(people, made, filler, done, moment), order.processes, progress)
        return Made(made.done(), made.done() - before, look.wrong, tuple(look.first_wrong), (*hidden, *look.doubts))


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    """Say what is the matter where the disk or the form does not take something; raises PileRefused."""
    try:
        yield
    except OSError as error:
        raise PileRefused(f"{folder} cannot be written: {error.strerror}.") from error
    except (SegmentError, SlotOverflow, UnprintableText) as error:
        raise PileRefused(f"{folder}: {error}") from error
    except WorkerDied as error:
        raise PileRefused(f"{error} What is sealed is kept: run this again to continue.") from error


def _checked(people: People, skip_bad: bool, progress: Progress) -> Look:
    """Read the whole list once; raises ListRefused."""
    total, look, numbers = people.count(), Look(), NipColumn()
    for number, row in enumerate(people.rows(numbers), start=1):
        look.take(row, people)
        if number % 1000 == 0:
            progress(number, total * CHECKING_SHARE)
    if not look.right and not look.wrong:
        raise ListRefused(_("Daftar tidak berisi orang. Isi barisnya di bawah judul kolom, lalu jalankan lagi."))
    try:
        numbers.require_digits()
    except Unreadable as error:
        raise refused_file(error) from error
    if (look.wrong and not skip_bad) or not look.right:
        raise refuse(look.first_wrong, look.wrong)
    return look


def _seal(made: BatchFolder, bench: WorkerConfig, batches: Iterator[Batch], processes: int, progress: Progress) -> None:
    total = made.description.documents
    done = made.done()
    if done == total:
        return
    with closing(PlacesKept(made)) as kept, closing(share_out(press, batches, processes, bench.begin)) as results:
        for stored in results:
            kept.keep(stored.first, stored.places)
            done += len(stored.places)
            progress(total + done * (CHECKING_SHARE - 1), total * CHECKING_SHARE)


def _batches(people: People, made: BatchFolder, filler: Filler, done: set[int], moment: datetime) -> Iterator[Batch]:
    rows, size = people.right(), made.description.at_once
    for first in range(1, made.description.documents + 1, size):
        batch = list(islice(rows, size))
        if first not in done:
            yield _batch(first, batch, filler, moment)


def _batch(first: int, rows: Sequence[Person], filler: Filler, moment: datetime) -> Batch:
    filled = [filler.fill(person, moment) for person in rows]
    notes = tuple(
        json.dumps({"nip": person.nip, "name": person.name, "code": each.code}, ensure_ascii=False).encode()
        for person, each in zip(rows, filled, strict=True)
    )
    return Batch(first, tuple(each.values for each in filled), tuple(each.url for each in filled), notes, moment)


def _bench(order: Order, filler: Filler, made: BatchFolder) -> WorkerConfig:
    # The key goes to the processes over a pipe, and even there encrypted.
    password = secrets.token_urlsafe()
    return WorkerConfig(
        form=filler.form,
        chain_pem=order.credential.chain_pem,
        key_pem=order.credential.encrypted_key(password),
        folder=order.out,
        password=password,
        store_key=local_keys.store_key(made.description.ident),
    )


def _keep_roots(order: Order) -> None:
    disk.put(order.out / batch_folder.ROOTS, to_pem(order.credential.chain[-1]).encode())
