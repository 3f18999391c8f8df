// JPEG 2000 through OpenJPEG, whose complaints are counted.

#include "CScanShims.h"
#include "RowReducer.h"

#include <openjpeg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const uint8_t *bytes;
    uint64_t count;
    uint64_t place;
} memory_stream;

static OPJ_SIZE_T read_bytes(void *buffer, OPJ_SIZE_T size, void *user) {
    memory_stream *stream = user;
    uint64_t left = stream->place < stream->count ? stream->count - stream->place : 0;
    if (left == 0) {
        return (OPJ_SIZE_T)-1;
    }
    OPJ_SIZE_T taken = size < left ? size : (OPJ_SIZE_T)left;
    memcpy(buffer, stream->bytes + stream->place, taken);
    stream->place += taken;
    return taken;
}

static OPJ_OFF_T skip_bytes(OPJ_OFF_T size, void *user) {
    memory_stream *stream = user;
    uint64_t left = stream->place < stream->count ? stream->count - stream->place : 0;
    uint64_t taken = size < 0 ? 0 : (uint64_t)size < left ? (uint64_t)size : left;
    stream->place += taken;
    return taken == 0 && size != 0 ? -1 : (OPJ_OFF_T)taken;
}

static OPJ_BOOL seek_byte(OPJ_OFF_T place, void *user) {
    memory_stream *stream = user;
    if (place < 0 || (uint64_t)place > stream->count) {
        return OPJ_FALSE;
    }
    stream->place = (uint64_t)place;
    return OPJ_TRUE;
}

static void count_complaint(const char *message, void *user) {
    csh_jp2_page *page = user;
    if (page->complaints == 0) {
        snprintf(page->message, sizeof page->message, "%s", message);
        page->message[strcspn(page->message, "\n")] = 0;
    }
    page->complaints++;
}

typedef struct {
    memory_stream memory;
    opj_stream_t *stream;
    opj_codec_t *codec;
    opj_image_t *image;
} decoder;

static void close_decoder(decoder *d) {
    opj_image_destroy(d->image);
    opj_destroy_codec(d->codec);
    if (d->stream != NULL) {
        opj_stream_destroy(d->stream);
    }
}

static int open_decoder(decoder *d, const uint8_t *bytes, uint64_t count, uint32_t halvings,
                        csh_jp2_page *page) {
    memset(d, 0, sizeof *d);
    d->memory = (memory_stream){bytes, count, 0};
    int is_bare = count > 4 && bytes[0] == 0xFF;
    d->codec = opj_create_decompress(is_bare ? OPJ_CODEC_J2K : OPJ_CODEC_JP2);
    d->stream = opj_stream_default_create(OPJ_TRUE);
    if (d->codec == NULL || d->stream == NULL) {
        return 0;
    }
    opj_stream_set_user_data(d->stream, &d->memory, NULL);
    opj_stream_set_user_data_length(d->stream, count);
    opj_stream_set_read_function(d->stream, read_bytes);
    opj_stream_set_skip_function(d->stream, skip_bytes);
    opj_stream_set_seek_function(d->stream, seek_byte);
    opj_set_error_handler(d->codec, count_complaint, page);
    opj_set_warning_handler(d->codec, count_complaint, page);
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    parameters.cp_reduce = halvings;
    // What is there of a file that was cut is read; that it was cut is a complaint.
    return opj_setup_decoder(d->codec, &parameters)
        && opj_decoder_set_strict_mode(d->codec, OPJ_FALSE)
        && opj_read_header(d->stream, d->codec, &d->image);
}

static void describe(const decoder *d, csh_jp2_page *page) {
    const opj_image_t *image = d->image;
    page->width = image->x1 - image->x0;
    page->height = image->y1 - image->y0;
    page->components = image->numcomps;
    opj_codestream_info_v2_t *info = opj_get_cstr_info(d->codec);
    if (info != NULL) {
        page->resolutions = info->m_default_tile_info.tccp_info == NULL
            ? 1 : info->m_default_tile_info.tccp_info[0].numresolutions;
        opj_destroy_cstr_info(&info);
    }
}

int csh_jp2_describe(const uint8_t *bytes, uint64_t count, csh_jp2_page *page) {
    memset(page, 0, sizeof *page);
    decoder d;
    int ok = open_decoder(&d, bytes, count, 0, page);
    if (ok) {
        describe(&d, page);
    }
    close_decoder(&d);
    return ok;
}

