// JPEG through libjpeg, row by row. In C because libjpeg reports errors through functions that must not
// return, which takes longjmp, and longjmp must not cross Swift frames.

#include "CScanShims.h"
#include "RowReducer.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

typedef struct {
    struct jpeg_error_mgr base;
    jmp_buf escape;
    csh_jpeg_picture *picture;
} error_catcher;

static void keep_message(j_common_ptr info) {
    error_catcher *catcher = (error_catcher *)info->err;
    char text[JMSG_LENGTH_MAX];
    info->err->format_message(info, text);
    if (catcher->picture->message[0] == 0) {
        snprintf(catcher->picture->message, sizeof catcher->picture->message, "%s", text);
    }
}

static void fail(j_common_ptr info) {
    keep_message(info);
    longjmp(((error_catcher *)info->err)->escape, 1);
}

// Level -1 is a warning; all others are traces.
static void count_warning(j_common_ptr info, int level) {
    if (level < 0) {
        keep_message(info);
        ((error_catcher *)info->err)->picture->warnings++;
    }
}

static void print_nothing(j_common_ptr info) {
    (void)info;
}

static void begin(struct jpeg_decompress_struct *jpeg, error_catcher *catcher,
                  csh_jpeg_picture *picture) {
    memset(jpeg, 0, sizeof *jpeg);
    jpeg->err = jpeg_std_error(&catcher->base);
    catcher->base.error_exit = fail;
    catcher->base.emit_message = count_warning;
    catcher->base.output_message = print_nothing;
    catcher->picture = picture;
}

static void open_picture(struct jpeg_decompress_struct *jpeg, const uint8_t *bytes, uint64_t count,
                         uint32_t scale) {
    jpeg_create_decompress(jpeg);
    jpeg_mem_src(jpeg, bytes, (unsigned long)count);
    jpeg_read_header(jpeg, TRUE);
    jpeg->scale_num = 1;
    jpeg->scale_denom = scale;
    if (jpeg->num_components == 4) {
        jpeg->out_color_space = JCS_CMYK;
    } else {
        jpeg->out_color_space = jpeg->num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    }
    jpeg_calc_output_dimensions(jpeg);
}

static void describe(const struct jpeg_decompress_struct *jpeg, csh_jpeg_picture *picture) {
    picture->width = jpeg->output_width;
    picture->height = jpeg->output_height;
    picture->channels = jpeg->out_color_space == JCS_GRAYSCALE ? 1 : 3;
    picture->x_density = jpeg->saw_JFIF_marker ? jpeg->X_density : 0;
    picture->y_density = jpeg->saw_JFIF_marker ? jpeg->Y_density : 0;
    picture->density_unit = jpeg->saw_JFIF_marker ? jpeg->density_unit : 0;
}

int csh_jpeg_describe(const uint8_t *bytes, uint64_t count, uint32_t scale,
                      csh_jpeg_picture *picture) {
    memset(picture, 0, sizeof *picture);
    struct jpeg_decompress_struct jpeg;
    error_catcher catcher;
    begin(&jpeg, &catcher, picture);
    int ok = 0;
    if (setjmp(catcher.escape) == 0) {
        open_picture(&jpeg, bytes, count, scale);
        describe(&jpeg, picture);
        ok = 1;
    }
    jpeg_destroy_decompress(&jpeg);
    return ok;
}

// Ink to light, in place: files of Adobe's programs hold how much light each ink lets through.
static void from_inks(uint8_t *row, uint32_t width, int is_adobe) {
    for (uint32_t x = 0; x < width; x++) {
        const uint8_t *inks = row + (size_t)x * 4;
        uint32_t black = is_adobe ? inks[3] : 255u - inks[3];
        uint8_t light[3];
        for (int c = 0; c < 3; c++) {
            uint32_t value = is_adobe ? inks[c] : 255u - inks[c];
            light[c] = (uint8_t)((value * black + 127) / 255);
        }
        memcpy(row + (size_t)x * 3, light, 3);
    }
}

static void read_rows(struct jpeg_decompress_struct *jpeg, reducer *r, uint8_t *row) {
    while (jpeg->output_scanline < jpeg->output_height) {
        uint32_t y = jpeg->output_scanline;
        JSAMPROW rows[1] = {row};
        if (jpeg_read_scanlines(jpeg, rows, 1) != 1) {
            return;
        }
        if (jpeg->out_color_space == JCS_CMYK) {
            from_inks(row, jpeg->output_width, jpeg->saw_Adobe_marker);
        }
        reducer_put(r, y, row);
    }
}

int csh_jpeg_read(const uint8_t *bytes, uint64_t count, uint32_t scale, uint32_t reduce,
                  csh_jpeg_picture *picture, uint8_t *destination) {
    struct jpeg_decompress_struct jpeg;
    error_catcher catcher;
    reducer r;
    csh_jpeg_picture expected = *picture;
    picture->warnings = 0;
    picture->message[0] = 0;
    uint8_t *row = malloc((size_t)picture->width * 4);
    int has_room = reducer_begin(&r, destination, picture->width, picture->height, picture->channels,
                                 reduce);
    begin(&jpeg, &catcher, picture);
    if (row != NULL && has_room && setjmp(catcher.escape) == 0) {
        open_picture(&jpeg, bytes, count, scale);
        jpeg_start_decompress(&jpeg);
        if (jpeg.output_width == expected.width && jpeg.output_height == expected.height) {
            read_rows(&jpeg, &r, row);
        }
    }
    int any = jpeg.output_scanline > 0;
    jpeg_destroy_decompress(&jpeg);
    reducer_end(&r);
    free(row);
    return any;
}
