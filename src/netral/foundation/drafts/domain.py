"""What a file is that waits in a draft."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """One file of a form that is not sent yet.

    `place` is the name of its encrypted content, `sent_name` the name on the sender's device, and `claimed` the
    ending that name had though the content is something else; `kind` says what the form asked it for.
    """

    place: str
    name: str
    media_type: str
    size: int
    sha256: str
    sent_name: str = ""
    claimed: str = ""
    kind: str = ""
