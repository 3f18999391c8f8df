// Walks through the entropy-coded data of a JPEG and holds them against the rules of ITU-T T.81.
//
// A decoder that shows pictures forgives: libjpeg passes over runs that leave a block, values that no encoder
// writes, and data that end early. Here each of them counts, so that damage is noticed and placed. No pixel is
// made, and a picture of any size needs no more than eight bytes a block.

#include "JPEGScan.h"

#include <stdlib.h>
#include <string.h>

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
            scan_result result = jpeg_units(s, r, &now);
            page->walked++;
            jpeg_note(s, &now, &result);
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
