"""The committed figures are the ones that the specs describe. Hashes only: nothing here draws."""

import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from figures import manifest

ROOT = Path(__file__).resolve().parents[2]
DRILLS = sorted(path.stem for path in (ROOT / "fixtures" / "drills").glob("*.json"))
SPECS = sorted(path.stem for path in (ROOT / "figures" / "drills").glob("*.yaml"))
BUILD = "Run ./bin/figures and commit static/figures."
FIGURES = manifest.read()["figures"]
ALLOWED_TAGS = {"svg", "g", "path", "circle", "animate"}
MOST_COMPRESSED_BYTES = {"moving": 45_000, "poster": 6_000}


def spec_text(slug: str) -> str:
    return (ROOT / "figures" / "drills" / f"{slug}.yaml").read_text()


def test_every_shipped_drill_has_a_spec_and_a_figure() -> None:
    assert set(DRILLS) <= set(SPECS)
    assert sorted(FIGURES) == SPECS, BUILD


@pytest.mark.parametrize("slug", SPECS)
def test_a_figure_is_made_from_the_spec_body_and_code_that_are_here(slug: str) -> None:
    assert FIGURES[slug]["origin"] == manifest.origin(slug), BUILD


@pytest.mark.parametrize("slug", SPECS)
def test_the_files_of_a_figure_are_the_ones_that_were_built(slug: str) -> None:
    files = [path for path in (manifest.OUTPUT / slug).iterdir() if path.is_file()]
    assert manifest.file_hashes(files) == FIGURES[slug]["files"], BUILD


@pytest.mark.parametrize("slug", SPECS)
def test_a_figure_comes_in_both_themes(slug: str) -> None:
    names = {Path(name).name for name in FIGURES[slug]["files"]}
    for picture in ("moving", "poster", "start", "end"):
        assert {f"{picture}-light.svg", f"{picture}-dark.svg"} <= names
    assert "card.png" in names


@pytest.mark.parametrize("slug", SPECS)
def test_a_figure_is_light_enough(slug: str) -> None:
    for name, size in FIGURES[slug]["compressed_bytes"].items():
        assert size <= MOST_COMPRESSED_BYTES.get(name.split("-")[0], 6_000), name


@pytest.mark.parametrize("slug", SPECS)
def test_a_figure_holds_shapes_and_nothing_that_could_run_or_load(slug: str) -> None:
    for path in (manifest.OUTPUT / slug).glob("*.svg"):
        for element in ElementTree.parse(path).iter():
            assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ALLOWED_TAGS, path.name
            risky = [
                name for name in element.attrib if name.startswith("on") or "href" in name or name == "style"
            ]
            assert not risky, path.name


@pytest.mark.parametrize("slug", SPECS)
def test_an_animation_tells_a_moment_for_every_shape(slug: str) -> None:
    for element in ElementTree.parse(manifest.OUTPUT / slug / "moving-light.svg").iter():
        if element.tag.endswith("animate"):
            moments = [float(moment) for moment in element.attrib["keyTimes"].split(";")]
            shapes = element.attrib["values"].split(";")
            assert len(moments) == len(shapes)
            assert moments == sorted(moments)
            assert moments[0] == 0
            if element.get("calcMode") != "discrete":
                assert moments[-1] == 1
                commands = {re.sub(r"[^a-zA-Z]", "", shape) for shape in shapes}
                assert len(commands) == 1, "a browser can only draw between shapes of the same commands"


@pytest.mark.parametrize("slug", DRILLS)
def test_the_tinted_muscles_are_the_main_ones_of_the_drill(slug: str) -> None:
    drill = json.loads((ROOT / "fixtures" / "drills" / f"{slug}.json").read_text())
    tinted = re.search(r"^muscles: \[(.*)\]$", spec_text(slug), re.MULTILINE)
    assert tinted
    assert sorted(tinted[1].split(", ")) == sorted(drill["muscles"]["primary"])


@pytest.mark.parametrize("slug", SPECS)
def test_the_card_for_link_previews_has_its_size(slug: str) -> None:
    head = (manifest.OUTPUT / slug / "card.png").read_bytes()[:24]
    assert struct.unpack(">II", head[16:24]) == (1200, 630)


def test_the_drill_of_many_phases_says_what_happens_when() -> None:
    stages = FIGURES["supine-hip-ir-end-range-expansion"]["stages"]
    assert [stage["key"] for stage in stages] == ["in", "down", "press", "again", "start"]
    assert all(stage["caption"] for stage in stages)


def test_the_body_map_has_a_named_region_for_every_muscle() -> None:
    muscles = json.loads((ROOT / "fixtures" / "muscles.json").read_text())
    regions = {}
    for group in ElementTree.parse(manifest.OUTPUT / "body-map.svg").iter("{http://www.w3.org/2000/svg}g"):
        if slug := re.search(r"muscle--(\S+)", group.get("class", "")):
            regions[slug[1]] = group.findtext("{http://www.w3.org/2000/svg}title")
            outline = group.find("{http://www.w3.org/2000/svg}path")
            assert outline is not None, slug[1]
            assert outline.get("d"), slug[1]
    assert regions == {muscle["slug"]: muscle["name"] for muscle in muscles}
