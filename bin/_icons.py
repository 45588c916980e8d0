"""./bin/icons: draws the icons of the home screen from static/logo.svg, with the Chromium that the tests drive."""

import os
import sys

import _virtualenv
from _virtualenv import PYTHON, ROOT

FOLDER = ROOT / "static" / "app-icons"
# Name, size, corner in hundredths, and how much of the square the logo's box takes. A mask may cut a maskable icon to
# a circle of 80 %: its ground goes to the edge, its logo stays inside.
ICONS = (
    ("192", 192, 22, 78),
    ("512", 512, 22, 78),
    ("maskable-192", 192, 0, 62),
    ("maskable-512", 512, 0, 62),
)
PAGE = """<!doctype html><style>
  body {{ margin: 0; background: transparent; color-scheme: light; }}
  div {{ inline-size: {size}px; block-size: {size}px; border-radius: {corner}%; background: #f2e3d1;
    display: grid; place-items: center; }}
  svg {{ inline-size: {logo}%; }}
</style><div>{svg}</div>"""


def draw() -> None:
    from playwright.sync_api import sync_playwright

    from tests import chromium

    svg = (ROOT / "static" / "logo.svg").read_text(encoding="utf-8")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        for name, size, corner, logo in ICONS:
            page = browser.new_page(viewport={"width": size, "height": size}, color_scheme="light")
            page.set_content(PAGE.format(size=size, corner=corner, logo=logo, svg=svg))
            page.screenshot(path=FOLDER / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    os.chdir(ROOT)
    if "--draw" in sys.argv:
        sys.path.insert(0, str(ROOT))
        draw()
    else:
        _virtualenv.ensure("requirements-dev.txt")
        os.execv(PYTHON, [str(PYTHON), __file__, "--draw"])
