"""How large a picture may be, and how large what is made of it. Read on both sides of the wall."""

from __future__ import annotations

MOST_BYTES = 200_000_000
# 50.3 million: cameras sold as "50 MP" make 8688 x 5792 or 8192 x 6144 pictures.
MOST_PIXELS = 8192 * 6144

# Longest side in pixels of each picture that is made.
SIDES = {"thumb": 480, "screen": 1600, "large": 4096, "measuring": 1024, "whole": 4096}
RASTERS = {"measuring", "whole"}  # pixels as they are, for measuring
QUALITY = {"thumb": 72, "screen": 86, "large": 90}

MEMORY = 2 << 30  # bytes of address space; 50 MP of interlaced 16-bit RGBA need 0.4 GiB of it at once
CPU_SECONDS = 20
WALL_SECONDS = 30
MOST_ANSWER = 128 << 20  # bytes; a 4096 px picture of pure noise is 30 MB
