// TIFF files: where libtiff reads, what it complains of, and its directories.

#include "TIFFShims.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// Where libtiff reads, and what it is to see instead of some bytes.
typedef struct {
    uint64_t place;
    uint32_t count;
    uint8_t bytes[64];
} overlay;

typedef struct byte_source {
    int file;
    uint64_t count;
    uint64_t place;
    overlay *overlays;
    uint32_t overlay_count;
} byte_source;

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

// Of a directory libtiff warns when it passes over a tag. Of other oddities, such as tags that it does not
// know, it warns as well; they are harmless.
static void note_tag(csh_tiff *tiff, const char *format) {
    if (strstr(format, "tag ignored") == NULL) {
        return;
    }
    if (strstr(format, "IO error") != NULL) {
        tiff->lost_tags++;
    } else {
        tiff->odd_tags++;
    }
}

// While pixels are decoded a warning means lost pixels: the fax decoders warn of wrong line lengths
// and of data that ends too early.
static int on_warning(TIFF *handle, void *user, const char *module, const char *format, va_list list) {
    csh_tiff *tiff = user;
    if (tiff->decoding) {
        return on_error(handle, user, module, format, list);
    }
    note_tag(tiff, format);
    return 1;
}

const char *csh_tiff_last_message(const csh_tiff *tiff) {
    return tiff == NULL ? open_message : tiff->message;
}

uint32_t csh_tiff_error_count(const csh_tiff *tiff) {
    return tiff->errors;
}

void csh_tiff_clear_messages(csh_tiff *tiff) {
    tiff->errors = 0;
    tiff->lost_tags = 0;
    tiff->odd_tags = 0;
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

uint32_t tiff_rows_per_chunk(TIFF *t, const csh_tiff_page *page) {
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
    page->rows_per_strip = tiff_rows_per_chunk(t, page);
    page->decodable = TIFFIsCODECConfigured(page->compression);
    page->is_color = keeps_color(page->photometric, page->samples_per_pixel);
    page->lost_tags = tiff->lost_tags;
    page->odd_tags = tiff->odd_tags;
    return 1;
}
