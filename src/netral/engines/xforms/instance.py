"""What a phone sends when a form is filled (an XForms instance): read with bounds, from anybody, without a DTD."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from netral.engines.xforms.faults import gettext_noop

LARGEST_INSTANCE: Final = 1024 * 1024
MOST_NODES, DEEPEST = 50_000, 20
_LONGEST_ID = 64
_TEMPLATE = "{http://openrosa.org/javarosa}template"

TOO_LARGE = gettext_noop(
    "Laporan ini lebih besar dari 1 MB tanpa lampiran, jadi tidak dibaca. "
    "Kirim foto dan suara sebagai lampiran, dan bagi isian yang sangat panjang."
)
NOT_XML = gettext_noop(
    "Isi laporan rusak dan tidak dapat dibaca, mungkin terpotong di jalan. Kirim lagi dari kotak keluar; isinya masih "
    "ada di ponsel."
)
FORBIDDEN = gettext_noop(
    "Laporan ini memuat DTD atau entitas, yang tidak pernah dibuat aplikasi formulir, jadi ditolak. "
    "Kirim lagi dari aplikasi lapangan atau ODK Collect."
)
TOO_DEEP = gettext_noop(
    "Isian laporan ini bertingkat lebih dari %(most)s, jadi tidak dibaca. Kirim dari formulir yang masih berlaku."
)
TOO_MANY = gettext_noop(
    "Laporan ini memuat lebih dari %(most)s isian, jadi tidak dibaca. Bagi menjadi beberapa laporan."
)
NO_FORM = gettext_noop(
    "Laporan ini tidak menyebut formulirnya, jadi tidak dapat disimpan. Unduh ulang formulir, lalu isi lagi."
)
NO_INSTANCE = gettext_noop(
    "Laporan ini tidak mempunyai nomor (instanceID) yang benar, jadi bisa tercatat dua kali. "
    "Unduh ulang formulir, lalu kirim lagi."
)


class InstanceInvalid(ValueError):
    """What was sent is no filled form; says in Indonesian what happened, why, and what to do."""

    def __init__(self, template: str, **values: str) -> None:
        super().__init__(template, values)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        """What happened, why and what to do, in Indonesian."""
        return self.template % self.values


@dataclass(frozen=True)
class Answer:
    """One answer: its path in the form such as `/data/saksi/nama`, its value, and which of each repeated node it is in.

    `indexes` has one number for each step of the path below the first, from 1 on; a step that stands once is 1.
    """

    path: str
    value: str
    indexes: tuple[int, ...]


@dataclass(frozen=True)
class Instance:
    """A filled form: which form and version, its number (`uuid:` and a UUID), the number it replaces, its answers."""

    form_id: str
    version: str
    instance_id: str
    deprecated_id: str
    answers: tuple[Answer, ...]

    def value(self, path: str) -> str:
        """Return the first value at a path, empty when there is none."""
        return next((answer.value for answer in self.answers if answer.path == path), "")


def read_instance(xml: bytes) -> Instance:
    """Return a filled form from its XML, which anybody may have made.

    Raises:
        InstanceInvalid: it is too large, cut off, has a DTD, or does not say which form it is.
    """
    if len(xml) > LARGEST_INSTANCE:
        raise InstanceInvalid(TOO_LARGE)
    root = _tree(xml)
    form_id, version = root.get("id", "").strip(), root.get("version", "").strip()
    if not form_id or len(form_id) > _LONGEST_ID or len(version) > _LONGEST_ID:
        raise InstanceInvalid(NO_FORM)
    meta = next((child for child in root if _local(child) == "meta"), None)
    deprecated = _meta_value(meta, "deprecatedID")
    return Instance(
        form_id=form_id,
        version=version,
        instance_id=_number(_meta_value(meta, "instanceID")),
        deprecated_id=_number(deprecated) if deprecated else "",
        answers=tuple(_answers(root, f"/{_local(root)}", ())),
    )


def _tree(xml: bytes) -> Element:
    """Return the tree; counts while it is built, so that nothing deep or endless is ever held whole."""
    depth = nodes = 0
    root: Element | None = None
    try:
        for event, element in iterparse(io.BytesIO(xml), ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            nodes += event == "start"
            root = element if root is None else root
            if depth > DEEPEST:
                raise InstanceInvalid(TOO_DEEP, most=str(DEEPEST))
            if nodes > MOST_NODES:
                raise InstanceInvalid(TOO_MANY, most=str(MOST_NODES))
    except DefusedXmlException as error:
        raise InstanceInvalid(FORBIDDEN) from error
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, InstanceInvalid):
            raise
        raise InstanceInvalid(NOT_XML) from error
    if root is None:
        raise InstanceInvalid(NOT_XML)
    return root


def _local(element: Element) -> str:
    """Return the name of a node without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _meta_value(meta: Element | None, name: str) -> str:
    found = next((child for child in meta if _local(child) == name), None) if meta is not None else None
    return (found.text or "").strip() if found is not None else ""


def _number(text: str) -> str:
    """Return a number as `uuid:` and a UUID in its usual writing."""
    scheme, _colon, rest = text.partition(":")
    try:
        if scheme != "uuid":
            raise InstanceInvalid(NO_INSTANCE)
        return f"uuid:{UUID(rest)}"
    except ValueError as error:
        raise InstanceInvalid(NO_INSTANCE) from error


def _answers(parent: Element, path: str, indexes: tuple[int, ...]) -> Iterator[Answer]:
    """Yield what stands in the leaves; an empty leaf was not asked or not answered."""
    seen: dict[str, int] = {}
    for child in parent:
        name = _local(child)
        if (not indexes and name == "meta") or child.get(_TEMPLATE) is not None:
            continue
        seen[name] = seen.get(name, 0) + 1
        here = (*indexes, seen[name])
        if len(child):
            yield from _answers(child, f"{path}/{name}", here)
        elif text := (child.text or "").strip():
            yield Answer(f"{path}/{name}", text, here)
