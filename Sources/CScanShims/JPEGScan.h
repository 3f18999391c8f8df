// One scan of a JPEG is held against the rules.

#ifndef JPEGSCAN_H
#define JPEGSCAN_H

#include "CScanShims.h"
#include "JPEGBits.h"

enum { MAX_COMPONENTS = 4 };

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

// What came of the units of one scan.
typedef struct {
    uint32_t sound;     // units before the first fault, or before the data ended
    uint32_t bad;       // from a fault to the end of its interval
    uint32_t missing;   // after the end of the data
    uint32_t read;      // units until the data ended
    int at_row_end;     // the data ended where a row of units does
    uint32_t unplaced;  // in intervals that have bytes left behind their last unit: one of them is wrong
} scan_result;

// Walks through the data of a scan, and leaves the reader at the marker behind them.
scan_result jpeg_units(survey *s, bit_reader *r, scan *now);

// Records in the page what came of a scan.
void jpeg_note(survey *s, const scan *now, const scan_result *result);

#endif
