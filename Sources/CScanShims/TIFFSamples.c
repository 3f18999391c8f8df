#include "TIFFSamples.h"

#include <math.h>
#include <string.h>

static uint8_t over_white(uint32_t sample, uint32_t alpha) {
    return (uint8_t)((sample * alpha + 255 * (255 - alpha)) / 255);
}

static uint8_t luminance(uint32_t red, uint32_t green, uint32_t blue) {
    return (uint8_t)((red * 299 + green * 587 + blue * 114) / 1000);
}

void tiff_put_color(uint8_t *pixel, uint32_t channels, uint8_t r, uint8_t g, uint8_t b) {
    if (channels == 1) {
        pixel[0] = luminance(r, g, b);
    } else {
        pixel[0] = r;
        pixel[1] = g;
        pixel[2] = b;
    }
}

static uint32_t sample_at(const uint8_t *row, size_t index, uint16_t bits) {
    // libtiff delivers 16-bit samples in the machine's byte order.
    return bits == 16 ? ((const uint16_t *)row)[index] >> 8 : row[index];
}

void tiff_convert_row(row_layout *l, const uint8_t *row, uint8_t *out) {
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
            tiff_put_color(pixel, l->channels, over_white(sample_at(row, at, l->bits), alpha),
                      over_white(sample_at(row, at + 1, l->bits), alpha),
                      over_white(sample_at(row, at + 2, l->bits), alpha));
        } else {
            uint32_t gray = sample_at(row, at, l->bits);
            memset(pixel, over_white(l->inverted ? 255 - gray : gray, alpha), l->channels);
        }
    }
}

int tiff_is_simple(TIFF *t, const csh_tiff_page *page, row_layout *layout) {
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

void tiff_convert_deep_row(const row_layout *l, const uint8_t *row, uint8_t *out) {
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
        tiff_put_color(pixel, l->channels, first, second, third);
    }
}

int tiff_is_deep(TIFF *t, const csh_tiff_page *page, row_layout *l) {
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

void tiff_measure(csh_tiff *tiff, const csh_tiff_page *page, row_layout *l, uint8_t *row) {
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
