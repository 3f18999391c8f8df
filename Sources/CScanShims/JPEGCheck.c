// Walks through the entropy-coded data of a JPEG and holds them against the rules of ITU-T T.81.
//
// A decoder that shows pictures forgives: libjpeg passes over runs that leave a block, values that no encoder
// writes, and data that end early. Here each of them counts, so that damage is noticed and placed. No pixel is
// made, and a picture of any size needs no more than eight bytes a block.

#include "CScanShims.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_COMPONENTS = 4, LOOKUP_BITS = 9 };

typedef struct {
    int defined;
    uint16_t lookup[1 << LOOKUP_BITS];  // length << 8 | symbol; 0 for codes that are longer
    int32_t max_code[18];               // last code of each length, -1 for none
    int32_t offset[17];                 // what leads from a code to its place among the symbols
    uint8_t symbols[256];
} huffman_table;

typedef struct {
    uint8_t id, h, v, quantization;
    uint32_t blocks_across, blocks_down;  // of a scan that holds this component alone
    uint32_t stride, rows;                // blocks of the component with those that fill up the last units
    uint64_t *nonzero;                    // one bit a coefficient, of progressive files
    uint8_t missing[64];                  // 1 until the last bit of the coefficient has come
    uint8_t dc_table, ac_table;
    int32_t dc;
} component;

typedef struct {
    const uint8_t *bytes;
    size_t count;
    size_t place;
    uint64_t bits;      // the next bits of the data, from the top
    int held;           // how many of them
    int dry;            // a marker or the end of the file was reached
    int short_of;       // bits that were asked for and were not there
} bit_reader;

typedef struct {
    csh_jpeg_page *page;
    component components[MAX_COMPONENTS];
    huffman_table dc_tables[4], ac_tables[4];
    uint16_t dc_quantum[4];
    uint32_t restart_interval;
    uint8_t h_max, v_max;
    int walks;
} survey;

// One scan: the components in it and which bits of which coefficients it brings.
typedef struct {
    component *parts[MAX_COMPONENTS];
    int count;
    int from, to, high, low;
    int is_progressive;
    uint32_t across, down;  // units; down is 0 while the height is not known
    uint32_t end_of_band_run;
} scan;

// MARK: bits

