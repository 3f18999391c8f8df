#include "RowReducer.h"

#include <stdlib.h>
#include <string.h>

int reducer_begin(reducer *r, uint8_t *destination, uint32_t width, uint32_t height, uint32_t channels,
                  uint32_t reduce) {
    uint32_t across = width / reduce, down = height / reduce;
    *r = (reducer){
        .destination = destination, .channels = channels, .reduce = reduce,
        .out_width = across == 0 ? 1 : across, .out_height = down == 0 ? 1 : down,
    };
    memset(destination, 255, (size_t)r->out_width * r->out_height * channels);
    r->sums = calloc((size_t)r->out_width * channels, sizeof *r->sums);
    return r->sums != NULL;
}

void reducer_put(reducer *r, uint32_t row, const uint8_t *pixels) {
    uint32_t out_row = row / r->reduce;
    if (out_row >= r->out_height) {
        return;
    }
    size_t out_bytes = (size_t)r->out_width * r->channels;
    uint8_t *line = r->destination + (size_t)out_row * out_bytes;
    if (r->reduce == 1) {
        memcpy(line, pixels, out_bytes);
        return;
    }
    for (uint32_t x = 0; x < r->out_width; x++) {
        for (uint32_t c = 0; c < r->channels; c++) {
            uint32_t sum = 0;
            for (uint32_t k = 0; k < r->reduce; k++) {
                sum += pixels[((size_t)x * r->reduce + k) * r->channels + c];
            }
            r->sums[(size_t)x * r->channels + c] += sum;
        }
    }
    if (row % r->reduce == r->reduce - 1) {
        uint32_t area = r->reduce * r->reduce;
        for (size_t i = 0; i < out_bytes; i++) {
            line[i] = (uint8_t)(r->sums[i] / area);
            r->sums[i] = 0;
        }
    }
}

void reducer_blank(reducer *r, uint32_t first, uint32_t stop) {
    size_t line = (size_t)r->out_width * r->channels;
    for (uint32_t row = first / r->reduce; row < r->out_height && row * r->reduce < stop; row++) {
        memset(r->destination + row * line, 255, line);
    }
}

void reducer_end(reducer *r) {
    free(r->sums);
    r->sums = NULL;
}
