"""What a point of the skin is covered by, decided from where it lies on the resting body, so that hems stay clean.

Every field is positive inside and grows with the distance (metres, roughly) from the edge.
"""

import functools
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures import body as bodies

Field: TypeAlias = NDArray[np.float32]

WAIST = 1.005  # metres above the floor, at rest
# Patches of skin over the muscles: centre and radii at rest, on the left; the right is its mirror image.
PATCHES = {
    "front-corner": ((0.152, -0.056, 0.892), (0.064, 0.068, 0.108)),
    "hip-side": ((0.125, 0.024, 0.936), (0.105, 0.108, 0.088)),
    "buttock": ((0.092, 0.085, 0.872), (0.108, 0.098, 0.108)),
    "deep-buttock": ((0.105, 0.090, 0.872), (0.072, 0.085, 0.058)),
    "inner-thigh": ((0.055, -0.030, 0.740), (0.060, 0.090, 0.100)),
}
# Deep muscles are marked on the skin above them; one without a patch is not seen from outside.
PATCH_OF_MUSCLE = {
    "tensor-fasciae-latae": "front-corner",
    "gluteus-medius": "hip-side",
    "gluteus-minimus": "hip-side",
    "gluteus-maximus": "buttock",
    "piriformis": "deep-buttock",
    "obturator-internus": "deep-buttock",
    "obturator-externus": "deep-buttock",
    "gemelli": "deep-buttock",
    "quadratus-femoris": "deep-buttock",
    "adductor-longus": "inner-thigh",
    "adductor-brevis": "inner-thigh",
    "adductor-magnus": "inner-thigh",
    "pectineus": "inner-thigh",
}


@functools.cache
def resting_points() -> NDArray[np.float64]:
    """(n, 5) per vertex: the resting place, how much it follows the arm, how much the head."""
    body = bodies.load()
    arm_bones = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
    arm = body.weights[:, [i for i, name in enumerate(body.names) if name.startswith(arm_bones)]].sum(1)
    head = body.weights[:, [i for i in range(len(body.names)) if _belongs_to(body, i, "head")]].sum(1)
    return np.c_[body.vertices, arm, head]


def covers(points: Field) -> dict[str, Field]:
    """`points` (…, 5) as resting_points gives them → the fields of shorts, top and hair."""
    x, y, z, arm, head = (points[..., i] for i in range(5))
    off_middle = np.abs(x)
    hem = 0.655 + 0.25 * np.clip(0.15 - off_middle, -0.05, 0.1)
    front = 1.335 + 1.05 * np.clip(off_middle - 0.045, 0, 0.1)
    back = 1.385 + 0.6 * np.clip(off_middle - 0.05, 0, 0.1)
    neckline = np.where(y < -0.02, front, back)
    armhole = np.where(z > 1.25, 0.150 - off_middle, 0.30 - off_middle)
    not_arm = np.where(z > 1.25, 1.0, 0.5 - arm)
    # High over the forehead, down in front of the ears, and low in the neck.
    temples = 0.9 * np.clip(off_middle - 0.038, 0, 0.04)
    hairline = np.maximum(1.672 - 0.95 * (y + 0.13) - temples, 1.515)
    return {
        "shorts": np.minimum.reduce([WAIST - z, z - hem, 0.45 - arm]),
        "top": np.minimum.reduce([z - WAIST, neckline - z, armhole, not_arm]),
        "hair": np.minimum(head - 0.5, z - hairline),
    }


def working(points: Field, muscles: tuple[str, ...], sides: str) -> Field:
    """How deep inside the patch of a working muscle a point lies, on the working side or sides."""
    x, y, z, arm = (points[..., i] for i in range(4))
    deepest = np.full(x.shape, -1.0, np.float32)
    for patch in {PATCH_OF_MUSCLE[muscle]: None for muscle in muscles if muscle in PATCH_OF_MUSCLE}:
        centre, radii = PATCHES[patch]
        for side in sides:
            sign = 1 if side == "l" else -1
            away = sum(((at - c) / r) ** 2 for at, c, r in zip((x * sign, y, z), centre, radii, strict=True))
            deepest = np.maximum(deepest, np.where(arm < 0.4, (1 - np.sqrt(away)) * 0.07, -1))
    return np.minimum(deepest, WAIST - z)  # the shirt hangs over what lies higher


def _belongs_to(body: bodies.Body, bone: int, ancestor: str) -> bool:
    while bone >= 0:
        if body.names[bone] == ancestor:
            return True
        bone = int(body.parents[bone])
    return False
