#ifndef CSCANSHIMS_H
#define CSCANSHIMS_H

#include <stdint.h>

// Opens a file for reading, closed in programs started later. A path /proc/self/fd/N is not opened but
// duplicated: a confined process may not open anew what came to it open. Both share their place in the
// file, so read with pread. Returns the descriptor, or -1 with errno set.
int csh_open(const char *path);

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
    uint32_t fax_options;       // T4Options of compression 3
    uint16_t fill_order;        // 2 when the first bit of a byte is its lowest
    int is_tiled;
    uint32_t rows_per_strip;    // at most height
    uint32_t lost_tags;         // that lie outside of the file
    uint32_t odd_tags;          // whose values break the rules and were passed over
} csh_tiff_page;

typedef struct {
    uint32_t rows_read;         // rows of the source that the decoder delivered
    uint32_t bad_rows;          // rows of them about which the decoder complained
    uint32_t first_bad_row;     // of them; height when there is none
    int is_unsupported;         // whether nothing here makes pixels of such samples
    int is_transparent;         // whether every pixel is wholly transparent; then the colours were read
} csh_tiff_result;

// Opens a file for reading; no single allocation will exceed max_alloc bytes. NULL when the header
// or the first directory is unusable; csh_tiff_last_message then tells why (empty: unknown).
csh_tiff *csh_tiff_open(const char *path, int64_t max_alloc);
void csh_tiff_close(csh_tiff *tiff);

// The first complaint of libtiff since the file was opened or the messages were cleared.
// With tiff NULL: of the last failed open in this thread. Never NULL.
const char *csh_tiff_last_message(const csh_tiff *tiff);
// How many errors (not warnings) libtiff has reported since the last clear.
uint32_t csh_tiff_error_count(const csh_tiff *tiff);
void csh_tiff_clear_messages(csh_tiff *tiff);

// Lets the reader see other bytes at a place of the file, such as a number that is wrong in a directory.
// At most 64 bytes; 0 when they are not taken.
int csh_tiff_overlay(csh_tiff *tiff, uint64_t place, const uint8_t *bytes, uint32_t count);

// Goes to the directory at a place of the file and describes it. 0 when it cannot be read.
int csh_tiff_select(csh_tiff *tiff, uint64_t place, csh_tiff_page *page);

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

// Deflate data in zlib's frame (RFC 1950), held against their check value without keeping what they hold.

typedef struct csh_deflate csh_deflate;

typedef enum {
    CSH_DEFLATE_SOUND,
    CSH_DEFLATE_UNCHECKED,      // all is there but the check value or a part of it
    CSH_DEFLATE_SHORT,          // they stop before their end
    CSH_DEFLATE_BROKEN,         // they break the rules
    CSH_DEFLATE_WRONG,          // they give something else than was packed
    CSH_DEFLATE_ENDLESS,        // they give more than they may
    CSH_DEFLATE_UNKNOWN         // there is no memory to look
} csh_deflate_state;

// Begins; the data may give so many bytes at most. NULL without memory.
csh_deflate *csh_deflate_begin(uint64_t most);
// Takes the next bytes. Returns whether more are wanted.
int csh_deflate_put(csh_deflate *deflate, const uint8_t *bytes, uint32_t count);
// Ends, and says what the data are.
csh_deflate_state csh_deflate_end(csh_deflate *deflate);

// Fax data (ITU-T T.4 and T.6).

typedef struct {
    uint32_t width;             // pixels of a row, 1...65,535
    int dimensions;             // -1: T.6 (Group 4); 0: T.4 with one, 1: with two dimensions (Group 3)
    int aligned;                // whether each row begins at a byte
    int reversed;               // whether the first bit of a byte is its lowest
    int inverted;               // whether the coder's black is white
    uint32_t most_more_rows;    // how far to look for rows after those that are asked for
} csh_fax_format;

typedef struct {
    uint32_t rows_read;         // bad ones included
    uint32_t bad_rows;          // that break the rules, or follow one that does; they stay white
    uint32_t more_rows;         // sound ones after those that were asked for, when nothing else follows
    int says_end;               // whether the data say that they are over
    int is_broken;              // whether the row after rows_read breaks the rules, and nothing follows it
    int is_cut;                 // whether they are over in the middle of a row
    int has_rest;               // whether something that is no end follows the rows that were asked for
} csh_fax_result;

typedef struct csh_fax_page csh_fax_page;

// A grey page of height rows that strips are read into, each reduce × reduce square averaged into one pixel.
// destination as for csh_tiff_read; it is filled with white. NULL without memory.
csh_fax_page *csh_fax_begin(uint8_t *destination, uint32_t width, uint32_t height, uint32_t reduce);
void csh_fax_end(csh_fax_page *page);

// Reads rows of a strip into the page, where its first row is first; only counts them when page is NULL. 0
// without memory.
int csh_fax_read(const uint8_t *bytes, uint64_t count, const csh_fax_format *format,
                 csh_fax_page *page, uint32_t first, uint32_t rows, csh_fax_result *result);

