"""Four cards that look at the lower spine from the left side of the person."""

from __future__ import annotations

import numpy as np
import skia
from back2d import pelvis
from back2d.landmarks import DISC_Y
from back2d.light import bone_colour, rgb, smoothstep
from back2d.soft import Sheet, number
from back2d.solid import Array, Solid, Triple, View, egg, rod, smax
from scipy.ndimage import distance_transform_edt, gaussian_filter

from living2d import side
from living2d.shapes import curve
from living2d.stage import LOOKS, Box, Card
from living2d.strokes import crack, ligament, nerve, poly, ring, sac

CRACK = [(-10.3, 62.3), (-8.4, 61.6), (-5.0, 62.3), (-1.4, 61.4), (2.4, 62.1), (6.0, 61.2)]
"""A fine crack from the front of the broken body inwards (z, y)."""


def narrow_canal(finer: float) -> Card:
    """Return the spine cut along the midline: thick ligament, pinched nerve sac."""
    card = Card(-41, 141, 6.2, finer)
    for name in ("l3l4", "l4l5", "l5s1"):
        thin, bulge = (0.82, 2.6) if name == "l4l5" else (0.95, 1.0)
        _cut_disc(card, name, thin, bulge)
    for name in ("L3", "L4", "L5"):
        _cut_bone(card, side.bone(name), _bone_box(name))
    _cut_bone(card, pelvis.sacrum(), (-24, 205, 80, 240))
    card.fade()
    sheet = card.sheet()
    down = [(20.2, 132), (20.4, 141), (19.9, 149), (20.6, 160), (20.6, 172), (20.9, 185)]
    down += [(23.0, 197), (26.5, 208), (31.5, 219), (36, 230)]
    sac(sheet, down, (11.2, 10.6, 7.6, 11.4, 10.2, 3.4, 10.2, 11.2, 10.5, 10), (20.9, 185.0))
    ligament(sheet, _flavum(149.0, 24.6, 30.2, 8.0))
    ligament(sheet, _flavum(184.6, 23.2, 33.4, 10.6))
    card.over(sheet.pixels() * _ends(card))
    mark = card.sheet()
    ring(mark, (21.2, 185.0), 11.4)
    card.over(mark.pixels())
    return card


def _flavum(y: float, front: float, back: float, half: float) -> list[tuple[float, float]]:
    """Return a ligament's outline about height y: down the front, up the back."""
    down = [(back - 2.2, y - half), (front + 1.2, y - half * 0.5), (front, y)]
    down += [(front + 1.8, y + half * 0.5), (back - 0.6, y + half)]
    up = [(back + 1.6, y + half * 0.9), (back + 1.6, y + half * 0.45), (back + 0.8, y)]
    up += [(back + 0.6, y - half * 0.45), (back - 0.4, y - half * 0.95)]
    return down + up


def _bone_box(name: str) -> Box:
    v = side.BY_NAME[name]
    return (-28.0, v.y - 36, 82.0, v.y + 36)


def _cut_bone(card: Card, solid: Solid, box: Box) -> None:
    """Lay the right half of a bone, its cut face spongy with a firm rim."""
    view = card.view(side.halved(solid), box, (1.0, -27.0))
    colour = bone_colour(view, card.scale, LOOKS["bone"])
    far = smoothstep(-1.0, -9.0, view.z)[..., None] * 0.45
    colour = colour * (1 - far) + rgb("#8a6a49") * far
    face, deep = _face(view, card.scale)
    pores = _spongy(view.cover.shape, card.scale)
    lit = _slope(view.cover.shape)[..., None]
    inside = rgb("#f0dfb8") * (0.93 + 0.10 * lit)
    inside = inside * (1 - 0.34 * pores[..., None]) + rgb("#c79a5e") * (0.34 * pores[..., None])
    core = smoothstep(0.7, 1.7, deep)[..., None]
    rim = rgb("#fbf4e2") * (0.95 + 0.06 * lit)
    painted = rim * (1 - core) + inside * core
    line = smoothstep(0.42, 0.12, deep)[..., None] * 0.8
    painted = painted * (1 - line) + rgb(LOOKS["bone"].line) * line
    card.lay(view, colour * (1 - face[..., None]) + painted * face[..., None])


