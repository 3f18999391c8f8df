#include <stdio.h>
#include <stdlib.h>
#include <libexif/exif-data.h>
