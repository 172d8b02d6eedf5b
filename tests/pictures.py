"""`make pictures`: the three pictures of the README, taken from a freshly loaded demo in a real browser.

The demo's day and people are fixed and nothing on these pages moves, so that the same code gives the same pictures.
"""

import io
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qa_portal.settings")
os.environ["DEBUG"] = "1"

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1280, 900
# As shown in the README, in pixels; and the most that one may take, in bytes.
SHOWN, LARGEST = 1040, 90_000
COLOURS = 48


@dataclass(frozen=True)
class Picture:
    """`seen_by` is a person of the demo; `at` an element that the picture begins with, the page's head where it is empty."""

    name: str
    seen_by: str
    address: str
    at: str = ""


PICTURES = (
    Picture("my-work", "Grace Adeyemi", "/"),
    Picture("month", "Naomi Fielding", "/cycles/2023-07/"),
    Picture("scorecard", "Naomi Fielding", "/performance/", at="#demand"),
)


def take_all() -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS
    from tests.servers import Site, free_port

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = demo_site(Path(folder))
        assert isinstance(site, Site)
        port = free_port()
        site.serve(port)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium") or shutil.which("chromium-browser"), args=FLAGS)
        try:
            for picture in PICTURES:
                take(browser, f"http://127.0.0.1:{port}", picture)
        finally:
            browser.close()
            site.stop()


def demo_site(folder: Path):
    """A portal with a demo of its own: a copy of the one that the tests have loaded from the same code, else loaded now."""
    from tests.databases import SQLITE, all_that_the_demo_stands_on, kept_file, new_database
    from tests.servers import make_site

    kept = kept_file("sqlite3", all_that_the_demo_stands_on())
    if kept.exists():
        return make_site(folder, database=f"{SQLITE}{kept}")
    (folder / "empty").mkdir()
    site = make_site(folder, database=new_database(folder / "empty"))
    sys.stdout.write("Loading the demo\n")
    site.manage("migrate", "--verbosity", "0")
    site.manage("load_demo")
    return site


def take(browser, address: str, picture: Picture) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/sign-in/")
    page.get_by_role("button", name=f"Try it as {picture.seen_by}").click()
    page.goto(address + picture.address)
    page.wait_for_load_state("networkidle")
    top = page.locator(picture.at).first.bounding_box()["y"] - 12 if picture.at else 0
    height = min(HEIGHT, page.evaluate("document.documentElement.scrollHeight") - top)
    content = page.screenshot(clip={"x": 0, "y": top, "width": WIDTH, "height": height}, full_page=True, animations="disabled")
    context.close()
    file = FOLDER / f"{picture.name}.png"
    file.write_bytes(small(content))
    sys.stdout.write(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} KB\n")


def small(content: bytes) -> bytes:
    """The picture as the README shows it, in few colours, and small enough to be kept with the code."""
    from PIL import Image

    image = Image.open(io.BytesIO(content)).convert("RGB")
    image = image.resize((SHOWN, round(image.height * SHOWN / image.width)), Image.Resampling.LANCZOS)
    into = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(into, format="PNG", optimize=True)
    if into.tell() > LARGEST:
        sys.exit(f"A picture takes {into.tell()} bytes, more than {LARGEST}: show less of the page.")
    return into.getvalue()


if __name__ == "__main__":
    take_all()