def _cut_disc(card: Card, name: str, thin: float, bulge: float) -> None:
    """Lay the right half of a disc: rings of fibres about a soft core."""
    box = (-30.0, DISC_Y[name] - 10, 34.0, DISC_Y[name] + 13)
    view = card.view(side.halved(side.disc(name, thin, bulge)), box, (1.0, -27.0))
    colour = bone_colour(view, card.scale, LOOKS["disc"])
    face, deep = _face(view, card.scale)
    rings = 0.5 + 0.5 * np.sin(deep * 5.4)
    wall = rgb("#dbe6e8") * (0.97 - 0.13 * rings[..., None])
    core = smoothstep(1.9, 3.1, deep)[..., None] * 0.85
    painted = wall * (1 - core) + rgb("#8fc3d8") * core
    line = smoothstep(0.42, 0.12, deep)[..., None] * 0.85
    painted = painted * (1 - line) + rgb("#3f6b80") * line
    card.lay(view, colour * (1 - face[..., None]) + painted * face[..., None])


def _face(view: View, scale: float) -> tuple[Array, Array]:
    """Return where the cut face is (0..1) and how far inside it (mm)."""
    flat = (view.cover > 0.5) & (view.z > -0.12)
    deep = np.asarray(distance_transform_edt(flat), np.float32) / scale
    return flat.astype(np.float32), deep


def _slope(shape: tuple[int, ...]) -> Array:
    """Return light falling off from the upper left, 1..0."""
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]].astype(np.float32)
    return np.asarray(1 - 0.5 * (x / shape[1] + y / shape[0]), np.float32)


def _spongy(shape: tuple[int, ...], scale: float) -> Array:
    """Return the pores of spongy bone, 0..1."""
    rng = np.random.default_rng(3)
    out = np.zeros(shape, np.float32)
    for size, share in ((0.34, 0.65), (0.75, 0.35)):
        noise = gaussian_filter(
            rng.normal(size=shape).astype(np.float32), (size * scale * 1.3, size * scale)
        )
        out += share * smoothstep(0.25, 1.5, noise / noise.std())
    return np.clip(out, 0, 1)


def _ends(card: Card) -> Array:
    """Return the fade of overlays at the upper and lower edge."""
    height = card.canvas.shape[0]
    y = (np.arange(height, dtype=np.float32) + 0.5) / height
    return np.asarray((smoothstep(0.0, 0.08, y) * smoothstep(1.0, 0.92, y))[:, None, None])


def joining_bones(finer: float) -> Card:
    """Return two vertebrae with cage, slim round-ended screws and rod; calm, nothing pointed."""
    card = Card(-41, 141, 6.2, finer)
    card.put(side.disc("l3l4"), "disc", (-28, 139, 28, 158))
    card.put(side.disc("l5s1"), "disc", (-28, 208, 34, 234))
    card.put(_canal, "canal", (8, 140, 40, 232))
    card.put(side.graft("l4l5"), "bone", (-22, 176, 22, 194), 0.1)
    card.put(side.cage("l4l5", 9.8), "cage", (-22, 174, 26, 196))
    for name in ("L3", "L4", "L5"):
        card.put(side.bone(name), "bone", _bone_box(name))
    card.put(pelvis.sacrum(), "bone", (-24, 205, 80, 240))
    axes = {name: side.screw_axis(name) for name in ("L4", "L5")}
    _windows(card, axes)
    for entry, tip in axes.values():
        y0, y1 = sorted((entry[1], tip[1]))
        box = (tip[2] - 5, y0 - 7, entry[2] + 8, y1 + 7)
        view = card.view(side.screw(entry, tip), box)
        card.lay(view, bone_colour(view, card.scale, LOOKS["metal"]), 0.25, 0.8)
    _rod_and_heads(card, axes)
    card.fade()
    return card


def _canal(p: Array) -> Array:
    """Return the nerve sac, seen in shade through the openings."""
    z = 22.4 + 1.0 * np.sin((p[:, 1] - 150) / 26)
    return np.asarray(np.hypot((p[:, 0] - 170.0) / 1.1, p[:, 2] - z) - 9.6, np.float32)


