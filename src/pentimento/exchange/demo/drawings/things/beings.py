"""People, cats, dogs, birds, fish: who lives there."""

import numpy as np

from pentimento.exchange.demo.drawings.hand import Age
from pentimento.exchange.demo.drawings.outline import box, lump, oval, rounded
from pentimento.exchange.demo.drawings.sheet import Sheet


def person(s: Sheet, x: float, ground: float, tall: float, *, skirt: bool | None = None) -> None:
    """Somebody standing, ``tall`` mm high, as this hand draws people."""
    skirt = s.chance(0.4) if skirt is None else skirt
    if s.age is Age.SMALL:
        _tadpole(s, x, ground, tall)
        return
    head = tall * (0.13 if s.age is Age.CHILD else 0.085)
    head_y = ground - tall + head
    shoulder, hip = head_y + head * 1.25, ground - tall * 0.42
    wide = tall * s.near(0.1)
    coat = s.pick((s.pal.warm, s.pal.sky, s.pal.deep, s.pal.moss, s.pal.sun))
    flare = 1.9 if skirt else 1.0
    body = [
        (x - wide, shoulder),
        (x + wide, shoulder),
        (x + wide * flare, hip + (tall * 0.08 if skirt else 0)),
        (x - wide * flare, hip + (tall * 0.08 if skirt else 0)),
    ]
    s.hatch(body, coat, gap=0.85)
    s.loop(body, curve=s.age >= Age.TEEN)
    _legs(s, x, hip + (tall * 0.08 if skirt else 0), ground, wide, skirt)
    _arms(s, x, shoulder, tall, wide)
    face(s, x, head_y, head)
    hair(s, x, head_y, head)


def _tadpole(s: Sheet, x: float, ground: float, tall: float) -> None:
    """A head with legs and arms: a small child's whole person."""
    head = tall * 0.27
    y = ground - tall + head
    for side in (-1, 1):
        lean = side * head * s.near(0.45)
        s.line(
            [(x + lean * 0.8, y + head * 0.9), (x + lean, ground), (x + lean + side * head * 0.3, ground)], curve=False
        )
        hand_x, hand_y = x + side * head * s.near(1.8), y + head * s.rng.uniform(-0.4, 0.5)
        s.line([(x + side * head, y + head * 0.15), (hand_x, hand_y)])
        for finger in (-0.7, 0.0, 0.7):
            s.line([(hand_x, hand_y), (hand_x + side * head * 0.25, hand_y + finger * head * 0.3)])
    face(s, x, y, head)
    hair(s, x, y, head)


def _legs(s: Sheet, x: float, hip: float, ground: float, wide: float, skirt: bool) -> None:
    trousers = s.pick((s.pal.water, s.pal.wood, s.pal.deep))
    for side in (-1, 1):
        lx = x + side * wide * 0.5
        leg = box(lx - wide * 0.38, hip, wide * 0.76, ground - hip)
        if skirt:
            s.line([(lx, hip), (lx, ground)])
        else:
            s.hatch(leg, trousers, gap=0.8, angle=1.45)
            s.line([leg[0], leg[3]])
            s.line([leg[1], leg[2]])
        shoe = oval(lx + side * wide * 0.25, ground - wide * 0.08, wide * 0.6, wide * 0.24, 9)
        s.hatch(shoe, s.pal.ink, s.hand.line, gap=0.9)


def _arms(s: Sheet, x: float, shoulder: float, tall: float, wide: float) -> None:
    for side in (-1, 1):
        lift = s.rng.uniform(-0.1, 0.24)
        ex, ey = x + side * (wide + tall * 0.07), shoulder + tall * 0.12
        hx, hy = x + side * (wide + tall * s.near(0.13)), shoulder + tall * lift
        s.line([(x + side * wide * 0.9, shoulder + 1), (ex, ey), (hx, hy)], width=max(1.1, tall * 0.022))
        s.loop(oval(hx, hy, tall * 0.022, tall * 0.022, 7), s.pal.skin, press=1.2)


