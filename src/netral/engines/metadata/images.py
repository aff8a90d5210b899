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
# What a JPEG needs to be read: its own head, and how its colours are meant.
_NEEDED_SEGMENTS = ("APP0", "APP14")


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


def strip_jpeg(content: bytes) -> bytes:
    """Return a JPEG inside a document with the same points and colours, not turned, without what it says beside.

    Raises:
        Uncleanable: it is damaged or too large.
    """
    try:
        with _opened(content) as image:
            if not _says_more(image):
                return content
            image.load()
            # Only the tables that keep the quality are taken over.
            for told in ("exif", "comment", "icc_profile", "photoshop", "mp"):
                image.info.pop(told, None)
            output = io.BytesIO()
            image.save(output, "JPEG", quality="keep")
            return output.getvalue()
    except Image.DecompressionBombError as error:
        raise Uncleanable("too large") from error
    except _BROKEN as error:
        raise Uncleanable("damaged") from error


def _opened(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # The number of points is bounded here, below what the library warns of.
        warnings.simplefilter("ignore")
        image = Image.open(io.BytesIO(content), formats=_FORMATS)
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


def _says_more(image: Image.Image) -> bool:
    segments = [name for name, _ in getattr(image, "applist", [])]
    return "comment" in image.info or any(name not in _NEEDED_SEGMENTS for name in segments)


def _painted(image: Image.Image, form: str) -> bytes:
    # Phones put a second picture for their gallery behind a JPEG; only a moving picture would lose something.
    if getattr(image, "is_animated", False) and image.format in ("PNG", "WEBP"):
        raise Uncleanable("animated")
    upright = ImageOps.exif_transpose(image)
    points = _in_common_colours(_with_plain_mode(upright, form), upright.info.get("icc_profile"))
    bare = Image.new(points.mode, points.size)
    bare.paste(points)
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
