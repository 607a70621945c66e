"""Reading a list of DOIs, one on a line, as bare numbers or addresses, with or without a title behind it."""

from __future__ import annotations

from pentimento.core.kernel.errors import Invalid

from .entry import Entry, Kind, cleaned, doi_in


def read_dois(text: str) -> list[Entry]:
    """One entry for each DOI. Nothing is looked up: what stands behind the DOI becomes its title.

    Raises
    ------
    Invalid
        With the line, where a line holds no DOI.
    """
    found = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        doi = doi_in(words)
        if not doi:
            raise Invalid("Line {line}: there is no DOI here. One begins with “10.” and has a slash.", line=number)
        behind = words[words.lower().find(doi) + len(doi) :]
        title = cleaned(behind.strip(" \t.,;:-–|"))
        found.append(Entry(Kind.OTHER, title or doi, doi=doi, line=number))
    return found