def _windows(card: Card, axes: dict[str, tuple[Triple, Triple]]) -> None:
    """Lighten the bone about the screws, so that one sees them as through glass."""
    sheet = card.sheet()
    for entry, tip in axes.values():
        line = poly([(entry[2], entry[1]), (tip[2], tip[1])], closed=False)
        for wide, alpha in ((9.5, 0.30), (7.4, 0.34)):
            paint = skia.Paint(AntiAlias=True, Color=number("#fffaf0", alpha))
            paint.setStyle(skia.Paint.kStroke_Style)
            paint.setStrokeWidth(wide)
            paint.setStrokeCap(skia.Paint.kRound_Cap)
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 1.0))
            sheet.canvas.drawPath(line, paint)
    card.over(sheet.pixels())


def _rod_and_heads(card: Card, axes: dict[str, tuple[Triple, Triple]]) -> None:
    """Lay the rod and the two screw heads."""
    (e4, t4), (e5, t5) = axes["L4"], axes["L5"]
    way4, way5 = (
        np.subtract(t, e) / np.linalg.norm(np.subtract(t, e)) for e, t in ((e4, t4), (e5, t5))
    )
    a, b = np.array(e4) - 5.6 * way4, np.array(e5) - 5.6 * way5
    over = (b - a) / np.linalg.norm(b - a)
    a, b = a - 9.5 * over - [2, 0, 0], b + 9.5 * over - [2, 0, 0]

    def bar(p: Array) -> Array:
        return rod(p, tuple(a), tuple(b), (2.4, 2.4))

    card.put(bar, "metal", (20, 145, 60, 225), 0.5)
    for entry, way in ((e4, way4), (e5, way5)):
        box = (entry[2] - 9, entry[1] - 13, entry[2] + 17, entry[1] + 13)
        card.put(side.head(entry, tuple(way)), "metal", box, 0.5)


def broken_bone(finer: float) -> Card:
    """Return a vertebra crushed to a wedge in front, with one fine crack; calm, nothing raw."""
    card = Card(-37, 13, 6.2, finer)
    crush, v = 0.36, side.BY_NAME["L1"]
    pivot = (v.z + v.depth / 2, v.y - v.height / 2)
    deg = float(np.rad2deg(np.arctan(crush * v.height / v.depth)))
    card.put(side.turned(side.disc("t12l1"), pivot, deg * 0.9), "disc", (-36, 26, 30, 72))
    card.put(side.disc("l1l2"), "disc", (-30, 68, 34, 90))
    card.put(_canal_high, "canal", (12, 10, 46, 110))
    card.put(side.turned(side.bone("T12"), pivot, deg), "bone", (-40, 2, 80, 76))
    line = [(float(x), float(y)) for x, y in curve(CRACK, 24)]
    solid = side.cracked(side.wedge("L1", crush), [line], 0.4)
    view = card.view(solid, (-28, 25, 86, 97))
    colour = bone_colour(view, card.scale, LOOKS["bone"])
    card.lay(view, _tinted(card, view, colour))
    card.put(side.bone("L2"), "bone", _bone_box("L2"))
    sheet = card.sheet()
    crack(sheet, line, 1.2)
    card.over(sheet.pixels())
    card.fade()
    return card


def _canal_high(p: Array) -> Array:
    """Return the nerve sac behind T12 to L2."""
    z = 28.5 - 0.045 * (p[:, 1] - 50)
    return np.asarray(np.hypot((p[:, 0] - 170.0) / 1.1, p[:, 2] - z) - 8.6, np.float32)


def _tinted(card: Card, view: View, colour: Array) -> Array:
    """Return the broken body warmed with a soft sand tone, as the part that is hurt."""
    column, row = view.corner
    y, x = np.mgrid[0 : colour.shape[0], 0 : colour.shape[1]].astype(np.float32)
    u, w = (x + column) / card.scale + card.left, (y + row) / card.scale + card.top
    share = smoothstep(1.25, 0.35, np.hypot((u - 0.5) / 17.5, (w - 62.5) / 13.5))[..., None] * 0.55
    return np.asarray(colour * (1 - share) + colour * rgb("#f2c98a") / 0.95 * share)


