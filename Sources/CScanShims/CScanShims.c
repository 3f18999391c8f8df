#include "CScanShims.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

struct csh_tiff {
    TIFF *handle;
    char message[256];
    uint32_t errors;
    int decoding;
};

static __thread char open_message[256];

// MARK: messages

static int on_error(TIFF *handle, void *user, const char *module, const char *format, va_list list) {
    (void)handle;
    (void)module;
    csh_tiff *tiff = user;
    if (tiff->errors == 0) {
        vsnprintf(tiff->message, sizeof tiff->message, format, list);
    }
    tiff->errors++;
    return 1;
}

// While pixels are decoded a warning means lost pixels: the fax decoders warn of wrong line lengths
// and of data that ends too early. About directories libtiff warns of harmless oddities.
static int on_warning(TIFF *handle, void *user, const char *module, const char *format, va_list list) {
    csh_tiff *tiff = user;
    return tiff->decoding ? on_error(handle, user, module, format, list) : 1;
}

const char *csh_tiff_last_message(const csh_tiff *tiff) {
    return tiff == NULL ? open_message : tiff->message;
}

uint32_t csh_tiff_error_count(const csh_tiff *tiff) {
    return tiff->errors;
}

void csh_tiff_clear_messages(csh_tiff *tiff) {
    tiff->errors = 0;
    tiff->message[0] = 0;
}

// MARK: opening and directories

// Bytes that libtiff reads as if they were a file.
typedef struct {
    const uint8_t *bytes;
    uint64_t count;
    uint64_t place;
} memory_file;

static tmsize_t read_memory(thandle_t user, void *buffer, tmsize_t count) {
    memory_file *file = user;
    uint64_t left = file->place < file->count ? file->count - file->place : 0;
    tmsize_t size = count < 0 ? 0 : (uint64_t)count < left ? count : (tmsize_t)left;
    memcpy(buffer, file->bytes + (size == 0 ? 0 : file->place), (size_t)size);
    file->place += (uint64_t)size;
    return size;
}

static tmsize_t write_nothing(thandle_t user, void *buffer, tmsize_t count) {
    (void)user;
    (void)buffer;
    (void)count;
    return -1;
}

static toff_t seek_memory(thandle_t user, toff_t offset, int from) {
    memory_file *file = user;
    uint64_t start = from == SEEK_SET ? 0 : from == SEEK_CUR ? file->place : file->count;
    file->place = start + offset;
    return file->place;
}

static int close_memory(thandle_t user) {
    free(user);
    return 0;
}

static toff_t size_of_memory(thandle_t user) {
    return ((memory_file *)user)->count;
}

// Opens a file, or memory when there is no path. m: no memory map, so that a file cut while it is read
// gives an error and not a signal.
static csh_tiff *open_either(const char *path, memory_file *memory, int64_t max_alloc) {
    open_message[0] = 0;
    csh_tiff *tiff = calloc(1, sizeof *tiff);
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (tiff == NULL || options == NULL) {
        free(tiff);
        return NULL;
    }
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, max_alloc);
    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, tiff);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, tiff);
    tiff->handle = path != NULL
        ? TIFFOpenExt(path, "rm", options)
        : TIFFClientOpenExt("memory", "rm", memory, read_memory, write_nothing, seek_memory,
                            close_memory, size_of_memory, NULL, NULL, options);
    TIFFOpenOptionsFree(options);
    if (tiff->handle == NULL) {
        memcpy(open_message, tiff->message, sizeof open_message);
        free(tiff);
        return NULL;
    }
    return tiff;
}

csh_tiff *csh_tiff_open(const char *path, int64_t max_alloc) {
    return open_either(path, NULL, max_alloc);
}

csh_tiff *csh_tiff_open_memory(const uint8_t *bytes, uint64_t count, int64_t max_alloc) {
    memory_file *memory = calloc(1, sizeof *memory);
    if (memory == NULL) {
        return NULL;
    }
    memory->bytes = bytes;
    memory->count = count;
    csh_tiff *tiff = open_either(NULL, memory, max_alloc);
    if (tiff == NULL) {
        free(memory);
    }
    return tiff;
}

