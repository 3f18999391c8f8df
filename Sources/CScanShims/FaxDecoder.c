// Fax data (ITU-T T.4 and T.6), row by row, with what is wrong with them.
//
// libtiff goes on after a code that does not exist and fills up what is missing, so that nobody knows which
// rows are the paper's. Here each row is sound, or bad, or not there, and the data end because they say so or
// because they are over.

#include "CScanShims.h"
#include "RowReducer.h"

#include <stdlib.h>
#include <string.h>

enum { TABLE_BITS = 13, NO_RUN = 0xFFFF };

typedef struct {
    uint16_t run;
    uint8_t length;
} run_code;

static const char *const white_codes[] = {
    "00110101", "000111", "0111", "1000", "1011", "1100", "1110", "1111", "10011", "10100", "00111",
    "01000", "001000", "000011", "110100", "110101", "101010", "101011", "0100111", "0001100",
    "0001000", "0010111", "0000011", "0000100", "0101000", "0101011", "0010011", "0100100",
    "0011000", "00000010", "00000011", "00011010", "00011011", "00010010", "00010011", "00010100",
    "00010101", "00010110", "00010111", "00101000", "00101001", "00101010", "00101011", "00101100",
    "00101101", "00000100", "00000101", "00001010", "00001011", "01010010", "01010011", "01010100",
    "01010101", "00100100", "00100101", "01011000", "01011001", "01011010", "01011011", "01001010",
    "01001011", "00110010", "00110011", "00110100",
    // From here on steps of 64, the first of which is 64.
    "11011", "10010", "010111", "0110111", "00110110", "00110111", "01100100", "01100101",
    "01101000", "01100111", "011001100", "011001101", "011010010", "011010011", "011010100",
    "011010101", "011010110", "011010111", "011011000", "011011001", "011011010", "011011011",
    "010011000", "010011001", "010011010", "011000", "010011011",
};

static const char *const black_codes[] = {
    "0000110111", "010", "11", "10", "011", "0011", "0010", "00011", "000101", "000100", "0000100",
    "0000101", "0000111", "00000100", "00000111", "000011000", "0000010111", "0000011000",
    "0000001000", "00001100111", "00001101000", "00001101100", "00000110111", "00000101000",
    "00000010111", "00000011000", "000011001010", "000011001011", "000011001100", "000011001101",
    "000001101000", "000001101001", "000001101010", "000001101011", "000011010010", "000011010011",
    "000011010100", "000011010101", "000011010110", "000011010111", "000001101100", "000001101101",
    "000011011010", "000011011011", "000001010100", "000001010101", "000001010110", "000001010111",
    "000001100100", "000001100101", "000001010010", "000001010011", "000000100100", "000000110111",
    "000000111000", "000000100111", "000000101000", "000001011000", "000001011001", "000000101011",
    "000000101100", "000001011010", "000001100110", "000001100111",
    "0000001111", "000011001000", "000011001001", "000001011011", "000000110011", "000000110100",
    "000000110101", "0000001101100", "0000001101101", "0000001001010", "0000001001011",
    "0000001001100", "0000001001101", "0000001110010", "0000001110011", "0000001110100",
    "0000001110101", "0000001110110", "0000001110111", "0000001010010", "0000001010011",
    "0000001010100", "0000001010101", "0000001011010", "0000001011011", "0000001100100",
    "0000001100101",
};

// Of both colours, from 1,792 on.
static const char *const long_codes[] = {
    "00000001000", "00000001100", "00000001101", "000000010010", "000000010011", "000000010100",
    "000000010101", "000000010110", "000000010111", "000000011100", "000000011101", "000000011110",
    "000000011111",
};

typedef struct {
    const csh_fax_format *format;
    const uint8_t *bytes;
    uint64_t bits;          // how many there are
    uint64_t place;         // of the next bit
    run_code tables[2][1 << TABLE_BITS];
    uint32_t *before;       // where the row above changes its colour, white first
    uint32_t *now;
    uint32_t changes;       // in now
    int has_reference;      // whether the row above is sound
} fax;

typedef enum {
    ROW_SOUND,
    ROW_BAD,        // and the next one may be found
    ROW_LOST,       // and nothing after it can be read
    DATA_END,       // the data say that they are over
    DATA_OVER,      // they are over and do not say so
    DATA_CUT,       // they are over in the middle of a row
} row_status;

