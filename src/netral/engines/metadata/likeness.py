"""A hash by which pictures of the same thing are found, although each was made, cut or saved differently.

What is read here may be hostile, so it belongs into a child process with limits.
"""

import io

from PIL import Image

_ACROSS, _DOWN = 9, 8
# What circulates was painted anew and is one of these.
_FORMATS = ("JPEG", "PNG", "WEBP")
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def difference_hash(content: bytes) -> str:
    """Return 64 bits in hexadecimal: whether each of 8 by 8 fields is brighter than its neighbour on the right.

    Empty for what is no readable picture.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
            image.draft("L", (64, 64))
            shades = image.convert("L").resize((_ACROSS, _DOWN), Image.Resampling.BOX).tobytes()
    except _UNREADABLE:
        return ""
    bits = 0
    for row in range(_DOWN):
        for column in range(_ACROSS - 1):
            place = row * _ACROSS + column
            bits = bits << 1 | (shades[place] > shades[place + 1])
    return f"{bits:016x}"
