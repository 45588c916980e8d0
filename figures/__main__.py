"""./bin/figures [build] [drill …] [--all] · preview <drill> [azimuth elevation] · check [drill …] · test · body-map"""

import argparse
import sys
from pathlib import Path

from figures import spec


def main() -> None:
    parser = argparse.ArgumentParser(prog="./bin/figures", description="Draws the drills.")
    tasks = parser.add_subparsers(dest="task")
    build = tasks.add_parser("build", help="draw what has changed (the default)")
    build.add_argument("drill", nargs="*")
    build.add_argument("--all", action="store_true", help="draw everything again")
    preview = tasks.add_parser("preview", help="a grey picture of every key, in seconds")
    preview.add_argument("drill")
    preview.add_argument("azimuth", nargs="?", type=float)
    preview.add_argument("elevation", nargs="?", type=float)
    check = tasks.add_parser("check", help="does the foot go the right way, and does nothing sink or slide")
    check.add_argument("drill", nargs="*")
    tasks.add_parser("test", help="the tests of what moves the body, which need the packages that draw")
    tasks.add_parser("body-map", help="draw the map of muscles again")
    asked = parser.parse_args(sys.argv[1:] or ["build"])
    try:
        TASKS[asked.task](asked)
    except spec.SpecError as error:
        sys.exit(str(error))


def _build(asked: argparse.Namespace) -> None:
    from figures.build import build

    build(asked.drill, asked.all, _say)


def _preview(asked: argparse.Namespace) -> None:
    import webbrowser

    from figures import preview
    from figures.drill import Drill

    target = Path("var") / "figures" / f"{asked.drill}.png"
    preview.draw(Drill(spec.read(asked.drill)), target, asked.azimuth, asked.elevation)
    _say(f"{target}")
    webbrowser.open(target.resolve().as_uri())


def _check(asked: argparse.Namespace) -> None:
    from figures.checks import check

    sys.exit(0 if check(asked.drill or spec.slugs(), _say) else 1)


def _test(_: argparse.Namespace) -> None:
    import pytest

    folder = Path("tests") / "figures" / "geometry"
    sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "-c", str(folder / "pytest.ini"), str(folder)]))


def _body_map(_: argparse.Namespace) -> None:
    from figures import bodymap

    bodymap.draw()
    _say(f"{bodymap.TARGET.relative_to(Path.cwd())}")


def _say(line: str) -> None:
    """A line that ends in a carriage return is progress, and the next one takes its place."""
    if line.endswith("\r"):
        if sys.stdout.isatty():
            print(line, end="", flush=True)
    else:
        print(line if sys.stdout.isatty() else line.removeprefix("\033[K"), flush=True)


TASKS = {"build": _build, "preview": _preview, "check": _check, "test": _test, "body-map": _body_map}

if __name__ == "__main__":
    main()