// MARK: bits

static uint32_t peek(const fax *f, int count) {
    uint32_t value = 0;
    uint64_t byte = f->place >> 3;
    for (int k = 0; k < 5; k++, byte++) {
        uint8_t next = byte < f->bits >> 3 ? f->bytes[byte] : 0;
        if (k < 4) {
            value = value << 8 | next;
        } else if (f->place & 7) {
            value = value << (f->place & 7) | next >> (8 - (f->place & 7));
        }
    }
    return value >> (32 - count);
}

static int is_over(const fax *f) {
    return f->place >= f->bits;
}

// Whether only zeros are left, fewer than 8 of them or whole bytes.
static int is_padding(const fax *f) {
    uint64_t at = f->place;
    while (at < f->bits && (at & 7) != 0) {
        if (f->bytes[at >> 3] >> (7 - (at & 7)) & 1) {
            return 0;
        }
        at++;
    }
    for (; at < f->bits; at += 8) {
        if (f->bytes[at >> 3] != 0) {
            return 0;
        }
    }
    return 1;
}

// MARK: tables

static void add_code(run_code *table, const char *code, uint16_t run) {
    uint32_t value = 0;
    int length = 0;
    for (; code[length] != 0; length++) {
        value = value << 1 | (uint32_t)(code[length] - '0');
    }
    uint32_t step = 1u << (TABLE_BITS - length);
    for (uint32_t k = 0; k < step; k++) {
        table[value * step + k] = (run_code){run, (uint8_t)length};
    }
}

static void build_tables(fax *f) {
    for (int color = 0; color < 2; color++) {
        const char *const *codes = color == 0 ? white_codes : black_codes;
        for (uint32_t k = 0; k < 1 << TABLE_BITS; k++) {
            f->tables[color][k] = (run_code){NO_RUN, 0};
        }
        for (uint16_t k = 0; k < 64 + 27; k++) {
            add_code(f->tables[color], codes[k], k < 64 ? k : (uint16_t)(64 * (k - 63)));
        }
        for (uint16_t k = 0; k < 13; k++) {
            add_code(f->tables[color], long_codes[k], (uint16_t)(1792 + 64 * k));
        }
    }
}

// MARK: rows

// The length of a run of a colour; -1 when no code stands there.
static int64_t run(fax *f, int color) {
    int64_t total = 0;
    for (int k = 0; k < 64; k++) {
        run_code code = f->tables[color][peek(f, TABLE_BITS)];
        if (code.run == NO_RUN || f->place + code.length > f->bits) {
            return -1;
        }
        f->place += code.length;
        total += code.run;
        if (code.run < 64) {
            return total;
        }
    }
    return -1;
}

static int add_change(fax *f, int64_t place, int64_t from) {
    if (place < from || place > f->format->width || f->changes > f->format->width) {
        return 0;
    }
    // A run of no pixels in the middle of a row is no change.
    if (f->changes > 0 && f->now[f->changes - 1] == place) {
        f->changes--;
    } else {
        f->now[f->changes++] = (uint32_t)place;
    }
    return 1;
}

static int one_dimensional(fax *f) {
    int64_t place = 0;
    for (int color = 0; place < f->format->width; color ^= 1) {
        int64_t length = run(f, color);
        if (length < 0 || !add_change(f, place + length, place)) {
            return 0;
        }
        place += length;
    }
    return 1;
}

typedef enum { MODE_NONE, MODE_PASS, MODE_HORIZONTAL, MODE_VERTICAL } mode_kind;

typedef struct {
    mode_kind kind;
    int shift;
    int length;
} mode;

static mode next_mode(const fax *f) {
    uint32_t bits = peek(f, 7);
    if (bits >> 6 == 1) return (mode){MODE_VERTICAL, 0, 1};
    if (bits >> 4 == 3) return (mode){MODE_VERTICAL, 1, 3};
    if (bits >> 4 == 2) return (mode){MODE_VERTICAL, -1, 3};
    if (bits >> 4 == 1) return (mode){MODE_HORIZONTAL, 0, 3};
    if (bits >> 3 == 1) return (mode){MODE_PASS, 0, 4};
    if (bits >> 1 == 3) return (mode){MODE_VERTICAL, 2, 6};
    if (bits >> 1 == 2) return (mode){MODE_VERTICAL, -2, 6};
    if (bits == 3) return (mode){MODE_VERTICAL, 3, 7};
    if (bits == 2) return (mode){MODE_VERTICAL, -3, 7};
    return (mode){MODE_NONE, 0, 0};
}

