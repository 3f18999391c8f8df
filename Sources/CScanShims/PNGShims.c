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
    uint32_t *sums;
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

static void describe(const png_reader *reader, csh_png_page *page) {
    page->width = png_get_image_width(reader->png, reader->info);
    page->height = png_get_image_height(reader->png, reader->info);
    uint8_t type = png_get_color_type(reader->png, reader->info);
    int is_rgb = type == PNG_COLOR_TYPE_RGB;
    int is_plain = (is_rgb || type == PNG_COLOR_TYPE_GRAY)
        && png_get_bit_depth(reader->png, reader->info) == 8
        && png_get_interlace_type(reader->png, reader->info) == PNG_INTERLACE_NONE
        && !png_get_valid(reader->png, reader->info, PNG_INFO_tRNS);
    page->channels = !is_plain ? 0 : is_rgb ? 3 : 1;
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

// Adds a row of the file to the sums; after every second row writes the means.
static uint8_t *put_row(png_reader *reader, const csh_png_page *page, uint32_t y, uint8_t *out) {
    uint32_t columns = page->width / 2, channels = page->channels;
    for (uint32_t x = 0; x < columns; x++) {
        for (uint32_t c = 0; c < channels; c++) {
            const uint8_t *pixel = reader->row + (size_t)x * 2 * channels + c;
            reader->sums[(size_t)x * channels + c] += pixel[0] + pixel[channels];
        }
    }
    if (y % 2 == 0) {
        return out;
    }
    size_t count = (size_t)columns * channels;
    for (size_t k = 0; k < count; k++) {
        out[k] = (uint8_t)((reader->sums[k] + 2) / 4);
    }
    memset(reader->sums, 0, count * sizeof *reader->sums);
    return out + count;
}

int csh_png_read_halved(const char *path, const csh_png_page *page, uint8_t *destination) {
    png_reader reader;
    int ok = open_reader(&reader, path);
    if (ok && setjmp(png_jmpbuf(reader.png)) == 0) {
        csh_png_page found;
        png_init_io(reader.png, reader.file);
        png_read_info(reader.png, reader.info);
        describe(&reader, &found);
        ok = found.width == page->width && found.height == page->height
            && found.channels == page->channels && found.channels != 0;
        reader.row = malloc((size_t)page->width * (ok ? page->channels : 1));
        reader.sums = calloc((size_t)page->width * 3, sizeof *reader.sums);
        ok = ok && reader.row != NULL && reader.sums != NULL;
        uint8_t *out = destination;
        for (uint32_t y = 0; ok && y < page->height; y++) {
            png_read_row(reader.png, reader.row, NULL);
            out = put_row(&reader, page, y, out);
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
