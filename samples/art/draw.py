"""Draws the sample pictures anew: each drawing to SVG, then to JPEG or PNG with its caption and credit inside.

IPTC-IIM 4.2 in an APP13 segment (UTF-8 announced by 1:90), XMP beside it. Run `python samples/art/draw.py`, or name the
drawings to draw. It needs two packages that the exporter itself does not: `pip install resvg-py==0.5.0`, and Pillow.
The chart is lettered in Almarai, from the folder `fonts/` of the project.
"""

from __future__ import annotations

import importlib
import io
import sys
import tomllib
from pathlib import Path
from xml.sax.saxutils import escape

import resvg_py
from PIL import Image, PngImagePlugin

HERE = Path(__file__).resolve().parent
SAMPLES, FONTS = HERE.parent, HERE.parents[1] / "fonts"
QUALITIES, LIMIT, PRINT_DPI = (85, 80, 75, 70, 65, 60), 400_000, (300, 300)
UTF8 = b"\x1b%G"

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{caption}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{byline}</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{copyright}</rdf:li></rdf:Alt></dc:rights>
<photoshop:Credit>{credit}</photoshop:Credit>
<photoshop:City>{city}</photoshop:City>
<photoshop:DateCreated>{date}</photoshop:DateCreated>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def dataset(record: int, number: int, value: bytes) -> bytes:
    """One IPTC dataset (IIM 4.2, 1.5)."""
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def iptc(said: dict[str, str]) -> bytes:
    """The APP13 segment: a Photoshop resource block (8BIM 0x0404) around the datasets."""
    fields = {
        55: said["date"].replace("-", ""),
        80: said["byline"],
        90: said["city"],
        110: said["credit"],
        116: said["copyright"],
        120: said["caption"],
    }
    data = dataset(1, 90, UTF8) + dataset(2, 0, b"\x00\x04")
    data += b"".join(dataset(2, number, value.encode()) for number, value in fields.items())
    block = b"8BIM\x04\x04\x00\x00" + len(data).to_bytes(4, "big") + data + b"\x00" * (len(data) % 2)
    segment = b"Photoshop 3.0\x00" + block
    return b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment


def jpeg(image: Image.Image, said: dict[str, str], xmp: bytes) -> bytes:
    """A baseline JPEG under the limit, with IPTC after its JFIF segment."""
    made = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, dpi=PRINT_DPI, xmp=xmp)
        made = out.getvalue()
        if len(made) < LIMIT:
            break
    after_jfif = 4 + int.from_bytes(made[4:6], "big")
    return made[:after_jfif] + iptc(said) + made[after_jfif:]


def png(image: Image.Image, xmp: bytes) -> bytes:
    """A PNG of few colours, with XMP in its iTXt chunk."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp.decode())
    out = io.BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True, dpi=PRINT_DPI, pnginfo=info)
    return out.getvalue()


def draw(name: str, said: dict[str, str]) -> Path:
    """Draw one picture and write it; says where."""
    svg: str = importlib.import_module(name).draw()
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")
    raster = bytes(resvg_py.svg_to_bytes(svg_string=svg, font_dirs=[str(FONTS)], skip_system_fonts=True))
    image = Image.open(io.BytesIO(raster)).convert("RGB")
    xmp = XMP.format_map({key: escape(value) for key, value in said.items()}).encode()
    path = SAMPLES / said["file"]
    path.write_bytes(png(image, xmp) if path.suffix == ".png" else jpeg(image, said, xmp))
    return path


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    table = tomllib.loads((HERE / "pictures.toml").read_text(encoding="utf-8"))
    rights: str = table.pop("copyright")
    for name in names or table:
        path = draw(name, {**table[name], "copyright": rights})
        print(f"{path.relative_to(SAMPLES)}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
