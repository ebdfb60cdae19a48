"""What a file is by its first bytes, and how many pixels its header claims, before anything is decoded."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The kinds of picture that are taken."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    GIF = "GIF"
    TIFF = "TIFF"
    AVIF = "AVIF"
    HEIC = "HEIC"
    JPEG2000 = "JPEG 2000"
    SVG = "SVG"


_SUFFIXES = {
    Kind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    Kind.PNG: ("png", "apng"),
    Kind.WEBP: ("webp",),
    Kind.GIF: ("gif",),
    Kind.TIFF: ("tif", "tiff"),
    Kind.AVIF: ("avif",),
    Kind.HEIC: ("heic", "heif", "hif"),
    Kind.JPEG2000: ("jp2", "j2k", "jpf", "jpx", "j2c", "jpc"),
    Kind.SVG: ("svg",),
}


# Kinds a newsroom meets that are not taken: named, so that the message can say what to do.
_OTHERS = {
    b"8BPS": "Photoshop",
    b"%PDF": "PDF",
    b"BM": "BMP",
    b"\xff\x0a": "JPEG XL",
    b"\0\0\0\x0cJXL ": "JPEG XL",
    b"PK\x03\x04": "ZIP",
}
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")


def kind_of(data: bytes) -> Kind | str | None:
    """The kind; a name for one that is known but not taken; None for what is no picture."""
    match data[:4]:
        case b"\x89PNG":
            return Kind.PNG
        case b"GIF8":
            return Kind.GIF
        case b"II*\0" | b"MM\0*":
            return Kind.TIFF
        case b"RIFF" if data[8:12] == b"WEBP":
            return Kind.WEBP
    if data[:3] == b"\xff\xd8\xff":
        return Kind.JPEG
    if data.startswith((b"\0\0\0\x0cjP  ", b"\xff\x4f\xff\x51")):
        return Kind.JPEG2000
    if data[4:8] == b"ftyp":
        return _boxed(data)
    if _is_svg(data):
        return Kind.SVG
    return next((name for start, name in _OTHERS.items() if data.startswith(start)), None)


def _boxed(data: bytes) -> Kind | str | None:
    """AVIF and HEIC are one container (ISO 14496-12); the brands tell them apart."""
    brands = data[8 : min(int.from_bytes(data[:4], "big"), 64)]
    if b"avif" in brands or b"avis" in brands:
        return Kind.AVIF
    return Kind.HEIC if any(brand in brands for brand in _HEIC) else None


def misnamed(written: str, kind: Kind) -> str:
    """The suffix of a name that promises another kind of picture; empty when it promises none, or this one."""
    suffix = written.rpartition(".")[2].lower()
    promised = next((other for other, suffixes in _SUFFIXES.items() if suffix in suffixes), kind)
    return "" if promised is kind else f".{suffix}"


def _is_svg(data: bytes) -> bool:
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"<") and b"<svg" in data[:65536]


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a WebP (RFC 9649, 2.5 to 2.7): its decoder makes the canvas before one can ask it."""
    if data[12:16] == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
