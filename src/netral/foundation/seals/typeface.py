"""What the typeface of sealed papers can print, for forms whose words end up on one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.translation import gettext as _

from netral.engines.seal.documents.fonts import UnprintableText, printable


def unprintable_words(refusal: UnprintableText) -> str:
    """Say which signs cannot be printed and what to do; one that cannot be seen is told by its number."""
    signs = (sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in refusal.characters)
    return _("Ada tanda yang tidak dapat dicetak di surat: %(signs)s. Hapus tanda itu.") % {"signs": " ".join(signs)}


def require_printable(value: str) -> None:
    """Refuse a text that a paper could not print.

    Raises:
        ValidationError: it holds signs that the typeface lacks.
    """
    try:
        printable(value.replace("\r\n", "\n"))
    except UnprintableText as refusal:
        raise ValidationError(unprintable_words(refusal), "unprintable") from refusal


class PrintedField(CharField):
    """A text that ends up on a paper."""

    def __init__(self, **options: Any) -> None:
        super().__init__(validators=[require_printable], **options)


class NameField(PrintedField):
    """A person's name, which ends up on papers and holds letters."""

    def clean(self, value: Any) -> Any:
        """Refuse a name without a letter; raises ValidationError."""
        name = super().clean(value)
        if name and not any(letter.isalpha() for letter in name):
            raise ValidationError(_("Nama tidak berisi huruf. Isi nama seperti pada KTP."), "no_letters")
        return name