static void fill(bit_reader *r) {
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

static uint32_t take(bit_reader *r, int count) {
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
static int symbol(bit_reader *r, const huffman_table *table) {
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

static int32_t extended(bit_reader *r, int size) {
    int32_t value = (int32_t)take(r, size);
    return size > 0 && value < (1 << (size - 1)) ? value - (1 << size) + 1 : value;
}

// Goes on to the next marker and leaves it unread; counts whole bytes on the way that are no padding.
static uint32_t skip_to_marker(bit_reader *r) {
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
static uint8_t next_marker(const bit_reader *r) {
    return r->place + 1 < r->count && r->bytes[r->place] == 0xFF ? r->bytes[r->place + 1] : 0;
}

static int is_restart(uint8_t marker) {
    return marker >= 0xD0 && marker <= 0xD7;
}

// MARK: blocks. Each returns whether the block keeps the rules.

static int is_possible_dc(const survey *s, const component *c, int low) {
    // Eight times a sample's distance from the middle, a rounding step, and a quarter more for encoders that
    // let white go over on purpose.
    int64_t quantum = s->dc_quantum[c->quantization & 3];
    int64_t range = (int64_t)1 << (s->page->precision + 2);
    int64_t scale = (quantum == 0 ? 1 : quantum) * ((int64_t)1 << low);
    int64_t value = c->dc * scale;
    int64_t limit = range + range / 4 + scale;
    return value >= -limit && value <= limit;
}

static int dc_first(survey *s, bit_reader *r, component *c, int low) {
    int size = symbol(r, &s->dc_tables[c->dc_table]);
    if (size < 0 || size > (int)s->page->precision + 3) {
        return 0;
    }
    c->dc += extended(r, size);
    return is_possible_dc(s, c, low);
}

static int ac_first(survey *s, bit_reader *r, component *c, scan *now, uint64_t *nonzero) {
    if (now->end_of_band_run > 0) {
        now->end_of_band_run--;
        return 1;
    }
    const huffman_table *table = &s->ac_tables[c->ac_table];
    for (int k = now->from == 0 ? 1 : now->from; k <= now->to; k++) {
        int code = symbol(r, table);
        if (code < 0) {
            return 0;
        }
        int run = code >> 4, size = code & 15;
        if (size != 0) {
            k += run;
            if (k > now->to || size > (int)s->page->precision + 2) {
                return 0;
            }
            take(r, size);
            if (nonzero != NULL) {
                *nonzero |= (uint64_t)1 << k;
            }
        } else if (run == 15) {
            k += 15;
            if (k > now->to) {
                return 0;
            }
        } else if (now->is_progressive) {
            now->end_of_band_run = (1u << run) + take(r, run) - 1;
            return 1;
        } else {
            return run == 0;
        }
    }
    return 1;
}

// Corrects the coefficients from k on that are not zero, until a number of zeros was passed.
static int pass_zeros(bit_reader *r, const scan *now, uint64_t nonzero, int k, int zeros) {
    for (; k <= now->to; k++) {
        if (nonzero >> k & 1) {
            take(r, 1);
        } else if (zeros-- == 0) {
            return k;
        }
    }
    return k;
}

static int ac_refine(survey *s, bit_reader *r, component *c, scan *now, uint64_t *nonzero) {
    int k = now->from;
    while (now->end_of_band_run == 0 && k <= now->to) {
        int code = symbol(r, &s->ac_tables[c->ac_table]);
        if (code < 0 || (code & 15) > 1) {
            return 0;
        }
        int run = code >> 4;
        if ((code & 15) == 0 && run != 15) {
            now->end_of_band_run = (1u << run) + take(r, run);
            break;
        }
        int is_new = code & 15;
        take(r, is_new);
        k = pass_zeros(r, now, *nonzero, k, run);
        if (k > now->to && is_new) {
            return 0;
        }
        if (is_new) {
            *nonzero |= (uint64_t)1 << k;
        }
        k++;
    }
    if (now->end_of_band_run > 0) {
        pass_zeros(r, now, *nonzero, k, 64);
        now->end_of_band_run--;
    }
    return 1;
}

static int block(survey *s, bit_reader *r, component *c, scan *now, uint64_t *nonzero) {
    if (!now->is_progressive) {
        return dc_first(s, r, c, 0) && ac_first(s, r, c, now, NULL);
    }
    if (now->from == 0) {
        if (now->high != 0) {
            take(r, 1);
            return 1;
        }
        return dc_first(s, r, c, now->low);
    }
    return now->high == 0 ? ac_first(s, r, c, now, nonzero) : ac_refine(s, r, c, now, nonzero);
}

static uint64_t *history(component *c, uint32_t x, uint32_t y) {
    return c->nonzero == NULL || x >= c->stride || y >= c->rows
        ? NULL : &c->nonzero[(size_t)y * c->stride + x];
}

static int unit(survey *s, bit_reader *r, scan *now, uint32_t index) {
    uint32_t x = index % now->across, y = index / now->across;
    uint64_t nowhere = 0;
    if (now->count == 1) {
        uint64_t *known = history(now->parts[0], x, y);
        return block(s, r, now->parts[0], now, known != NULL ? known : &nowhere)
            && r->short_of == 0;
    }
    for (int p = 0; p < now->count; p++) {
        component *c = now->parts[p];
        for (uint32_t k = 0; k < (uint32_t)c->h * c->v; k++) {
            uint64_t *known = history(c, x * c->h + k % c->h, y * c->v + k / c->h);
            if (!block(s, r, c, now, known != NULL ? known : &nowhere) || r->short_of != 0) {
                return 0;
            }
        }
    }
    return 1;
}

// MARK: scans

static void restart(scan *now) {
    now->end_of_band_run = 0;
    for (int p = 0; p < now->count; p++) {
        now->parts[p]->dc = 0;
    }
}

// What came of the units of one scan.
typedef struct {
    uint32_t sound;     // units before the first fault, or before the data ended
    uint32_t bad;       // from a fault to the end of its interval
    uint32_t missing;   // after the end of the data
    uint32_t read;      // units until the data ended
    int at_row_end;     // the data ended where a row of units does
    uint32_t unplaced;  // in intervals that have bytes left behind their last unit: one of them is wrong
} scan_result;

// Whether nothing but padding is left: at most seven bits, ones where an encoder obeys the standard.
static int is_padding(bit_reader *r, const scan *now) {
    if (now->end_of_band_run > 0 || (now->from == 0 && now->high > 0)) {
        return 0;
    }
    fill(r);
    return r->dry && r->held < 8
        && (r->held == 0 || r->bits >> (64 - r->held) == (1u << r->held) - 1);
}

// Units from one restart marker to the next; what is not sound in them is counted. Returns the unit after them.
static uint32_t interval(survey *s, bit_reader *r, scan *now, uint32_t start, uint32_t stop,
                         scan_result *result) {
    restart(now);
    uint32_t index = start;
    for (; index < stop && !is_padding(r, now); index++) {
        if (unit(s, r, now, index)) {
            continue;
        }
        // Half a unit at the end of the data is no fault of what comes before.
        if (r->short_of != 0 || (r->dry && r->held < 8)) {
            break;
        }
        skip_to_marker(r);
        int is_endless = now->down == 0 && !is_restart(next_marker(r));
        result->bad += is_endless ? 1 : stop - index;
        return is_endless ? index + 1 : stop;
    }
    r->short_of = 0;
    int is_over = now->end_of_band_run != 0;
    is_over |= skip_to_marker(r) > 0;
    if (index == stop && is_over) {
        result->unplaced += stop - start;
    }
    return index;
}

static void finish(const scan *now, uint32_t index, uint32_t total, scan_result *result) {
    result->read = index;
    result->at_row_end = index % now->across == 0;
    result->missing = total > index ? total - index : 0;
    result->sound = index > result->bad ? index - result->bad : 0;
}

static scan_result units(survey *s, bit_reader *r, scan *now) {
    scan_result result = {0};
    uint32_t total = now->down == 0 ? UINT32_MAX / 2 : now->across * now->down;
    uint32_t step = s->restart_interval == 0 ? total : s->restart_interval;
    uint32_t index = 0, number = 0;
    while (index < total) {
        uint32_t stop = total - index < step ? total : index + step;
        uint32_t reached = interval(s, r, now, index, stop, &result);
        uint8_t marker = next_marker(r);
        if (!is_restart(marker)) {
            index = reached;
            break;
        }
        r->place += 2;
        // A number that was left out stands for an interval that was lost.
        uint32_t ahead = (marker - 0xD0 - number) & 7;
        uint64_t skipped = (uint64_t)ahead * step;
        uint32_t lost = (uint32_t)(skipped > total - stop ? total - stop : skipped);
        result.bad += stop - reached + lost;
        index = stop + lost;
        number = (number + 1 + ahead) & 7;
    }
    finish(now, index, now->down == 0 ? index : total, &result);
    skip_to_marker(r);
    return result;
}

static void note_rows(survey *s, const scan *now, const scan_result *result) {
    csh_jpeg_page *page = s->page;
    uint32_t lines = now->count == 1 ? 8u * s->v_max / now->parts[0]->v : 8u * s->v_max;
    uint32_t rows = result->read / now->across * lines;
    if (page->height == 0) {
        page->height = rows;
        page->height_counted = 1;
    }
    if (result->missing > 0 && rows < page->rows_present) {
        page->rows_present = rows;
        page->ends_at_row = result->at_row_end && result->bad == 0;
    }
}

static void note(survey *s, const scan *now, const scan_result *result) {
    csh_jpeg_page *page = s->page;
    uint32_t total = result->read + result->missing;
    if (total == 0) {
        return;
    }
    double share = (double)(result->bad < total ? result->bad : total) / total;
    if (share > page->damaged_share) {
        page->damaged_share = share;
    }
    page->faults += result->bad > 0;
    page->unplaced += result->unplaced > 0;
    note_rows(s, now, result);
}

// MARK: tables

static uint32_t word(const uint8_t *at) {
    return (uint32_t)at[0] << 8 | at[1];
}

static void build(huffman_table *table, const uint8_t *counts, const uint8_t *symbols, int total) {
    memset(table, 0, sizeof *table);
    memcpy(table->symbols, symbols, (size_t)total);
    table->defined = 1;
    int32_t code = 0;
    int place = 0;
    for (int length = 1; length <= 16; length++, code <<= 1) {
        table->offset[length] = place - code;
        for (int k = 0; k < counts[length - 1]; k++, code++, place++) {
            if (length <= LOOKUP_BITS && code < 1 << length) {
                int start = code << (LOOKUP_BITS - length);
                for (int fill = 0; fill < 1 << (LOOKUP_BITS - length); fill++) {
                    table->lookup[start + fill] = (uint16_t)(length << 8 | symbols[place]);
                }
            }
        }
        table->max_code[length] = counts[length - 1] > 0 ? code - 1 : -1;
    }
}

static void huffman_tables(survey *s, const uint8_t *body, uint32_t size) {
    while (size >= 17) {
        int total = 0;
        for (int k = 1; k <= 16; k++) {
            total += body[k];
        }
        if (total > 256 || size < 17u + (uint32_t)total) {
            return;
        }
        huffman_table *tables = (body[0] >> 4) == 0 ? s->dc_tables : s->ac_tables;
        build(&tables[body[0] & 3], body + 1, body + 17, total);
        size -= 17 + (uint32_t)total;
        body += 17 + total;
    }
}

static void quantization_tables(survey *s, const uint8_t *body, uint32_t size) {
    while (size >= 65) {
        int is_wide = (body[0] >> 4) != 0;
        uint32_t length = is_wide ? 129 : 65;
        if (size < length) {
            return;
        }
        s->dc_quantum[body[0] & 3] = is_wide ? (uint16_t)word(body + 1) : body[1];
        size -= length;
        body += length;
    }
}

// MARK: frame and scan headers

static uint32_t divided_up(uint32_t value, uint32_t by) {
    return (value + by - 1) / by;
}

static int component_sizes(survey *s, component *c) {
    const csh_jpeg_page *page = s->page;
    c->stride = divided_up(page->width, 8u * s->h_max) * c->h;
    c->rows = divided_up(page->height, 8u * s->v_max) * c->v;
    c->blocks_across = divided_up(divided_up(page->width * c->h, s->h_max), 8);
    c->blocks_down = divided_up(divided_up(page->height * c->v, s->v_max), 8);
    memset(c->missing, 1, sizeof c->missing);
    if (s->walks && page->is_progressive) {
        c->nonzero = calloc((size_t)c->stride * c->rows + 1, sizeof *c->nonzero);
        return c->nonzero != NULL;
    }
    return 1;
}

static int frame(survey *s, uint8_t marker, const uint8_t *body, uint32_t size, size_t place) {
    csh_jpeg_page *page = s->page;
    if (size < 6 || page->width != 0 || size < 6 + 3u * body[5]) {
        return 0;
    }
    page->sof = marker;
    page->precision = body[0];
    page->height = page->stated_height = word(body + 1);
    page->width = word(body + 3);
    page->components = body[5];
    page->height_place = place + 1;
    page->is_progressive = marker == 0xC2;
    if (page->width == 0 || page->components == 0 || page->components > MAX_COMPONENTS) {
        return 0;
    }
    for (uint32_t k = 0; k < page->components; k++) {
        component *c = &s->components[k];
        const uint8_t *entry = body + 6 + 3 * k;
        c->id = entry[0];
        c->h = entry[1] >> 4;
        c->v = entry[1] & 15;
        c->quantization = entry[2];
        if (c->h == 0 || c->v == 0 || c->h > 4 || c->v > 4) {
            return 0;
        }
        s->h_max = c->h > s->h_max ? c->h : s->h_max;
        s->v_max = c->v > s->v_max ? c->v : s->v_max;
    }
    return 1;
}

static component *component_named(survey *s, uint8_t id) {
    for (uint32_t k = 0; k < s->page->components; k++) {
        if (s->components[k].id == id) {
            return &s->components[k];
        }
    }
    return NULL;
}

static int has_tables(const survey *s, const scan *now) {
    for (int p = 0; p < now->count; p++) {
        int needs_dc = now->from == 0 && now->high == 0;
        int needs_ac = now->to > 0;
        if ((needs_dc && !s->dc_tables[now->parts[p]->dc_table].defined)
            || (needs_ac && !s->ac_tables[now->parts[p]->ac_table].defined)) {
            return 0;
        }
    }
    return 1;
}

static int scan_header(survey *s, const uint8_t *body, uint32_t size, scan *now) {
    memset(now, 0, sizeof *now);
    if (size < 4 || body[0] == 0 || body[0] > MAX_COMPONENTS || size < 4 + 2u * body[0]) {
        return 0;
    }
    now->count = body[0];
    for (int p = 0; p < now->count; p++) {
        component *c = component_named(s, body[1 + 2 * p]);
        if (c == NULL) {
            return 0;
        }
        c->dc_table = body[2 + 2 * p] >> 4 & 3;
        c->ac_table = body[2 + 2 * p] & 3;
        now->parts[p] = c;
    }
    const uint8_t *tail = body + 1 + 2 * now->count;
    now->is_progressive = s->page->is_progressive;
    now->from = now->is_progressive ? tail[0] : 0;
    now->to = now->is_progressive ? tail[1] : 63;
    now->high = now->is_progressive ? tail[2] >> 4 : 0;
    now->low = now->is_progressive ? tail[2] & 15 : 0;
    now->across = now->count == 1 ? now->parts[0]->blocks_across
        : divided_up(s->page->width, 8u * s->h_max);
    now->down = now->count == 1 ? now->parts[0]->blocks_down
        : divided_up(s->page->height, 8u * s->v_max);
    return now->from <= now->to && now->to < 64 && now->across > 0 && has_tables(s, now);
}

static void note_coefficients(const scan *now) {
    for (int p = 0; p < now->count; p++) {
        for (int k = now->from; k <= now->to; k++) {
            now->parts[p]->missing[k] = now->low != 0;
        }
    }
}

static int is_complete(const survey *s) {
    for (uint32_t k = 0; k < s->page->components; k++) {
        for (int c = 0; c < 64; c++) {
            if (s->components[k].missing[c]) {
                return 0;
            }
        }
    }
    return 1;
}

static int can_be_walked(uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xC2;
}

static int is_frame(uint8_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// MARK: files

// A segment with a length behind its marker. Returns 0 when nothing can be made of what follows.
static int segment(survey *s, bit_reader *r, uint8_t marker) {
    csh_jpeg_page *page = s->page;
    if (r->place + 4 > r->count) {
        return 0;
    }
    uint32_t size = word(r->bytes + r->place + 2);
    if (size < 2 || r->place + 2 + size > r->count) {
        return 0;
    }
    const uint8_t *body = r->bytes + r->place + 4;
    size_t start = r->place + 4;
    r->place += 2 + size;
    size -= 2;
    if (marker == 0xC4) {
        huffman_tables(s, body, size);
    } else if (marker == 0xDB) {
        quantization_tables(s, body, size);
    } else if (marker == 0xDD && size >= 2) {
        s->restart_interval = word(body);
        page->restart_interval = s->restart_interval;
    } else if (marker == 0xDC && size >= 2) {
        page->announced_later = 1;
        page->height_counted = 0;
        page->height = word(body);
    } else if (is_frame(marker)) {
        if (!frame(s, marker, body, size, start)) {
            return 0;
        }
        page->rows_present = page->height == 0 ? UINT32_MAX : page->height;
        for (uint32_t k = 0; k < page->components; k++) {
            if (!component_sizes(s, &s->components[k])) {
                return 0;
            }
        }
    } else if (marker == 0xDA) {
        scan now;
        page->scans++;
        if (s->walks && page->width != 0 && can_be_walked(page->sof)
            && scan_header(s, body, size, &now)) {
            scan_result result = units(s, r, &now);
            page->walked++;
            note(s, &now, &result);
            note_coefficients(&now);
        } else {
            skip_to_marker(r);
            while (is_restart(next_marker(r))) {
                r->place += 2;
                skip_to_marker(r);
            }
        }
    }
    return 1;
}

int csh_jpeg_survey(const uint8_t *bytes, uint64_t count, int walks, csh_jpeg_page *page) {
    memset(page, 0, sizeof *page);
    survey *s = calloc(1, sizeof *s);
    if (s == NULL || count < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8) {
        free(s);
        return 0;
    }
    s->page = page;
    s->walks = walks;
    bit_reader r = {.bytes = bytes, .count = (size_t)count, .place = 2};
    while (r.place < r.count) {
        skip_to_marker(&r);
        uint8_t marker = next_marker(&r);
        if (marker == 0xD9) {
            page->has_end = 1;
            r.place += 2;
            break;
        }
        // Another picture begins before this one ended.
        if (marker == 0 || marker == 0xD8) {
            r.place = marker == 0 ? r.count : r.place;
            break;
        }
        int stands_alone = marker == 1 || is_restart(marker);
        if (stands_alone) {
            r.place += 2;
        } else if (!segment(s, &r, marker)) {
            break;
        }
    }
    page->end = r.place;
    if (page->rows_present > page->height) {
        page->rows_present = page->height;
    }
    page->is_complete = page->walked == page->scans && is_complete(s);
    for (int k = 0; k < MAX_COMPONENTS; k++) {
        free(s->components[k].nonzero);
    }
    free(s);
    return page->width != 0;
}
