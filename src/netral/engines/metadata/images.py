"""Pictures painted anew: turned upright, in the colours everybody has, and with nothing beside the points."""

import io
import struct
import warnings

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from netral.engines.metadata.damage import Uncleanable

# Three bytes for each point, several times over while turning: about half a gigabyte at most.
MOST_POINTS = 50_000_000
_QUALITY = 90
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, struct.error)
# What programs put into documents, whatever ending it has there.
_INSIDE_FORMATS = (*_FORMATS, "GIF", "BMP", "TIFF", "AVIF", "JPEG2000")
_PHOTOS = ("JPEG", "MPO", "WEBP", "HEIF", "AVIF", "JPEG2000")
_GREY, _GREY_SIZE = (200, 200, 200), (64, 48)


def clean(content: bytes, kind: str) -> bytes:
    """Return a picture as the kind of file it shall be, upright, with the points alone.

    Raises:
        Uncleanable: it is damaged, too large or animated.
    """
    pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with _opened(content) as image:
            return _painted(image, kind.upper())
    except Image.DecompressionBombError as error:
        raise Uncleanable("too large") from error
    except Uncleanable:
        raise
    except _BROKEN as error:
        raise Uncleanable("damaged") from error


def repaint(content: bytes) -> tuple[bytes, str]:
    """Return a picture inside a document painted anew, not turned, and whether it became "jpeg" or "png".

    What cannot be painted, such as a drawing made of commands, becomes a grey field.

    Raises:
        Uncleanable: it is too large.
    """
    pillow_heif.register_heif_opener(thumbnails=False)
    try:
        with _opened(content, _INSIDE_FORMATS) as image:
            kind = "jpeg" if image.format in _PHOTOS else "png"
            return _saved(_points(image, kind.upper()), kind.upper()), kind
    except Image.DecompressionBombError as error:
        raise Uncleanable("too large") from error
    except Uncleanable:
        raise
    except _BROKEN:
        return _saved(Image.new("RGB", _GREY_SIZE, _GREY), "PNG"), "png"


def _opened(content: bytes, formats: tuple[str, ...] = _FORMATS) -> Image.Image:
    with warnings.catch_warnings():
        # The number of points is bounded here, below what the library warns of.
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(content), formats=formats)
    if image.format in ("JPEG", "MPO"):
        # A camera's large picture is read at half or a quarter of its size, which no witness notices.
        while image.width * image.height > MOST_POINTS:
            before = image.size
            image.draft(None, (image.width // 2, image.height // 2))
            if image.size == before:
                break
    if image.width * image.height > MOST_POINTS:
        raise Uncleanable("too large")
    return image


def _painted(image: Image.Image, form: str) -> bytes:
    # Phones put a second picture for their gallery behind a JPEG; only a moving picture would lose something.
    if getattr(image, "is_animated", False) and image.format in ("PNG", "WEBP"):
        raise Uncleanable("animated")
    upright = ImageOps.exif_transpose(image)
    return _saved(_points(upright, form), form)


def _points(image: Image.Image, form: str) -> Image.Image:
    points = _in_common_colours(_with_plain_mode(image, form), image.info.get("icc_profile"))
    bare = Image.new(points.mode, points.size)
    bare.paste(points)
    return bare


def _saved(bare: Image.Image, form: str) -> bytes:
    output = io.BytesIO()
    bare.save(output, form, **({} if form == "PNG" else {"quality": _QUALITY}))
    return output.getvalue()


def _with_plain_mode(image: Image.Image, form: str) -> Image.Image:
    if form == "JPEG":
        return image if image.mode in ("L", "CMYK") else _on_white(image)
    if image.mode in ("1", "L", "I", "I;16", "RGB", "RGBA"):
        return image if "transparency" not in image.info else image.convert("RGBA")
    has_alpha = image.mode in ("LA", "PA", "La", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white
    return image.convert("RGB")


def _in_common_colours(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB, because a profile can name the device; one that is no profile is ignored."""
    wanted = "RGB" if image.mode == "CMYK" else image.mode
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
        except (ImageCms.PyCMSError, OSError, ValueError):
            turned = None
        if turned is not None:
            return turned
    return image if image.mode == wanted else image.convert(wanted)