static int two_dimensional(fax *f) {
    int64_t width = f->format->width, place = -1;
    int color = 0;
    uint32_t above = 0;
    while (place < width) {
        // The next change above, to the other colour than the present one.
        while (above > 1 && f->before[above - 2] > place) {
            above -= 2;
        }
        above = (above & ~1u) | (uint32_t)color;
        while (above > 1 && f->before[above - 2] > place) {
            above -= 2;
        }
        while (f->before[above] <= place && f->before[above] < width) {
            above += 2;
        }
        int64_t first = f->before[above], second = first < width ? f->before[above + 1] : width;
        mode now = next_mode(f);
        if (now.kind == MODE_NONE || f->place + (uint64_t)now.length > f->bits) {
            return 0;
        }
        f->place += (uint64_t)now.length;
        int64_t start = place < 0 ? 0 : place;
        if (now.kind == MODE_PASS) {
            place = second;
        } else if (now.kind == MODE_VERTICAL) {
            if (!add_change(f, first + now.shift, start)) {
                return 0;
            }
            place = first + now.shift;
            color ^= 1;
        } else {
            int64_t one = run(f, color), two = one < 0 ? -1 : run(f, color ^ 1);
            if (two < 0 || !add_change(f, start + one, start)
                || !add_change(f, start + one + two, start + one)) {
                return 0;
            }
            place = start + one + two;
        }
    }
    return 1;
}

static void end_row(fax *f) {
    for (int k = 0; k < 4; k++) {
        f->now[f->changes + (uint32_t)k] = f->format->width;
    }
    uint32_t *old = f->before;
    f->before = f->now;
    f->now = old;
}

// Goes behind the next end of line; 0 when there is none.
static int skip_to_end_of_line(fax *f) {
    uint32_t zeros = 0;
    for (; !is_over(f); f->place++) {
        int bit = f->bytes[f->place >> 3] >> (7 - (f->place & 7)) & 1;
        if (bit && zeros >= 11) {
            f->place++;
            return 1;
        }
        zeros = bit ? 0 : zeros + 1;
    }
    return 0;
}

// Passes over ends of line before a row; returns how many there were.
static int ends_of_line(fax *f) {
    int count = 0;
    while (peek(f, 11) == 0 && !is_over(f)) {
        uint64_t start = f->place;
        if (!skip_to_end_of_line(f)) {
            f->place = start;
            return count;
        }
        count++;
        if (f->format->dimensions > 0 && peek(f, 12) == 0x800) {
            f->place++;   // the tag bit of an end of line that no row follows
        }
        if (count == 6) {
            return count;
        }
    }
    return count;
}

static row_status bad_row(fax *f) {
    end_row(f);
    f->has_reference = 0;
    if (f->format->dimensions < 0) {
        return ROW_LOST;
    }
    uint64_t start = f->place;
    if (!skip_to_end_of_line(f)) {
        return ROW_LOST;
    }
    // The row after it begins with its end of line.
    f->place = f->place >= start + 12 ? f->place - 12 : start;
    return ROW_BAD;
}

static row_status next_row(fax *f) {
    const csh_fax_format *format = f->format;
    f->changes = 0;
    if (format->aligned) {
        f->place = (f->place + 7) & ~(uint64_t)7;
    }
    if (format->dimensions < 0) {
        if (peek(f, 12) == 1 && !is_over(f)) {
            return DATA_END;
        }
    } else if (ends_of_line(f) > 1) {
        return DATA_END;
    }
    if (is_over(f) || is_padding(f)) {
        return DATA_OVER;
    }
    int is_flat = format->dimensions == 0;
    if (format->dimensions > 0) {
        is_flat = (int)peek(f, 1);
        f->place++;
    }
    int ok = is_flat ? one_dimensional(f) : two_dimensional(f);
    if (!ok) {
        return f->place + 13 >= f->bits ? (end_row(f), DATA_CUT) : bad_row(f);
    }
    int is_sound = is_flat || format->dimensions < 0 || f->has_reference;
    f->has_reference = is_sound;
    end_row(f);
    return is_sound ? ROW_SOUND : ROW_BAD;
}

