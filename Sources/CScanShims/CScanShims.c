#include "CScanShims.h"
#include "RowReducer.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tiffio.h>
#include <unistd.h>

// Where libtiff reads, and what it is to see instead of some bytes.
typedef struct {
    uint64_t place;
    uint32_t count;
    uint8_t bytes[64];
} overlay;

typedef struct {
    int file;
    uint64_t count;
    uint64_t place;
    overlay *overlays;
    uint32_t overlay_count;
} byte_source;

struct csh_tiff {
    TIFF *handle;
    byte_source *source;
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

static void lay_over(const byte_source *source, uint8_t *buffer, uint64_t start, uint64_t size) {
    for (uint32_t k = 0; k < source->overlay_count; k++) {
        const overlay *o = &source->overlays[k];
        for (uint32_t b = 0; b < o->count; b++) {
            if (o->place + b >= start && o->place + b < start + size) {
                buffer[o->place + b - start] = o->bytes[b];
            }
        }
    }
}

static tmsize_t read_source(thandle_t user, void *buffer, tmsize_t count) {
    byte_source *source = user;
    uint64_t left = source->place < source->count ? source->count - source->place : 0;
    tmsize_t size = count < 0 ? 0 : (uint64_t)count < left ? count : (tmsize_t)left;
    tmsize_t got = 0;
    while (got < size) {
        ssize_t part = pread(source->file, (uint8_t *)buffer + got, (size_t)(size - got),
                             (off_t)(source->place + (uint64_t)got));
        if (part < 0 && errno == EINTR) {
            continue;
        }
        if (part <= 0) {
            break;
        }
        got += part;
    }
    size = got;
    lay_over(source, buffer, source->place, (uint64_t)size);
    source->place += (uint64_t)size;
    return size;
}

static tmsize_t write_nothing(thandle_t user, void *buffer, tmsize_t count) {
    (void)user;
    (void)buffer;
    (void)count;
    return -1;
}

static toff_t seek_source(thandle_t user, toff_t offset, int from) {
    byte_source *source = user;
    uint64_t start = from == SEEK_SET ? 0 : from == SEEK_CUR ? source->place : source->count;
    source->place = start + offset;
    return source->place;
}

static int close_source(thandle_t user) {
    byte_source *source = user;
    if (source->file >= 0) {
        close(source->file);
    }
    free(source->overlays);
    free(source);
    return 0;
}

static toff_t size_of_source(thandle_t user) {
    return ((byte_source *)user)->count;
}

// No memory map, so that a file cut while it is read gives an error and not a signal.
static csh_tiff *open_source(byte_source *source, int64_t max_alloc) {
    open_message[0] = 0;
    csh_tiff *tiff = calloc(1, sizeof *tiff);
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    if (tiff == NULL || options == NULL) {
        free(tiff);
        close_source(source);
        return NULL;
    }
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, max_alloc);
    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, tiff);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, tiff);
    tiff->source = source;
    tiff->handle = TIFFClientOpenExt("scan", "rm", source, read_source, write_nothing, seek_source,
                                     close_source, size_of_source, NULL, NULL, options);
    TIFFOpenOptionsFree(options);
    if (tiff->handle == NULL) {
        memcpy(open_message, tiff->message, sizeof open_message);
        close_source(source);
        free(tiff);
        return NULL;
    }
    return tiff;
}

static byte_source *new_source(void) {
    byte_source *source = calloc(1, sizeof *source);
    if (source != NULL) {
        source->file = -1;
    }
    return source;
}

// The N of /proc/self/fd/N; -1 for any other path.
static int held_descriptor(const char *path) {
    int descriptor = -1;
    int length = 0;
    if (sscanf(path, "/proc/self/fd/%d%n", &descriptor, &length) == 1 && path[length] == 0) {
        return descriptor;
    }
    return -1;
}

