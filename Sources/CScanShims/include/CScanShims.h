#ifndef CSCANSHIMS_H
#define CSCANSHIMS_H

#include <stdint.h>

// TIFF pages through libtiff, one directory at a time. In C because libtiff's getters and error
// handlers take variable arguments, which Swift cannot call.

typedef struct csh_tiff csh_tiff;

typedef struct {
    uint32_t width;
    uint32_t height;
    uint16_t bits_per_sample;
    uint16_t samples_per_pixel;
    uint16_t photometric;
    uint16_t compression;
    uint16_t orientation;       // TIFF tag 274, 1...8; 1 when absent or out of range
    uint16_t resolution_unit;   // 1 none, 2 inch, 3 centimetre
    float x_resolution;         // 0 when absent
    float y_resolution;
    uint32_t subfile_type;      // bit 0: a reduced version of another page
    int decodable;              // whether this libtiff has the codec
    int is_color;               // whether decoding to one grey sample would lose colour
} csh_tiff_page;

typedef struct {
    uint32_t rows_read;         // rows of the source that the decoder delivered
    uint32_t bad_rows;          // rows of them about which the decoder complained
} csh_tiff_result;

// Opens a file for reading; no single allocation will exceed max_alloc bytes. NULL when the header
// or the first directory is unusable; csh_tiff_last_message then tells why (empty: unknown).
csh_tiff *csh_tiff_open(const char *path, int64_t max_alloc);
// The same for a file that lies in memory, which must stay there until it is closed.
csh_tiff *csh_tiff_open_memory(const uint8_t *bytes, uint64_t count, int64_t max_alloc);
void csh_tiff_close(csh_tiff *tiff);

// The first complaint of libtiff since the file was opened or the messages were cleared.
// With tiff NULL: of the last failed open in this thread. Never NULL.
const char *csh_tiff_last_message(const csh_tiff *tiff);
// How many errors (not warnings) libtiff has reported since the last clear.
uint32_t csh_tiff_error_count(const csh_tiff *tiff);
void csh_tiff_clear_messages(csh_tiff *tiff);

// Number of directories, stopping at a loop, at an unreadable link or at limit. *intact is set to 0
// when the chain ended with a complaint (a link past the end) or goes on beyond the limit; a loop ends
// it in silence.
uint32_t csh_tiff_count(csh_tiff *tiff, uint32_t limit, int *intact);

// Goes to directory number index (from 0) and describes it. 0 when it cannot be read.
int csh_tiff_select(csh_tiff *tiff, uint32_t index, csh_tiff_page *page);

// Decodes the selected directory, which page describes, into 8-bit samples, channels 1 (grey) or 3 (RGB), transparent
// parts on white, each reduce × reduce square of source pixels averaged into one. destination holds
// (width / reduce) × (height / reduce) × channels bytes, rounded down, at least one each way; it is
// filled with white first, so rows that cannot be decoded stay white. 0 when nothing was decoded.
int csh_tiff_read(csh_tiff *tiff, const csh_tiff_page *page, uint8_t *destination,
                  uint32_t channels, uint32_t reduce, csh_tiff_result *result);

// PNG files through libpng, whose errors are longjmps.

typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t channels;          // of the decoded picture: 1 (grey) or 3 (RGB); 0 when it cannot be halved,
                                // as grey of less than 8 bits, which is small as it is
    uint32_t x_per_metre;       // pixels; 0 when absent
    uint32_t y_per_metre;
} csh_png_page;

// Reads the header. 0 when it is unusable.
int csh_png_describe(const char *path, csh_png_page *page);

// Decodes at half size, each 2 × 2 square of pixels averaged into one: palettes resolved, 16 bits cut to 8,
// transparency put on white. A row is in memory at a time; of an interlaced file two bytes a sample as well.
// page is what csh_png_describe said, with channels; destination holds (width / 2) × (height / 2) ×
// channels bytes. 0 when the file is not whole or another one by now.
int csh_png_read_halved(const char *path, const csh_png_page *page, uint8_t *destination);

#endif
