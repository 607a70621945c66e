"""How commands answer: in words and tables for a person, in JSON for a program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from rich.console import Console
from rich.table import Table


class Speaker:
    """One command's voice."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.console = Console(stderr=as_json, highlight=False, soft_wrap=True)

    def say(self, words: str) -> None:
        """Progress and advice. In JSON mode it goes to standard error."""
        self.console.print(words, markup=False)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """A table, only for a person."""
        if self.as_json:
            return
        drawn = Table(*heads, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            drawn.add_row(*(str(cell) for cell in row))
        self.console.print(drawn)

    def answer(self, content: Any) -> None:
        """The result, only for a program."""
        if self.as_json:
            sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n")

    def refuse(self, words: str, status: int = 1) -> NoReturn:
        """Say what will not be done and end with a status that scripts notice."""
        if self.as_json:
            sys.stdout.write(json.dumps({"error": words}, ensure_ascii=False) + "\n")
        else:
            Console(stderr=True, highlight=False, soft_wrap=True).print(words, markup=False)
        raise SystemExit(status)