int csh_open(const char *path) {
    int held = held_descriptor(path);
    return held >= 0 ? fcntl(held, F_DUPFD_CLOEXEC, 3) : open(path, O_RDONLY | O_CLOEXEC);
}

csh_tiff *csh_tiff_open(const char *path, int64_t max_alloc) {
    open_message[0] = 0;
    byte_source *source = new_source();
    struct stat status;
    if (source == NULL) {
        return NULL;
    }
    source->file = csh_open(path);
    if (source->file < 0 || fstat(source->file, &status) != 0) {
        snprintf(open_message, sizeof open_message, "%s", strerror(errno));
        close_source(source);
        return NULL;
    }
    source->count = (uint64_t)status.st_size;
    return open_source(source, max_alloc);
}

int csh_tiff_overlay(csh_tiff *tiff, uint64_t place, const uint8_t *bytes, uint32_t count) {
    byte_source *source = tiff->source;
    overlay *more = count > sizeof more->bytes ? NULL
        : realloc(source->overlays, (source->overlay_count + 1) * sizeof *more);
    if (more == NULL) {
        return 0;
    }
    source->overlays = more;
    overlay *added = &more[source->overlay_count++];
    added->place = place;
    added->count = count;
    memcpy(added->bytes, bytes, count);
    return 1;
}

void csh_tiff_close(csh_tiff *tiff) {
    if (tiff != NULL) {
        TIFFClose(tiff->handle);
        free(tiff);
    }
}

