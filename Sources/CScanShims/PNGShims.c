// PNG through libpng, row by row. In C because libpng reports errors with longjmp, which must not
// cross Swift frames.

#include "include/CScanShims.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

typedef struct {
    FILE *file;
    png_structp png;
    png_infop info;
    png_bytep row;
    uint16_t *sums;             // of the samples that make one: a row, or the whole picture
} png_reader;

static void close_reader(png_reader *reader) {
    png_destroy_read_struct(&reader->png, &reader->info, NULL);
    free(reader->row);
    free(reader->sums);
    if (reader->file != NULL) {
        fclose(reader->file);
    }
}

static int open_reader(png_reader *reader, const char *path) {
    memset(reader, 0, sizeof *reader);
    reader->file = fopen(path, "rbe");
    if (reader->file == NULL) {
        return 0;
    }
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore);
    reader->info = reader->png == NULL ? NULL : png_create_info_struct(reader->png);
    return reader->info != NULL;
}

static int has_gray_palette(const png_reader *reader) {
    png_colorp palette = NULL;
    int count = 0;
    png_get_PLTE(reader->png, reader->info, &palette, &count);
    for (int k = 0; k < count; k++) {
        if (palette[k].red != palette[k].green || palette[k].red != palette[k].blue) {
            return 0;
        }
    }
    return count > 0;
}

static void describe(const png_reader *reader, csh_png_page *page) {
    page->width = png_get_image_width(reader->png, reader->info);
    page->height = png_get_image_height(reader->png, reader->info);
    uint8_t type = png_get_color_type(reader->png, reader->info);
    if (type == PNG_COLOR_TYPE_PALETTE) {
        page->channels = has_gray_palette(reader) ? 1 : 3;
    } else if (png_get_bit_depth(reader->png, reader->info) < 8) {
        page->channels = 0;
    } else {
        page->channels = (type & PNG_COLOR_MASK_COLOR) != 0 ? 3 : 1;
    }
    page->x_per_metre = png_get_x_pixels_per_meter(reader->png, reader->info);
    page->y_per_metre = png_get_y_pixels_per_meter(reader->png, reader->info);
}

int csh_png_describe(const char *path, csh_png_page *page) {
    memset(page, 0, sizeof *page);
    png_reader reader;
    int ok = open_reader(&reader, path);
    if (ok && setjmp(png_jmpbuf(reader.png)) == 0) {
        png_init_io(reader.png, reader.file);
        png_read_info(reader.png, reader.info);
        describe(&reader, page);
    } else {
        ok = 0;
    }
    close_reader(&reader);
    return ok;
}

// Where the pixels of a row lie: the rows of an interlaced file's passes have gaps.
typedef struct {
    uint32_t count, first, step;
} row_place;

// Adds a row of the file, of stride samples a pixel, to the sums of the row of the picture that it is in.
static void add_row(const png_reader *reader, const csh_png_page *page, row_place place,
                    uint32_t stride, uint16_t *sums) {
    uint32_t columns = page->width / 2, channels = page->channels;
    // With a sample over, that is how opaque the pixel is.
    int has_alpha = stride == 2 || stride == 4;
    for (uint32_t k = 0; k < place.count; k++) {
        uint32_t x = (place.first + k * place.step) / 2;
        if (x >= columns) {
            break;
        }
        const uint8_t *pixel = reader->row + (size_t)k * stride;
        uint32_t alpha = has_alpha ? pixel[stride - 1] : 255;
        for (uint32_t c = 0; c < channels; c++) {
            uint32_t on_white = (pixel[c] * alpha + 255 * (255 - alpha) + 127) / 255;
            sums[(size_t)x * channels + c] += (uint16_t)on_white;
        }
    }
}

static void write_means(uint16_t *sums, size_t count, uint8_t *out) {
    for (size_t k = 0; k < count; k++) {
        out[k] = (uint8_t)((sums[k] + 2) / 4);
    }
    memset(sums, 0, count * sizeof *sums);
}

// Row by row; every second one completes a row of the picture.
static void read_plain(png_reader *reader, const csh_png_page *page, uint32_t stride, uint8_t *out) {
    size_t count = (size_t)(page->width / 2) * page->channels;
    for (uint32_t y = 0; y < page->height; y++) {
        png_read_row(reader->png, reader->row, NULL);
        add_row(reader, page, (row_place){page->width, 0, 1}, stride, reader->sums);
        if (y % 2 == 1) {
            write_means(reader->sums, count, out + (y / 2) * count);
        }
    }
}

// Seven passes, each of which holds some pixels of some rows.
static void read_interlaced(png_reader *reader, const csh_png_page *page, uint32_t stride,
                            uint8_t *out) {
    size_t count = (size_t)(page->width / 2) * page->channels;
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; pass++) {
        uint32_t columns = PNG_PASS_COLS(page->width, pass);
        uint32_t rows = columns == 0 ? 0 : PNG_PASS_ROWS(page->height, pass);
        for (uint32_t k = 0; k < rows; k++) {
            uint32_t y = PNG_ROW_FROM_PASS_ROW(k, pass);
            png_read_row(reader->png, reader->row, NULL);
            if (y / 2 < page->height / 2) {
                row_place place = {columns, PNG_PASS_START_COL(pass),
                                   1u << PNG_PASS_COL_SHIFT(pass)};
                add_row(reader, page, place, stride, reader->sums + (y / 2) * count);
            }
        }
    }
    write_means(reader->sums, count * (page->height / 2), out);
}

static int is_same(const png_reader *reader, const csh_png_page *page) {
    csh_png_page found;
    describe(reader, &found);
    return found.width == page->width && found.height == page->height
        && found.channels == page->channels && found.channels != 0;
}

// Chooses samples of 8 bits and makes room; the samples of a pixel, 0 without memory.
static uint32_t prepare(png_reader *reader, const csh_png_page *page, int is_interlaced) {
    png_set_expand(reader->png);
    png_set_scale_16(reader->png);
    png_read_update_info(reader->png, reader->info);
    size_t rows = is_interlaced ? page->height / 2 : 1;
    size_t count = (size_t)(page->width / 2) * page->channels * rows;
    reader->row = malloc(png_get_rowbytes(reader->png, reader->info));
    reader->sums = calloc(count == 0 ? 1 : count, sizeof *reader->sums);
    return reader->row == NULL || reader->sums == NULL
        ? 0 : png_get_channels(reader->png, reader->info);
}

int csh_png_read_halved(const char *path, const csh_png_page *page, uint8_t *destination) {
    png_reader reader;
    int ok = open_reader(&reader, path);
    if (ok && setjmp(png_jmpbuf(reader.png)) == 0) {
        png_init_io(reader.png, reader.file);
        png_read_info(reader.png, reader.info);
        int is_interlaced =
            png_get_interlace_type(reader.png, reader.info) != PNG_INTERLACE_NONE;
        uint32_t stride = is_same(&reader, page) ? prepare(&reader, page, is_interlaced) : 0;
        ok = stride != 0;
        if (ok && is_interlaced) {
            read_interlaced(&reader, page, stride, destination);
        } else if (ok) {
            read_plain(&reader, page, stride, destination);
        }
        if (ok) {
            png_read_end(reader.png, NULL);
        }
    } else {
        ok = 0;
    }
    close_reader(&reader);
    return ok;
}
