import contextlib
import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms

from exercises import queries, services
from exercises.models import Exercise, Photo
from exercises.services import photos
from tests.builders import make_exercise
from tests.exercises.test_admin import address, form_of
from tests.people import make_person

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GPS = 0x8825
ORIENTATION = 0x0112


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photos"


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(make_person("editor@example.com", is_staff=True, is_superuser=True))
    return client


def picture(
    width: int = 640, height: int = 480, kind: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    """Red on its left half, blue on its right."""
    image = Image.new(mode, (width, height), "blue" if mode == "RGB" else 0)
    if mode == "RGB":
        image.paste("red", (0, 0, width // 2, height))
    return packed(image, kind, **options)


def packed(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def read(content: bytes, name: str = "photo.jpg") -> Image.Image:
    return photos.shown_as(io.BytesIO(content), name=name, size=len(content))


def keep(image: Image.Image) -> Photo:
    photo = Photo()
    services.keep_files(photo, photos.packed(image), written=set())
    return photo


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_content_decides_and_not_the_name(kind: str) -> None:
    assert read(picture(kind=kind), "whatever.exe").size == (640, 480)


HOSTILE = {
    "a bomb": (png_that_claims(30_000, 30_000), "40 megapixels"),
    "a larger bomb": (png_that_claims(8_000, 6_000), "40 megapixels"),
    "SVG as .jpg": (SVG, "is not a photo"),
    "a page before a photo": (b"<script>alert(1)</script>" + picture(), "is not a photo"),
    "GIF": (picture(kind="GIF"), "is not a photo"),
    "TIFF": (picture(kind="TIFF"), "is not a photo"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 400\n", "is not a photo"),
    "nothing": (b"", "is not a photo"),
    "a truncated JPEG": (picture()[:-400], "is damaged"),
    "a truncated PNG": (packed(Image.effect_noise((500, 500), 90), "PNG")[:-5_000], "is damaged"),
    "a PNG without its pixels": (png_that_claims(900, 900), "is damaged"),
    "a small one": (picture(200, 400), "too small"),
    "a strip": (picture(2000, 400), "strip"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_whole_photo_is_refused_in_a_sentence_that_names_the_file(what: str) -> None:
    content, words = HOSTILE[what]
    with pytest.raises(services.NotAPhoto, match=words) as refusal:
        read(content, "hip.jpg")
    assert str(refusal.value).startswith("hip.jpg ")


def test_a_file_over_15_mb_is_refused_unread() -> None:
    with pytest.raises(services.NotAPhoto, match="15 MB"):
        services.read_photo(io.BytesIO(picture()), name="hip.jpg", size=15_000_001)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_byte_changed_anywhere_is_read_or_refused_and_never_worse(kind: str) -> None:
    whole = picture(400, 330, kind=kind)
    for place in range(0, len(whole), max(1, len(whole) // 150)):
        broken = bytearray(whole)
        broken[place] ^= 0xFF
        with contextlib.suppress(services.NotAPhoto):
            assert read(bytes(broken)).mode == "RGB"


def test_what_hides_behind_a_photo_is_left_behind(media: Path) -> None:
    keep(read(picture() + b"<script>alert(1)</script>"))
    assert all(b"<script" not in file.read_bytes() for file in media.iterdir())


def test_a_photo_is_turned_upright_and_loses_its_metadata(media: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "Camera of Alice"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (52.0, 31.0, 12.0)
    taken = picture(exif=exif, comment=b"at home")
    assert Image.open(io.BytesIO(taken)).getexif().get_ifd(GPS)
    image = read(taken)
    assert image.size == (480, 640)
    red, _green, blue = image.getpixel((240, 20))  # type: ignore[misc]
    assert red > 200 > 60 > blue
    keep(image)
    files = list(media.iterdir())
    assert len(files) == 3
    for file in files:
        with Image.open(file) as kept:
            assert not kept.getexif()
            assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & kept.info.keys()
        assert b"Alice" not in file.read_bytes()
        assert b"at home" not in file.read_bytes()


def test_other_colours_become_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    plain, odd = read(picture(kind="PNG")), read(picture(kind="PNG", icc_profile=lab))
    assert plain.mode == odd.mode == "RGB"
    assert read(picture(icc_profile=b"no profile at all")).getpixel((10, 10)) == read(picture()).getpixel(
        (10, 10)
    )


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1", "LA", "RGBA", "I;16"])
def test_every_mode_of_pixels_is_read(mode: str) -> None:
    kind = "JPEG" if mode in ("L", "CMYK") else "PNG"
    assert read(picture(kind=kind, mode=mode)).mode == "RGB"


def test_what_is_see_through_lies_on_white() -> None:
    assert read(packed(Image.new("RGBA", (400, 400), (0, 0, 0, 0)), "PNG")).getpixel((9, 9)) == (
        255,
        255,
        255,
    )


@pytest.mark.parametrize(
    ("size", "widths", "largest"),
    [
        ((400, 400), [400], (400, 400)),
        ((700, 500), [480, 700], (700, 500)),
        ((1440, 1000), [480, 960, 1440], (1440, 1000)),
        ((3000, 2000), [480, 960, 1440], (1440, 960)),
    ],
)
def test_three_widths_in_three_formats_and_none_larger_than_the_photo(
    media: Path, size: tuple[int, int], widths: list[int], largest: tuple[int, int]
) -> None:
    photo = keep(read(picture(*size)))
    assert (photo.widths, (photo.width, photo.height)) == (widths, largest)
    assert {file.name for file in media.iterdir()} == {
        f"{photo.digest}-{width}.{suffix}" for width in widths for suffix in ("avif", "webp", "jpg")
    }
    for width in widths:
        for suffix, kind in (("avif", "AVIF"), ("webp", "WEBP"), ("jpg", "JPEG")):
            with Image.open(media / f"{photo.digest}-{width}.{suffix}") as kept:
                assert (kept.format, kept.width) == (kind, width)


# --- in the admin, and on the page ---


def with_photo(
    editor: Client, drill: Exercise, content: bytes, name: str = "hip.jpg", **fields: Any
) -> dict[str, Any]:
    data = form_of(editor, address(drill))
    count = data["photos-TOTAL_FORMS"]
    file = SimpleUploadedFile(name, content, "image/jpeg")
    new = {
        f"photos-{count}-upload": file,
        f"photos-{count}-alt": "Side view.",
        f"photos-{count}-exercise": drill.pk,
    }
    return data | {"photos-TOTAL_FORMS": count + 1} | new | fields


def upload(editor: Client, drill: Exercise, content: bytes, name: str = "hip.jpg", **fields: Any) -> Any:
    return editor.post(address(drill), with_photo(editor, drill, content, name, **fields))


@pytest.fixture
def clam(catalogue: None) -> Exercise:
    return Exercise.objects.get(slug="side-lying-clamshell")


def test_an_uploaded_photo_shows_on_the_drill_s_page_at_once(
    editor: Client, clam: Exercise, client: Client
) -> None:
    assert b"<picture" not in client.get(clam.get_absolute_url()).content
    assert upload(editor, clam, picture(1000, 800)).status_code == 302
    page = client.get(clam.get_absolute_url()).text
    photo = clam.photos.get()
    assert page.count("<picture") == 1
    assert 'alt="Side view." width="1000" height="800" loading="lazy"' in page
    for kind, suffix in (("image/avif", "avif"), ("image/webp", "webp")):
        assert f'<source type="{kind}" srcset="/media/photos/{photo.digest}-480.{suffix} 480w, ' in page
    assert page.index("</ol>") < page.index("<picture") < page.index(">Tips<")


def test_a_photo_is_served_for_good_as_what_it_is(editor: Client, clam: Exercise) -> None:
    upload(editor, clam, picture())
    shown = queries.photo_shown(clam.photos.get())
    for address_of_it, kind in (
        (shown.src, "image/jpeg"),
        (shown.sources[0].srcset.split()[0], "image/avif"),
        (shown.sources[1].srcset.split()[0], "image/webp"),
    ):
        reply = Client().get(address_of_it, headers={"accept-encoding": "gzip"})
        assert (reply.status_code, reply["Content-Type"]) == (200, kind)
        assert reply["Cache-Control"] == "public, max-age=31536000, immutable"
        assert reply["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in reply
        assert not reply.cookies
        assert Client().get(address_of_it, headers={"if-none-match": reply["ETag"]}).status_code == 304
        assert Client().post(address_of_it).status_code == 405
    for wrong in ("/media/photos/", f"/media/photos/{'0' * 32}-480.jpg", "/media/photos/..%2f..%2f.env"):
        assert Client().get(wrong).status_code == 404


def test_a_photo_needs_words(editor: Client, clam: Exercise, media: Path) -> None:
    reply = upload(editor, clam, picture(), **{"photos-0-alt": ""})
    assert reply.status_code == 200
    assert not clam.photos.exists()
    assert not media.exists() or not list(media.iterdir())


def test_a_refused_file_is_named_in_the_form_and_its_name_is_no_markup(
    editor: Client, clam: Exercise
) -> None:
    page = upload(editor, clam, SVG, name="<b>hip.jpg").text
    assert "&lt;b&gt;hip.jpg is not a photo that can be shown here. Taken are: JPEG, PNG, WebP" in page
    assert not clam.photos.exists()


def test_a_form_that_is_refused_later_leaves_no_file(editor: Client, clam: Exercise, media: Path) -> None:
    reply = upload(editor, clam, picture(), setup="")
    assert reply.status_code == 422
    assert not clam.photos.exists()
    assert list(media.iterdir()) == []


def test_the_files_of_a_photo_that_goes_go_too_unless_another_has_them(
    editor: Client, clam: Exercise, media: Path
) -> None:
    other = Exercise.objects.get(slug="hip-ir-hinge")
    for drill in (clam, other):
        assert upload(editor, drill, picture()).status_code == 302
    assert len(list(media.iterdir())) == 6
    for drill, left in ((clam, 6), (other, 0)):
        data = form_of(editor, address(drill)) | {"photos-0-DELETE": "on"}
        assert editor.post(address(drill), data).status_code == 302
        assert not drill.photos.exists()
        assert len(list(media.iterdir())) == left


def test_another_file_takes_the_place_of_a_photo(editor: Client, clam: Exercise, media: Path) -> None:
    upload(editor, clam, picture())
    before = clam.photos.get()
    data = form_of(editor, address(clam))
    data["photos-0-upload"] = SimpleUploadedFile("new.png", picture(500, 500, "PNG"))
    assert editor.post(address(clam), data).status_code == 302
    after = clam.photos.get()
    assert (after.pk, after.width) == (before.pk, 500)
    assert after.digest != before.digest
    assert {file.name[:32] for file in media.iterdir()} == {after.digest}


def test_a_draft_takes_its_photos_with_it(
    editor: Client, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    draft = make_exercise(status="draft", published_at=None)
    assert upload(editor, draft, picture()).status_code == 302
    assert list(media.iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(f"/admin/exercises/exercise/{draft.pk}/delete/", {"post": "yes"})
    assert not Photo.objects.exists()
    assert list(media.iterdir()) == []


def test_a_full_disk_leaves_neither_row_nor_file(
    editor: Client, clam: Exercise, media: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = with_photo(editor, clam, picture())
    save, names = default_storage.save, []

    def third_fails(name: str, content: Any, **options: Any) -> str:
        names.append(name)
        if len(names) == 3:
            raise OSError(28, "No space left on device")
        return save(name, content, **options)

    monkeypatch.setattr(default_storage, "save", third_fails)
    with pytest.raises(OSError, match="No space"):
        editor.post(address(clam), data)
    assert not clam.photos.exists()
    assert list(media.iterdir()) == []


def test_a_file_above_the_limit_is_cut_while_it_comes_and_refused_by_name(
    editor: Client, clam: Exercise
) -> None:
    page = upload(editor, clam, picture() + b"\0" * 16_000_000).text
    assert "hip.jpg is larger than 15 MB." in page


def test_a_body_that_no_form_sends_is_refused_before_it_is_read(editor: Client, clam: Exercise) -> None:
    kind = "multipart/form-data; boundary=here"
    environ: dict[str, Any] = {
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": "500000000",
        "wsgi.input": io.BytesIO(),
    }
    reply = editor.generic("POST", address(clam), b"", **environ)
    assert reply.status_code == 400
    assert "send fewer" in reply.text


def test_files_outside_the_admin_are_not_kept(client: Client, rf: Any) -> None:
    sent = {"file": SimpleUploadedFile("hip.jpg", picture())}
    assert not rf.post("/drills/", sent).FILES
    assert rf.post("/admin/", {"file": SimpleUploadedFile("hip.jpg", picture())}).FILES
