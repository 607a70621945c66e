"""Words and files that break what is careless: our own list."""

from __future__ import annotations

LIVE = "<script>hostile(1)</script>"
MARKUP = (
    LIVE,
    '"><img src=x onerror=hostile(2)>',
    "'><svg/onload=hostile(3)>",
    "</textarea><script>hostile(4)</script>",
    "</title></style><b onclick=hostile(5)>",
    "<a href=javascript:hostile(6)>x</a>",
    "<div hx-get=/sign-out/ hx-trigger=load>",
    "<!--><script>hostile(7)//-->",
    "<iframe srcdoc='<script>hostile(8)</script>'>",
    "&lt;script&gt;hostile(9)&lt;/script&gt;",
)
TEMPLATES = (
    "{{ 7|add:7 }}",
    "{% debug %}",
    "{% load static %}",
    "{{ request.user.password }}",
    "{#",
    "{% comment %}",
    "${7*7}",
    "<%= 7*7 %>",
    "#{7*7}",
)
FORMATS = ("{0}", "{0.__class__}", "{who.__init__.__globals__}", "{", "}", "{}", "%s", "%(x)s", "%n%n%n", "%", "%%")
QUERIES = (
    "' OR '1'='1",
    "'; DROP TABLE trust_person; --",
    '" OR ""="',
    "1) UNION SELECT password FROM trust_person --",
    "%' AND 1=1 --",
    "\\'; --",
    "* NEAR/5 *",
    "chart__public_id",
)
PLACES = (
    "../../../../etc/passwd",
    "..\\..\\windows",
    "file:///etc/passwd",
    "CON",
    "/dev/null",
    "~root",
    ".",
    "\\\\host\\x",
)
LINES = (
    "one\r\nSet-Cookie: hostile=1",
    "one\nLocation: https://elsewhere.example",
    "a\u2028b\u2029c",
    "a\vb\fc",
    "\ttab",
)
CONTROLS = ("a\x00b", "\x1b[31mred", "\x07bell", "a\x7fb", "\ufeffmark", "\ufffe", "\ufdd0")
DIRECTIONS = (
    "\u202egnp.elif",
    "\u2066x\u2069",
    "a\u200bb\u200dc",
    "\u061c",
    "\u200f",
    "\u0645\u0631\u062d\u0628\u0627",
)
LETTERS = (
    "👩‍👩‍👧‍👦",
    "🏳️‍🌈",
    "Ω≈ç√∫",
    "Z" + "\u0335\u0321" * 40,
    "ﬁﬂ",
    "ＡＤＭＩＮ",
    "İıſß",
    "田中さん",
    "𝒯𝒽𝑒",
    "\U0010ffff",
)
NUMBERS = ("0", "-1", "NaN", "Infinity", "1e309", "0x10", "٣", "9" * 400, "true", "null", "undefined", "[]", "{}")
SHEETS = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(1)", "|calc")
LONG = ("a" * 601, "ä" * 5_000, "word " * 30_000)
EVERY = (
    *MARKUP,
    *TEMPLATES,
    *FORMATS,
    *QUERIES,
    *PLACES,
    *LINES,
    *CONTROLS,
    *DIRECTIONS,
    *LETTERS,
    *NUMBERS,
    *SHEETS,
    *LONG,
    "",
    " " * 50,
)
LIVE_MARKS = (
    b"<script>hostile",
    b"<img src=x",
    b"<svg/onload",
    b"<b onclick",
    b"<iframe",
    b"<div hx-get=/sign-out/",
    b"<a href=javascript",
)
FILES: dict[str, bytes] = {
    "empty.png": b"",
    "page.html": b"<script>hostile(1)</script>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="hostile(1)"/>',
    "report.pdf": b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF",
    "cut.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
    "bomb.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01\x86\xa0" * 2 + b"\x08\x02" + b"\x00" * 7,
    "archive.zip": b"PK\x03\x04" + b"\x00" * 60,
    "cut.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "words.txt": b"not a picture at all",
    "../../up.png": b"\x89PNG",
    "a" * 250 + ".png": b"\x00" * 300,
}
