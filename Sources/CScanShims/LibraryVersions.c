#define _GNU_SOURCE
#include "CScanShims.h"

#include <dlfcn.h>
#include <openjpeg.h>
#include <png.h>
#include <stdlib.h>
#include <tiffio.h>

const char *csh_tiff_version(void) {
    return TIFFGetVersion();
}

const char *csh_png_version(void) {
    return png_get_libpng_ver(NULL);
}

const char *csh_jp2_version(void) {
    return opj_version();
}

char *csh_library_file(const char *function) {
    Dl_info place;
    void *address = dlsym(RTLD_DEFAULT, function);
    if (address == NULL || dladdr(address, &place) == 0 || place.dli_fname == NULL) {
        return NULL;
    }
    return realpath(place.dli_fname, NULL);
}
