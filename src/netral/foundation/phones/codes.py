"""How the code of a phone is handed over: typed by hand, or read by the camera from a QR symbol."""

from urllib.parse import quote

from netral.foundation.ceremonies.slips import qr_svg


def qr_source(text: str) -> str:
    """Return a QR symbol as the source of an image."""
    return f"data:image/svg+xml,{quote(qr_svg(text))}"
