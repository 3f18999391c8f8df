// What the files about TIFF share.

#ifndef TIFFSHIMS_H
#define TIFFSHIMS_H

#include "CScanShims.h"

#include <tiffio.h>

struct byte_source;

struct csh_tiff {
    TIFF *handle;
    struct byte_source *source;
    char message[256];
    uint32_t errors;
    uint32_t lost_tags;
    uint32_t odd_tags;
    int decoding;
};

// Rows of a strip or tile of the selected directory, at most the page's.
uint32_t tiff_rows_per_chunk(TIFF *t, const csh_tiff_page *page);

#endif
