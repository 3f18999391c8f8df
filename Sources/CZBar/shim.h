#include <stdio.h>
#include <zbar.h>
