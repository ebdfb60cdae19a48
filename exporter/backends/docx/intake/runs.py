"""A paragraph's runs to inlines: joined again wherever a word processor cut them.

ECMA-376 part 1, 17.3.2 and 17.3.3 (runs and what they hold), 17.16 (fields, hyperlinks), 17.11 (notes).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from exporter.backends.docx.intake.desk import Story, excerpt
from exporter.backends.docx.intake.names import MC, A, Element, M, R, V, W, child_value, state, value
from exporter.backends.docx.intake.pictures import Shown, shown
from exporter.backends.docx.intake.styles import Look
from exporter.model.inlines import Inline, Inlines, LineBreak, Mark, NoteRef, Text, canonical, plain
from exporter.model.normal import normal

SPACES: Final = {W + "tab": "\t", W + "ptab": "\t", W + "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
PASSED: Final = frozenset(
    W + name
    for name in ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "rubyBase", "ruby")
) | {MC + "Choice", MC + "Fallback"}
NOTES: Final = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
OWN_NUMBER: Final = frozenset({W + "footnoteRef", W + "endnoteRef"})
LOST: Final = {W + "object": "OLE", W + "control": "ActiveX", W + "subDoc": "subdocument", W + "altChunk": "altChunk"}
FORMATTING: Final = ("u", "strike", "dstrike", "highlight", "smallCaps", "caps", "position")
SCRIPTS: Final = ("superscript", "subscript")
ENOUGH: Final = 40
"""Runs of a comment's words that are kept: their first words name the place."""
IDENTITY: Final = re.compile(r"_Note(Inside)?(\d+)")
LINK: Final = re.compile(r'\bHYPERLINK\s+(?:"([^"]+)"|([^\s"\\]\S*))')
ANCHOR: Final = re.compile(r'\bHYPERLINK\b.*?\\l\s+"([^"]+)"')
NOTEREF: Final = re.compile(r"\b(?:NOTEREF|REF|PAGEREF)\s+(\S+)")
SCHEMES: Final = ("http:", "https:", "mailto:", "tel:")
OWN_ANCHORS: Final = ("_Toc", "_Note")
MOST_FIELDS: Final = 20
"""Fields inside fields that are told apart; Word itself makes three or four."""
LONGEST_CODE: Final = 4000
"""Characters of a field's instruction that are read."""


@dataclass(slots=True)
class Read:
    """What a paragraph holds.

    Attributes:
        inlines: its text.
        pictures: its pictures, each with how many inlines stood before it.
        boxes: the text boxes anchored in it, each as its content.
        styled: the runs before they were joined, with the role of their style.
        after_number: whether a note's own number was the last thing read.
    """

    inlines: Inlines = ()
    pictures: list[Shown] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    styled: list[tuple[str, Inline]] = field(default_factory=list)
    after_number: bool = False

    def part(self, role: str) -> tuple[Inlines, Inlines]:
        """The runs of a character style, and the others."""
        those = normal(one for name, one in self.styled if name == role)
        return those, normal(one for name, one in self.styled if name != role)


@dataclass(slots=True)
class _Field:
    """A field of several runs: its instruction; once its result begins, where it leads and to which note; if told."""

    code: str = ""
    result: bool = False
    link: str = ""
    note: int | None = None
    told: bool = False


