"""OpenXmlValidator of Microsoft's Open XML SDK 3.5 (ECMA-376 with Word's own rules), in this process.

The PyPI package python-redlines-docxodus carries a self-contained .NET runtime and DocumentFormat.OpenXml.dll.
Its files are laid out once beside the package as the shared runtime that pythonnet can load.
"""

from __future__ import annotations

import fcntl
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.real.tools.missing import command, package_folder, run

FRAMEWORK = "Microsoft.NETCore.App"


def validate(path: Path) -> list[str]:
    """Every finding: part, XPath, description."""
    _load()
    from DocumentFormat.OpenXml import FileFormatVersions
    from DocumentFormat.OpenXml.Packaging import WordprocessingDocument
    from DocumentFormat.OpenXml.Validation import OpenXmlValidator

    document = WordprocessingDocument.Open(str(path), False)
    try:
        found = OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document)
        return [_line(one) for one in found]
    finally:
        document.Dispose()


def _line(one: Any) -> str:
    part, place = one.Part.Uri if one.Part else "", one.Path.XPath if one.Path else ""
    return f"{part} {place}: " + re.sub(r"\s+", " ", one.Description)


@cache
def _load() -> None:
    home = _laid_out()
    import pythonnet

    pythonnet.load("coreclr", runtime_config=str(home / "runtimeconfig.json"), dotnet_root=str(home / "dotnet"))
    import clr

    sys.path.append(str(home / "app"))
    clr.AddReference("DocumentFormat.OpenXml.Framework")
    clr.AddReference("DocumentFormat.OpenXml")


def _laid_out() -> Path:
    package = package_folder("python_redlines_docxodus")
    home = package / "_shared_runtime"
    home.mkdir(exist_ok=True)
    with (home / "lock").open("w") as lock:  # several test processes may come at once
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "ready").exists():
            _lay_out(package / "_binaries" / "linux-x64.tar.gz", home)
            (home / "ready").touch()
    return home


def _lay_out(binaries: Path, home: Path) -> None:
    """Unpack to `app`, and move the runtime's own files to where a dotnet root has them."""
    app = home / "app"
    app.mkdir(exist_ok=True)
    unpacked = run(command("tar"), "-xzf", binaries, "-C", app)
    assert unpacked.returncode == 0, unpacked.stderr.decode(errors="replace")
    config = json.loads(next(app.glob("*.runtimeconfig.json")).read_text())
    version = config["runtimeOptions"]["includedFrameworks"][0]["version"]
    dependencies = json.loads(next(app.glob("*.deps.json")).read_text())
    target = dependencies["targets"][dependencies["runtimeTarget"]["name"]]
    pack = next(value for name, value in target.items() if name.startswith("runtimepack."))
    files = {kind: pack.get(kind, {}) for kind in ("runtime", "native")}
    shared = home / "dotnet" / "shared" / FRAMEWORK / version
    resolver = home / "dotnet" / "host" / "fxr" / version / "libhostfxr.so"
    shared.mkdir(parents=True, exist_ok=True)
    resolver.parent.mkdir(parents=True, exist_ok=True)
    for name in [*files["runtime"], *files["native"]]:
        if (app / name).exists():
            (app / name).replace(shared / name)
    resolver.unlink(missing_ok=True)
    resolver.hardlink_to(shared / resolver.name)
    short = ".".join(version.split(".")[:2])
    runtime = f".NETCoreApp,Version=v{short}"
    library = f"{FRAMEWORK}/{version}"
    (shared / f"{FRAMEWORK}.deps.json").write_text(
        json.dumps(
            {
                "runtimeTarget": {"name": f"{runtime}/linux-x64", "signature": ""},
                "compilationOptions": {},
                "targets": {runtime: {}, f"{runtime}/linux-x64": {library: files}},
                "libraries": {library: {"type": "package", "serviceable": True, "sha512": ""}},
            }
        )
    )
    options = {
        "tfm": f"net{short}",
        "framework": {"name": FRAMEWORK, "version": version},
        "configProperties": {"System.Globalization.Invariant": True},
    }
    (home / "runtimeconfig.json").write_text(json.dumps({"runtimeOptions": options}))
