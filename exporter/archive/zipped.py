"""A bag in a ZIP archive, opened without trust: names that lead out, links, bombs and damage are refused by name.

APPNOTE.TXT 6.3.10: 4.3.16 (end of central directory), 4.3.14 and 4.3.15 (ZIP64), 4.4.4 (flags); RFC 8493, 4 (one top
folder in a serialisation).
"""

from __future__ import annotations

import stat
import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exporter.archive.container import DAMAGE, LIMITS, inside, refused, too_large
from exporter.archive.names import clash, is_outside, shown
from exporter.errors import InputError
from exporter.findings import Span

_END: Final = struct.Struct("<4s4H2LH")
_END_SIGNATURE: Final = b"PK\5\6"
_COMMENT: Final = 65_535
_END_64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64: Final = struct.Struct("<4sLQL")
_MASKED: Final = 0x2041
"""Bits 0, 6 and 13 of the flags: encrypted, strongly encrypted, headers masked."""
_UTF8: Final = 0x800


class Zipped:
    """The bag in an archive.

    Attributes:
        place: the archive, as the user gave it.
        top: the name of its one folder.
        size: bytes of the archive.
        end_at: where the record stands that ends its directory.
        end_says: what that record says: files on this disk, files in all, its own length.
    """

    def __init__(self, file: BinaryIO, place: str) -> None:
        """Read the archive's directory.

        Raises:
            InputError: the archive is no ZIP, is cut short or damaged, or would do harm (BAG-002 to BAG-010).
        """
        self.place = place
        self._file = file
        try:
            self.size = file.seek(0, 2)
            self._look_at_end()
            file.seek(0)
            self.archive = ZipFile(file)
        except DAMAGE as fault:
            raise self._damaged(fault) from None
        try:
            self.top = ""
            self._infos = self._listed()
        except BaseException:
            self.close()
            raise

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of each file, by its path from the bag's folder."""
        return {path: info.file_size for path, info in self._infos.items()}

    def infos(self) -> Iterator[tuple[str, ZipInfo]]:
        """What the directory says of each file, and of folders where it has entries of their own."""
        return ((info.filename.removeprefix(f"{self.top}/"), info) for info in self.archive.filelist)

    def open(self, path: str) -> BinaryIO:
        """Open a file; what its headers claim of its length is not believed beyond that length."""
        try:
            return self.archive.open(self._infos[path])  # type: ignore[return-value]
        except DAMAGE as fault:
            raise refused("BAG-003", inside(self.place, path), reason=_reason(fault)) from None

    @property
    def directory_at(self) -> int:
        """Where the directory stands."""
        return self.archive.start_dir

    def at(self, offset: int, length: int) -> bytes:
        """Bytes of the archive itself."""
        self._file.seek(offset)
        return self._file.read(length)

    def close(self) -> None:
        """Let go of the archive."""
        self.archive.close()
        self._file.close()

    # ------------------------------------------------------------ the directory

    def _look_at_end(self) -> None:
        """Judge how large the directory says it is, before anything of it is taken into memory."""
        self._file.seek(0)
        head = self._file.read(4)
        if head[:2] != b"PK":
            raise refused("BAG-002", Span(self.place))
        length = min(self.size, _END.size + _COMMENT)
        self._file.seek(self.size - length)
        tail = self._file.read(length)
        at = tail.rfind(_END_SIGNATURE)
        if at < 0 or len(tail) - at < _END.size:
            raise refused("BAG-003", Span(self.place), reason="no end of central directory")
        _, disk, first, here, entries, directory, _, comment = _END.unpack_from(tail, at)
        self.end_at, self.end_says = self.size - length + at, (here, entries, _END.size + comment)
        if disk or first:
            raise refused("BAG-003", Span(self.place), reason="multi-disk archive")
        if entries == 0xFFFF or directory == 0xFFFFFFFF:
            entries, directory = self._sizes_64(self.end_at, entries, directory)
        if entries > LIMITS.entries or directory > LIMITS.directory:
            raise refused("BAG-005", Span(self.place), what=entries, limit=LIMITS.entries)

    def _sizes_64(self, end: int, entries: int, directory: int) -> tuple[int, int]:
        self._file.seek(max(end - _LOCATOR_64.size, 0))
        found = self._file.read(_LOCATOR_64.size)
        if found[:4] != b"PK\6\7":
            return entries, directory
        self._file.seek(min(_LOCATOR_64.unpack(found)[2], self.size))
        record = self._file.read(_END_64.size)
        if len(record) < _END_64.size or record[:4] != b"PK\6\6":
            raise refused("BAG-003", Span(self.place), reason="ZIP64 end of central directory")
        values = _END_64.unpack(record)
        return values[7], values[8]

    def _listed(self) -> dict[str, ZipInfo]:
        """The files by their paths from the bag's folder."""
        infos = self.archive.infolist()
        for info in infos:
            self._judge(info)
        if both := clash(info.filename.rstrip("/") for info in infos if not info.is_dir()):
            raise refused("BAG-009", inside(self.place, both[1]), other=shown(both[0]))
        tops = list(dict.fromkeys(info.filename.partition("/")[0] for info in infos))
        loose = next((info.filename for info in infos if "/" not in info.filename), "")
        if len(tops) != 1 or loose:
            names = ", ".join(shown(name) for name in tops[:5])
            raise refused("BAG-010", Span(self.place), names=names or "0")
        self.top = tops[0]
        files = {i.filename.removeprefix(f"{self.top}/"): i for i in infos if not i.is_dir()}
        if fault := too_large(self.place, {path: info.file_size for path, info in files.items()}):
            raise fault
        total = sum(info.file_size for info in files.values())
        if total > LIMITS.free and total > LIMITS.ratio * self.size:
            raise refused("BAG-007", Span(self.place), size=total, ratio=total // max(self.size, 1))
        return files

    def _judge(self, info: ZipInfo) -> None:
        """Refuse an entry for its name, its kind or how it is stored."""
        name = info.orig_filename
        at = inside(self.place, name)
        if not name.isascii() and not info.flag_bits & _UTF8:
            raise refused("BAG-012", at)
        if is_outside(name.removesuffix("/")):
            raise refused("BAG-004", at, name=shown(name))
        kind = stat.S_IFMT(info.external_attr >> 16) if info.create_system == 3 else 0
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise refused("BAG-008", at)
        if info.flag_bits & _MASKED:
            raise refused("BAG-011", at)
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise refused("BAG-003", at, reason=f"compression method {info.compress_type}")

    def _damaged(self, fault: Exception) -> InputError:
        code = "BAG-012" if isinstance(fault, UnicodeError) else "BAG-003"
        args = {} if code == "BAG-012" else {"reason": _reason(fault)}
        return refused(code, Span(self.place), **args)


def _reason(fault: Exception) -> str:
    return shown(str(fault) or type(fault).__name__)[:160]
