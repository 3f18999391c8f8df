// Windows and OS/2 bitmaps, row by row; in all varieties but those that hold a JPEG or PNG.

#include "CScanShims.h"
#include "RowReducer.h"

#include <stdlib.h>
#include <string.h>

enum { PLAIN = 0, RLE8 = 1, RLE4 = 2, BIT_FIELDS = 3, ALPHA_BIT_FIELDS = 6 };

typedef struct {
    const uint8_t *bytes;
    uint64_t count;
    uint32_t masks[3];
    uint8_t palette[256][3];
    uint32_t colors;
    uint64_t pixels;        // place of the first row
} bitmap;

static uint32_t number(const bitmap *b, uint64_t place, int size) {
    uint32_t value = 0;
    for (int k = size - 1; k >= 0; k--) {
        value = value << 8 | (place + (uint64_t)k < b->count ? b->bytes[place + (uint64_t)k] : 0);
    }
    return value;
}

static void read_masks(bitmap *b, const csh_bmp_page *page, uint32_t header) {
    static const uint32_t of_16[] = {0x7C00, 0x3E0, 0x1F}, of_32[] = {0xFF0000, 0xFF00, 0xFF};
    int is_stated = page->compression == BIT_FIELDS || page->compression == ALPHA_BIT_FIELDS;
    for (int c = 0; c < 3; c++) {
        uint32_t usual = page->bits == 16 ? of_16[c] : of_32[c];
        b->masks[c] = is_stated ? number(b, 14 + 40 + 4u * (uint64_t)c, 4) : usual;
    }
    (void)header;
}

static void read_palette(bitmap *b, const csh_bmp_page *page, uint32_t header) {
    uint32_t entry = header == 12 ? 3 : 4, most = page->bits <= 8 ? 1u << page->bits : 0;
    uint64_t start = 14 + (uint64_t)header;
    if (header == 40 && page->compression == BIT_FIELDS) {
        start += 12;
    } else if (header == 40 && page->compression == ALPHA_BIT_FIELDS) {
        start += 16;
    }
    uint32_t stated = header == 12 ? 0 : number(b, 14 + 32, 4);
    b->colors = stated == 0 || stated > most ? most : stated;
    for (uint32_t k = 0; k < b->colors; k++) {
        for (int c = 0; c < 3; c++) {
            b->palette[k][c] = (uint8_t)number(b, start + (uint64_t)k * entry + (uint64_t)(2 - c), 1);
        }
    }
}

static int is_gray(const bitmap *b, const csh_bmp_page *page) {
    if (page->bits > 8) {
        return 0;
    }
    for (uint32_t k = 0; k < b->colors; k++) {
        if (b->palette[k][0] != b->palette[k][1] || b->palette[k][0] != b->palette[k][2]) {
            return 0;
        }
    }
    return 1;
}

static int open_bitmap(bitmap *b, const uint8_t *bytes, uint64_t count, csh_bmp_page *page) {
    memset(page, 0, sizeof *page);
    *b = (bitmap){.bytes = bytes, .count = count};
    if (count < 26 || bytes[0] != 'B' || bytes[1] != 'M') {
        return 0;
    }
    uint32_t header = number(b, 14, 4);
    int is_old = header == 12;
    if (!is_old && (header < 16 || header > 1024)) {
        return 0;
    }
    int32_t height = is_old ? (int16_t)number(b, 20, 2) : (int32_t)number(b, 22, 4);
    page->width = is_old ? number(b, 18, 2) : number(b, 18, 4);
    page->is_top_down = height < 0;
    page->height = height < 0 ? 0u - (uint32_t)height : (uint32_t)height;
    page->bits = is_old ? number(b, 24, 2) : number(b, 28, 2);
    page->compression = is_old || header < 20 ? PLAIN : number(b, 30, 4);
    page->x_per_metre = is_old || header < 40 ? 0 : number(b, 38, 4);
    page->y_per_metre = is_old || header < 40 ? 0 : number(b, 42, 4);
    b->pixels = number(b, 10, 4);
    uint32_t bits = page->bits, kind = page->compression;
    int is_masked = kind == BIT_FIELDS || kind == ALPHA_BIT_FIELDS;
    page->is_readable = (kind == PLAIN && (bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16
                                           || bits == 24 || bits == 32))
        || (kind == RLE8 && bits == 8) || (kind == RLE4 && bits == 4)
        || (is_masked && (bits == 16 || bits == 32) && header >= 40);
    read_masks(b, page, header);
    read_palette(b, page, header);
    page->channels = is_gray(b, page) ? 1 : 3;
    return 1;
}

int csh_bmp_describe(const uint8_t *bytes, uint64_t count, csh_bmp_page *page) {
    bitmap b;
    return open_bitmap(&b, bytes, count, page);
}

static uint8_t masked(uint32_t value, uint32_t mask) {
    if (mask == 0) {
        return 0;
    }
    int shift = __builtin_ctz(mask);
    uint64_t most = mask >> shift;
    return (uint8_t)(((uint64_t)((value & mask) >> shift) * 255 + most / 2) / most);
}

