#!/usr/bin/env python3
"""Draws pages of a set of scans again, with other damage, and the same forms with other data.

Each page with text becomes two files of one page, each in a folder and so a batch of its own: NAME_r, the sheet scanned anew, and NAME_f, a form of the same print in
which up to three numbers and a name are others. Both are moved, turned by up to 1.6 degrees, scaled to as little as 200
dots per inch, blurred, made brighter or darker, and get noise and specks; they are Group 4, grey LZW or JPEG files. The
same seeds give the same files. A set has scans/, truth/*.json and manifest.json with the places of all words.

Needs Pillow, and pdftoppm for scans in PDF.
"""

import argparse
import io
import json
import random
import subprocess
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
NAMES = ("Popa Marinescu Elena Dumitru Ionescu Vasilescu Gheorghe Stanciu Mihai Toma Constantin Rusu Ilie "
         "Barbu").split()


def scanned(path, page):
    """A page of a scan in the pixels that its truth speaks of, and its dots per inch."""
    number = page["file_page"]
    if path.suffix.lower() == ".pdf":
        width, height = page["width"], page["height"]
        command = ["pdftoppm", "-f", str(number), "-l", str(number), "-scale-to-x", str(width),
                   "-scale-to-y", str(height), "-png", str(path)]
        drawn = subprocess.run(command, capture_output=True, check=True).stdout
        return Image.open(io.BytesIO(drawn)), round(width / 8.27)
    image = Image.open(path)
    image.seek(number - 1)
    return image, image.info.get("dpi", (300, 300))[0] or 300


def damaged(image, dpi, chance):
    """The page as another pass through another scanner would give it, its dots per inch, and its format."""
    image = image.convert("L")
    scale = chance.choice([1, 1, 0.83, 0.67]) if dpi >= 290 else 1
    paper = max(200, sorted(image.resize((50, 50)).tobytes())[2000])
    image = image.rotate(
        chance.uniform(-1.6, 1.6), Image.Resampling.BICUBIC, fillcolor=paper,
        translate=(chance.randint(-40, 40), chance.randint(-40, 40)))
    if scale != 1:
        size = (int(image.width * scale), int(image.height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS)
    image = image.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.9)))
    low, high = chance.randint(0, 60), chance.randint(215, 255)
    image = image.point([round(low + (high - low) * value / 255) for value in range(256)])
    grain = Image.effect_noise((image.width // 2, image.height // 2), chance.choice([8, 14, 22]))
    image = ImageChops.add(image, grain.resize(image.size), scale=1, offset=-128)
    pen = ImageDraw.Draw(image)
    for _ in range(chance.randint(0, 150)):
        x, y, size = chance.randrange(image.width), chance.randrange(image.height), chance.randint(0, 2)
        pen.ellipse((x - size, y - size, x + size, y + size), fill=chance.randint(40, 140))
    return image, int(dpi * scale), chance.choice(["g4", "jpg", "jpg", "lzw"])


def save(image, dpi, kind, path, quality):
    """Writes a page into a folder of its own; returns the file's name."""
    path.mkdir(exist_ok=True)
    path = path / path.name
    if kind == "jpg":
        image.save(f"{path}.jpg", quality=quality, dpi=(dpi, dpi))
        return f"{path.name}.jpg"
    if kind == "g4":
        level = sum(image.resize((100, 100)).tobytes()) / 10000 * 0.72
        image = image.point([0 if value < level else 255 for value in range(256)]).convert("1")
    image.save(f"{path}.tif", compression="group4" if kind == "g4" else "tiff_lzw", dpi=(dpi, dpi))
    return f"{path.name}.tif"


def other(text, chance):
    """Another number of the same form, or another name."""
    if not any(letter.isdigit() for letter in text):
        name = chance.choice([name for name in NAMES if name.lower() != text.lower()])
        return name.upper() if text.isupper() else name
    while True:
        number = "".join(chance.choice("0123456789") if letter.isdigit() else letter for letter in text)
        if number != text:
            return number


def refilled(image, words, chance):
    """The page with other data, and what was changed."""
    image = image.convert("L")
    numbers = [word for word in words if sum(map(str.isdigit, word["t"])) >= 3 and not word.get("hand")]
    names = [word for word in words
             if word["t"][:1].isupper() and word["t"].isalpha() and len(word["t"]) >= 5 and not word.get("hand")]
    chance.shuffle(numbers)
    chance.shuffle(names)
    changed = []
    for word in numbers[:chance.choice([1, 1, 2, 3])] + names[:chance.choice([0, 1])]:
        across, down = word["quad"][0::2], word["quad"][1::2]
        left, right = int(min(across)) - 2, int(max(across)) + 3
        top, bottom = int(min(down)) - 2, int(max(down)) + 3
        # Words that lie on their side cannot be written over in a line.
        if right - left < 12 or bottom - top < 12 or bottom - top > right - left + 80:
            continue
        text = other(word["t"], chance)
        overwrite(image, (left, top, right, bottom), text)
        changed.append([word["t"], text])
    return image, changed


def overwrite(image, box, text):
    """Writes a text over a box, on the paper around it."""
    left, top, right, bottom = box
    edge = [image.getpixel((min(max(x, 0), image.width - 1), min(max(y, 0), image.height - 1)))
            for x in range(left, right, 3) for y in (top - 3, bottom + 3)]
    pen = ImageDraw.Draw(image)
    pen.rectangle(box, fill=sorted(edge)[len(edge) * 3 // 4])
    size = max(10, bottom - top)
    while size > 9 and ImageFont.truetype(FONT, size).getlength(text) > right - left:
        size -= 1
    pen.text((left, top), text, font=ImageFont.truetype(FONT, size), fill=30)


def pages(folder):
    """The pages with text of a set: name, truth."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for document in manifest["documents"]:
        truth = json.loads((folder / "truth" / f"{document['doc_id']}.json").read_text())
        for number, page in enumerate(truth["pages"], 1):
            if page.get("text"):
                yield f"{folder.name}_{document['doc_id']}_{number}", page


def main():
    """Draws the pages and a list of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, nargs="+", help="folders with scans/, truth/ and manifest.json")
    parser.add_argument("--out", type=Path, required=True, help="a folder for the pages; made if it is not there")
    parser.add_argument("--every", type=int, default=1, help="draw every Nth page only")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    drawn = []
    everything = [(folder, *page) for folder in options.set for page in pages(folder)]
    for count, (folder, name, page) in enumerate(everything, 1):
        if count % options.every:
            continue
        chance = random.Random(count * 7 + 1)
        source = page["file"].split("scans/")[-1]
        image, dpi = scanned(folder / "scans" / source, page)
        again = save(*damaged(image, dpi, chance), options.out / f"{name}_r", chance.choice([35, 55, 75]))
        entry = {"of": source, "page": page["file_page"]}
        drawn.append({"file": again, "same": True, **entry})
        form, changed = refilled(image, page["words"], chance)
        if changed:
            file = save(*damaged(form, dpi, chance), options.out / f"{name}_f", chance.choice([35, 55, 75]))
            drawn.append({"file": file, "same": False, "changed": changed, **entry})
    (options.out / "drawn.json").write_text(json.dumps(drawn, ensure_ascii=False, indent=1))
    print(f"{len(drawn)} pages")


if __name__ == "__main__":
    main()
