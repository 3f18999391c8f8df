#!/usr/bin/env bash
# Tesseract drops a whole column of single figures, such as quantities, from clean print without a trace.
#
# A list of goods has a word and a quantity in each row, the quantity far to the right. With two figures each
# all quantities are read. With one figure each none is, in every mode that looks for the layout itself: not in
# the default, not in "single column of text of variable sizes", and not in the two "sparse text" modes, which
# promise to find as much text as possible. Nothing tells of it: no word, no block, no low confidence, and
# the words of the same rows come with 85 and more. The layout analysis takes letters that stand far from all others
# for dirt before anything is recognised. "A single uniform block" (6) reads them all, which looks like
# the remedy; but as soon as the same list is ruled, that mode loses nearly everything, words included,
# while the others read the words and again none of the single figures. So no mode reads both lists. What helps is to
# look for ink of the size of letters that no word covers, and to read it alone, as a line (7).
#
# Seen with tesseract-ocr 5.3.0-2, tesseract-ocr-ron 4.1.0-2 and fonts-dejavu-core 2.37 of Debian 12 and pillow
# 11.0.0 from PyPI; 14 rows of 38 pixels a letter at 300 dpi, 90 pixels apart, in two faces. Quantities right of
# 28, by mode:
#
#                          3   4   6  11  12
#     open, two figures   28  28  28  28  28
#     open, one figure     0   0  28   0   0
#     ruled, two figures  28  28   2  28  28
#     ruled, one figure    0   0   3   0   0
#     one by one, as a line (7): 28
#
# Exits with 0 as long as this is so.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for wanted in tesseract-ocr=5.3.0 tesseract-ocr-ron=1:4.1.0 fonts-dejavu-core=2.37; do
    name="${wanted%%=*}"
    dpkg-query -W "$name" >/dev/null 2>&1 || apt-get install -y -qq "$name" >/dev/null
    [[ "$(dpkg-query -W -f '${Version}' "$name")" == "${wanted#*=}"* ]] || { echo "not $wanted" >&2; exit 1; }
done
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pillow==11.0.0
cd "$work"

OMP_THREAD_LIMIT=1 venv/bin/python - <<'PYTHON'
import subprocess
from collections import Counter

from PIL import Image, ImageDraw, ImageFont

FACES = ("DejaVuSans", "DejaVuSerif")
MODES = ("3", "4", "6", "11", "12")
GOODS = ("scaun birou dulap masa lampa rafturi calculator imprimanta telefon cuier usa fereastra covor "
         "panou").split()
QUANTITIES = {"two figures": [str(10 + row * 5 % 90) for row in range(len(GOODS))],
              "one figure": [str(1 + row * 5 % 9) for row in range(len(GOODS))]}


def top(row):
    return 260 + 90 * row


def draw(quantities, face, ruled):
    font = ImageFont.truetype(f"/usr/share/fonts/truetype/dejavu/{face}.ttf", 38)
    picture = Image.new("L", (2480, 1754), 255)
    canvas = ImageDraw.Draw(picture)
    canvas.text((420, 120), "Lista bunurilor din inventar", font=font, fill=0)
    for row, (goods, quantity) in enumerate(zip(GOODS, quantities)):
        canvas.text((420, top(row)), goods, font=font, fill=0)
        canvas.text((1900, top(row)), quantity, font=font, fill=0)
        if ruled:
            canvas.line((380, top(row) - 22, 2100, top(row) - 22), fill=0, width=3)
    if ruled:
        for left in (380, 1800, 2100):
            canvas.line((left, 238, left, top(len(GOODS))), fill=0, width=3)
    return picture


def read(picture, mode):
    picture.save("page.png", dpi=(300, 300))
    tsv = subprocess.run(["tesseract", "page.png", "-", "-l", "ron", "--psm", mode, "tsv"],
                         check=True, capture_output=True, text=True).stdout
    rows = [row.split("\t") for row in tsv.splitlines()[1:]]
    return [(row[11], float(row[10])) for row in rows if row[0] == "5" and row[11].strip()]


def right(found, wanted):
    texts = Counter(text for text, _ in found)
    return sum(min(count, texts[text]) for text, count in Counter(wanted).items())


def alone(picture, row):
    cell = picture.crop((1880, top(row) - 10, 1960, top(row) + 60))
    frame = Image.new("L", (cell.width + 40, cell.height + 40), 255)
    frame.paste(cell, (20, 20))
    return read(frame, "7")


print(" " * 19 + "".join(f"{mode:>4}" for mode in MODES))
for ruled in (False, True):
    for kind, quantities in QUANTITIES.items():
        counts = Counter()
        for face in FACES:
            picture = draw(quantities, face, ruled)
            for mode in MODES:
                found = read(picture, mode)
                counts[mode] += right(found, quantities)
                if mode != "6":
                    sure = [confidence for text, confidence in found if text in GOODS]
                    assert len(sure) >= 12 and min(sure) >= 80, "the words are read otherwise"
        print(f"{'ruled' if ruled else 'open'}, {kind:<12}" + " " * (0 if ruled else 1)
              + "".join(f"{counts[mode]:>4}" for mode in MODES))
        for mode in MODES:
            lost = counts[mode] <= 4
            assert lost == (kind == "one figure" if mode != "6" else ruled), f"mode {mode} changed"
singles = QUANTITIES["one figure"]
found = [word for face in FACES for row in range(len(GOODS)) for word in alone(draw(singles, face, False), row)]
print(f"one by one, as a line (7): {right(found, singles + singles)}")
assert right(found, singles + singles) >= 26, "single figures are read otherwise"
PYTHON
