#!/usr/bin/env bash
# A scan longer than 5.08 m, put into a PDF by img2pdf, comes out ten times denser than it is.
#
# PDF allows 14,400 units a side, so img2pdf writes a page of 6 m with /UserUnit 10: each unit is 10/72
# inch. That is valid, and the only way to say it. But poppler, PDFium and pdfminer ignore UserUnit, each in
# every figure that it gives: the roll of 200 dots per inch is listed as one of 2,000, its page as 60 cm
# long, and drawing it "at 300 dpi" gives 30 pixels an inch, too few to read. MuPDF alone applies it.
# Whoever takes sizes from the first three multiplies them by UserUnit (which they do not tell), or takes the
# picture's own pixels.
#
# Seen with img2pdf 0.5.1, pikepdf 9.4.2, pypdfium2 4.30.0, pdfminer.six 20240706, PyMuPDF 1.24.14 from PyPI
# and poppler-utils 22.12.0 of Debian 12:
#
#     UserUnit 10
#     true        size 226.80 x 17007.84 points, 200 dots per inch
#     MuPDF       size 226.80 x 17007.84 points
#     PDFium      size 22.68 x 1700.78 points, 23 x 1701 pixels at 72 dpi
#     pdfminer    size 22.68 x 1700.78 points
#     poppler     size 22.68 x 1700.78 points, picture listed at 2000 dots per inch
#
# Exits with 0 as long as all of this is so.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dpkg-query -W poppler-utils >/dev/null 2>&1 || apt-get install -y -qq poppler-utils >/dev/null
[[ "$(dpkg-query -W -f '${Version}' poppler-utils)" == 22.12.0* ]] || { echo "not poppler 22.12.0" >&2; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    img2pdf==0.5.1 pikepdf==9.4.2 pypdfium2==4.30.0 pdfminer.six==20240706 PyMuPDF==1.24.14 pillow==11.0.0
cd "$work"

"$work/venv/bin/python" - <<'PYTHON'
import subprocess

import fitz
import img2pdf
import pikepdf
import pypdfium2
from pdfminer.high_level import extract_pages
from PIL import Image

WIDTH, HEIGHT, DPI = 630, 47_244, 200
Image.new("L", (WIDTH, HEIGHT), 255).save("roll.png", dpi=(DPI, DPI))
with open("roll.pdf", "wb") as out:
    out.write(img2pdf.convert("roll.png"))
with pikepdf.open("roll.pdf") as pdf:
    unit = float(pdf.pages[0].obj.get("/UserUnit", 1))
true = (WIDTH * 72 / DPI, HEIGHT * 72 / DPI)


def text(size):
    return f"size {size[0]:.2f} x {size[1]:.2f} points"


def close(one, other):
    return all(abs(a - b) <= 0.02 * b for a, b in zip(one, other))


small = tuple(side / unit for side in true)
mupdf = (lambda rect: (rect.width, rect.height))(fitz.open("roll.pdf")[0].rect)
page = pypdfium2.PdfDocument("roll.pdf")[0]
pdfium, drawn = page.get_size(), page.render(scale=1).to_pil().size
miner = (lambda box: (box[2] - box[0], box[3] - box[1]))(next(extract_pages("roll.pdf")).bbox)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


info = next(line for line in run("pdfinfo", "roll.pdf").splitlines() if line.startswith("Page size"))
poppler = tuple(float(word) for word in info.split()[2:5:2])
listed = int(run("pdfimages", "-list", "roll.pdf").splitlines()[2].split()[12])

print(f"UserUnit {unit:.0f}")
print(f"true        {text(true)}, {DPI} dots per inch")
print(f"MuPDF       {text(mupdf)}")
print(f"PDFium      {text(pdfium)}, {drawn[0]} x {drawn[1]} pixels at 72 dpi")
print(f"pdfminer    {text(miner)}")
print(f"poppler     {text(poppler)}, picture listed at {listed} dots per inch")
assert unit == 10, "img2pdf wrote another unit"
assert close(mupdf, true), "MuPDF changed"
assert close(pdfium, small) and close(drawn, (round(small[0]), round(small[1]))), "PDFium changed"
assert close(miner, small), "pdfminer changed"
assert close(poppler, small) and listed == 10 * DPI, "poppler changed"
PYTHON
