"""PDFs as pictures of their pages: what a page shows stays, and nothing that the file carries beside."""

import io

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Pdf, Stream
from PIL import Image

from netral.engines.metadata.damage import Uncleanable

MOST_PAGES = 200
# Points of all pages together: sixty A4 pages at 200 to the inch; longer documents become coarser.
_MOST_POINTS = 250_000_000
_MOST_POINTS_OF_A_PAGE = 12_000_000
_POINTS_PER_UNIT = 200 / 72
_SHORTEST, _LONGEST = 3.0, 14_400.0
_QUALITY = 80
_BROKEN = (pypdfium2.PdfiumError, pikepdf.PdfError, ValueError, TypeError, KeyError, OSError)


def clean(content: bytes, kind: str) -> bytes:
    """Return a PDF of pictures of the pages; their text can be read but no longer searched or copied.

    Raises:
        Uncleanable: it is damaged, locked with a password, or has too many pages.
    """
    try:
        source = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Uncleanable("locked" if "password" in str(error).lower() else "damaged") from error
    try:
        return _pictured(source)
    except _BROKEN as error:
        if isinstance(error, Uncleanable):
            raise
        raise Uncleanable("damaged") from error
    finally:
        source.close()


def _pictured(source: pypdfium2.PdfDocument) -> bytes:
    count = len(source)
    if not count:
        raise Uncleanable("damaged")
    if count > MOST_PAGES:
        raise Uncleanable("many pages")
    if source.get_formtype():
        # What somebody filled in is drawn only by the part that knows forms.
        source.init_forms()
    room = min(_MOST_POINTS_OF_A_PAGE, _MOST_POINTS // count)
    output = io.BytesIO()
    with Pdf.new() as copy:
        for number in range(count):
            _add(copy, source, number, room)
        copy.save(output, deterministic_id=True)
    return output.getvalue()


def _add(copy: Pdf, source: pypdfium2.PdfDocument, number: int, room: int) -> None:
    page = source[number]
    width, height = page.get_size()
    if width <= 0 or height <= 0:
        raise Uncleanable("damaged")
    scale = min(_POINTS_PER_UNIT, (room / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    _place(copy, image, (width, height))


def _place(copy: Pdf, image: Image.Image, size: tuple[float, float]) -> None:
    """Add a page that is filled by one picture; sizes in 1/72 inch, kept to what the format allows."""
    size = (min(max(size[0], _SHORTEST), _LONGEST), min(max(size[1], _SHORTEST), _LONGEST))
    painted = io.BytesIO()
    image.save(painted, "JPEG", quality=_QUALITY)
    picture = Stream(copy, painted.getvalue(), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
    picture.update({"/Width": image.width, "/Height": image.height})
    picture.update({"/ColorSpace": Name.DeviceRGB, "/BitsPerComponent": 8})
    sheet = copy.add_blank_page(page_size=size)
    sheet.Resources = Dictionary(XObject=Dictionary(P=copy.make_indirect(picture)))
    sheet.Contents = copy.make_stream(b"q %.3f 0 0 %.3f 0 0 cm /P Do Q" % size)
