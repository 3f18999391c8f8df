"""Tiny scanner batches for tests that need many ingests: drawn words, blank and damaged files.

Everything is made here from nothing, the same bytes each time, so that two runs can be compared.
"""

import os
import struct
import zlib
from pathlib import Path

# Letters of five by seven dots, a row a number of five bits.
LETTERS = {
    "A": (14, 17, 17, 31, 17, 17, 17), "C": (14, 17, 16, 16, 16, 17, 14),
    "E": (31, 16, 16, 30, 16, 16, 31), "F": (31, 16, 16, 30, 16, 16, 16),
    "H": (17, 17, 17, 31, 17, 17, 17), "I": (14, 4, 4, 4, 4, 4, 14),
    "N": (17, 25, 21, 19, 17, 17, 17), "O": (14, 17, 17, 17, 17, 17, 14),
    "R": (30, 17, 17, 30, 20, 18, 17), "T": (31, 4, 4, 4, 4, 4, 4),
    "U": (17, 17, 17, 17, 17, 17, 14), " ": (0, 0, 0, 0, 0, 0, 0),
    "0": (14, 17, 19, 21, 25, 17, 14), "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14), "8": (14, 17, 17, 14, 17, 17, 14),
    "1": (4, 12, 4, 4, 4, 4, 14), "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14), "4": (2, 6, 10, 18, 31, 2, 2),
    "7": (31, 1, 2, 4, 8, 8, 8), "9": (14, 17, 17, 15, 1, 2, 12),
}
WIDTH, HEIGHT, SCALE = 400, 100, 5
# Long ago, since ingest waits for files that are younger than a second.
OLD = 1_700_000_000


def drawn(text):
    """Rows of grey pixels with the text in black on white."""
    rows = [bytearray(b"\xff" * WIDTH) for _ in range(HEIGHT)]
    for place, letter in enumerate(text):
        for row, bits in enumerate(LETTERS[letter]):
            for column in range(5):
                if bits >> (4 - column) & 1:
                    left = 25 + (place * 6 + column) * SCALE
                    for y in range(30 + row * SCALE, 30 + (row + 1) * SCALE):
                        rows[y][left : left + SCALE] = bytes(SCALE)
    return rows


def pgm(text):
    """A PNM file with the text; an empty text gives a blank page."""
    return b"P5\n%d %d\n255\n" % (WIDTH, HEIGHT) + b"".join(drawn(text))


def png(text):
    """A PNG file with the text."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    pixels = b"".join(b"\0" + bytes(row) for row in drawn(text))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    resolution = chunk(b"pHYs", struct.pack(">IIB", 7874, 7874, 1))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + resolution
            + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))


def write(path, data):
    """Writes a file that looks as if it had been left alone for long."""
    path = os.fsencode(path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)
    os.utime(path, (OLD, OLD))


def first_delivery(folder):
    """Two batches: words, a blank page, copies within and across batches, a damaged file, a name
    that is no UTF-8."""
    folder = Path(folder)
    invoice = png("FACTURA 12")
    write(folder / "lot1" / "0001.png", invoice)
    write(folder / "lot1" / "0002.pgm", pgm(""))
    write(folder / "lot1" / "0003.png", invoice)
    write(folder / "lot1" / "0004.png", png("CHITANTA 3")[:300])
    write(os.fsencode(folder / "lot1") + b"/caf\xe9 100%.pgm", pgm("HOTARARE 7"))
    write(folder / "lot2" / "0001.pgm", pgm("CHITANTA 4"))
    write(folder / "lot2" / "0002.png", invoice)


def late_files(folder):
    """What comes later to the same batches: a new file, other bytes under a known name, and a file
    that was refused at first."""
    folder = Path(folder)
    write(folder / "lot1" / "0005.pgm", pgm("FACTURA 19"))
    write(folder / "lot1" / "0001.png", png("FACTURA 11"))
    write(folder / "lot2" / "0009.pgm", pgm("HOTARARE 9"))


def bulky_delivery(folder, files=3, size=1 << 20):
    """A batch of files of a given size with a word in each: for disks that fill up."""
    for number in range(1, files + 1):
        page = pgm(f"FACTURA {number}")
        # Bytes behind the picture do not matter to a decoder, and no two files are the same.
        filler = (b"%06d " % number) * (max(0, size - len(page)) // 7)
        write(Path(folder) / "lot1" / f"{number:04}.pgm", page + filler)