void csh_tiff_close(csh_tiff *tiff) {
    if (tiff != NULL) {
        TIFFClose(tiff->handle);
        free(tiff);
    }
}

uint32_t csh_tiff_count(csh_tiff *tiff, uint32_t limit, int *intact) {
    uint32_t before = tiff->errors;
    // libtiff walks the chain once, remembers the offsets it has seen and refuses to follow a loop.
    uint32_t count = TIFFNumberOfDirectories(tiff->handle);
    *intact = tiff->errors == before && count <= limit;
    return count < limit ? count : limit;
}

static int keeps_color(uint16_t photometric, uint16_t samples) {
    if (photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE) {
        return 0;
    }
    return samples >= 3 || photometric == PHOTOMETRIC_PALETTE;
}

int csh_tiff_select(csh_tiff *tiff, uint32_t index, csh_tiff_page *page) {
    memset(page, 0, sizeof *page);
    TIFF *t = tiff->handle;
    if (!TIFFSetDirectory(t, (tdir_t)index)) {
        return 0;
    }
    if (!TIFFGetField(t, TIFFTAG_IMAGEWIDTH, &page->width)
        || !TIFFGetField(t, TIFFTAG_IMAGELENGTH, &page->height)) {
        return 0;
    }
    TIFFGetFieldDefaulted(t, TIFFTAG_BITSPERSAMPLE, &page->bits_per_sample);
    TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLESPERPIXEL, &page->samples_per_pixel);
    TIFFGetFieldDefaulted(t, TIFFTAG_COMPRESSION, &page->compression);
    if (!TIFFGetField(t, TIFFTAG_PHOTOMETRIC, &page->photometric)) {
        page->photometric = PHOTOMETRIC_MINISBLACK;
    }
    TIFFGetFieldDefaulted(t, TIFFTAG_ORIENTATION, &page->orientation);
    if (page->orientation < 1 || page->orientation > 8) {
        page->orientation = 1;
    }
    TIFFGetFieldDefaulted(t, TIFFTAG_RESOLUTIONUNIT, &page->resolution_unit);
    TIFFGetField(t, TIFFTAG_XRESOLUTION, &page->x_resolution);
    TIFFGetField(t, TIFFTAG_YRESOLUTION, &page->y_resolution);
    TIFFGetField(t, TIFFTAG_SUBFILETYPE, &page->subfile_type);
    page->decodable = TIFFIsCODECConfigured(page->compression);
    page->is_color = keeps_color(page->photometric, page->samples_per_pixel);
    return 1;
}

// MARK: decoding

// Sums source rows into output rows: reduce × reduce source pixels make one output pixel.
typedef struct {
    uint8_t *destination;
    uint32_t channels;
    uint32_t reduce;
    uint32_t out_width;
    uint32_t out_height;
    uint32_t *sums;
} reducer;

