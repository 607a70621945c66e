"""Pictures are opened in a small process of their own, which can read nothing else and reach nobody.

Names are taken lazily: that process imports this package too and should start quickly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .developing import MOST_BYTES, MOST_PIXELS, Developed, Picture, Raster, develop, develop_own

__all__ = ["MOST_BYTES", "MOST_PIXELS", "Developed", "Picture", "Raster", "develop", "develop_own"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from . import developing

        return getattr(developing, name)
    raise AttributeError(name)