def pain_after_surgery(finer: float) -> Card:
    """Return the side view with a healed window in the bone, a healed scar and the nerve.

    Pain after surgery has many causes: nothing is marked as the one that hurts.
    """
    card = Card(-29, 147, 6.2, finer)
    card.put(_canal, "canal", (8, 140, 40, 232))
    card.put(side.disc("l3l4"), "disc", (-28, 139, 28, 158))
    card.put(side.disc("l4l5", 0.72, 0.6), "worn", (-28, 174, 28, 197))
    card.put(side.disc("l5s1"), "disc", (-28, 208, 34, 234))
    for name in ("L3", "L4", "L5"):
        solid = _opened(side.bone(name)) if name == "L4" else side.bone(name)
        card.put(solid, "bone", _bone_box(name))
    card.put(pelvis.sacrum(), "bone", (-24, 205, 80, 240))
    card.fade(sides=0.05)
    _skin(card)
    sheet = card.sheet()
    path = [(19.0, 166.5), (21.8, 172.0), (23.2, 178.5), (22.4, 186.0)]
    path += [(19.4, 194.0), (14.5, 203.0), (9.0, 213.0), (3.5, 228.0)]
    nerve(sheet, path, (3.6, 4.4, 4.7, 4.6, 4.7, 5.0, 5.0))
    sheet.rub_out(path[0], 4.5)
    card.over(sheet.pixels() * _ends(card))
    return card


def _opened(solid: Solid) -> Solid:
    """Return L4 with the healed window of an earlier operation in its arch."""

    def cut(p: Array) -> Array:
        return smax(solid(p), -egg(p, (154.5, 180.5, 33.0), (9.0, 7.5, 6.5)), 2.5)

    return cut


def _skin(card: Card) -> None:
    """Paint the skin of the back at the right with a healed scar."""
    sheet = card.sheet()
    y = np.linspace(140, 236, 90)
    edge = 77.0 - 5.0 * np.exp(-(((y - 186) / 30) ** 2))
    cut = np.stack([edge, y], 1)
    fat = cut - np.array([5.2, 0.0]) - np.stack([0.8 * np.sin(y / 3.1), 0 * y], 1)
    far = np.stack([np.full_like(y, 106.0), y], 1)
    face = poly(np.vstack([cut, far[::-1]]))
    tones = [number(c) for c in ("#f3d3b4", "#edc5a1", "#dca982", "#c58d66")]
    ends = [skia.Point(71, 170), skia.Point(101, 188)]
    sheet.fill(poly(np.vstack([fat, cut[::-1]]) + np.array([-1.0, 0.8])), "#5c3a22", 0.25, 1.4)
    sheet.fill(poly(np.vstack([fat, cut[::-1]])), "#f3dfa6")
    sheet.stroke(poly(fat, closed=False), "#c9a55a", 0.4, 0.9)
    sheet.shade(face, skia.GradientShader.MakeLinear(ends, tones, [0.0, 0.3, 0.7, 1.0]))
    rim = np.vstack([cut, (cut + np.array([1.7, 0.0]))[::-1]])
    sheet.fill(poly(rim), "#e9b493")
    sheet.stroke(poly(cut, closed=False), "#9a6543", 0.5, 0.9)
    _scar(sheet)
    pixels = sheet.pixels()
    height, width = pixels.shape[:2]
    rows = (np.arange(height, dtype=np.float32) + 0.5)[:, None] / height
    columns = (np.arange(width, dtype=np.float32) + 0.5)[None, :] / width
    fade = smoothstep(0.0, 0.13, rows) * smoothstep(1, 0.87, rows) * smoothstep(1.0, 0.955, columns)
    card.over(pixels * fade[..., None])


def _scar(sheet: Sheet) -> None:
    """Paint a healed scar on the skin: a pale smooth line, no stitches."""
    t = np.linspace(0, 1, 60)
    line = np.stack([86.2 + 0.8 * np.sin(t * 5), 170.0 + 30 * t], 1)
    wide = np.stack([0.3 + 0.9 * np.sin(np.pi * t) ** 0.5, 0 * t], 1)
    sheet.fill(
        poly(np.vstack([line - 1.7 * wide, (line + 1.7 * wide)[::-1]])), "#b47a5c", 0.45, 0.8
    )
    sheet.fill(poly(np.vstack([line - wide, (line + wide)[::-1]])), "#bd8266")
    left = np.vstack([line - 0.7 * wide, (line + 0.45 * wide)[::-1]])
    sheet.fill(poly(left), "#f8dfce", 1.0, 0.2)
