#!/usr/bin/env bash
# On a page with /Rotate 90, three of four PDF libraries give page size and word boxes in two different frames.
#
# Scanners mark landscape sheets by /Rotate. A page of 400 x 600 points so marked is shown as 600 x 400. Whoever
# divides a box by the size of the page gets places outside it, or inside it and wrong: poppler turns the words
# and not the page (in pdfinfo and in the <page> that its words lie in), MuPDF and PDFium turn the page and not
# the words. Only pdfminer turns both. A box that fits one library's frame is wrong in the next, and 180 degrees
# shows nothing in the sizes at all: there MuPDF and PDFium put the word into the opposite corner.
#
# Seen with poppler-utils 22.12.0 of Debian 12 and reportlab 4.2.5, pikepdf 9.4.2, pdfminer.six 20240706,
# PyMuPDF 1.24.14, pypdfium2 4.30.0 from PyPI; one word, the same in all; all boxes counted from the top left:
#
#     /Rotate 90   poppler   page 400 x 600  word 500 286 567 304
#     /Rotate 90   MuPDF     page 600 x 400  word 278  33 306 100
#     /Rotate 90   PDFium    page 600 x 400  word 286  35 304  98
#     /Rotate 90   pdfminer  page 600 x 400  word 500 284 567 304
#     /Rotate 180  poppler   page 400 x 600  word  96 500 114 567
#     /Rotate 180  MuPDF     page 400 x 600  word 278  33 306 100
#
# Exits with 0 as long as this is so.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dpkg-query -W poppler-utils >/dev/null 2>&1 || apt-get install -y -qq poppler-utils >/dev/null
[[ "$(dpkg-query -W -f '${Version}' poppler-utils)" == 22.12.0* ]] || { echo "not poppler 22.12.0" >&2; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    reportlab==4.2.5 pikepdf==9.4.2 pdfminer.six==20240706 PyMuPDF==1.24.14 pypdfium2==4.30.0
cd "$work"

venv/bin/python - <<'PYTHON'
import re
import subprocess

import fitz
import pikepdf
import pypdfium2
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 400, 600
page = canvas.Canvas("plain.pdf", pagesize=(WIDTH, HEIGHT))
page.setFont("Helvetica", 20)
page.translate(300, 500)
page.rotate(90)
page.drawString(0, 0, "registru")
page.save()


def poppler(name):
    out = subprocess.run(["pdftotext", "-bbox-layout", name, "-"], check=True, capture_output=True, text=True).stdout
    size = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', out).groups()
    box = re.search(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"', out).groups()
    info = subprocess.run(["pdfinfo", name], check=True, capture_output=True, text=True).stdout
    told = re.search(r"Page size: +([\d.]+) x ([\d.]+)", info).groups()
    assert [float(side) for side in size] == [float(side) for side in told], "pdfinfo and pdftotext differ"
    return tuple(map(float, size)), tuple(map(float, box))


def mupdf(name):
    page = fitz.open(name)[0]
    return (page.rect.width, page.rect.height), page.get_text("words")[0][:4]


def around(boxes, height):
    left, bottom, right, top = zip(*boxes)
    return min(left), height - max(top), max(right), height - min(bottom)


def pdfium(name):
    page = pypdfium2.PdfDocument(name)[0]
    text = page.get_textpage()
    # Where the words are not turned, their frame is that of the sheet, HEIGHT high.
    return page.get_size(), around([text.get_charbox(n) for n in range(text.count_chars())], HEIGHT)


def characters(item):
    if isinstance(item, LTChar):
        return [item.bbox]
    return [box for part in item for box in characters(part)] if hasattr(item, "__iter__") else []


def pdfminer(name):
    page = next(extract_pages(name))
    return (page.width, page.height), around(characters(page), page.height)


def turned(box, angle):
    left, top, right, bottom = box
    return {0: box, 90: (HEIGHT - bottom, left, HEIGHT - top, right),
            180: (WIDTH - right, HEIGHT - bottom, WIDTH - left, HEIGHT - top),
            270: (top, WIDTH - right, bottom, WIDTH - left)}[angle]


def near(one, other):
    return all(abs(a - b) < 12 for a, b in zip(one, other))


LIBRARIES = {"poppler": (poppler, False, True), "MuPDF": (mupdf, True, False),
             "PDFium": (pdfium, True, False), "pdfminer": (pdfminer, True, True)}
plain = {name: read("plain.pdf") for name, (read, _, _) in LIBRARIES.items()}
for angle in (0, 90, 180, 270):
    name = f"turned{angle}.pdf"
    with pikepdf.open("plain.pdf") as pdf:
        pdf.pages[0].Rotate = angle
        pdf.save(name)
    for library, (read, page_turns, words_turn) in LIBRARIES.items():
        size, box = read(name)
        print(f"/Rotate {angle:<3}  {library:<8}  page {size[0]:.0f} x {size[1]:.0f}  word "
              + " ".join(f"{side:3.0f}" for side in box))
        before = plain[library][1]
        shown = (HEIGHT, WIDTH) if angle % 180 and page_turns else (WIDTH, HEIGHT)
        assert near(size, shown), f"the page of {library} changed"
        assert near(box, turned(before, angle) if words_turn else before), f"the words of {library} changed"
PYTHON
