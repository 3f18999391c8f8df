// Bits, Huffman codes and markers of the entropy-coded data of a JPEG.

#ifndef JPEGBITS_H
#define JPEGBITS_H

#include <stddef.h>
#include <stdint.h>

enum { LOOKUP_BITS = 9 };

typedef struct {
    int defined;
    uint16_t lookup[1 << LOOKUP_BITS];  // length << 8 | symbol; 0 for codes that are longer
    int32_t max_code[18];               // last code of each length, -1 for none
    int32_t offset[17];                 // what leads from a code to its place among the symbols
    uint8_t symbols[256];
} huffman_table;

typedef struct {
    const uint8_t *bytes;
    size_t count;
    size_t place;
    uint64_t bits;      // the next bits of the data, from the top
    int held;           // how many of them
    int dry;            // a marker or the end of the file was reached
    int short_of;       // bits that were asked for and were not there
} bit_reader;

static inline void fill(bit_reader *r) {
    while (r->held <= 48 && !r->dry) {
        if (r->place >= r->count) {
            r->dry = 1;
            return;
        }
        uint8_t byte = r->bytes[r->place];
        if (byte == 0xFF) {
            uint8_t next = r->place + 1 < r->count ? r->bytes[r->place + 1] : 0xD9;
            if (next != 0) {
                r->dry = 1;
                return;
            }
            r->place++;
        }
        r->place++;
        r->bits |= (uint64_t)byte << (56 - r->held);
        r->held += 8;
    }
}

static inline uint32_t take(bit_reader *r, int count) {
    if (count == 0) {
        return 0;
    }
    if (r->held < count) {
        fill(r);
    }
    if (r->held < count) {
        r->short_of += count - r->held;
        r->held = 0;
        r->bits = 0;
        return 0;
    }
    uint32_t value = (uint32_t)(r->bits >> (64 - count));
    r->bits <<= count;
    r->held -= count;
    return value;
}

// The next symbol; -1 for bits that are no code, -2 for data that end.
static inline int symbol(bit_reader *r, const huffman_table *table) {
    if (r->held < 16) {
        fill(r);
    }
    uint16_t known = table->lookup[r->bits >> (64 - LOOKUP_BITS)];
    int length = known >> 8;
    if (known != 0 && length <= r->held) {
        r->bits <<= length;
        r->held -= length;
        return known & 0xFF;
    }
    int32_t code = 0;
    for (length = 1; length <= 16; length++) {
        if (length > r->held) {
            r->short_of += 1;
            return -2;
        }
        code = (int32_t)(r->bits >> (64 - length));
        if (code <= table->max_code[length]) {
            r->bits <<= length;
            r->held -= length;
            return table->symbols[(code + table->offset[length]) & 0xFF];
        }
    }
    return -1;
}

static inline int32_t extended(bit_reader *r, int size) {
    int32_t value = (int32_t)take(r, size);
    return size > 0 && value < (1 << (size - 1)) ? value - (1 << size) + 1 : value;
}

// Goes on to the next marker and leaves it unread; counts whole bytes on the way that are no padding.
static inline uint32_t skip_to_marker(bit_reader *r) {
    uint32_t stray = 0;
    for (; r->held >= 8; r->held -= 8, r->bits <<= 8) {
        int shift = r->held % 8;
        uint8_t byte = (uint8_t)((r->bits << shift) >> 56);
        stray += byte != 0 && byte != 0xFF;
    }
    while (r->place + 1 < r->count) {
        if (r->bytes[r->place] != 0xFF) {
            stray += r->bytes[r->place] != 0;
            r->place++;
        } else if (r->bytes[r->place + 1] == 0 || r->bytes[r->place + 1] == 0xFF) {
            r->place += r->bytes[r->place + 1] == 0 ? 2 : 1;
        } else {
            break;
        }
    }
    r->held = 0;
    r->bits = 0;
    r->dry = 0;
    return stray;
}

// The marker that stands next; 0 at the end of the file.
static inline uint8_t next_marker(const bit_reader *r) {
    return r->place + 1 < r->count && r->bytes[r->place] == 0xFF ? r->bytes[r->place + 1] : 0;
}

static inline int is_restart(uint8_t marker) {
    return marker >= 0xD0 && marker <= 0xD7;
}

#endif