static void put_index(const bitmap *b, const csh_bmp_page *page, uint32_t index, uint8_t *pixel) {
    static const uint8_t nothing[3] = {255, 255, 255};
    const uint8_t *color = index < b->colors ? b->palette[index] : nothing;
    memcpy(pixel, color, page->channels);
}

static void convert(const bitmap *b, const csh_bmp_page *page, uint64_t place, uint8_t *out) {
    for (uint32_t x = 0; x < page->width; x++) {
        uint8_t *pixel = out + (size_t)x * page->channels;
        if (page->bits <= 8) {
            uint64_t at = (uint64_t)x * page->bits;
            uint32_t byte = number(b, place + at / 8, 1);
            uint32_t shift = 8 - page->bits - (uint32_t)(at % 8);
            put_index(b, page, byte >> shift & ((1u << page->bits) - 1), pixel);
        } else if (page->bits == 24) {
            for (int c = 0; c < 3; c++) {
                pixel[c] = (uint8_t)number(b, place + 3 * (uint64_t)x + (uint64_t)(2 - c), 1);
            }
        } else {
            uint32_t size = page->bits / 8;
            uint32_t value = number(b, place + (uint64_t)size * x, (int)size);
            for (int c = 0; c < 3; c++) {
                pixel[c] = masked(value, b->masks[c]);
            }
        }
    }
}

static uint32_t source_row(const csh_bmp_page *page, uint32_t y) {
    return page->is_top_down ? y : page->height - 1 - y;
}

static uint32_t read_plain(const bitmap *b, const csh_bmp_page *page, reducer *r, uint8_t *row) {
    uint64_t stride = ((uint64_t)page->width * page->bits + 31) / 32 * 4;
    uint32_t present = 0;
    for (uint32_t y = 0; y < page->height; y++) {
        uint64_t place = b->pixels + stride * source_row(page, y);
        if (place + ((uint64_t)page->width * page->bits + 7) / 8 <= b->count) {
            convert(b, page, place, row);
            reducer_put(r, y, row);
            present++;
        } else {
            memset(row, 255, (size_t)page->width * page->channels);
            reducer_put(r, y, row);
        }
    }
    return present;
}

// Runs into a picture of one byte a pixel; the rows that are finished.
static uint32_t unpack(const bitmap *b, const csh_bmp_page *page, uint8_t *indices) {
    uint64_t place = b->pixels;
    uint32_t x = 0, y = 0;
    int is_nibbles = page->compression == RLE4;
    while (place + 1 < b->count && y < page->height) {
        uint32_t count = b->bytes[place], value = b->bytes[place + 1];
        place += 2;
        uint32_t literal = count == 0 && value > 2 ? value : 0;
        if (count == 0 && value < 3) {
            if (value == 1) {
                return page->height;
            }
            if (value == 2) {
                x += number(b, place, 1);
                y += number(b, place + 1, 1);
                place += 2;
            } else {
                x = 0;
                y++;
            }
            continue;
        }
        for (uint32_t k = 0; k < count + literal && x < page->width; k++, x++) {
            uint32_t pair = literal ? number(b, place + (is_nibbles ? k / 2 : k), 1) : value;
            uint32_t index = !is_nibbles ? pair : k % 2 == 0 ? pair >> 4 : pair & 15;
            indices[(size_t)y * page->width + x] = (uint8_t)index;
        }
        uint64_t size = is_nibbles ? (literal + 1) / 2 : literal;
        place += size + (size & 1);
    }
    return y;
}

static uint32_t read_runs(const bitmap *b, const csh_bmp_page *page, reducer *r, uint8_t *row) {
    uint8_t *indices = calloc((size_t)page->width, page->height);
    if (indices == NULL) {
        return 0;
    }
    uint32_t present = unpack(b, page, indices);
    for (uint32_t y = 0; y < page->height; y++) {
        const uint8_t *source = indices + (size_t)source_row(page, y) * page->width;
        for (uint32_t x = 0; x < page->width; x++) {
            put_index(b, page, source[x], row + (size_t)x * page->channels);
        }
        reducer_put(r, y, row);
    }
    free(indices);
    return present;
}

int csh_bmp_read(const uint8_t *bytes, uint64_t count, uint32_t reduce, uint8_t *destination,
                 uint32_t *rows_present) {
    bitmap b;
    csh_bmp_page page;
    reducer r;
    *rows_present = 0;
    if (!open_bitmap(&b, bytes, count, &page) || !page.is_readable) {
        return 0;
    }
    uint8_t *row = malloc((size_t)page.width * 3 + 1);
    int ok = reducer_begin(&r, destination, page.width, page.height, page.channels, reduce)
        && row != NULL;
    if (ok) {
        int has_runs = page.compression == RLE8 || page.compression == RLE4;
        *rows_present = has_runs ? read_runs(&b, &page, &r, row) : read_plain(&b, &page, &r, row);
    }
    reducer_end(&r);
    free(row);
    return ok && *rows_present > 0;
}
