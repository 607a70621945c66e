"""Drawings as recorded strokes, and how each medium looks on paper."""

from pentimento.exchange.demo.strokes.recording import Ground, Recording, Sample, Stroke, Tool
from pentimento.exchange.demo.strokes.render import encode, render

__all__ = ["Ground", "Recording", "Sample", "Stroke", "Tool", "encode", "render"]
