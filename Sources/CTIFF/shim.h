#include <stdio.h>
#include <stdlib.h>
#include <tiffio.h>
