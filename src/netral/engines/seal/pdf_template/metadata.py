"""What a pressed file says about itself: the XMP packet and the colours it is meant in."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from netral.engines.seal.pdf_template.forms import Form

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Netral</xmp:CreatorTool>
<pdf:Producer>Netral</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def metadata_of(form: Form) -> bytes:
    """The XMP packet, which claims PDF/A-2b."""
    texts = {
        "title": form.title,
        "author": form.letterhead.name,
        "subject": form.subtitle or form.title,
        "language": form.labels.language,
    }
    return _XMP.format(**{name: escape(text) for name, text in texts.items()}).encode()


def color_profile() -> bytes:
    """The ICC profile of sRGB (version 4.2, made with Little CMS, free to use)."""
    return (resources.files("netral.engines.seal.pdf_template") / "data" / "srgb.icc").read_bytes()