def face(s: Sheet, x: float, y: float, head: float) -> None:
    """A round head with eyes and a mouth, mostly at ease."""
    shape = lump(x, y, head * 0.92, head, s.rng, 0.03)
    if s.age is not Age.SMALL or s.chance(0.4):
        s.hatch(shape, s.pal.skin, gap=1.0)
    s.loop(shape)
    for side in (-1, 1):
        ex, ey = x + side * head * 0.36, y - head * 0.12
        if s.age is Age.SMALL:
            s.loop(oval(ex, ey, head * 0.16, head * 0.16, 8))
            s.dot(ex, ey, s.pal.ink, head * 0.12, s.hand.line)
        else:
            s.dot(ex, ey, s.pal.ink, max(1.2, head * 0.16), s.hand.line)
    curve = head * s.rng.uniform(0.02, 0.24)
    s.line(
        [(x - head * 0.36, y + head * 0.38), (x, y + head * 0.4 + curve), (x + head * 0.36, y + head * 0.36)],
        s.pal.warm,
    )
    if s.age >= Age.CHILD and head > 7:
        s.line([(x, y - head * 0.05), (x + head * 0.1, y + head * 0.14), (x - head * 0.02, y + head * 0.16)], press=0.7)
    if s.age <= Age.CHILD and s.chance(0.35):
        for side in (-1, 1):
            s.dot(x + side * head * 0.58, y + head * 0.2, s.pal.rose, head * 0.26)


def hair(s: Sheet, x: float, y: float, head: float, kind: int | None = None) -> None:
    """0 scribbled top, 1 long, 2 curls, 3 a few hairs, 4 hat."""
    kind = int(s.rng.integers(5)) if kind is None else kind
    tone = s.pick((s.pal.wood, s.pal.ink, s.pal.earth, s.pal.sun))
    if kind == 0:
        turn = np.linspace(np.pi * 1.02, np.pi * 1.98, 21)
        reach = head * (1 + 0.22 * np.tile([1, -0.6], 11)[:21])
        s.line(
            np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)]),
            tone,
            s.hand.fill,
            head * 0.16,
            curve=False,
        )
    else:
        _styled(s, x, y, head, kind, tone)


def _styled(s: Sheet, x: float, y: float, head: float, kind: int, tone: str) -> None:
    """Long hair, curls, a few hairs, or a hat."""
    if kind == 1:
        for side in (-1, 1):
            for strand in (0.9, 1.05, 1.2):
                s.line(
                    [
                        (x, y - head * 1.02),
                        (x + side * head * strand * 0.8, y - head * 0.7),
                        (x + side * head * strand, y + head * 0.1),
                        (x + side * head * strand, y + head * s.near(1.0)),
                    ],
                    tone,
                    s.hand.fill,
                    max(0.9, head * 0.13),
                )
    elif kind == 2:
        for turn in np.linspace(np.pi * 0.95, np.pi * 2.05, 9):
            s.loop(oval(x + head * np.cos(turn), y + head * np.sin(turn), head * 0.23, head * 0.23, 8), tone)
    elif kind == 3:
        for turn in np.linspace(np.pi * 1.25, np.pi * 1.75, 7):
            s.line(
                [
                    (x + head * np.cos(turn), y + head * np.sin(turn)),
                    (x + head * 1.4 * np.cos(turn), y + head * 1.4 * np.sin(turn)),
                ],
                tone,
            )
    else:
        brim = y - head * 0.72
        cap = [
            (x - head * 0.75, brim),
            (x - head * 0.6, brim - head * 0.7),
            (x + head * 0.6, brim - head * 0.7),
            (x + head * 0.75, brim),
        ]
        s.hatch(cap, s.pick((s.pal.warm, s.pal.deep, s.pal.leaf)), gap=0.7)
        s.line([(x - head * 1.2, brim), (x + head * 1.2, brim - 1)], width=max(1.4, head * 0.12))


