"""The literature library: reading, comparing and writing references. Plain Python."""

from .entry import Entry, Kind, cleaned, doi_in, same_as, title_mark
from .reading import Fate, Format, Looked, compared, decoded, read
from .writing import WRITERS

__all__ = [
    "WRITERS",
    "Entry",
    "Fate",
    "Format",
    "Kind",
    "Looked",
    "cleaned",
    "compared",
    "decoded",
    "doi_in",
    "read",
    "same_as",
    "title_mark",
]