static void reducer_put(reducer *r, uint32_t row, const uint8_t *pixels) {
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

static uint8_t over_white(uint32_t sample, uint32_t alpha) {
    return (uint8_t)((sample * alpha + 255 * (255 - alpha)) / 255);
}

static uint8_t luminance(uint32_t red, uint32_t green, uint32_t blue) {
    return (uint8_t)((red * 299 + green * 587 + blue * 114) / 1000);
}

static void put_color(uint8_t *pixel, uint32_t channels, uint8_t r, uint8_t g, uint8_t b) {
    if (channels == 1) {
        pixel[0] = luminance(r, g, b);
    } else {
        pixel[0] = r;
        pixel[1] = g;
        pixel[2] = b;
    }
}

// What a row of the simple layouts holds; see is_simple.
typedef struct {
    uint32_t width;
    uint32_t channels;
    uint16_t bits;
    uint16_t samples;
    int inverted;
    int has_alpha;
} row_layout;

static uint32_t sample_at(const uint8_t *row, size_t index, uint16_t bits) {
    // libtiff delivers 16-bit samples in the machine's byte order.
    return bits == 16 ? ((const uint16_t *)row)[index] >> 8 : row[index];
}

static void convert_row(const row_layout *l, const uint8_t *row, uint8_t *out) {
    for (uint32_t x = 0; x < l->width; x++) {
        uint8_t *pixel = out + (size_t)x * l->channels;
        size_t at = (size_t)x * l->samples;
        if (l->bits == 1) {
            uint8_t white = (row[x >> 3] >> (7 - (x & 7))) & 1 ? 255 : 0;
            memset(pixel, l->inverted ? 255 - white : white, l->channels);
            continue;
        }
        uint32_t alpha = l->has_alpha ? sample_at(row, at + l->samples - 1, l->bits) : 255;
        if (l->samples >= 3) {
            put_color(pixel, l->channels, over_white(sample_at(row, at, l->bits), alpha),
                      over_white(sample_at(row, at + 1, l->bits), alpha),
                      over_white(sample_at(row, at + 2, l->bits), alpha));
        } else {
            uint32_t gray = sample_at(row, at, l->bits);
            memset(pixel, over_white(l->inverted ? 255 - gray : gray, alpha), l->channels);
        }
    }
}

// Rows can be read one after another when pixels are not tiled, samples lie side by side, and the
// samples are plain grey or RGB. All else goes through libtiff's RGBA reader.
static int is_simple(TIFF *t, const csh_tiff_page *page, row_layout *layout) {
    uint16_t planar = PLANARCONFIG_CONTIG;
    TIFFGetFieldDefaulted(t, TIFFTAG_PLANARCONFIG, &planar);
    if (TIFFIsTiled(t) || planar != PLANARCONFIG_CONTIG) {
        return 0;
    }
    uint16_t photometric = page->photometric;
    if (photometric == PHOTOMETRIC_YCBCR && page->compression == COMPRESSION_JPEG) {
        TIFFSetField(t, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        photometric = PHOTOMETRIC_RGB;
    }
    int gray = photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
    uint16_t color_samples = gray ? 1 : 3;
    uint16_t format = SAMPLEFORMAT_UINT;
    TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLEFORMAT, &format);
    uint16_t extra = 0, *extra_types = NULL;
    TIFFGetFieldDefaulted(t, TIFFTAG_EXTRASAMPLES, &extra, &extra_types);
    layout->width = page->width;
    layout->bits = page->bits_per_sample;
    layout->samples = page->samples_per_pixel;
    layout->inverted = photometric == PHOTOMETRIC_MINISWHITE;
    layout->has_alpha = page->samples_per_pixel == color_samples + 1 && extra == 1
        && extra_types != NULL && extra_types[0] == EXTRASAMPLE_UNASSALPHA;
    if (page->samples_per_pixel != color_samples && !layout->has_alpha) {
        return 0;
    }
    if (page->bits_per_sample == 1) {
        return gray && page->samples_per_pixel == 1;
    }
    return (gray || photometric == PHOTOMETRIC_RGB) && format == SAMPLEFORMAT_UINT
        && (page->bits_per_sample == 8 || page->bits_per_sample == 16);
}

static int read_rows(csh_tiff *tiff, const csh_tiff_page *page, const row_layout *layout,
                     reducer *r, csh_tiff_result *result) {
    uint8_t *row = malloc((size_t)TIFFScanlineSize64(tiff->handle) + 16);
    uint8_t *pixels = malloc((size_t)page->width * r->channels);
    int usable = row != NULL && pixels != NULL;
    for (uint32_t y = 0; usable && y < page->height; y++) {
        uint32_t before = tiff->errors;
        int status = TIFFReadScanline(tiff->handle, row, y, 0);
        result->bad_rows += tiff->errors != before;
        if (status < 0) {
            break;
        }
        convert_row(layout, row, pixels);
        reducer_put(r, y, pixels);
        result->rows_read = y + 1;
    }
    free(row);
    free(pixels);
    return usable && result->rows_read > 0;
}

static void convert_raster(const uint32_t *raster, uint32_t width, uint32_t channels, uint8_t *out) {
    for (uint32_t x = 0; x < width; x++) {
        uint32_t value = raster[x];
        uint32_t paper = 255 - TIFFGetA(value);  // the raster is premultiplied: add white paper
        put_color(out + (size_t)x * channels, channels, (uint8_t)(TIFFGetR(value) + paper),
                  (uint8_t)(TIFFGetG(value) + paper), (uint8_t)(TIFFGetB(value) + paper));
    }
}

static uint32_t rows_per_chunk(TIFF *t, const csh_tiff_page *page) {
    uint32_t rows = 0;
    if (TIFFIsTiled(t)) {
        TIFFGetField(t, TIFFTAG_TILELENGTH, &rows);
    } else {
        TIFFGetFieldDefaulted(t, TIFFTAG_ROWSPERSTRIP, &rows);
    }
    return rows == 0 || rows > page->height ? page->height : rows;
}

static int read_rgba(csh_tiff *tiff, const csh_tiff_page *page, reducer *r,
                     csh_tiff_result *result) {
    TIFF *t = tiff->handle;
    char reason[1024] = "";
    TIFFRGBAImage image;
    if (!TIFFRGBAImageOK(t, reason) || !TIFFRGBAImageBegin(&image, t, 1, reason)) {
        snprintf(tiff->message, sizeof tiff->message, "%s", reason);
        tiff->errors++;
        return 0;
    }
    // Rows as stored; the orientation tag is the caller's business.
    image.orientation = ORIENTATION_TOPLEFT;
    image.req_orientation = ORIENTATION_TOPLEFT;
    uint32_t chunk = rows_per_chunk(t, page);
    uint32_t *raster = _TIFFmalloc((tmsize_t)page->width * chunk * 4);
    uint8_t *pixels = malloc((size_t)page->width * r->channels);
    int usable = raster != NULL && pixels != NULL;
    for (uint32_t y = 0; usable && y < page->height; y += chunk) {
        uint32_t rows = page->height - y < chunk ? page->height - y : chunk;
        uint32_t before = tiff->errors;
        image.row_offset = (int)y;
        image.col_offset = 0;
        int status = TIFFRGBAImageGet(&image, raster, page->width, rows);
        result->bad_rows += tiff->errors != before ? rows : 0;
        if (!status) {
            break;
        }
        for (uint32_t k = 0; k < rows; k++) {
            convert_raster(raster + (size_t)k * page->width, page->width, r->channels, pixels);
            reducer_put(r, y + k, pixels);
        }
        result->rows_read = y + rows;
    }
    _TIFFfree(raster);
    free(pixels);
    TIFFRGBAImageEnd(&image);
    return usable && result->rows_read > 0;
}

int csh_tiff_read(csh_tiff *tiff, const csh_tiff_page *page, uint8_t *destination,
                  uint32_t channels, uint32_t reduce, csh_tiff_result *result) {
    memset(result, 0, sizeof *result);
    uint32_t out_width = page->width / reduce, out_height = page->height / reduce;
    reducer r = {
        .destination = destination, .channels = channels, .reduce = reduce,
        .out_width = out_width == 0 ? 1 : out_width, .out_height = out_height == 0 ? 1 : out_height,
    };
    memset(destination, 255, (size_t)r.out_width * r.out_height * channels);
    r.sums = calloc((size_t)r.out_width * channels, sizeof *r.sums);
    if (r.sums == NULL) {
        return 0;
    }
    row_layout layout = {.channels = channels};
    tiff->decoding = 1;
    int ok = is_simple(tiff->handle, page, &layout)
        ? read_rows(tiff, page, &layout, &r, result)
        : read_rgba(tiff, page, &r, result);
    tiff->decoding = 0;
    free(r.sums);
    return ok;
}
