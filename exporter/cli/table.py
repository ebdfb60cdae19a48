"""The commands, one line each; `export ARTICLE...` itself is the one without a name."""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command; its module is imported only when it is called."""

    name: str
    module: str


EXPORT = Command("", "exporter.cli.commands.export")

COMMANDS = (
    Command("check", "exporter.cli.commands.check"),
    Command("read", "exporter.cli.commands.read"),
    Command("restore", "exporter.cli.commands.restore"),
    Command("diff", "exporter.cli.commands.diff"),
    Command("lint", "exporter.cli.commands.lint"),
    Command("verify", "exporter.cli.commands.verify"),
    Command("catalog", "exporter.cli.commands.catalog"),
    Command("watch", "exporter.cli.commands.watch"),
    Command("new", "exporter.cli.commands.new"),
    Command("fonts", "exporter.cli.commands.fonts"),
    Command("schema", "exporter.cli.commands.schema"),
    Command("shell-init", "exporter.cli.commands.shell_init"),
)

SHELLS = ("bash", "zsh", "fish")
