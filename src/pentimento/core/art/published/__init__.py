"""Image statistics as published for the study of pictures, by their published definitions.

They are taken over the whole photograph, paper, table and shadow included, because that is how they are defined;
the formal elements of `pentimento.core.art` mask the paper first. Figures are comparable with the literature only
where pictures were taken alike. Overview: Redies et al. 2025, Behav. Res. 57:117 (Aesthetics Toolbox, whose values on
ten drawings are reproduced in ``tests/golden/art``). Statistics that need a network's weights are left out.
"""
