#!/usr/bin/env bash
# `scanimage --batch --batch-count` with --format=pdf leaves a PDF that nothing opens, and ends with status 0.
#
# SANE writes the catalogue, the page tree and the table of objects only when the feeder runs empty. Stopped by
# --batch-count, as on a flatbed, the file holds its pages and pictures, and no root: poppler, PDFium, qpdf
# (pikepdf), MuPDF and pdfminer find nothing in it. With PNG the same call is right. And even a batch that ends
# with the feeder is no proper PDF: all offsets in its table and its startxref are 0, so it opens only in
# readers that then search the file for objects. Better scan into single pictures and make the PDF from those,
# and do not take the status for proof that a PDF is whole.
#
# Seen with sane-utils 1.2.1-2 and poppler-utils 22.12.0 of Debian 12, SANE's own test device, pikepdf 9.4.2,
# pypdfium2 4.30.0, PyMuPDF 1.24.14 and pdfminer.six 20240706 from PyPI:
#
#     counted.pdf  2 pages and 0 catalogues in the file; offsets none, startxref none
#                  pages found: poppler 0, PDFium 0, qpdf 0, MuPDF 0, pdfminer 0
#     feeder.pdf   10 pages and 1 catalogues in the file; offsets [0], startxref 0
#                  pages found: poppler 10, PDFium 10, qpdf 10, MuPDF 10, pdfminer 10
#
# Exits with 0 as long as this is so.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for wanted in sane-utils=1.2.1 poppler-utils=22.12.0; do
    name="${wanted%%=*}"
    dpkg-query -W "$name" >/dev/null 2>&1 || apt-get install -y -qq --no-install-recommends "$name" >/dev/null
    [[ "$(dpkg-query -W -f '${Version}' "$name")" == "${wanted#*=}"* ]] || { echo "not $wanted" >&2; exit 1; }
done
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
    pikepdf==9.4.2 pypdfium2==4.30.0 PyMuPDF==1.24.14 pdfminer.six==20240706
cd "$work"

# A configuration of our own: whether the test device is on differs from one machine to the next.
mkdir sane
echo test > sane/dll.conf
: > sane/test.conf
export SANE_CONFIG_DIR="$work/sane"

scan() {
    scanimage -d test:0 --mode Gray --depth 8 --resolution 100 -x 80 -y 50 "$@" >/dev/null 2>&1
}
scan --format=pdf --batch=counted.pdf --batch-count=2
scan --format=png --batch=page%d.png --batch-count=2
scan --format=pdf --source "Automatic Document Feeder" --batch=feeder.pdf
[[ -s page1.png && -s page2.png ]] || { echo "no pictures" >&2; exit 1; }

venv/bin/python - <<'PYTHON'
import logging
import re
import subprocess

import fitz
import pikepdf
import pypdfium2
from pdfminer.high_level import extract_pages

fitz.TOOLS.mupdf_display_errors(False)
logging.disable()


def poppler(name):
    out = subprocess.run(["pdfinfo", name], capture_output=True, text=True).stdout
    return int(re.search(r"Pages: +(\d+)", out).group(1))


READERS = {
    "poppler": poppler,
    "PDFium": lambda name: len(pypdfium2.PdfDocument(name)),
    "qpdf": lambda name: len(pikepdf.open(name).pages),
    "MuPDF": lambda name: len(fitz.open(name)),
    "pdfminer": lambda name: len(list(extract_pages(name))),
}


def pages(read, name):
    try:
        return read(name)
    except Exception:
        return 0


for name, written, expected in (("counted.pdf", 2, 0), ("feeder.pdf", 10, 10)):
    with open(name, "rb") as file:
        content = file.read()
    in_file = len(re.findall(rb"/Type /Page\s", content))
    roots = content.count(b"/Type /Catalog")
    offsets = {int(offset) for offset in re.findall(rb"^(\d{10}) \d{5} n", content, re.M)}
    start = re.search(rb"startxref\s+(\d+)", content)
    found = {reader: pages(read, name) for reader, read in READERS.items()}
    print(f"{name:<12} {in_file} pages and {roots} catalogues in the file; offsets {sorted(offsets) or 'none'}, "
          f"startxref {int(start.group(1)) if start else 'none'}")
    print(f"{'':<12} pages found: " + ", ".join(f"{reader} {count}" for reader, count in found.items()))
    assert in_file == written and roots == (written == 10), "the file changed"
    assert offsets == ({0} if roots else set()), "the table of objects changed"
    assert set(found.values()) == {expected}, "the readers changed"
PYTHON
