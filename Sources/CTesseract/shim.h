#include <stdio.h>
#include <stdlib.h>
#include <tesseract/capi.h>
