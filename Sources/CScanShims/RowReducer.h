// Sums source rows into output rows: reduce × reduce source pixels make one output pixel.

#ifndef ROWREDUCER_H
#define ROWREDUCER_H

#include <stdint.h>

typedef struct {
    uint8_t *destination;
    uint32_t channels;
    uint32_t reduce;
    uint32_t out_width;
    uint32_t out_height;
    uint32_t *sums;
} reducer;

// Fills the destination with white. 0 without memory; the sums are freed by reducer_end.
int reducer_begin(reducer *r, uint8_t *destination, uint32_t width, uint32_t height, uint32_t channels,
                  uint32_t reduce);
void reducer_put(reducer *r, uint32_t row, const uint8_t *pixels);
// Makes the output rows white that hold source rows from first to before stop.
void reducer_blank(reducer *r, uint32_t first, uint32_t stop);
void reducer_end(reducer *r);

#endif
