"""Copies of files without what they say about their maker: device, place, author, history.

What a file shows stays; what it carries beside is left out. Everything here reads hostile files, so it belongs into
a child process with limits.
"""

from dataclasses import dataclass
from importlib import import_module

from netral.engines.metadata.damage import Uncleanable

# In bytes. What is larger would not fit into a child's memory several times over.
LARGEST = 64 * 1024 * 1024
# Which module rewrites a kind of file, and which kind it becomes: few browsers and office programs show HEIC.
_CLEANERS = {
    "jpeg": ("images", "jpeg"),
    "png": ("images", "png"),
    "webp": ("images", "webp"),
    "heic": ("images", "jpeg"),
    "pdf": ("pdf", "pdf"),
    "docx": ("office", "docx"),
    "xlsx": ("office", "xlsx"),
}
CLEANABLE = frozenset(_CLEANERS)


@dataclass(frozen=True)
class Cleaned:
    """A copy without metadata, and what kind of file it became."""

    content: bytes
    kind: str


def clean(content: bytes, kind: str) -> Cleaned:
    """Return a copy of a file without metadata; pictures come out upright.

    Raises:
        Uncleanable: the file is damaged, locked, too large, or holds what cannot be looked through.
    """
    if len(content) > LARGEST:
        raise Uncleanable("too large")
    module, becomes = _CLEANERS[kind]
    # Loaded in the child alone: who only asks for a copy needs none of the libraries that read files.
    rewriter = import_module(f"{__package__}.{module}")
    return Cleaned(bytes(rewriter.clean(content, becomes)), becomes)
