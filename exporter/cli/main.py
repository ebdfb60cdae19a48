"""The program `export`, also called `exporter`: reads the command line, runs one command, gives its exit code.

Exit codes: 0 done; 1 findings; 2 wrong usage; 3 wrong input; 4 an export failed; 5 part of a batch failed;
130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import NoReturn

from exporter.cli.table import COMMANDS, EXPORT, Command

USAGE = 2
INTERRUPTED = 130


class WrongUsage(Exception):
    """What is wrong with the command line: a code of the catalogue and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are codes of the catalogue, not English sentences."""

    def error(self, message: str) -> NoReturn:
        """Say that an argument is missing, the one thing that argparse still tells this way."""
        names = [str(action.metavar or action.dest) for action in self._actions if action.required]
        raise WrongUsage("CLI-011", names=", ".join(names))

    def understand(self, words: list[str]) -> argparse.Namespace:
        """Parse the command line.

        Raises:
            WrongUsage: CLI-001 or CLI-012 for an option it does not have, CLI-002 for a wrong value, CLI-011.
        """
        try:
            options, unknown = self.parse_known_args(words)
        except argparse.ArgumentError as fault:
            raise WrongUsage("CLI-002", option=fault.argument_name or "", value=self._expected(fault)) from None
        except WrongUsage:
            self._refuse(
                [word for word in words if word[:1] == "-" and word.partition("=")[0] not in ("-", "--", *self.flags())]
            )
            raise
        self._refuse(unknown)
        return options

    def flags(self) -> list[str]:
        """Every option it has, short and long."""
        return [flag for action in self._actions for flag in action.option_strings]

    def values(self) -> dict[str, list[str]]:
        """The values of each long option that takes some of a few."""
        return {
            flag: list(action.choices)
            for action in self._actions
            for flag in action.option_strings
            if action.choices and flag.startswith("--")
        }

    def _expected(self, fault: argparse.ArgumentError) -> str:
        if isinstance(fault.__context__, argparse.ArgumentTypeError):  # it says what it takes
            return str(fault.__context__)
        named = (a for a in self._actions if fault.argument_name in ("/".join(a.option_strings), a.metavar, a.dest))
        action = next(named, None)
        return ", ".join(action.choices) if action and action.choices else str(action and action.metavar)

    def _refuse(self, unknown: list[str]) -> None:
        if unknown:
            from difflib import get_close_matches

            nearest = get_close_matches(unknown[0], self.flags(), n=1)
            if nearest:
                raise WrongUsage("CLI-001", option=unknown[0], nearest=nearest[0])
            raise WrongUsage("CLI-012", option=unknown[0])


def main(argv: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    arguments = sys.argv[1:] if argv is None else argv
    language = language_of(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _run(arguments, language)
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        from exporter.cli.console import Console

        Console(language).complain("CLI-009")
        return INTERRUPTED
    except OSError as fault:
        # Python must not complain at exit again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(fault, BrokenPipeError):
            return 0  # whoever read our output has gone: nobody is left to tell
        from exporter.cli.console import Console

        return Console(language).no_output(fault)


def _run(arguments: list[str], language: str) -> int:
    command, rest = command_of(arguments)
    parser = make_parser(command, language)
    if not arguments:
        parser.print_help()
        return USAGE
    options, wrong = argparse.Namespace(), None
    try:
        options = parser.understand(rest)
    except WrongUsage as fault:
        wrong = fault
    from exporter.cli.console import Console

    console = Console(language, json="--json" in rest)
    if wrong:
        return console.wrong_usage(wrong.code, wrong.facts)
    options.program = program()
    status: int = import_module(command.module).run(options, console)
    return status


def command_of(arguments: list[str]) -> tuple[Command, list[str]]:
    """The command that the first word names, if it names one, and the arguments without it.

    Only `--json` and `--lang` may stand before a command's name.
    """
    first = 0
    while first < len(arguments) and arguments[first].partition("=")[0] in ("--json", "--lang"):
        first += 2 if arguments[first] == "--lang" else 1
    for command in COMMANDS:
        if arguments[first : first + 1] == [command.name]:
            return command, arguments[:first] + arguments[first + 1 :]
    return EXPORT, arguments


def make_parser(command: Command, language: str) -> Parser:
    """The parser of one command, its help in `ar` or `en`."""
    texts = import_module(f"exporter.cli.help_{language}").HELP
    prog = f"{program()} {command.name}".strip()
    parser = Parser(
        prog=prog,
        description=texts[command.name or "export"],
        epilog=texts.get(f"{command.name or 'export'} examples"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        exit_on_error=False,
        allow_abbrev=False,
        usage=texts.get(f"{command.name or 'export'} usage"),
    )
    import_module(command.module).arguments(parser, texts)
    common = parser.add_argument_group(texts["common"])
    common.add_argument("--json", action="store_true", help=texts["--json"])
    common.add_argument("--lang", choices=("ar", "en"), metavar="ar|en", help=texts["--lang"])
    common.add_argument("-h", "--help", action="help", help=texts["--help"])
    if command is EXPORT:
        from exporter import __version__

        common.add_argument("--version", action="version", version=f"%(prog)s {__version__}", help=texts["--version"])
    return parser


def language_of(arguments: list[str]) -> str:
    """The language of messages: `--lang`, else the locale's (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English."""
    for before, argument in zip(["", *arguments], arguments, strict=False):
        wanted = argument.removeprefix("--lang=") if before != "--lang" else argument
        if wanted in ("ar", "en") and (before == "--lang" or argument.startswith("--lang=")):
            return wanted
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "ar" if named.startswith("ar") else "en"


def program() -> str:
    """The name under which the program was called."""
    name = sys.argv[0].rpartition(os.sep)[2]
    return name if name in ("export", "exporter") else "exporter"


if __name__ == "__main__":
    sys.exit(main())
