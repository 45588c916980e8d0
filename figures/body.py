"""The resting body: mesh, skin weights, bones, and what is derived from them once."""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray

from figures.rotations import Matrix, Vector, about_z, align, frame

MESH = Path(__file__).parent / "body" / "body.npz"
SIDES = (("l", 1), ("r", -1))  # the side's letter, and the sign of X on that side
BONES_PER_VERTEX = 6
MUSH_ROUNDS = 8
# Limb segments hang along -Z in the neutral pose, and their hinge axis is -X.
HANGING = frame([0, 0, -1], [-1, 0, 0])

JOINTS = {
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
    "toes": "toe3-1",
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
}
JOINTS_IN_ORDER = tuple(JOINTS.values())
BONE_OF_JOINT = {
    f"{joint}.{side}": f"{bone}.{side.upper()}" for joint, bone in JOINTS.items() for side in "lr"
}
BONE_OF_JOINT |= {"pelvis": "root", "head": "head", "chest": "spine01"}


@dataclass(frozen=True, eq=False)
class Body:
    vertices: NDArray[np.float64]  # (n, 3) metres, at rest
    triangles: NDArray[np.int64]  # (m, 3)
    weights: NDArray[np.float64]  # (n, bones)
    heads: NDArray[np.float64]  # (bones, 3) where each bone starts, at rest
    parents: NDArray[np.int64]
    names: tuple[str, ...]
    top_bones: NDArray[np.int64]  # (n, 6) the bones that move a vertex most
    top_weights: NDArray[np.float64]  # (n, 6)
    neighbours: sparse.csr_matrix  # averages a vertex over the ones it shares an edge with
    details: NDArray[np.float64]  # (n, 3) what smoothing takes away, in each vertex's own frame
    corrections: dict[str, Matrix]  # per limb segment: from rest to the neutral hanging pose

    def bone(self, name: str) -> int:
        return self.names.index(name)

    def head_of(self, joint: str) -> Vector:
        return self.heads[self.bone(BONE_OF_JOINT.get(joint, joint))]

    def length(self, start: str, end: str) -> float:
        return float(np.linalg.norm(self.head_of(end) - self.head_of(start)))

    def smoothed(self, vertices: NDArray[np.float64], rounds: int) -> NDArray[np.float64]:
        for _ in range(rounds):
            vertices = self.neighbours @ vertices
        return vertices


@functools.cache
def load() -> Body:
    with np.load(MESH, allow_pickle=False) as data:
        vertices, triangles, weights = data["V"], data["tri"], data["W"].astype(float)
        heads, parents, names = data["head"], data["parent"], tuple(str(name) for name in data["names"])
    top = np.argsort(-weights, axis=1, kind="stable")[:, :BONES_PER_VERTEX]
    top_weights = np.take_along_axis(weights, top, 1)
    neighbours = _neighbours(triangles, len(vertices))
    smooth = vertices
    for _ in range(MUSH_ROUNDS):
        smooth = neighbours @ smooth
    own_frames = tangent_frames(smooth, triangles)
    return Body(
        vertices=vertices,
        triangles=triangles,
        weights=weights,
        heads=heads,
        parents=parents,
        names=names,
        top_bones=top,
        top_weights=top_weights / top_weights.sum(1, keepdims=True),
        neighbours=neighbours,
        details=np.einsum("nji,nj->ni", own_frames, vertices - smooth),
        corrections=_corrections({name: heads[i] for i, name in enumerate(names)}),
    )


def vertex_normals(vertices: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
    a, b, c = (vertices[triangles[:, k]] for k in range(3))
    of_face = np.cross(b - a, c - a)
    normals = np.zeros_like(vertices)
    for corner in range(3):
        for axis in range(3):
            normals[:, axis] += np.bincount(triangles[:, corner], of_face[:, axis], len(vertices))
    return normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)


def tangent_frames(vertices: NDArray[np.float64], triangles: NDArray[np.int64]) -> NDArray[np.float64]:
    """(n, 3, 3): for every vertex a tangent towards one fixed neighbour, its crosswise partner, and the normal."""
    normals = vertex_normals(vertices, triangles)
    neighbour = np.zeros(len(vertices), int)
    for a, b in ((0, 1), (1, 2), (2, 0)):
        neighbour[triangles[:, a]] = triangles[:, b]
    tangents = vertices[neighbour] - vertices
    tangents -= (tangents * normals).sum(1, keepdims=True) * normals
    tangents /= np.maximum(np.linalg.norm(tangents, axis=1, keepdims=True), 1e-12)
    return np.stack([tangents, np.cross(normals, tangents), normals], 2)


def _neighbours(triangles: NDArray[np.int64], count: int) -> sparse.csr_matrix:
    edges = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    touching = sparse.coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), (count, count))
    touching = ((touching + touching.T) > 0).astype(float)
    return (sparse.diags(1 / np.maximum(np.asarray(touching.sum(1)).ravel(), 1)) @ touching).tocsr()


def _corrections(head: dict[str, Vector]) -> dict[str, Matrix]:
    """The rest pose spreads arms and legs; these turn each segment to hang straight down, toes 6° out."""
    turned = {}
    for side, sign in SIDES:
        hip, knee, ankle, toes, shoulder, elbow, wrist = (
            head[f"{bone}.{side.upper()}"] for bone in JOINTS_IN_ORDER
        )
        turned[f"thigh.{side}"] = align(knee - hip, [0, 0, -1])
        turned[f"shank.{side}"] = align(ankle - knee, [0, 0, -1])
        ahead = toes - ankle
        turned[f"foot.{side}"] = about_z(-np.degrees(np.arctan2(ahead[0], -ahead[1])) + sign * 6)
        hinge = np.cross(elbow - shoulder, wrist - elbow)
        turned[f"upper_arm.{side}"] = HANGING @ frame(elbow - shoulder, hinge).T
        turned[f"forearm.{side}"] = HANGING @ frame(wrist - elbow, hinge).T
    return turned
