"""LibreOffice Writer as an editor's desk: opens a DOCX, does what a macro says, saves it as DOCX."""

from __future__ import annotations

import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.real.tools.missing import command, run

SECONDS = 180

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Desk" script:language="StarBasic">{code}
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Desk"/></library:library>
"""
DESK = """
Dim doc As Object

Function Place(words As String) As Object
  Dim wanted As Object
  wanted = doc.createSearchDescriptor()
  wanted.SearchString = words
  Place = doc.findFirst(wanted)
End Function

Sub Reword(words As String, now As String)
  Place(words).setString(now)
End Sub

Sub InsertAfter(words As String, added As String)
  Dim at As Object, cursor As Object
  at = Place(words)
  cursor = at.Text.createTextCursorByRange(at)
  cursor.gotoEndOfParagraph(False)
  at.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  at.Text.insertString(cursor, added, False)
End Sub

Sub Drop(words As String)
  Dim at As Object, cursor As Object
  at = Place(words)
  cursor = at.Text.createTextCursorByRange(at)
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  cursor.goRight(1, True)
  cursor.setString("")
End Sub

Sub Bold(words As String)
  Dim at As Object
  at = Place(words)
  at.CharWeight = com.sun.star.awt.FontWeight.BOLD
  at.CharWeightComplex = com.sun.star.awt.FontWeight.BOLD
End Sub

Sub Remark(words As String, author As String, says As String)
  Dim at As Object, note As Object
  at = Place(words)
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = author
  note.Content = says
  at.Text.insertTextContent(at, note, True)
End Sub

Sub Track(active As Boolean)
  doc.RecordChanges = active
End Sub

Sub Edit()
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opening())
{edits}
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  doc.storeToURL("{target}", saving())
  doc.close(True)
End Sub
"""


def edit(source: Path, target: Path, *edits: str) -> Path:
    """Edit a document with lines of Basic that call the desk's procedures; none saves it as it is."""
    program = command("soffice", "libreoffice")
    code = DESK.replace("{source}", source.as_uri()).replace("{target}", target.as_uri())
    code = code.replace("{edits}", "\n".join(f"  {line}" for line in edits))
    with tempfile.TemporaryDirectory() as profile:
        options = (f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore")
        run(program, *options, "--terminate_after_init", seconds=SECONDS)  # a new profile would replace our macros
        basic = Path(profile) / "user" / "basic" / "Standard"
        (basic / "script.xlb").write_text(LIBRARY, encoding="utf-8")
        (basic / "Desk.xba").write_text(MODULE.format(code=escape(code)), encoding="utf-8")
        done = run(program, *options, "macro:///Standard.Desk.Edit", seconds=SECONDS)
    assert target.is_file(), f"LibreOffice did not save it: {(done.stdout + done.stderr).decode(errors='replace')}"
    return target
