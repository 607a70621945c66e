"""How each medium behaves: numbers, not code. Found by eye against real sheets."""

from dataclasses import dataclass

from pentimento.exchange.demo.strokes.recording import Tool


@dataclass(frozen=True, slots=True)
class Medium:
    """The behaviour of one tool.

    ``bristle`` and ``step`` are the spacing of deposits across and along the mark, in pixels; ``streak`` how unequal
    the bristles are; ``thin`` how far the mark narrows as pressure goes; ``tooth`` how much of the paper's valleys
    stay bare; ``load`` pigment in one pass; ``soft`` the edge of the grain; ``hide`` how well it covers (1 paint,
    0 glaze); ``jitter`` scatter of deposits in pixels.
    """

    bristle: float
    step: float
    streak: float
    thin: float
    tooth: float
    load: float
    soft: float
    hide: float
    jitter: float
    blurs: int = 1


DRY: dict[Tool, Medium] = {
    Tool.PENCIL: Medium(0.8, 0.9, 0.15, 0.35, 0.55, 0.95, 0.95, 0.45, 0.35),
    Tool.CRAYON: Medium(1.8, 1.8, 0.45, 0.25, 0.78, 0.95, 0.60, 0.62, 0.95),
    Tool.PASTEL: Medium(2.0, 2.0, 0.6, 0.22, 0.50, 1.15, 0.62, 0.86, 1.05),
    Tool.CHARCOAL: Medium(1.7, 1.8, 0.5, 0.32, 0.70, 1.05, 0.90, 0.55, 1.20),
}
WET: dict[Tool, Medium] = {
    Tool.FELT: Medium(1.0, 1.0, 0.10, 0.08, 0.06, 0.94, 1.0, 0.3, 0.0, blurs=2),
    Tool.BRUSH: Medium(1.6, 1.6, 0.2, 0.55, 0.12, 1.05, 1.0, 0.6, 0.3, blurs=1),
}
MEDIA: dict[Tool, Medium] = DRY | WET
