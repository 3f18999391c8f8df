// Deflate data in zlib's frame (RFC 1950 and 1951), unpacked into nothing to see whether they are sound.
//
// Decoders of pictures stop at the last pixel and never look at the check value behind it. Frame and check
// value are read here and not by zlib, which would not tell data that lack only the value from torn ones.

#include "CScanShims.h"

#include <stdlib.h>
#include <zlib.h>

enum { FRAME_BYTES = 2, CHECK_BYTES = 4 };

struct csh_deflate {
    z_stream stream;
    csh_deflate_state state;
    uint64_t most;
    uint64_t produced;
    uLong adler;
    uint32_t head_count;        // bytes of the frame that came
    uint8_t head[FRAME_BYTES];
    int is_unpacked;            // whether the last block has ended
    uint32_t check_count;       // bytes of the check value that came
    uint32_t check;
    uint8_t output[1 << 16];
};

csh_deflate *csh_deflate_begin(uint64_t most) {
    csh_deflate *deflate = calloc(1, sizeof *deflate);
    if (deflate == NULL || inflateInit2(&deflate->stream, -MAX_WBITS) != Z_OK) {
        free(deflate);
        return NULL;
    }
    deflate->most = most;
    deflate->adler = adler32(0, NULL, 0);
    deflate->state = CSH_DEFLATE_SHORT;
    return deflate;
}

static int is_frame(const uint8_t *head) {
    int is_deflate = (head[0] & 15) == Z_DEFLATED && head[0] >> 4 <= 7;
    int has_dictionary = head[1] & 0x20;
    return is_deflate && !has_dictionary && (head[0] << 8 | head[1]) % 31 == 0;
}

static void unpack(csh_deflate *d) {
    int status = Z_OK;
    while (status == Z_OK && d->state == CSH_DEFLATE_SHORT) {
        d->stream.next_out = d->output;
        d->stream.avail_out = sizeof d->output;
        status = inflate(&d->stream, Z_NO_FLUSH);
        uInt count = (uInt)sizeof d->output - d->stream.avail_out;
        d->adler = adler32(d->adler, d->output, count);
        d->produced += count;
        if (d->produced > d->most) {
            d->state = CSH_DEFLATE_ENDLESS;
        }
    }
    if (status == Z_STREAM_END) {
        d->is_unpacked = 1;
        d->state = CSH_DEFLATE_UNCHECKED;
    } else if (status == Z_DATA_ERROR || status == Z_NEED_DICT) {
        d->state = CSH_DEFLATE_BROKEN;
    } else if (status == Z_MEM_ERROR) {
        d->state = CSH_DEFLATE_UNKNOWN;
    }
}

// Whether more bytes can change the judgement.
static int is_open(const csh_deflate *d) {
    return d->state == CSH_DEFLATE_SHORT
        || (d->state == CSH_DEFLATE_UNCHECKED && d->check_count < CHECK_BYTES);
}

int csh_deflate_put(csh_deflate *d, const uint8_t *bytes, uint32_t count) {
    d->stream.next_in = (Bytef *)bytes;
    d->stream.avail_in = count;
    while (d->stream.avail_in > 0 && is_open(d)) {
        if (d->head_count < FRAME_BYTES) {
            d->head[d->head_count++] = *d->stream.next_in++;
            d->stream.avail_in--;
            if (d->head_count == FRAME_BYTES && !is_frame(d->head)) {
                d->state = CSH_DEFLATE_BROKEN;
            }
        } else if (!d->is_unpacked) {
            unpack(d);
        } else {
            d->check = d->check << 8 | *d->stream.next_in++;
            d->stream.avail_in--;
            if (++d->check_count == CHECK_BYTES) {
                d->state = d->check == d->adler ? CSH_DEFLATE_SOUND : CSH_DEFLATE_WRONG;
            }
        }
    }
    return is_open(d);
}

csh_deflate_state csh_deflate_end(csh_deflate *d) {
    csh_deflate_state state = d->state;
    inflateEnd(&d->stream);
    free(d);
    return state;
}
