"""All that we replace or lean on inside WeasyPrint, by the source that it had when this was written.

Its private names are used in `composition`, `engine`, `fonts`, `headlines`, `kashida`, `lineends`, `margins`,
`measures`, `memory`, `pasteup`, `repairs`, `spreads`, `structure`, `surroundings` and `textlayer`, and nowhere else. A
WeasyPrint that has changed one of them may draw another page or another text: it is refused at start.
"""

from __future__ import annotations

import inspect
from functools import reduce
from hashlib import sha256
from importlib import import_module
from typing import Any

import exporter.backends.pdf.engine  # noqa: F401 - imports WeasyPrint, without detours, before this does
from exporter.errors import DependencyError
from exporter.findings import finding

SEEN = {
    "weasyprint.draw:draw_inline_level": "068162a401d00efd3bc23a37df12a1c743cd8958cdbf4f03960a777760b1e01c",
    "weasyprint.draw.border:draw_column_rules": "e83939b1a206ecee23ba2e435911fe04bdf45b76402ab845a24ed3b65a49be1f",
    "weasyprint.draw.text:draw_first_line": "1bb8eae6d88e71b17096a034656f3be17da8f1f513c78536c1c38d971927638b",
    "weasyprint.draw.text:draw_text": "ebaf96239c6ca3635d2b91bfb34718c2dcebd7809fec1c53fb8dffd1366befe3",
    "weasyprint.document:Page.__init__": "56afceec729bf2c1d6d4d28495726a179882a23dec2234aefaf33bb1027a8dc0",
    "weasyprint.formatting_structure.boxes:Box.descendants": (
        "c15a877f61361343c932e5da7b45520292364eb2447365d7fa166e1d3ac8987f"
    ),
    "weasyprint.formatting_structure.boxes:TextBox.copy_with_text": (
        "e8ea28f3b78121428a0cf7d00898d31053470ab3bb77ef91a8be94e31679ce0d"
    ),
    "weasyprint.images:RasterImage._get_png_data": "da00cfefb979545130b958c5437c8ac62be7dfe939261f9a8196a8a6c5e899c2",
    "weasyprint.images:RasterImage.get_x_object": "1f590111444639aa3547375a7fbddc6056f34fe64546c8550dc0ab36ea2b2408",
    "weasyprint.layout.block:iter_line_boxes": "04aec48abfcad809bc94c54eeba0e23a389e824cec85fe67bc1b21412d29dc3a",
    "weasyprint.layout.float:avoid_collisions": "5fc7793c573af328ffa88757d08f1641b19832805a1e48aa8b8204530c477e5d",
    "weasyprint.layout.inline:get_next_linebox": "67af458c2545e74f0803072103c6c5d392d5e353dfdaa4f5bac5a96e20ed024d",
    "weasyprint.layout.inline:remove_last_whitespace": (
        "53f0c79c9fbbda500488edce48d95e80a43243d63824606aab2b0f77916e8601"
    ),
    "weasyprint.layout.inline:split_text_box": "8c564329599ef23fac6cc8c403768e9e51638226d87a8b2de69c49c9c5f408c8",
    "weasyprint.layout.preferred:trailing_whitespace_size": (
        "cd005b8042a652f9072d7190546439113280315f9a5b865b432c6e015b333b1d"
    ),
    "weasyprint.pdf.anchors:add_links": "262e8b9b299892a7b539bf622e47b891f9c0548e555d6438c3ae6c48f30feca0",
    "weasyprint.pdf.fonts:Font.__init__": "1f281166b10302a4278a04384970b91496a19b071e071a4087f77a49bc1487fe",
    "weasyprint.pdf.fonts:Font.clean": "794f0211f18453f1a291056fcd6659cdcb262f7c1133cf5b2ea015df379c6813",
    "weasyprint.pdf.fonts:_build_vector_font_dictionary": (
        "aa6eea312c6e3375689f3405d48c5059525038a8d73d2f63bf3476de6dc05903"
    ),
    "weasyprint.pdf.fonts:build_fonts_dictionary": "fc551bef35d0d6c3d288f686fd21b5ea8c1efadb8f2f3b4d379cfa6045c02230",
    "weasyprint.pdf.pdfa:pdfa": "ea4cd3554d52a964ce0f926a4b34b26070c1d787df90b8676f0017a178c26ed7",
    "weasyprint.pdf.metadata:DocumentMetadata.generate_rdf_metadata": (
        "bc3e78ab24f1a809438159395786cc8b734c87c90f629d2d784742f0136807c5"
    ),
    "weasyprint.pdf.stream:Stream.__init__": "918b7e8bb22a7a82a9e7b03baf2c67a9fef4636788fed6f22e533519cfd4dd89",
    "weasyprint.pdf.stream:Stream.add_font": "e4226e111747721713ef1a513ba39542ac767bf32f354a18da2207b0ddf44787",
    "weasyprint.pdf.stream:Stream.begin_text": "bf5f18b4689d451230f1bfec6978d80588774ca78fe9fdc6db370f2b872e2497",
    "weasyprint.pdf.stream:Stream.end_text": "967bc1ae8232006016fd4ab8b333875cf7dc3f5ea7aafe580b42e1ca3f207121",
    "weasyprint.pdf.stream:Stream.marked": "3fa3acacbbf66422e7b0de4346b6eaf638657280a0f62c73172e3c445b888692",
    "weasyprint.pdf.stream:Stream.set_font_size": "34b9096d1555895d16257f7eb953bc4e971a021f1112abe63a922eec289fdb36",
    "weasyprint.pdf.tags:_build_box_tree": "f716251a83e7096e9cae972b63e633aab21c664d200582166dd0d5096780f9c4",
    "weasyprint.pdf.tags:add_tags": "f0e74575b0bafaf36458eaac27874e3b80457fba3694058153da514a68933f22",
    "weasyprint.svg.text:text": "67a30c3e181b4a8002350771928b86b26dfef05b2706d0b3c6b46943e41af61b",
    "weasyprint.text.fonts:FontConfiguration.__init__": (
        "9fdb532fe2c80013f77a94e4bbc37918e43b76a60e7f1df79b2d18dfcc1526e2"
    ),
    "weasyprint.text.fonts:get_pango_font_key": "74cbeff1fac3860c10cb92317efc5f286578eac065518f168e9a69478c08c9b3",
    "weasyprint.text.line_break:Layout.get_first_line": (
        "bb65cbda0e27f1350376bc345c82093c5a3d00b8ac6d8dd9d7303f7693db9254"
    ),
    "weasyprint.text.line_break:Layout.reactivate": "0b89ee097104b71376c179f48a98858708b07169dc0212c393263a1a831607c9",
    "weasyprint.text.line_break:create_layout": "6587192cc0ab3ffad7bb1902654c7f26dd28910f760804bcf67cbf7b986660b0",
    "weasyprint.text.line_break:split_first_line": "39ad1016863ca34de0bea4c9fcffb46da7e27813c87dd82b7011bfa19fe5504f",
    "weasyprint.layout.inline:add_word_spacing": "879516e71f1b80fa1833aee877e1a34c851248c5fd871d6c855c58f07358d418",
    "weasyprint.layout.inline:justify_line": "f83b21ff8793ba6b6dfc5fe8e10e4ab6cd6e02b17de02da97200902166148a81",
    "weasyprint.text.fonts:get_hb_object_data": "03040a623df04c2b5fe464037e14b07fe430fd1ec43602abf955fdf3fbe77ea6",
    "weasyprint.text.fonts:get_pango_font_hb_face": "a6ef5e59ed1375f2ea09bc0abc4b9a1d9d45fb27289279ead5e07735bd6329d3",
    "weasyprint.text.line_break:Layout.setup": "fb227a55094f41d42fbd57f180d8b7a9a1e741969ec8ddb3fd5cd80920257442",
    "weasyprint.text.line_break:Layout.deactivate": "bfec3ec8406e1c82a91f9570103eb5ecbc5a20c1339ff26bb0f4eafb03189f0b",
    "weasyprint.document:Document.copy": "1beed2ce8b1dac941f23afbbbdf389c76e6b63a9a4000b3efbed030b5ea394f3",
    "weasyprint.anchors:gather_anchors": "373f8c676f27da3b0960998876d78d01eef0b5ff0a0b0c48bfc7a9a89627bbfd",
    "weasyprint.anchors:make_page_bookmark_tree": "269c0c4e1b2d5c20d0dc4738a95f76dd729d79266fcdbae706d335b8e53de809",
    "weasyprint.formatting_structure.boxes:Box.translate": (
        "2e16dfbea8bd7d5197289250d2f5a9d63e6e036dbdc815fd8336a2a129181c90"
    ),
    "weasyprint.formatting_structure.boxes:TableBox.translate": (
        "3c37f8f7f3914b81b9a9bcf159586a2cbce3de97aa1f39c944a083d6d79ae52b"
    ),
    "weasyprint.formatting_structure.boxes:ParentBox.copy_with_children": (
        "6b906f6c9326ab5d057a94971f532ee6a8f0d20f3d799be68f79e73350f6c737"
    ),
    "weasyprint.formatting_structure.boxes:ParentBox.remove_decoration": (
        "689d6c8b42f704102051f6515e0e0779fe790e430bbdc501fe5771bb9e79f085"
    ),
    "weasyprint.draw:draw_collapsed_borders": "120b162d2a4f90661f89b01079f842af22cd057db2823b4417f2b8b38d381d1c",
    "weasyprint.layout.background:layout_background_layer": (
        "7b52bed64c43a228cb86fc60d0bbe3f0e56972cf512a32291fc440bb14ebc4c3"
    ),
    "weasyprint.layout.absolute:AbsolutePlaceholder": (
        "336e26c56311f1051105da84865f88b49213503068d3f8133810805a3597a6f8"
    ),
    "weasyprint.stacking:StackingContext.from_page": "7041d806bca6656c8757651dc9c153388a0de1a42101ceff0dafae36d8781c0d",
    "weasyprint.text.line_break:strut": "b57885b70dd08efe92f72a746709e08c576f47b90edb36f02925fefa15bb761a",
}
"""The SHA-256 sums of their sources in WeasyPrint 70.0."""


def _named(name: str) -> Any:
    """What stands under a name: the module, a colon, and the way from there."""
    package, _, rest = name.partition(":")
    return reduce(getattr, rest.split("."), import_module(package))


ORIGINALS = {name: _named(name) for name in SEEN}
"""What WeasyPrint itself holds under these names: this module is imported before anything is replaced."""


def source_sum(function: Any) -> str:
    """The SHA-256 sum of a function's source."""
    return sha256(inspect.getsource(function).encode()).hexdigest()


def check() -> None:
    """See that WeasyPrint is the one that was seen.

    Raises:
        DependencyError: it is not (PDF-007).
    """
    for name, function in ORIGINALS.items():
        if source_sum(function) != SEEN[name]:
            raise DependencyError(finding("PDF-007", name=name.replace(":", ".")))
