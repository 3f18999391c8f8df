#include <stdio.h>
#include <stdlib.h>
#include <allheaders.h>
