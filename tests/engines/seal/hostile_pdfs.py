"""PDFs that ask for far more than they weigh."""

import io
import zlib

HEADER = b"%PDF-1.7\n"


def many_objects(number: int) -> bytes:
    """A whole PDF with so many empty objects, and a cross-reference table that names each."""
    body, places = io.BytesIO(), []
    body.write(HEADER)
    for ident in range(1, number + 1):
        places.append(body.tell())
        body.write(b"%d 0 obj\n<</Type/Catalog>>\nendobj\n" % ident)
    start = body.tell()
    body.write(b"xref\n0 %d\n0000000000 65535 f \n" % (number + 1))
    body.writelines(b"%010d 00000 n \n" % place for place in places)
    body.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (number + 1, start))
    return body.getvalue()


def hidden_objects(number: int) -> bytes:
    """A small PDF whose packed cross-reference names so many objects while its size says ten."""
    rows = zlib.compress(b"\x01\x00\x00\x09" * number, 9)
    start = len(HEADER)
    stream = b"1 0 obj\n<</Type/XRef/Size 10/Index[0 %d]/W[1 3 0]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
    return HEADER + stream % (number, len(rows)) + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start


def nested(depth: int) -> bytes:
    """A PDF whose trailer holds a list inside a list inside a list."""
    start = len(HEADER)
    trailer = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root " + b"[" * depth + b"]" * depth
    return HEADER + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % start
