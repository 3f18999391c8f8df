#!/usr/bin/env python3
"""Makes the sheets that barcode libraries were compared on (docs/decisions/0041-barcodes.md).

    fixtures/.venv/bin/python Benchmarks/barcodes/sheets.py FOLDER

Writes a PGM for each kind of code and each damage, named KIND+DAMAGE.pgm: what a reader gets once pixels are square
and ink is parted from paper, as clean-up does, and beside it KIND+DAMAGE.raw.pgm, before that. All say ARH-SEP.
"""

import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "fixtures"))

from PIL import Image, ImageFilter  # noqa: E402

from generator import symbols  # noqa: E402

TEXT = "ARH-SEP"
# At 300 dots per inch.
SHEET = (2480, 3508)


def codes():
    """Kind to picture; the number is the width of the narrowest bar or module in pixels."""
    yield from ((f"code39-{module}", symbols.code39(TEXT, module, 200)) for module in (2, 3, 4))
    yield from ((f"code128-{module}", symbols.code128(TEXT, module, 200)) for module in (2, 3, 5))
    yield from ((f"qr-{module}", symbols.qr(TEXT, module)) for module in (4, 6, 10))


def sheet(picture):
    """A sheet with the code twice, as separator sheets have it."""
    page = Image.new("L", SHEET, 255)
    for top in (500, 2500):
        page.paste(picture, ((SHEET[0] - picture.width) // 2, top))
    return page


def noisy(page, ink, paper, spread):
    """Grey print with the noise of a scanner, a little blurred."""
    chance = random.Random(3)
    page = page.point(lambda value: ink if value < 128 else paper).filter(ImageFilter.GaussianBlur(0.8))
    tile = Image.frombytes("L", (256, 256), bytes(chance.randrange(0, 2 * spread) for _ in range(65536)))
    noise = Image.new("L", page.size)
    for left in range(0, page.width, 256):
        for top in range(0, page.height, 256):
            noise.paste(tile, (left, top))
    return Image.frombytes("L", page.size, bytes(
        max(0, min(255, a + b - spread)) for a, b in zip(page.tobytes(), noise.tobytes(), strict=True)))


def bilevel(page, level=128):
    """Ink and paper."""
    return page.point(lambda value: 0 if value < level else 255)


def scaled(page, across, down):
    """The page at another resolution."""
    size = (round(page.width * across / 300), round(page.height * down / 300))
    return page.resize(size, Image.Resampling.BICUBIC)


def damages(page):
    """Damage to the picture as received and the picture that is read."""
    yield "1-bit", page, page
    grey = noisy(page, 40, 235, 12)
    yield "grey", grey, bilevel(grey)
    low = scaled(noisy(page, 40, 235, 12), 200, 200)
    yield "200dpi", low, bilevel(low.resize(SHEET, Image.Resampling.BICUBIC))
    fax = bilevel(scaled(page, 204, 98))
    yield "fax", fax, bilevel(fax.resize(SHEET, Image.Resampling.BICUBIC))
    for degrees in (3, 8):
        skewed = bilevel(page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255))
        yield f"skew{degrees}", skewed, skewed
    yield "upside-down", page.rotate(180), page.rotate(180)
    yield "sideways", page.rotate(90, expand=True), page.rotate(90, expand=True)
    faint = noisy(page, 190, 232, 8)
    yield "faint", faint, bilevel(faint, 211)


def main():
    """Writes the sheets."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for kind, picture in codes():
        for damage, raw, read in damages(sheet(picture)):
            raw.save(folder / f"{kind}+{damage}.raw.pgm")
            read.save(folder / f"{kind}+{damage}.pgm")


main()
