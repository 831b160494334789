"""Geometry of the world map: Natural Earth's countries, projected, simplified, as SVG paths.

Reads `countries-50m.json` and `countries-10m.json` of the npm package `world-atlas` (Natural Earth
4.1, public domain), and writes `src/longtin/web/data/world.json`:

```console
npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
python tools/build_map.py package
```

Equal Earth projection (Šavrič, Patterson and Jenny 2018), so that areas can be compared. Borders
are simplified arc by arc (Visvalingam), so that neighbours keep one line between them. Of small
states and of those the coarser file lacks, the finer one gives the middle.
"""

import csv
import heapq
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

TARGET = Path(__file__).parents[1] / "src" / "longtin" / "web" / "data" / "world.json"
WIDTH: Final = 960
LEAST_TRIANGLE: Final = 0.35
"""Square pixels below which a point of a border is left out."""
LEAST_RING: Final = 0.8
"""Square pixels below which an island is left out, unless it is the largest of its state."""
SMALL: Final = 9.0
"""Square pixels below which a state is drawn as a dot."""
UNNUMBERED: Final = {"Kosovo": "KOS", "Taiwan": "TAW"}
"""Members of the state system without a number in ISO 3166: their Correlates of War letters."""
SOUTH: Final = -58.0
"""Degrees below which nothing is drawn: Antarctica is no state."""

Point = tuple[float, float]
Ring = list[Point]

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF = 2.7066297
"""Of the projection's width, on a sphere of radius 1."""


def project(longitude: float, latitude: float) -> Point:
    """A place in pixels, from the top left."""
    slant = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = slant * slant
    sixth = square**3
    y = slant * (A1 + A2 * square + sixth * (A3 + A4 * square))
    stretch = 9 * A4 * square**4 + 7 * A3 * sixth + 3 * A2 * square + A1
    x = 2 * sqrt(3) * radians(longitude) * cos(slant) / (3 * stretch)
    scale = WIDTH / (2 * HALF)
    return (HALF + x) * scale, (top() - y) * scale


def top() -> float:
    """The northernmost of the projection, on a sphere of radius 1."""
    slant = asin(sqrt(3) / 2)
    square = slant * slant
    return slant * (A1 + A2 * square + square**3 * (A3 + A4 * square))


def arcs_of(topology: dict[str, Any]) -> list[Ring]:
    """Every border in degrees."""
    (east, north), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * east + x0, max(y * north + y0, SOUTH)))
        found.append(line)
    return found


def area(ring: Iterable[Point]) -> float:
    """Of a ring, in square pixels."""
    points = list(ring)
    return 0.5 * sum(
        x * points[(at + 1) % len(points)][1] - points[(at + 1) % len(points)][0] * y
        for at, (x, y) in enumerate(points)
    )


def simplified(line: Ring) -> Ring:
    """A border less the points that change least on the map, its ends kept."""
    if len(line) < 3:
        return line
    drawn = [project(*place) for place in line]
    before, after = [at - 1 for at in range(len(line))], [at + 1 for at in range(len(line))]
    weight = [float("inf")] * len(line)

    def weigh(at: int) -> float:
        return abs(area((drawn[before[at]], drawn[at], drawn[after[at]])))

    heap: list[tuple[float, int]] = []
    for at in range(1, len(line) - 1):
        weight[at] = weigh(at)
        heapq.heappush(heap, (weight[at], at))
    gone: set[int] = set()
    while heap:
        size, at = heapq.heappop(heap)
        if at in gone or size != weight[at]:
            continue
        if size >= LEAST_TRIANGLE:
            break
        gone.add(at)
        after[before[at]], before[after[at]] = after[at], before[at]
        for near in (before[at], after[at]):
            if 0 < near < len(line) - 1:
                weight[near] = max(weigh(near), size)
                heapq.heappush(heap, (weight[near], near))
    return [point for at, point in enumerate(line) if at not in gone]


def rings_of(geometry: dict[str, Any], arcs: list[Ring]) -> Iterator[Ring]:
    """Outer and inner rings of a country in pixels, cut where the map ends."""
    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in shapes:
        for numbers in polygon:
            ring: Ring = []
            for number in numbers:
                line = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring += line[1:] if ring else line
            for part in cut(ring):
                yield [project(*place) for place in part]


def cut(ring: Ring) -> Iterator[Ring]:
    """A ring in degrees; in parts, if it crosses the meridian at which the map ends."""
    whole, turn = [ring[0]], 0.0
    for (x1, _), (x2, y2) in pairwise(ring):
        turn += -360 if x2 - x1 > 180 else 360 if x2 - x1 < -180 else 0
        whole.append((x2 + turn, y2))
    if turn or not any(abs(x) > 180.0001 for x, _ in whole):
        yield ring
        return
    for shift in (-360.0, 0.0, 360.0):
        part = [(x + shift, y) for x, y in whole]
        for side in (-1, 1):
            part = beside(part, side)
        if len(part) > 3:
            yield part


