#include "CScanShims.h"

#include <fcntl.h>
#include <stdio.h>

// The N of /proc/self/fd/N; -1 for any other path.
static int held_descriptor(const char *path) {
    int descriptor = -1;
    int length = 0;
    if (sscanf(path, "/proc/self/fd/%d%n", &descriptor, &length) == 1 && path[length] == 0) {
        return descriptor;
    }
    return -1;
}

int csh_open(const char *path) {
    int held = held_descriptor(path);
    return held >= 0 ? fcntl(held, F_DUPFD_CLOEXEC, 3) : open(path, O_RDONLY | O_CLOEXEC);
}
