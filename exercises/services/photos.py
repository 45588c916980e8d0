"""What an uploaded photo becomes: checked by its content, turned upright, in sRGB, without metadata, in three sizes."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from exercises.models import Exercise, Photo
from exercises.models.photos import PhotoFiles

LARGEST_FILE = 15_000_000
MOST_PIXELS = 40_000_000
WIDTHS = (480, 960, 1440)
NARROWEST = 320
# A strip is no photo of a drill, and the formats end at 16,383 pixels.
LONGEST_RATIO = 3
SAVED_AS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 60, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
# Counted up when the same photo would become other files.
RECIPE = b"1"
SRGB = ImageCms.createProfile("sRGB")
# All that Pillow says of a file that is not whole, or is made to break it.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)
TOO_MANY_PIXELS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True)
class PackedPhoto:
    files: PhotoFiles
    width: int
    height: int
    contents: dict[str, bytes]  # by name


class NotAPhoto(Exception):
    """Why a file is not taken, in a sentence that names it."""


def taken_formats() -> list[str]:
    """HEIC only where this machine's Pillow reads it; no wheel does today."""
    Image.init()
    return [name for name in ("JPEG", "PNG", "WEBP", "HEIF") if name in Image.OPEN]


def taken_names() -> str:
    spoken = {"WEBP": "WebP", "HEIF": "HEIC"}
    return ", ".join(spoken.get(name, name) for name in taken_formats())


def read_photo(file: IO[bytes], *, name: str, size: int) -> PackedPhoto:
    """Raises NotAPhoto."""
    return packed(shown_as(file, name=name, size=size))


def shown_as(file: IO[bytes], *, name: str, size: int) -> Image.Image:
    """The photo as it will be kept, no wider than the widest size. Raises NotAPhoto."""
    shown = {"name": Truncator(name).chars(60), "types": taken_names()}
    if size > LARGEST_FILE:
        raise NotAPhoto(_("%(name)s is larger than 15 MB. Choose a smaller one.") % shown)
    file.seek(0)
    try:
        with Image.open(file, formats=taken_formats()) as image:
            check_measures(image, shown)
            return upright(image)
    except TOO_MANY_PIXELS:
        raise NotAPhoto(too_many_pixels(shown)) from None
    except UnidentifiedImageError:
        sentence = _("%(name)s is not a photo that can be shown here. Taken are: %(types)s.") % shown
        raise NotAPhoto(sentence) from None
    except BROKEN:
        raise NotAPhoto(
            _("%(name)s is damaged or not whole. Save it again, then upload it.") % shown
        ) from None


def check_measures(image: Image.Image, shown: dict[str, str]) -> None:
    """From the file's head, before a single pixel is unpacked."""
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise NotAPhoto(too_many_pixels(shown))
    if min(width, height) < NARROWEST:
        raise NotAPhoto(_("%(name)s is too small: 320 pixels are the least, each way.") % shown)
    if max(width, height) > LONGEST_RATIO * min(width, height):
        raise NotAPhoto(_("%(name)s is a strip: it may be three times as long as wide at most.") % shown)


def too_many_pixels(shown: dict[str, str]) -> str:
    return _("%(name)s has more than 40 megapixels. Choose a smaller one.") % shown


def upright(image: Image.Image) -> Image.Image:
    """Small first, then turned: what a large photo takes in memory stays bounded."""
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    box = (WIDTHS[-1] * LONGEST_RATIO, WIDTHS[-1]) if turned else (WIDTHS[-1], WIDTHS[-1] * LONGEST_RATIO)
    if image.mode not in ("L", "RGB", "RGBA", "LA", "CMYK"):
        image.load()
        profile, exif = image.info.get("icc_profile"), image.getexif()
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        image.info |= {"icc_profile": profile, "exif": exif.tobytes()}
    image.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return bare(in_srgb(ImageOps.exif_transpose(image)))


def in_srgb(image: Image.Image) -> Image.Image:
    clear = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    coloured = converted(image)
    if clear is None:
        return coloured
    paper = Image.new("RGB", image.size, "white")
    paper.paste(coloured, mask=clear)
    return paper


def converted(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    if not profile or image.mode == "LA":
        return image.convert("RGB")
    colours = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(colours, source, SRGB, outputMode="RGB") or colours.convert("RGB")
    except (ImageCms.PyCMSError, OSError):
        # Broken, or of another kind of image: the colours are taken as they stand.
        return colours.convert("RGB")


def bare(image: Image.Image) -> Image.Image:
    """The pixels alone: place, camera, profile and comments stay behind."""
    return Image.frombytes("RGB", image.size, image.tobytes())


def packed(image: Image.Image) -> PackedPhoto:
    """All its files, encoded. It takes a second or more, so it belongs before a transaction and not into one."""
    widths = (*(width for width in WIDTHS if width < image.width), image.width)
    files = PhotoFiles(digest_of(image), widths)
    contents = {}
    for width in widths:
        height = max(1, round(image.height * width / image.width))
        sized = image.resize((width, height), Image.Resampling.LANCZOS)
        for suffix, (kind, options) in SAVED_AS.items():
            out = io.BytesIO()
            sized.save(out, kind, **options)
            contents[files.name(width, suffix)] = out.getvalue()
    return PackedPhoto(files, image.width, image.height, contents)


def keep_files(photo: Photo, content: PackedPhoto, *, written: set[PhotoFiles]) -> None:
    """Write the photo's files and name them in the row, which the caller saves.

    What is `written` is for `remove_unused` after the transaction: nothing is left of one that failed.
    """
    photo.digest, photo.widths = content.files.digest, list(content.files.widths)
    photo.width, photo.height = content.width, content.height
    written.add(content.files)
    for name, body in content.contents.items():
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(body))


def digest_of(image: Image.Image) -> str:
    content = RECIPE + repr(image.size).encode() + image.tobytes()
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def files_of(drills: Iterable[Exercise]) -> set[PhotoFiles]:
    return {photo.files for photo in Photo.objects.filter(exercise__in=drills)}


def remove_unused(candidates: Iterable[PhotoFiles]) -> None:
    """Delete those that no photo names (any more). Harmless for the others."""
    candidates = set(candidates)
    named = Photo.objects.filter(digest__in={files.digest for files in candidates})
    used = set(named.values_list("digest", flat=True))
    for files in candidates:
        if files.digest not in used:
            for name in files.names():
                default_storage.delete(name)