def cat(s: Sheet, x: float, ground: float, size: float, tone: str | None = None) -> None:
    """A sitting cat seen from behind or in front."""
    tone = tone or s.pick((s.pal.earth, s.pal.sun, s.pal.ink, s.pal.wood))
    body = rounded(
        [
            (x - size * 0.34, ground),
            (x - size * 0.38, ground - size * 0.4),
            (x - size * 0.2, ground - size * 0.78),
            (x + size * 0.2, ground - size * 0.78),
            (x + size * 0.38, ground - size * 0.4),
            (x + size * 0.34, ground),
        ]
    )
    head = [
        (x - size * 0.3, ground - size * 0.92),
        (x - size * 0.29, ground - size * 1.32),
        (x - size * 0.12, ground - size * 1.16),
        (x + size * 0.12, ground - size * 1.16),
        (x + size * 0.29, ground - size * 1.33),
        (x + size * 0.3, ground - size * 0.92),
        (x + size * 0.14, ground - size * 0.72),
        (x - size * 0.14, ground - size * 0.72),
    ]
    tail = [
        (x + size * 0.3, ground - 2),
        (x + size * 0.72, ground - size * 0.08),
        (x + size * 0.8, ground - size * 0.45),
        (x + size * 0.62, ground - size * 0.62),
    ]
    s.line(tail, tone, s.hand.fill, max(2.4, size * 0.1))
    s.hatch(body, tone, gap=0.85, angle=1.2)
    s.hatch(head, tone, gap=0.85)
    s.loop(head, curve=False)
    s.line(body)
    _cat_face(s, x, ground, size, tone)


def _cat_face(s: Sheet, x: float, ground: float, size: float, tone: str) -> None:
    """Eyes, whiskers, forelegs, nose."""
    for side in (-1, 1):
        s.dot(
            x + side * size * 0.12,
            ground - size * 0.98,
            s.pal.leaf if tone != s.pal.ink else s.pal.sun,
            max(1.6, size * 0.07),
        )
        for whisker in (-0.02, 0.06):
            s.line(
                [
                    (x + side * size * 0.1, ground - size * 0.86),
                    (x + side * size * 0.46, ground - size * (0.88 - whisker)),
                ],
                press=0.7,
            )
        s.line([(x + side * size * 0.14, ground), (x + side * size * 0.13, ground - size * 0.36)], press=0.8)
    s.dot(x, ground - size * 0.88, s.pal.rose, max(1.2, size * 0.05))


def dog(s: Sheet, x: float, ground: float, size: float) -> None:
    """A dog from the side, tail up."""
    tone = s.pick((s.pal.earth, s.pal.wood, s.pal.skin))
    body = rounded(
        [
            (x - size * 0.5, ground - size * 0.62),
            (x, ground - size * 0.68),
            (x + size * 0.45, ground - size * 0.64),
            (x + size * 0.48, ground - size * 0.32),
            (x, ground - size * 0.28),
            (x - size * 0.5, ground - size * 0.32),
        ]
    )
    for leg in (-0.42, -0.25, 0.25, 0.4):
        s.hatch(
            box(x + size * leg - size * 0.05, ground - size * 0.34, size * 0.1, size * 0.34), tone, gap=0.8, angle=1.5
        )
    s.hatch(body, tone, gap=0.85)
    s.line(body)
    _dog_head(s, x, ground, size, tone)


def _dog_head(s: Sheet, x: float, ground: float, size: float, tone: str) -> None:
    """Head, ear, nose, and the tail at the other end."""
    head = rounded(
        [
            (x + size * 0.4, ground - size * 0.9),
            (x + size * 0.62, ground - size),
            (x + size * 0.8, ground - size * 0.82),
            (x + size * 0.98, ground - size * 0.74),
            (x + size * 0.94, ground - size * 0.6),
            (x + size * 0.6, ground - size * 0.55),
        ]
    )
    s.hatch(head, tone, gap=0.8)
    s.loop(head[::3])
    ear = lump(x + size * 0.5, ground - size * 0.82, size * 0.08, size * 0.2, s.rng)
    s.hatch(ear, s.pal.wood, gap=0.7)
    s.dot(x + size * 0.72, ground - size * 0.82, s.pal.ink, max(1.4, size * 0.06), s.hand.line)
    s.dot(x + size * 0.97, ground - size * 0.7, s.pal.ink, max(1.8, size * 0.09), s.hand.line)
    s.line(
        [
            (x - size * 0.5, ground - size * 0.58),
            (x - size * 0.7, ground - size * 0.8),
            (x - size * 0.66, ground - size),
        ],
        tone,
        width=max(2.0, size * 0.07),
    )


