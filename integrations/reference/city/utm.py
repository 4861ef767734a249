"""From the municipality's map system (EPSG:32639, UTM zone 39 north, metres) to degrees. One formula, no table."""

from __future__ import annotations

import math

A = 6_378_137.0
F = 1 / 298.257223563
K0 = 0.9996
FALSE_EAST = 500_000.0
MERIDIAN = 51.0  # of zone 39
N = F / (2 - F)
RECTIFYING = A / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
# Krüger's series back from the projection, good to less than a millimetre in the zone.
BETA = (N / 2 - 2 * N**2 / 3 + 37 * N**3 / 96, N**2 / 48 + N**3 / 15, 17 * N**3 / 480)
DELTA = (2 * N - 2 * N**2 / 3 - 2 * N**3, 7 * N**2 / 3 - 8 * N**3 / 5, 56 * N**3 / 15)


def looks_like_utm(x: float, y: float) -> bool:
    """Metres of zone 39 in Iran's latitudes, which no degrees can be."""
    return 100_000 <= x <= 900_000 and 2_700_000 <= y <= 4_500_000


def degrees(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a place in metres."""
    north, east = y / (K0 * RECTIFYING), (x - FALSE_EAST) / (K0 * RECTIFYING)
    xi, eta = north, east
    for place, beta in enumerate(BETA, 1):
        xi -= beta * math.sin(2 * place * north) * math.cosh(2 * place * east)
        eta -= beta * math.cos(2 * place * north) * math.sinh(2 * place * east)
    chi = math.asin(math.sin(xi) / math.cosh(eta))
    lat = chi + sum(delta * math.sin(2 * place * chi) for place, delta in enumerate(DELTA, 1))
    lon = math.atan2(math.sinh(eta), math.cos(xi))
    return MERIDIAN + math.degrees(lon), math.degrees(lat)