static int keeps_color(uint16_t photometric, uint16_t samples) {
    if (photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE) {
        return 0;
    }
    return samples >= 3 || photometric == PHOTOMETRIC_PALETTE;
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

int csh_tiff_select(csh_tiff *tiff, uint64_t place, csh_tiff_page *page) {
    memset(page, 0, sizeof *page);
    TIFF *t = tiff->handle;
    if (!TIFFSetSubDirectory(t, place)) {
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
    TIFFGetField(t, TIFFTAG_GROUP3OPTIONS, &page->fax_options);
    TIFFGetFieldDefaulted(t, TIFFTAG_FILLORDER, &page->fill_order);
    page->is_tiled = TIFFIsTiled(t);
    page->rows_per_strip = rows_per_chunk(t, page);
    page->decodable = TIFFIsCODECConfigured(page->compression);
    page->is_color = keeps_color(page->photometric, page->samples_per_pixel);
    return 1;
}

// MARK: decoding

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
    int ignores_alpha;
    uint32_t most_alpha;        // that was seen
    // Of samples of other kinds than plain 8 and 16 bits:
    uint16_t format;            // as SampleFormat
    uint16_t stride;            // samples from one pixel to the next
    double low, high;           // what black and white are
    int is_ink;                 // four inks
} row_layout;

static uint32_t sample_at(const uint8_t *row, size_t index, uint16_t bits) {
    // libtiff delivers 16-bit samples in the machine's byte order.
    return bits == 16 ? ((const uint16_t *)row)[index] >> 8 : row[index];
}

static void convert_row(row_layout *l, const uint8_t *row, uint8_t *out) {
    for (uint32_t x = 0; x < l->width; x++) {
        uint8_t *pixel = out + (size_t)x * l->channels;
        size_t at = (size_t)x * l->samples;
        if (l->bits == 1) {
            uint8_t white = (row[x >> 3] >> (7 - (x & 7))) & 1 ? 255 : 0;
            memset(pixel, l->inverted ? 255 - white : white, l->channels);
            continue;
        }
        uint32_t alpha = l->has_alpha ? sample_at(row, at + l->samples - 1, l->bits) : 255;
        l->most_alpha = alpha > l->most_alpha ? alpha : l->most_alpha;
        alpha = l->ignores_alpha ? 255 : alpha;
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

// MARK: samples of other kinds

// A floating-point number of 16 bits.
static double half_float(uint16_t bits) {
    int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double value = exponent == 0 ? ldexp(fraction, -24)
        : exponent == 31 ? 0 : ldexp(1024 + fraction, exponent - 25);
    return bits & 0x8000 ? -value : value;
}

static double float_sample(const uint8_t *row, size_t index, uint16_t bits) {
    if (bits == 16) {
        return half_float(((const uint16_t *)row)[index]);
    }
    double value = bits == 32 ? (double)((const float *)row)[index] : ((const double *)row)[index];
    return isfinite(value) ? value : 0;
}

// A sample of 1...64 bits, which lie one behind the other from the highest bit of a byte on; whole bytes are in
// the machine's byte order.
static double deep_sample(const row_layout *l, const uint8_t *row, size_t index) {
    uint16_t bits = l->bits;
    if (l->format == SAMPLEFORMAT_IEEEFP) {
        return float_sample(row, index, bits);
    }
    uint64_t value = 0;
    if (bits % 8 == 0) {
        memcpy(&value, row + index * (bits / 8u), bits / 8u);
    } else {
        for (size_t at = index * bits; at < (index + 1) * bits; at++) {
            value = value << 1 | (row[at >> 3] >> (7 - (at & 7)) & 1);
        }
    }
    uint64_t sign = (uint64_t)1 << (bits - 1);
    if (l->format == SAMPLEFORMAT_INT && (value & sign) != 0) {
        return -(double)(sign - (value & (sign - 1)));
    }
    return (double)value;
}

static uint8_t scaled_sample(const row_layout *l, const uint8_t *row, size_t index) {
    double value = (deep_sample(l, row, index) - l->low) / (l->high - l->low) * 255;
    return value <= 0 ? 0 : value >= 255 ? 255 : (uint8_t)(value + 0.5);
}

static void convert_deep_row(const row_layout *l, const uint8_t *row, uint8_t *out) {
    for (uint32_t x = 0; x < l->width; x++) {
        uint8_t *pixel = out + (size_t)x * l->channels;
        size_t at = (size_t)x * l->stride;
        uint8_t first = scaled_sample(l, row, at);
        if (l->samples < 3) {
            memset(pixel, l->inverted ? 255 - first : first, l->channels);
            continue;
        }
        uint8_t second = scaled_sample(l, row, at + 1), third = scaled_sample(l, row, at + 2);
        if (l->is_ink) {
            uint32_t light = 255u - scaled_sample(l, row, at + 3);
            first = (uint8_t)((255u - first) * light / 255);
            second = (uint8_t)((255u - second) * light / 255);
            third = (uint8_t)((255u - third) * light / 255);
        }
        put_color(pixel, l->channels, first, second, third);
    }
}

// Whether samples that libtiff does not make pixels of can be read row by row; of planes the first is read.
static int is_deep(TIFF *t, const csh_tiff_page *page, row_layout *l) {
    uint16_t photometric = page->photometric, planar = PLANARCONFIG_CONTIG, bits = page->bits_per_sample;
    TIFFGetFieldDefaulted(t, TIFFTAG_PLANARCONFIG, &planar);
    l->format = SAMPLEFORMAT_UINT;
    TIFFGetFieldDefaulted(t, TIFFTAG_SAMPLEFORMAT, &l->format);
    int is_color = photometric == PHOTOMETRIC_RGB || photometric == PHOTOMETRIC_SEPARATED;
    int is_gray = photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE
        || (photometric >= PHOTOMETRIC_CIELAB && photometric <= PHOTOMETRIC_ITULAB);
    int is_float = l->format == SAMPLEFORMAT_IEEEFP;
    if (TIFFIsTiled(t) || (!is_color && !is_gray) || bits == 0 || bits > 64 || (bits > 32 && bits != 64)
        || (bits > 16 && bits % 8 != 0)
        || (is_float ? bits != 16 && bits != 32 && bits != 64 : l->format > SAMPLEFORMAT_INT)) {
        return 0;
    }
    uint16_t needed = photometric == PHOTOMETRIC_SEPARATED ? 4 : 3;
    int in_color = is_color && planar == PLANARCONFIG_CONTIG && page->samples_per_pixel >= needed;
    l->width = page->width;
    l->bits = bits;
    l->stride = planar == PLANARCONFIG_CONTIG ? page->samples_per_pixel : 1;
    l->samples = in_color ? 3 : 1;
    l->is_ink = in_color && needed == 4;
    l->inverted = photometric == PHOTOMETRIC_MINISWHITE || (photometric == PHOTOMETRIC_SEPARATED && !in_color);
    l->low = 0;
    l->high = bits <= 16 && l->format == SAMPLEFORMAT_UINT ? (double)((1u << bits) - 1) : 0;
    return 1;
}

// What white is, from the greatest value of the page: 1, 255 and 65,535 are what programs write.
static double white_of(double greatest) {
    static const double usual[] = {1, 255, 65535, 4294967295.0};
    for (int k = 0; k < 4; k++) {
        // Half of a range is used by any page that was meant for it.
        if (greatest <= usual[k] * 1.0001) {
            return greatest > usual[k] / 2 ? usual[k] : greatest <= 0 ? 1 : greatest;
        }
    }
    return greatest;
}

static void measure(csh_tiff *tiff, const csh_tiff_page *page, row_layout *l, uint8_t *row) {
    double least = 0, greatest = 0;
    for (uint32_t y = 0; y < page->height && TIFFReadScanline(tiff->handle, row, y, 0) >= 0; y++) {
        for (uint32_t x = 0; x < l->width; x++) {
            for (uint32_t k = 0; k < l->samples; k++) {
                double value = deep_sample(l, row, (size_t)x * l->stride + k);
                least = value < least ? value : least;
                greatest = value > greatest ? value : greatest;
            }
        }
    }
    l->low = least;
    l->high = least < 0 ? (greatest > least ? greatest : least + 1) : white_of(greatest);
    tiff->errors = 0;
}

// MARK: rows

static void note_bad(csh_tiff_result *result, uint32_t row, uint32_t rows) {
    result->bad_rows += rows;
    result->first_bad_row = row < result->first_bad_row ? row : result->first_bad_row;
}

static void put_rows(csh_tiff *tiff, const csh_tiff_page *page, row_layout *layout, reducer *r,
                     csh_tiff_result *result, uint8_t *row, uint8_t *pixels) {
    for (uint32_t y = 0; y < page->height; y++) {
        uint32_t before = tiff->errors;
        int status = TIFFReadScanline(tiff->handle, row, y, 0);
        if (tiff->errors != before) {
            note_bad(result, y, 1);
        }
        if (status < 0) {
            break;
        }
        if (layout->high > layout->low) {
            convert_deep_row(layout, row, pixels);
        } else {
            convert_row(layout, row, pixels);
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
        measure(tiff, page, layout, row);
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
        put_color(out + (size_t)x * l->channels, l->channels, (uint8_t)(red > 255 ? 255 : red),
                  (uint8_t)(green > 255 ? 255 : green), (uint8_t)(blue > 255 ? 255 : blue));
    }
}

static void put_raster(csh_tiff *tiff, const csh_tiff_page *page, TIFFRGBAImage *image,
                       uint32_t *raster, raster_layout *layout, reducer *r, uint8_t *pixels,
                       csh_tiff_result *result) {
    uint32_t chunk = rows_per_chunk(tiff->handle, page);
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
    uint32_t *raster = _TIFFmalloc((tmsize_t)page->width * rows_per_chunk(t, page) * 4);
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
    if (is_simple(tiff->handle, page, &layout)) {
        return read_rows(tiff, page, &layout, r, result);
    }
    if (TIFFRGBAImageOK(tiff->handle, reason)) {
        return read_rgba(tiff, page, r, 0, result);
    }
    layout = (row_layout){.channels = r->channels};
    if (is_deep(tiff->handle, page, &layout)) {
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