// A sample as 8 bits.
static uint8_t sample(const opj_image_comp_t *c, uint32_t x, uint32_t y, uint32_t dx, uint32_t dy) {
    uint32_t across = c->dx > dx ? x * dx / c->dx : x, down = c->dy > dy ? y * dy / c->dy : y;
    across = across < c->w ? across : c->w - 1;
    down = down < c->h ? down : c->h - 1;
    int64_t value = c->data[(size_t)down * c->w + across];
    value += c->sgnd ? (int64_t)1 << (c->prec - 1) : 0;
    int64_t most = ((int64_t)1 << c->prec) - 1;
    value = most > 0 ? value * 255 / most : 0;
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static uint8_t clamped(double value) {
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)(value + 0.5);
}

static void to_rgb(uint8_t *pixel) {
    double y = pixel[0], cb = pixel[1] - 128.0, cr = pixel[2] - 128.0;
    pixel[0] = clamped(y + 1.402 * cr);
    pixel[1] = clamped(y - 0.344136 * cb - 0.714136 * cr);
    pixel[2] = clamped(y + 1.772 * cb);
}

static void put_rows(const opj_image_t *image, csh_jp2_page *page, uint32_t channels, reducer *r,
                     uint8_t *row) {
    const opj_image_comp_t *comps = image->comps;
    int has_alpha = image->numcomps == 2 || (image->numcomps == 4 && image->color_space != OPJ_CLRSPC_CMYK);
    uint32_t dx = comps[0].dx, dy = comps[0].dy;
    int is_ycc = channels == 3 && (image->color_space == OPJ_CLRSPC_SYCC || comps[1].dx > dx);
    page->is_transparent = has_alpha;
    for (uint32_t y = 0; has_alpha && page->is_transparent && y < comps[0].h; y++) {
        for (uint32_t x = 0; x < comps[0].w; x++) {
            page->is_transparent = page->is_transparent
                && sample(&comps[image->numcomps - 1], x, y, dx, dy) == 0;
        }
    }
    for (uint32_t y = 0; y < comps[0].h; y++) {
        for (uint32_t x = 0; x < comps[0].w; x++) {
            uint8_t *pixel = row + (size_t)x * channels;
            for (uint32_t c = 0; c < channels; c++) {
                pixel[c] = sample(&comps[c], x, y, dx, dy);
            }
            if (is_ycc) {
                to_rgb(pixel);
            }
            uint32_t last = image->numcomps > channels
                ? sample(&comps[image->numcomps - 1], x, y, dx, dy) : 255;
            for (uint32_t c = 0; c < channels; c++) {
                if (has_alpha && !page->is_transparent) {
                    pixel[c] = (uint8_t)((pixel[c] * last + 255 * (255 - last)) / 255);
                } else if (image->numcomps == 4 && !has_alpha) {
                    pixel[c] = (uint8_t)((255u - pixel[c]) * (255 - last) / 255);
                }
            }
        }
        reducer_put(r, y, row);
    }
}

static int is_sound(const opj_image_t *image, uint32_t width, uint32_t height) {
    for (uint32_t k = 0; k < image->numcomps; k++) {
        const opj_image_comp_t *c = &image->comps[k];
        if (c->data == NULL || c->w == 0 || c->h == 0 || c->prec == 0 || c->prec > 31 || c->dx == 0
            || c->dy == 0) {
            return 0;
        }
    }
    return image->comps[0].w == width && image->comps[0].h == height;
}

int csh_jp2_read(const uint8_t *bytes, uint64_t count, uint32_t halvings, csh_jp2_page *page,
                 uint8_t *destination) {
    decoder d;
    reducer r;
    page->complaints = 0;
    page->message[0] = 0;
    uint32_t step = 1u << halvings;
    uint32_t width = (page->width + step - 1) / step, height = (page->height + step - 1) / step;
    uint32_t channels = page->components >= 3 ? 3 : 1;
    int ok = open_decoder(&d, bytes, count, halvings, page)
        && opj_decode(d.codec, d.stream, d.image) && is_sound(d.image, width, height);
    if (ok) {
        opj_end_decompress(d.codec, d.stream);
    }
    uint8_t *row = malloc((size_t)width * 3);
    ok = ok && row != NULL && d.image->numcomps == page->components
        && reducer_begin(&r, destination, width, height, channels, 1);
    if (ok) {
        put_rows(d.image, page, channels, &r, row);
        reducer_end(&r);
    }
    free(row);
    close_decoder(&d);
    return ok;
}