def bird(s: Sheet, x: float, y: float, size: float) -> None:
    """A plump bird looking right."""
    tone = s.pick((s.pal.sky, s.pal.warm, s.pal.earth, s.pal.sun, s.pal.deep))
    body = rounded(
        [
            (x - size * 0.55, y - size * 0.1),
            (x - size * 0.2, y - size * 0.34),
            (x + size * 0.2, y - size * 0.5),
            (x + size * 0.42, y - size * 0.36),
            (x + size * 0.42, y),
            (x + size * 0.1, y + size * 0.26),
            (x - size * 0.25, y + size * 0.14),
        ]
    )
    s.hatch(body, tone, gap=0.8)
    s.loop(body[::2])
    wing = rounded(
        [
            (x - size * 0.35, y - size * 0.06),
            (x, y - size * 0.2),
            (x + size * 0.16, y - size * 0.05),
            (x - size * 0.1, y + size * 0.1),
        ]
    )
    s.hatch(wing, s.pick((s.pal.deep, s.pal.wood, s.pal.rose)), gap=0.8)
    s.line(
        [(x - size * 0.52, y - size * 0.08), (x - size * 0.85, y - size * 0.02), (x - size * 0.5, y + size * 0.04)],
        curve=False,
    )
    _bird_face(s, x, y, size)


def _bird_face(s: Sheet, x: float, y: float, size: float) -> None:
    """Beak, eye and legs."""
    beak = [(x + size * 0.44, y - size * 0.28), (x + size * 0.64, y - size * 0.2), (x + size * 0.43, y - size * 0.14)]
    s.hatch(beak, s.pal.sun, gap=0.7)
    s.line(beak, curve=False)
    s.dot(x + size * 0.28, y - size * 0.28, s.pal.ink, max(1.3, size * 0.07), s.hand.line)
    for leg in (-0.02, 0.12):
        s.line(
            [
                (x + size * leg, y + size * 0.22),
                (x + size * leg, y + size * 0.44),
                (x + size * (leg + 0.1), y + size * 0.46),
            ],
            s.pal.wood,
            curve=False,
        )


def gull(s: Sheet, x: float, y: float, size: float) -> None:
    """Far bird: one line."""
    s.line(
        [
            (x - size, y - size * 0.35),
            (x - size * 0.45, y - size * 0.55),
            (x, y),
            (x + size * 0.5, y - size * 0.6),
            (x + size, y - size * 0.3),
        ]
    )


def fish(s: Sheet, x: float, y: float, size: float, way: int = 1) -> None:
    """A fish swimming right (1) or left (-1)."""
    tone = s.pick((s.pal.warm, s.pal.sun, s.pal.rose, s.pal.leaf, s.pal.deep))
    turn = np.linspace(0, 2 * np.pi, 14, endpoint=False)
    body = np.column_stack([x + way * size * 0.5 * np.cos(turn), y + size * 0.26 * np.sin(turn)])
    tail = [
        (x - way * size * 0.44, y),
        (x - way * size * 0.8, y - size * 0.26),
        (x - way * size * 0.7, y),
        (x - way * size * 0.8, y + size * 0.26),
    ]
    s.hatch(tail, s.pick((s.pal.deep, s.pal.warm, s.pal.sky)), gap=0.8)
    s.hatch(body, tone, gap=0.8)
    s.loop(body)
    s.loop(tail, curve=False)
    s.dot(x + way * size * 0.3, y - size * 0.06, s.pal.ink, max(1.3, size * 0.07), s.hand.line)
    for stripe in (-0.1, 0.06):
        s.line(
            [
                (x + way * size * stripe, y - size * 0.22),
                (x + way * size * (stripe + 0.05), y),
                (x + way * size * stripe, y + size * 0.22),
            ],
            s.pal.ink,
            press=0.7,
        )
