"""A program of its own that draws one SVG: what a drawing costs, in memory and time, it costs this process only.

Run by path, not by name, and by the standard library alone besides resvg: the SVG comes by standard input, the PNG
leaves by standard output; arguments: width and height in pixels, then the typefaces.
"""

from __future__ import annotations

import sys

MEMORY = 2 << 30
"""Bytes of address space: a page of 2400 x 2400 pixels takes 23 million, the typefaces a tenth of a gigabyte."""
SECONDS = 10
"""Seconds of the processor: the largest maps take one."""
SANS, SERIF, MONO = "Vazirmatn", "Amiri", "JetBrains Mono"
"""The bundled families that stand in for generic ones and for those that are not bundled: else their text is gone."""
REFUSED = 3
"""Exit code of a drawing that is none; the reason is on standard error."""


def main() -> None:
    """Draw, within bounds."""
    try:
        import resource
    except ImportError:  # Windows: there only the caller's clock bounds it
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from resvg_py import svg_to_bytes

    width, height, *fonts = sys.argv[1:]
    try:
        png = svg_to_bytes(
            svg_string=sys.stdin.buffer.read().decode("utf-8"),
            skip_system_fonts=True,
            font_files=fonts,
            font_family=SANS,
            sans_serif_family=SANS,
            cursive_family=SANS,
            fantasy_family=SANS,
            serif_family=SERIF,
            monospace_family=MONO,
            width=int(width),
            height=int(height),
        )
    except (ValueError, OSError) as error:
        sys.stderr.buffer.write(str(error).encode("utf-8"))
        sys.exit(REFUSED)
    sys.stdout.buffer.write(bytes(png))


if __name__ == "__main__":
    main()
