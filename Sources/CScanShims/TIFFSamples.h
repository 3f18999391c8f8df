// Samples of a TIFF become pixels of 8 bits.

#ifndef TIFFSAMPLES_H
#define TIFFSAMPLES_H

#include "TIFFShims.h"

// What a row of the simple layouts holds; see tiff_is_simple.
typedef struct {
    uint32_t width;
    uint32_t channels;
    uint16_t bits;
    uint16_t samples;
    int inverted;
    int has_alpha;
    int ignores_alpha;
    uint32_t most_alpha;        // that was seen
    // Of samples of other kinds than plain 8 and 16 bits:
    uint16_t format;            // as SampleFormat
    uint16_t stride;            // samples from one pixel to the next
    double low, high;           // what black and white are
    int is_ink;                 // four inks
} row_layout;

// Rows can be read one after another when pixels are not tiled, samples lie side by side, and the
// samples are plain grey or RGB. All else goes through libtiff's RGBA reader.
int tiff_is_simple(TIFF *t, const csh_tiff_page *page, row_layout *layout);
void tiff_convert_row(row_layout *l, const uint8_t *row, uint8_t *out);

// Whether samples that libtiff does not make pixels of can be read row by row; of planes the first is read.
int tiff_is_deep(TIFF *t, const csh_tiff_page *page, row_layout *l);
// Finds what black and white are of such a page, whose rows it reads; row holds one of them.
void tiff_measure(csh_tiff *tiff, const csh_tiff_page *page, row_layout *l, uint8_t *row);
void tiff_convert_deep_row(const row_layout *l, const uint8_t *row, uint8_t *out);

void tiff_put_color(uint8_t *pixel, uint32_t channels, uint8_t r, uint8_t g, uint8_t b);

#endif