def beside(ring: Ring, side: int) -> Ring:
    """What of a ring lies within 180 degrees on one side (Sutherland and Hodgman)."""
    found: Ring = []
    for (x1, y1), (x2, y2) in pairwise([*ring, *ring[:1]]):
        inside = (side * x1 <= 180, side * x2 <= 180)
        if inside[0]:
            found.append((x1, y1))
        if inside[0] != inside[1]:
            share = (side * 180 - x1) / (x2 - x1)
            found.append((side * 180.0, y1 + share * (y2 - y1)))
    return [*found, found[0]] if found else []


def path(rings: Iterable[Ring]) -> str:
    """Rings as an SVG path in tenths of a pixel, each point told from the one before."""
    found = []
    for ring in rings:
        steps, last = [], (0, 0)
        for number, (x, y) in enumerate(ring[:-1]):
            here = (round(10 * x), round(10 * y))
            step = (here[0] - last[0], here[1] - last[1])
            if number == 0 or step != (0, 0):
                steps.append(f"{step[0]} {step[1]}")
            last = here
        if len(steps) > 2:
            found.append(f"M{steps[0]}l{' '.join(steps[1:])}z")
    return "".join(found)


def middle(rings: list[Ring]) -> Point:
    """Where the largest part of a country lies."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    size = area(largest)
    if abs(size) < 1e-9:
        return largest[0]
    x = y = 0.0
    for at, (x1, y1) in enumerate(largest):
        x2, y2 = largest[(at + 1) % len(largest)]
        cross = x1 * y2 - x2 * y1
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return x / (6 * size), y / (6 * size)


def is_hairline(ring: Ring) -> bool:
    """Whether a ring runs from one end of the map to the other and encloses next to nothing."""
    places = [x for x, _ in ring]
    wide = max(places) - min(places)
    return wide > WIDTH / 2 and abs(area(ring)) < wide  # less than a pixel high


def key_of(geometry: dict[str, Any]) -> str:
    """Number of ISO 3166 (M49), or letters where a member has none; empty for what is neither."""
    number = str(geometry.get("id", ""))
    return UNNUMBERED.get(geometry["properties"]["name"], number)


def built(folder: Path) -> dict[str, Any]:
    """The map as it is shipped."""
    coarse, fine = (
        json.loads((folder / f"countries-{size}m.json").read_text("utf-8")) for size in (50, 10)
    )
    arcs, whole = [simplified(line) for line in arcs_of(coarse)], arcs_of(coarse)
    shapes, dots = [], {}
    for geometry in coarse["objects"]["countries"]["geometries"]:
        if geometry["properties"]["name"] == "Antarctica":
            continue
        found = (ring for ring in rings_of(geometry, arcs) if not is_hairline(ring))
        rings = sorted(found, key=lambda ring: -abs(area(ring)))
        kept = [ring for at, ring in enumerate(rings) if at == 0 or abs(area(ring)) >= LEAST_RING]
        drawn = path(kept)
        exact_rings = [ring for ring in rings_of(geometry, whole) if not is_hairline(ring)]
        size = sum(abs(area(ring)) for ring in exact_rings)
        name, key = geometry["properties"]["name"], key_of(geometry)
        if drawn and size >= 0.5:
            shapes.append({"key": key, "name": name, "path": drawn})
        if key and size < SMALL:
            dots[key] = [round(each, 1) for each in middle(exact_rings)]
    seen = {shape["key"] for shape in shapes} | set(dots)
    exact = arcs_of(fine)
    for geometry in fine["objects"]["countries"]["geometries"]:
        key = key_of(geometry)
        if key and key not in seen:
            dots[key] = [round(each, 1) for each in middle(list(rings_of(geometry, exact)))]
    height = round(project(0, SOUTH)[1])
    return {
        "width": WIDTH,
        "height": height,
        "shapes": shapes,
        "dots": dots,
        "islands": dict(islands()),
    }


def islands() -> Iterator[tuple[str, list[float]]]:
    """Where island groups that several states claim are drawn."""
    with (TARGET.parent / "islands.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = project(float(row["longitude"]), float(row["latitude"]))
            yield row["key"], [round(each, 1) for each in place]


if __name__ == "__main__":
    made = built(Path(sys.argv[1]))
    TARGET.write_text(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{len(made['shapes'])} shapes, {len(made['dots'])} dots, {TARGET.stat().st_size} bytes")
