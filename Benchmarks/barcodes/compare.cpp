// Reads sheets with zbar or zxing-cpp and prints what each took and found (docs/decisions/0041-barcodes.md).
//
//     g++ -O2 -std=c++17 compare.cpp -o compare -lZXing -lzbar
//     ./compare zbar LINES FILE.pgm…     every how many lines zbar looks
//     ./compare zxing FLAGS FILE.pgm…    1 tryHarder, 2 tryRotate, 4 tryDownscale, added up
//
// A line for each file: path, milliseconds of processor time, number of codes, the codes.
#include <zbar.h>
// gettext's name, which zxing-cpp gives to something else.
#undef _
#define ZX_USE_UTF8
#include <ZXing/ReadBarcode.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

struct Picture {
    int width = 0, height = 0;
    std::vector<uint8_t> pixels;
};

static Picture load(const char *path) {
    std::ifstream file(path, std::ios::binary);
    std::string magic;
    int most = 0;
    Picture picture;
    file >> magic >> picture.width >> picture.height >> most;
    file.get();
    picture.pixels.resize(size_t(picture.width) * picture.height);
    file.read(reinterpret_cast<char *>(picture.pixels.data()), picture.pixels.size());
    return picture;
}

static double seconds() {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec * 1e-9;
}

static std::vector<std::string> byZBar(const Picture &picture, int lines) {
    using namespace zbar;
    auto *scanner = zbar_image_scanner_create();
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    for (auto kind : {ZBAR_CODE39, ZBAR_CODE128, ZBAR_QRCODE})
        zbar_image_scanner_set_config(scanner, kind, ZBAR_CFG_ENABLE, 1);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, lines);
    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, lines);
    auto *image = zbar_image_create();
    zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
    zbar_image_set_size(image, picture.width, picture.height);
    zbar_image_set_data(image, picture.pixels.data(), picture.pixels.size(), nullptr);
    zbar_scan_image(scanner, image);
    std::vector<std::string> codes;
    for (auto *symbol = zbar_image_first_symbol(image); symbol; symbol = zbar_symbol_next(symbol))
        codes.push_back(std::string(zbar_get_symbol_name(zbar_symbol_get_type(symbol))) + ":"
                        + zbar_symbol_get_data(symbol));
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    return codes;
}

static std::vector<std::string> byZXing(const Picture &picture, int flags) {
    using namespace ZXing;
    DecodeHints hints;
    hints.setFormats(BarcodeFormat::Code39 | BarcodeFormat::Code128 | BarcodeFormat::QRCode);
    hints.setTryHarder(flags & 1).setTryRotate(flags & 2).setTryDownscale(flags & 4);
    const ImageView view(picture.pixels.data(), picture.width, picture.height, ImageFormat::Lum);
    std::vector<std::string> codes;
    for (const auto &result : ReadBarcodes(view, hints))
        codes.push_back(std::string(ToString(result.format())) + ":" + result.text());
    return codes;
}

int main(int count, char **arguments) {
    if (count < 4) return 64;
    const std::string library = arguments[1];
    const int option = std::atoi(arguments[2]);
    for (int index = 3; index < count; index++) {
        const Picture picture = load(arguments[index]);
        const double start = seconds();
        const auto codes = library == "zbar" ? byZBar(picture, option) : byZXing(picture, option);
        std::printf("%s\t%.0f\t%zu", arguments[index], (seconds() - start) * 1000, codes.size());
        for (const auto &code : codes) std::printf("\t%s", code.c_str());
        std::printf("\n");
    }
}
