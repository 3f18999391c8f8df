#include "JPEGScan.h"

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

scan_result jpeg_units(survey *s, bit_reader *r, scan *now) {
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

void jpeg_note(survey *s, const scan *now, const scan_result *result) {
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
