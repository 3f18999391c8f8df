// Pages of a TIFF become pixels, row by row or through libtiff's RGBA reader.

#include "RowReducer.h"
#include "TIFFSamples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note_bad(csh_tiff_result *result, uint32_t row, uint32_t rows) {
    result->bad_rows += rows;
    result->first_bad_row = row < result->first_bad_row ? row : result->first_bad_row;
}

static void put_rows(csh_tiff *tiff, const csh_tiff_page *page, row_layout *layout, reducer *r,
                     csh_tiff_result *result, uint8_t *row, uint8_t *pixels) {
    uint32_t strip = tiff_rows_per_chunk(tiff->handle, page);
    for (uint32_t y = 0; y < page->height; y++) {
        uint32_t before = tiff->errors;
        int status = TIFFReadScanline(tiff->handle, row, y, 0);
        if (status < 0) {
            // The rest of the strip is lost; the next begins anew. Lost rows count when sound ones follow.
            y += strip - 1 - y % strip;
            continue;
        }
        if (y > result->rows_read) {
            note_bad(result, result->rows_read, y - result->rows_read);
        }
        if (tiff->errors != before) {
            note_bad(result, y, 1);
        }
        if (layout->high > layout->low) {
            tiff_convert_deep_row(layout, row, pixels);
        } else {
            tiff_convert_row(layout, row, pixels);
        }
        reducer_put(r, y, pixels);
        result->rows_read = y + 1;
    }
}

static void clear_result(csh_tiff_result *result, const csh_tiff_page *page) {
    memset(result, 0, sizeof *result);
    result->first_bad_row = page->height;
}

static int read_rows(csh_tiff *tiff, const csh_tiff_page *page, row_layout *layout, reducer *r,
                     csh_tiff_result *result) {
    uint8_t *row = malloc((size_t)TIFFScanlineSize64(tiff->handle) + 16);
    uint8_t *pixels = malloc((size_t)page->width * r->channels);
    int usable = row != NULL && pixels != NULL;
    if (usable && layout->stride > 0 && layout->high == 0) {
        tiff_measure(tiff, page, layout, row);
    }
    if (usable) {
        put_rows(tiff, page, layout, r, result, row, pixels);
        // Programs write pages whose every pixel is transparent; what they look like is in the colours.
        if (layout->has_alpha && layout->most_alpha == 0 && result->rows_read == page->height) {
            layout->ignores_alpha = 1;
            clear_result(result, page);
            put_rows(tiff, page, layout, r, result, row, pixels);
            result->is_transparent = 1;
        }
    }
    free(row);
    free(pixels);
    return usable && result->rows_read > 0;
}

typedef struct {
    uint32_t channels;
    int ignores_alpha;
    uint32_t most_alpha;
} raster_layout;

static void convert_raster(const uint32_t *raster, uint32_t width, raster_layout *l, uint8_t *out) {
    for (uint32_t x = 0; x < width; x++) {
        uint32_t value = raster[x], alpha = TIFFGetA(value);
        l->most_alpha = alpha > l->most_alpha ? alpha : l->most_alpha;
        // The raster is premultiplied: add white paper.
        uint32_t paper = l->ignores_alpha ? 0 : 255 - alpha;
        uint32_t red = TIFFGetR(value) + paper, green = TIFFGetG(value) + paper;
        uint32_t blue = TIFFGetB(value) + paper;
        tiff_put_color(out + (size_t)x * l->channels, l->channels, (uint8_t)(red > 255 ? 255 : red),
                  (uint8_t)(green > 255 ? 255 : green), (uint8_t)(blue > 255 ? 255 : blue));
    }
}