// JPEG files, which lie in memory.

typedef struct {
    uint32_t width;
    uint32_t height;            // as the frame states, or a DNL marker, or as counted
    uint32_t stated_height;     // as the frame states; 0 when it leaves that to a DNL marker
    uint64_t height_place;      // of the two bytes in the file that state the height
    int announced_later;        // whether a DNL marker states the height
    int height_counted;         // whether nothing but the data told the height
    uint32_t components;
    uint32_t precision;         // bits a sample
    uint8_t sof;                // the frame's marker, 0xC0...0xCF
    int is_progressive;
    uint32_t restart_interval;
    int has_end;                // whether an end marker follows
    uint64_t end;               // of the picture in the file, behind its end marker
    uint32_t scans;
    // The rest is known of walked scans only.
    uint32_t walked;            // scans whose data were held against the rules
    uint32_t faults;            // scans whose data break them
    uint32_t unplaced;          // scans that have bytes left over, so that something before them is wrong
    double damaged_share;       // 0...1: what lies between a fault and the next restart marker
    uint32_t rows_present;      // rows of pixels that the data reach to
    int ends_at_row;            // whether sound data end where a row of blocks does, before the height is reached
    int is_complete;            // whether every scan was walked and every bit of every coefficient came
} csh_jpeg_page;

// Reads the headers of the picture that begins at bytes, and where it walks, its data as well, without making
// pixels. 0 when no frame was found.
int csh_jpeg_survey(const uint8_t *bytes, uint64_t count, int walks, csh_jpeg_page *page);

typedef struct {
    uint32_t width;             // of what is decoded, at the scale that was asked for
    uint32_t height;
    uint32_t channels;          // 1 (grey) or 3 (RGB)
    uint32_t x_density;
    uint32_t y_density;
    uint32_t density_unit;      // 0 none, 1 inch, 2 centimetre
    uint32_t warnings;          // of libjpeg; of the headers and, after reading, of the data
    char message[200];          // the first of them, or why nothing can be decoded
} csh_jpeg_picture;

// What libjpeg makes of the headers, decoding at 1 / scale (1 or 2). 0 with a message when nothing.
int csh_jpeg_describe(const uint8_t *bytes, uint64_t count, uint32_t scale, csh_jpeg_picture *picture);

// Decodes row by row, each reduce × reduce square of the scaled pixels averaged into one. picture is what
// csh_jpeg_describe said for the same scale. destination holds (width / reduce) × (height / reduce) × channels
// bytes, rounded down, at least one each way; rows that were not reached are white. 0 when nothing was decoded.
int csh_jpeg_read(const uint8_t *bytes, uint64_t count, uint32_t scale, uint32_t reduce,
                  csh_jpeg_picture *picture, uint8_t *destination);

// Bitmaps of Windows and OS/2, which lie in memory.

typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t bits;              // a pixel
    uint32_t compression;       // as in the header: 0 none, 1 and 2 runs, 3 and 6 masks, 4 JPEG, 5 PNG
    uint32_t channels;          // 1 (grey) or 3 (RGB)
    uint32_t x_per_metre;       // pixels; 0 when absent
    uint32_t y_per_metre;
    int is_top_down;
    int is_readable;            // whether csh_bmp_read reads this variety
} csh_bmp_page;

// Reads the header. 0 when it is none.
int csh_bmp_describe(const uint8_t *bytes, uint64_t count, csh_bmp_page *page);

// Decodes, each reduce × reduce square averaged into one; destination as for csh_jpeg_read. rows_present says how
// many rows are in the file. 0 when none.
int csh_bmp_read(const uint8_t *bytes, uint64_t count, uint32_t reduce, uint8_t *destination,
                 uint32_t *rows_present);

// JPEG 2000, as a file or a bare code stream, which lie in memory.

typedef struct {
    uint32_t width;
    uint32_t height;
    uint32_t components;
    uint32_t resolutions;       // how often it can be halved, plus one
    uint32_t complaints;        // warnings and errors of OpenJPEG
    char message[200];          // the first of them
    int is_transparent;         // whether every pixel is wholly transparent; then the colours were read
} csh_jp2_page;

// Reads the headers. 0 when they cannot be used.
int csh_jp2_describe(const uint8_t *bytes, uint64_t count, csh_jp2_page *page);

// Decodes at a size halved so many times, fewer than resolutions. page is what csh_jp2_describe said; destination
// holds the size, rounded up, times 1 (fewer than 3 components) or 3 bytes. 0 when nothing was decoded.
int csh_jp2_read(const uint8_t *bytes, uint64_t count, uint32_t halvings, csh_jp2_page *page,
                 uint8_t *destination);

// Versions of the libraries, as each tells them of itself; libjpeg tells none. Never NULL.
const char *csh_tiff_version(void);
const char *csh_png_version(void);
const char *csh_jp2_version(void);

// The file, links followed, from which a function was loaded; to be freed. NULL when there is none.
char *csh_library_file(const char *function);

#endif