// MARK: strips

static void paint(const fax *f, int inverted, uint8_t *pixels) {
    memset(pixels, inverted ? 0 : 255, f->format->width);
    for (uint32_t k = 0; f->before[k] < f->format->width; k += 2) {
        memset(pixels + f->before[k], inverted ? 255 : 0, f->before[k + 1] - f->before[k]);
    }
}

static uint8_t *turned_bits(const uint8_t *bytes, uint64_t count) {
    uint8_t *turned = malloc(count == 0 ? 1 : count);
    for (uint64_t k = 0; turned != NULL && k < count; k++) {
        uint8_t b = bytes[k];
        b = (uint8_t)((b & 0xF0) >> 4 | (b & 0x0F) << 4);
        b = (uint8_t)((b & 0xCC) >> 2 | (b & 0x33) << 2);
        turned[k] = (uint8_t)((b & 0xAA) >> 1 | (b & 0x55) << 1);
    }
    return turned;
}

static void read_strip(fax *f, reducer *r, uint8_t *pixels, uint32_t first, uint32_t rows,
                       csh_fax_result *result) {
    row_status status = ROW_SOUND;
    for (uint32_t y = 0; y < rows; y++) {
        status = next_row(f);
        if (status != ROW_SOUND && status != ROW_BAD) {
            break;
        }
        result->bad_rows += status == ROW_BAD;
        result->rows_read++;
        if (r != NULL && status == ROW_SOUND) {
            paint(f, f->format->inverted, pixels);
            reducer_put(r, first + y, pixels);
        }
    }
    result->says_end = status == DATA_END;
    result->is_broken = status == ROW_LOST;
    result->is_cut = status == DATA_CUT;
}

// Rows after those that were announced, when nothing is wrong with them.
static void count_more(fax *f, uint32_t limit, csh_fax_result *result) {
    uint32_t more = 0;
    row_status status = next_row(f);
    for (; status == ROW_SOUND && more < limit; more++) {
        status = next_row(f);
    }
    result->says_end = status == DATA_END;
    result->has_rest = status != DATA_END && status != DATA_OVER;
    result->more_rows = status == DATA_END || status == DATA_OVER ? more : 0;
}

int csh_fax_read(const uint8_t *bytes, uint64_t count, const csh_fax_format *format,
                 csh_fax_page *page, uint32_t first, uint32_t rows, csh_fax_result *result) {
    memset(result, 0, sizeof *result);
    fax *f = calloc(1, sizeof *f);
    uint8_t *turned = format->reversed ? turned_bits(bytes, count) : NULL;
    size_t room = (size_t)format->width + 8;
    int ok = f != NULL && (turned != NULL || !format->reversed);
    uint8_t *pixels = malloc(room);
    if (ok) {
        *f = (fax){.format = format, .bytes = format->reversed ? turned : bytes, .bits = count * 8};
        f->before = malloc(room * sizeof *f->before);
        f->now = malloc(room * sizeof *f->now);
        ok = f->before != NULL && f->now != NULL && pixels != NULL;
    }
    if (ok) {
        build_tables(f);
        f->has_reference = 1;
        for (int k = 0; k < 4; k++) {
            f->before[k] = format->width;
        }
        read_strip(f, page == NULL ? NULL : (reducer *)page, pixels, first, rows, result);
        if (result->rows_read == rows && !result->says_end) {
            count_more(f, format->most_more_rows, result);
        }
    }
    if (f != NULL) {
        free(f->before);
        free(f->now);
    }
    free(f);
    free(turned);
    free(pixels);
    return ok;
}

csh_fax_page *csh_fax_begin(uint8_t *destination, uint32_t width, uint32_t height, uint32_t reduce) {
    reducer *r = calloc(1, sizeof *r);
    if (r != NULL && !reducer_begin(r, destination, width, height, 1, reduce)) {
        free(r);
        return NULL;
    }
    return (csh_fax_page *)r;
}

void csh_fax_end(csh_fax_page *page) {
    if (page != NULL) {
        reducer_end((reducer *)page);
        free(page);
    }
}