static void put_raster(csh_tiff *tiff, const csh_tiff_page *page, TIFFRGBAImage *image,
                       uint32_t *raster, raster_layout *layout, reducer *r, uint8_t *pixels,
                       csh_tiff_result *result) {
    uint32_t chunk = tiff_rows_per_chunk(tiff->handle, page);
    for (uint32_t y = 0; y < page->height; y += chunk) {
        uint32_t rows = page->height - y < chunk ? page->height - y : chunk;
        uint32_t before = tiff->errors;
        image->row_offset = (int)y;
        image->col_offset = 0;
        int status = TIFFRGBAImageGet(image, raster, page->width, rows);
        if (tiff->errors != before) {
            note_bad(result, y, rows);
        }
        if (!status) {
            break;
        }
        for (uint32_t k = 0; k < rows; k++) {
            convert_raster(raster + (size_t)k * page->width, page->width, layout, pixels);
            reducer_put(r, y + k, pixels);
        }
        result->rows_read = y + rows;
    }
}

static int read_rgba(csh_tiff *tiff, const csh_tiff_page *page, reducer *r, int ignores_alpha,
                     csh_tiff_result *result) {
    TIFF *t = tiff->handle;
    char reason[1024] = "";
    TIFFRGBAImage image;
    uint16_t unspecified = EXTRASAMPLE_UNSPECIFIED;
    if (ignores_alpha) {
        // Else libtiff would multiply the colours by an alpha of nothing.
        TIFFSetField(t, TIFFTAG_EXTRASAMPLES, 1, &unspecified);
    }
    if (!TIFFRGBAImageOK(t, reason) || !TIFFRGBAImageBegin(&image, t, 0, reason)) {
        snprintf(tiff->message, sizeof tiff->message, "%s", reason);
        tiff->errors++;
        return 0;
    }
    // Rows as stored; the orientation tag is the caller's business.
    image.orientation = ORIENTATION_TOPLEFT;
    image.req_orientation = ORIENTATION_TOPLEFT;
    raster_layout layout = {.channels = r->channels, .ignores_alpha = ignores_alpha};
    uint32_t *raster = _TIFFmalloc((tmsize_t)page->width * tiff_rows_per_chunk(t, page) * 4);
    uint8_t *pixels = malloc((size_t)page->width * r->channels);
    int usable = raster != NULL && pixels != NULL;
    int has_alpha = image.alpha != 0;
    if (usable) {
        put_raster(tiff, page, &image, raster, &layout, r, pixels, result);
    }
    _TIFFfree(raster);
    free(pixels);
    TIFFRGBAImageEnd(&image);
    int is_lost = has_alpha && layout.most_alpha == 0 && result->rows_read == page->height;
    if (usable && is_lost && !ignores_alpha) {
        clear_result(result, page);
        usable = read_rgba(tiff, page, r, 1, result);
        result->is_transparent = 1;
    }
    return usable && result->rows_read > 0;
}

static int read_any(csh_tiff *tiff, const csh_tiff_page *page, reducer *r, csh_tiff_result *result) {
    char reason[1024] = "";
    row_layout layout = {.channels = r->channels};
    if (tiff_is_simple(tiff->handle, page, &layout)) {
        return read_rows(tiff, page, &layout, r, result);
    }
    if (TIFFRGBAImageOK(tiff->handle, reason)) {
        return read_rgba(tiff, page, r, 0, result);
    }
    layout = (row_layout){.channels = r->channels};
    if (tiff_is_deep(tiff->handle, page, &layout)) {
        return read_rows(tiff, page, &layout, r, result);
    }
    snprintf(tiff->message, sizeof tiff->message, "%s", reason);
    result->is_unsupported = 1;
    return 0;
}

int csh_tiff_read(csh_tiff *tiff, const csh_tiff_page *page, uint8_t *destination,
                  uint32_t channels, uint32_t reduce, csh_tiff_result *result) {
    clear_result(result, page);
    reducer r;
    if (!reducer_begin(&r, destination, page->width, page->height, channels, reduce)) {
        return 0;
    }
    // Of JPEG in the old style libtiff warns in any case.
    tiff->decoding = page->compression != COMPRESSION_OJPEG;
    int ok = read_any(tiff, page, &r, result);
    tiff->decoding = 0;
    reducer_end(&r);
    return ok;
}