class Runs:
    """Reads the paragraphs of one story, in order: fields and comments may reach over several."""

    def __init__(self, story: Story) -> None:
        """Take the story."""
        self._story = story
        self._desk = story.desk
        self._fields: list[_Field] = []
        self._deeper = 0
        self._about: dict[str, list[str]] = {}
        self._open: dict[str, str] = {}
        self._last = ""

    def read(self, paragraph: Element, look: Look) -> Read:
        """What a paragraph holds."""
        read = Read()
        self._each(paragraph, look, "", read)
        for one in self._fields:
            self._begin_result(one)  # a field that is never closed must not swallow what follows
        read.inlines = self._desk.text(one for _, one in read.styled)
        self._last = excerpt(plain(read.inlines)) or self._last
        return read

    def loose(self, element: Element) -> Read:
        """What stands between paragraphs: an equation, the edge of a comment."""
        read = Read()
        self._element(element, Look("BodyText"), "", read)
        read.inlines = self._desk.text(one for _, one in read.styled)
        return read

    # ------------------------------------------------------------ elements

    def _element(self, element: Element, look: Look, link: str, read: Read) -> None:
        tag = element.tag
        if tag == W + "r":
            self._run(element, look, link, read)
        elif tag == W + "hyperlink":
            self._each(element, look, self._target(element) or link, read)
        elif tag == W + "fldSimple":
            self._simple_field(element, look, link, read)
        elif tag == MC + "AlternateContent":
            self._each(_choice(element), look, link, read)
        elif is_prompt(element):
            return
        elif tag in PASSED:
            self._each(element, look, link, read)
        elif tag in (W + "bookmarkStart", W + "bookmarkEnd"):
            self._bookmark(element)
        elif tag == W + "commentRangeStart":
            self._about[value(element, "id")] = []
        elif tag == W + "commentRangeEnd":
            self._close_comment(value(element, "id"))
        elif tag.startswith(M):
            self._equation(element, read)
        elif tag in LOST:
            self._desk.say("INTAKE-027", what=LOST[tag], near=self._near(read))

    def _each(self, elements: Iterable[Element], look: Look, link: str, read: Read) -> None:
        for element in elements:
            self._element(element, look, link, read)

    def _bookmark(self, element: Element) -> None:
        """The bookmark that tells a footnote's mark by which another refers to it."""
        if element.tag == W + "bookmarkEnd":
            self._open.pop(value(element, "id"), None)
        elif IDENTITY.fullmatch(name := value(element, "name")):
            self._open[value(element, "id")] = name

    def _target(self, element: Element) -> str:
        relation = self._story.relations.get(element.get(R + "id") or "")
        return self._whole(relation.target if relation else "", value(element, "anchor"))

    def _whole(self, target: str, anchor: str) -> str:
        """An address with the place in it; a place in the document itself is none of an article."""
        if not target and (not anchor or anchor.startswith(OWN_ANCHORS)):
            return ""
        return self._allowed(target + (f"#{anchor}" if anchor and "#" not in target else ""))

    def _allowed(self, url: str) -> str:
        """A link of a kind that an article may hold; others are left out by name."""
        url = url.strip().replace(" ", "%20")
        memo = self._desk.memo
        if memo and url.endswith("/") and url[:-1] in memo.links and url not in memo.links:
            return url[:-1]
        if url.lower().startswith(SCHEMES):
            return url
        self._desk.say("INTAKE-032", url=url[:120])
        return ""

    def _equation(self, element: Element, read: Read) -> None:
        text = "".join(one.text or "" for one in element.iter(M + "t"))
        if text:
            self._desk.say("INTAKE-024", text=text[:120])
            read.styled.append(("", Text(text)))

    # ------------------------------------------------------------ runs

    def _run(self, run: Element, look: Look, link: str, read: Read) -> None:
        properties = run.find(W + "rPr")
        character = self._desk.styles.character(child_value(properties, "rStyle"))
        if character.role == "DirectionMark":
            return
        for child in run:
            if child.tag == W + "fldChar":
                self._field(value(child, "fldCharType"))
            elif child.tag == W + "instrText" and self._fields:
                self._fields[-1].code = (self._fields[-1].code + (child.text or ""))[:LONGEST_CODE]
        if any(not one.result for one in self._fields) and run.find(W + "fldChar") is None:
            return
        if state(properties, "vanish"):
            self._hidden(run)
            return
        link = link or self._field_link()
        marks = self._marks(properties, character, look, linked=bool(link))
        if (field := self._field_note()) is not None:
            if not field.told and run.find(W + "t") is not None:
                field.told = True
                read.styled.append(("", NoteRef(field.note or 1)))
            return
        self._count(properties)
        for child in run:
            self._content(child, Text(" ", marks, link), character.role, read)

    def _content(self, child: Element, like: Text, role: str, read: Read) -> None:
        tag = child.tag
        if tag == W + "t":
            if child.text:
                self._say(role, replace(like, text=child.text.replace("\n", " ")), read)
        elif tag in SPACES:
            self._say(role, replace(like, text=SPACES[tag]), read)
        elif tag in (W + "br", W + "cr"):
            if value(child, "type") not in ("page", "column"):
                read.styled.append((role, LineBreak()))
        elif tag in OWN_NUMBER:
            read.after_number = True
        elif tag in NOTES:
            self._note(NOTES[tag], value(child, "id"), read)
        elif tag == W + "sym":
            self._symbol(child, like, role, read)
        elif tag in (W + "drawing", W + "pict"):
            self._drawing(child, read)
        elif tag == MC + "AlternateContent":
            for inner in _choice(child):
                self._content(inner, like, role, read)
        elif tag in (W + "ruby", W + "rubyBase"):
            for inner in child.iter(W + "t"):
                read.styled.append((role, replace(like, text=inner.text or " ")))
        elif tag == W + "commentReference":
            self._close_comment(value(child, "id"))
        elif tag in LOST:
            self._desk.say("INTAKE-027", what=LOST[tag], near=self._near(read))

    def _say(self, role: str, text: Text, read: Read) -> None:
        if read.after_number and text.text[0] in " \t":  # what stands between a note's number and the note
            text = replace(text, text=text.text[1:])
        read.after_number = False
        read.styled.append((role, text))
        for words in self._about.values():
            if len(words) < ENOUGH:
                words.append(text.text)

    def _note(self, kind: str, identity: str, read: Read) -> None:
        """A footnote's mark; one that stands here only for want of a place in a footnote is no mark of the text."""
        number = self._desk.note(kind, identity)
        for name in self._open.values():
            self._desk.marks[name] = number
        if any("Inside" in name for name in self._open.values()):
            self._desk.waiting.append(number)
        else:
            read.styled.append(("", NoteRef(number)))

    def _marks(self, properties: Element | None, character: Look, look: Look, *, linked: bool) -> Mark:
        """Emphasis, strong and code: by the character style, or by hand where the paragraph is not so itself."""
        marks = character.marks
        rtl = bool(state(properties, "rtl"))
        bold, bold_arabic = state(properties, "b"), state(properties, "bCs")
        strong = bold_arabic if rtl and bold_arabic is not None else bool(bold or bold_arabic)
        if strong and (self._desk.memo or not look.bold):  # another's heading may be bold twice, which says nothing
            marks |= Mark.STRONG
        elif bold is False and bold_arabic is False and character.role != "Strong":
            marks &= ~Mark.STRONG
        if (state(properties, "i") or (rtl and state(properties, "iCs"))) and not look.italic:
            marks |= Mark.EMPHASIS
        fonts = properties.find(W + "rFonts") if properties is not None else None
        if linked and fonts is not None and value(fonts, "ascii") == self._desk.styles.code_font != "":
            marks |= Mark.CODE
        return Mark.CODE if look.role == "CodeBlock" and Mark.CODE in marks else marks

    def _count(self, properties: Element | None) -> None:
        """What an article cannot say: counted, and told once for the whole document."""
        if properties is None:
            return
        for name in FORMATTING:
            if state(properties, name):
                self._desk.formatting[name] += 1
        script = child_value(properties, "vertAlign")
        if script in SCRIPTS and not child_value(properties, "rStyle"):
            self._desk.formatting[script] += 1

    def _hidden(self, run: Element) -> None:
        text = "".join(one.text or "" for one in run.iter(W + "t"))
        if text.strip():
            self._desk.say("INTAKE-033", text=text.strip())

    def _symbol(self, child: Element, like: Text, role: str, read: Read) -> None:
        """A character of a symbol font (17.3.3.30): its code means nothing without the font."""
        code = value(child, "char")
        self._desk.say("INTAKE-027", what=f"{value(child, 'font')} {code}", near=self._near(read))
        read.styled.append((role, replace(like, text="\N{REPLACEMENT CHARACTER}")))

    def _drawing(self, child: Element, read: Read) -> None:
        boxes = [box for box in child.iter(W + "txbxContent") if _outermost(box, child)]
        read.boxes += boxes
        inside = {id(one) for box in boxes for one in box.iter()}
        images = [one for one in (*child.iter(A + "blip"), *child.iter(V + "imagedata")) if id(one) not in inside]
        for image in images:
            picture = shown(image, child, self._story, near=self._near(read))
            if picture:
                read.pictures.append(picture)
        if not images and not boxes:
            self._desk.say("INTAKE-027", what=_drawn(child), near=self._near(read))

    # ------------------------------------------------------------ fields and comments

    def _simple_field(self, element: Element, look: Look, link: str, read: Read) -> None:
        code = value(element, "instr")
        number = self._referred(code)
        if number is not None:
            read.styled.append(("", NoteRef(number)))
            return
        self._each(element, look, self._linked(code) or link, read)

    def _field(self, edge: str) -> None:
        if edge == "begin" and len(self._fields) == MOST_FIELDS:
            self._deeper += 1
        elif edge == "begin":
            self._fields.append(_Field())
        elif self._deeper:
            self._deeper -= edge == "end"
        elif edge == "separate" and self._fields:
            self._begin_result(self._fields[-1])
        elif edge == "end" and self._fields:
            self._fields.pop()

    def _begin_result(self, one: _Field) -> None:
        if not one.result:
            one.result, one.link, one.note = True, self._linked(one.code), self._referred(one.code)

    def _field_link(self) -> str:
        return next((one.link for one in self._fields if one.link), "")

    def _linked(self, code: str) -> str:
        """Where a field leads (17.16.5.25); its switch for a location names a place there."""
        target, anchor = LINK.search(code), ANCHOR.search(code)
        return self._whole((target[1] or target[2]) if target else "", anchor[1] if anchor else "")

    def _field_note(self) -> _Field | None:
        return next((one for one in self._fields if one.note is not None), None)

    def _referred(self, code: str) -> int | None:
        """The footnote to whose mark a field refers."""
        found = NOTEREF.search(code)
        return self._desk.marks.get(found[1]) if found else None

    def _near(self, read: Read) -> str:
        """The words before a place; at the start of a paragraph those of the one before."""
        return excerpt(plain(canonical(one for _, one in read.styled))) or self._last

    def _close_comment(self, identity: str) -> None:
        words = self._about.pop(identity, None)
        comment = self._desk.comments.get(identity)
        if words and comment:
            comment.about = excerpt("".join(words))


def is_prompt(element: Element) -> bool:
    """Whether a content control shows what to fill in, which nobody has (17.5.2.39)."""
    return element.tag == W + "sdt" and bool(state(element.find(W + "sdtPr"), "showingPlcHdr"))


def _choice(alternate: Element) -> list[Element]:
    """What to read of an AlternateContent (part 3): its first choice, else what stands in for it."""
    branches = [one for one in alternate if one.tag in (MC + "Choice", MC + "Fallback")]
    return list(branches[0]) if branches else []


def _outermost(box: Element, within: Element) -> bool:
    """Whether a text box stands in no other, and not in the stand-in of another program."""
    above = box.getparent()
    while above is not None and above is not within:
        if above.tag in (W + "txbxContent", MC + "Fallback"):
            return False
        above = above.getparent()
    return True


def _drawn(drawing: Element) -> str:
    """What a drawing is that is no picture: a chart, a diagram, a shape."""
    data = next(drawing.iter(A + "graphicData"), None)
    return (data.get("uri") or "").rpartition("/")[2] if data is not None else "shape"
