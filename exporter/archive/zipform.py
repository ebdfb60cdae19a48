"""Whether a ZIP archive is still as it was written: what its directory says, each file's own header says too.

APPNOTE.TXT 6.3.10, 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.12 (directory), 4.3.16 (its end). A reader needs
one of the two, so a bad byte in the other goes unnoticed until it is needed. What stands in the directory alone is
judged by the form in which bags are packed: where more than half of the files have it, the rest is damage.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from typing import Final
from zipfile import ZIP_STORED, ZipInfo

from exporter.archive.container import inside
from exporter.archive.zipped import Zipped
from exporter.findings import Finding, Span, finding

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_ENTRY: Final = 46
"""Bytes of an entry of the directory, before its name."""
_DESCRIBED_LATER: Final = 0x0008
_UTF8: Final = 0x0800
_DESCRIPTORS: Final = frozenset({12, 16, 20, 24})
"""Bytes of a data descriptor: with or without its signature, of an entry of ZIP64 or not."""
_IN_ZIP64: Final = 0xFFFFFFFF


def disagreements(zipped: Zipped) -> Iterator[Finding]:
    """What was changed after the archive was written, by the names of the files."""
    end = 0
    for path, info in sorted(zipped.infos(), key=lambda pair: pair[1].header_offset):
        at = inside(zipped.place, path)
        local = _local(zipped, info)
        if local is None or info.header_offset != end:
            yield finding("BAG-031", at, what="offset")
        if local is None:
            return
        header, length = local
        if wrong := _differing(info, header):
            yield finding("BAG-031", at, what=wrong)
        end = info.header_offset + length + info.compress_size
        if info.flag_bits & _DESCRIBED_LATER:
            end = _after_descriptor(zipped, end)
    if end != zipped.directory_at:
        yield finding("BAG-031", Span(zipped.place), what="offset of the directory")
    yield from _unlike_the_others(zipped)
    count = len(zipped.archive.filelist)
    if zipped.end_says != (count, count, zipped.size - zipped.end_at) or not _fills_its_place(zipped):
        yield finding("BAG-031", Span(zipped.place), what="end of central directory")


def _fills_its_place(zipped: Zipped) -> bool:
    """Whether the directory's entries, by the lengths that they say, end where the directory ends."""
    data = zipped.at(zipped.directory_at, zipped.end_at - zipped.directory_at)
    at = 0
    while data[at : at + 4] == b"PK\1\2" and at + _ENTRY <= len(data):
        at += _ENTRY + sum(struct.unpack_from("<3H", data, at + 28))
    return at == len(data) or data[at : at + 4] == b"PK\6\6"  # the end of an archive of ZIP64


def _local(zipped: Zipped, info: ZipInfo) -> tuple[tuple[object, ...], int] | None:
    """A file's own header with its name, and how long it is."""
    data = zipped.at(info.header_offset, _LOCAL.size)
    if len(data) < _LOCAL.size or data[:4] != b"PK\3\4":
        return None
    values = _LOCAL.unpack(data)
    name, extra = values[9], values[10]
    return (*values[1:9], zipped.at(info.header_offset + _LOCAL.size, name), extra), _LOCAL.size + name + extra


def _differing(info: ZipInfo, header: tuple[object, ...]) -> str:
    """The names of what differs between a file's own header and the directory."""
    year, month, day, hour, minute, second = info.date_time
    later = bool(info.flag_bits & _DESCRIBED_LATER)
    name = info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8 else "cp437")
    said = {
        "version": (info.extract_version | info.reserved << 8, header[0]),
        "flags": (info.flag_bits, header[1]),
        "method": (info.compress_type, header[2]),
        "time": (hour << 11 | minute << 5 | second // 2, header[3]),
        "date": ((year - 1980) << 9 | month << 5 | day, header[4]),
        "CRC-32": (info.CRC, 0 if later and not header[5] else header[5]),
        "compressed size": (info.compress_size, header[6]),
        "size": (info.file_size, header[7]),
        "name": (name, header[8]),
    }
    wrong = [what for what, (one, other) in said.items() if one != other]
    if later:
        wrong = [what for what in wrong if what not in ("CRC-32", "compressed size", "size")]
    elif header[9]:
        wrong = [what for what in wrong if header[7] != _IN_ZIP64 or what not in ("compressed size", "size")]
    return ", ".join(wrong)


def _after_descriptor(zipped: Zipped, end: int) -> int:
    """Where the next header stands after a data descriptor, whose length is not said."""
    following = sorted([zipped.directory_at, *(info.header_offset for _, info in zipped.infos())])
    return next((start for start in following if start - end in _DESCRIPTORS), end)


def _unlike_the_others(zipped: Zipped) -> Iterator[Finding]:
    """The files that are not in the form of a bag, where more than half of them are."""
    infos = list(zipped.infos())
    if not infos:
        return
    stamp, _ = Counter(info.date_time for _, info in infos).most_common(1)[0]
    alien = [path for path, info in infos if not _is_packed_here(info) or info.date_time != stamp]
    if len(alien) * 2 < len(infos):
        yield from (finding("BAG-031", inside(zipped.place, path), what="attributes") for path in alien)


def _is_packed_here(info: ZipInfo) -> bool:
    return (
        info.compress_type == ZIP_STORED
        and (info.create_system, info.create_version, info.extract_version, info.reserved) == (3, 20, 20, 0)
        and (info.external_attr, info.internal_attr, info.volume) == (0o100644 << 16, 0, 0)
        and not info.extra
        and not info.comment
    )
