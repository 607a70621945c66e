"""The press: a report set as PDF and as a Word document. Knows paper, not charts."""

from .paper import Cited, Drawing, Paper, Part, Picture, Sealing, Set
from .typesetting import pdf
from .word import word

__all__ = ["Cited", "Drawing", "Paper", "Part", "Picture", "Sealing", "Set", "pdf", "word"]
