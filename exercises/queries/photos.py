from dataclasses import dataclass

from exercises.models import Photo
from exercises.models.photos import EVERYWHERE, FORMATS


@dataclass(frozen=True)
class PhotoSource:
    type: str
    srcset: str


@dataclass(frozen=True)
class PhotoShown:
    alt: str
    width: int
    height: int
    src: str
    srcset: str
    # In formats that only newer browsers read, the smallest first.
    sources: tuple[PhotoSource, ...]


def photo_shown(row: Photo) -> PhotoShown:
    return PhotoShown(
        alt=row.alt,
        width=row.width,
        height=row.height,
        src=row.url(row.widths[0]),
        srcset=srcset(row, EVERYWHERE),
        sources=tuple(
            PhotoSource(kind, srcset(row, suffix)) for suffix, kind in FORMATS.items() if suffix != EVERYWHERE
        ),
    )


def srcset(row: Photo, suffix: str) -> str:
    return ", ".join(f"{row.url(width, suffix)} {width}w" for width in row.widths)
