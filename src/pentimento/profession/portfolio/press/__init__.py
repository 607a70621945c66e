"""The press: a sealed certificate of hours as a tagged PDF (PDF/UA-1). Knows paper, not portfolios.

Words go in as JSON and come out as text: nothing a person typed is read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pentimento.core.kernel.errors import Unavailable

TEMPLATE = "certificate.typ"


def certificate_pdf(told: Mapping[str, Any]) -> bytes:
    """Set a certificate. Signs that no font here can draw stand as their number.

    Raises
    ------
    Unavailable
        If it cannot be set at all.
    """
    for change in (_settable, _latin):
        try:
            return _set(_each(told, change))
        except Exception as problem:
            if change is _latin:
                raise Unavailable("The PDF could not be made. The certificate itself is kept.") from problem
    raise Unavailable("The PDF could not be made. The certificate itself is kept.")


def _set(told: Any) -> bytes:
    import typst  # 20 MB that a web process needs only now

    with TemporaryDirectory(prefix="pentimento-press-") as private:
        folder = Path(private)
        (folder / TEMPLATE).write_bytes(files(__package__).joinpath(TEMPLATE).read_bytes())
        (folder / "data.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        made = typst.compile(str(folder / TEMPLATE), root=private, format="pdf", pdf_standards="ua-1")
    return bytes(made)


def _each(told: Any, change: Callable[[str], str]) -> Any:
    if isinstance(told, str):
        return change(told)
    if isinstance(told, list):
        return [_each(one, change) for one in told]
    if isinstance(told, Mapping):
        return {key: _each(one, change) for key, one in told.items()}
    return told


def _settable(text: str) -> str:
    return "".join(sign for sign in text if sign in "\t\n" or " " <= sign <= "\ud7ff" or "\ue000" <= sign < "\ufffe")


def _latin(text: str) -> str:
    """Latin letters and common marks stay, everything else stands as its number."""
    return "".join(s if s < "\u0250" or s in "–—‘’“”…−×·•" else f"[U+{ord(s):04X}]" for s in _settable(text))
