"""A PDF writer small enough to read: lines of text on pages, any script, no font file.

Each two-byte code is a Unicode code point and the ToUnicode map says so: a reader that extracts text needs no more.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter

LINE_HEIGHT = 14
TOP = 800


def write_pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """Return a PDF with these lines on these pages."""
    used = sorted({char for lines in pages for line in lines for char in line})
    to_unicode = _stream(_to_unicode(used))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", _page_tree(len(pages)), _FONT, _DESCENDANT, to_unicode]
    info = f"<< /Title {_hex(title, mark='FEFF')} >>" if title else "<< >>"
    objects.append(info)
    for at, lines in enumerate(pages):
        content = 8 + 2 * at
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
        )
        objects.append(_stream(_content(lines)))
    return _assemble(objects)


def write_scan(page_count: int = 2) -> bytes:
    """Return a PDF of pages that hold no text at all, as a scanner makes them."""
    return write_pdf([[] for _ in range(page_count)])


def encrypt(content: bytes, password: str) -> bytes:
    """Return the same PDF behind a password."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.encrypt(password, algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _page_tree(count: int) -> str:
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(count))
    return f"<< /Type /Pages /Kids [{kids}] /Count {count} >>"


def _content(lines: Sequence[str]) -> str:
    shown = [f"{_hex(line)} Tj T*" for line in lines]
    return "\n".join(["BT /F1 10 Tf", f"{LINE_HEIGHT} TL", f"50 {TOP} Td", *shown, "ET"])


def _hex(text: str, mark: str = "") -> str:
    return f"<{mark}{text.encode('utf-16-be').hex()}>"


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode())} >>\nstream\n{content}\nendstream"


def _assemble(objects: Sequence[str]) -> bytes:
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>"
    content += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return content + f"trailer\n{trailer}\nstartxref\n{content.rindex(b'xref')}\n%%EOF\n".encode()


_FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
)
_DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 500 "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
    "/FontDescriptor << /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 0 1000 1000] "
    "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
)


def _to_unicode(characters: Sequence[str]) -> str:
    """Map each code that is used to itself; a map of all of them would be read again on every page."""
    entries = [f"<{ord(char):04X}> <{ord(char):04X}>" for char in characters]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CMapName /Plain def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
            "endcmap",
            "end",
            "end",
        ]
    )
