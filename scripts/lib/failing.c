/* Makes calls on files below a folder fail, as a broken or full disk does; loaded with LD_PRELOAD.
 *
 * FAIL_CALL (write, sync, read or rename), FAIL_PATH (folder), FAIL_ERRNO (number), FAIL_AT (which
 * call, from 1), FAIL_FOR_GOOD (every call after it, too), FAIL_MARK (file that gets
 * whether FAIL_PATH had an archive.yaml, and the path of what failed last). Workers are left alone: what they read is not what is written here.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int reached;
static int active, at, number, for_good;
static const char *call, *folder, *mark;

__attribute__((constructor)) static void start(void) {
    char line[4096] = {0};
    int file = open("/proc/self/cmdline", O_RDONLY);
    ssize_t size = file < 0 ? 0 : syscall(SYS_read, file, line, sizeof line - 1);
    if (file >= 0) close(file);
    call = getenv("FAIL_CALL");
    folder = getenv("FAIL_PATH");
    mark = getenv("FAIL_MARK");
    if (!call || !folder || !getenv("FAIL_AT") || !getenv("FAIL_ERRNO")) return;
    at = atoi(getenv("FAIL_AT"));
    number = atoi(getenv("FAIL_ERRNO"));
    for_good = getenv("FAIL_FOR_GOOD") != NULL;
    active = 1;
    for (ssize_t place = 0; place < size; place += (ssize_t)strlen(line + place) + 1)
        if (strcmp(line + place, "serve") == 0) active = 0;
}

static int fails_at(const char *kind, const char *path) {
    if (!active || strcmp(kind, call) != 0 || strncmp(path, folder, strlen(folder)) != 0) return 0;
    int count = atomic_fetch_add(&reached, 1) + 1;
    if (count != at && !(for_good && count > at)) return 0;
    int file = mark ? open(mark, O_WRONLY | O_CREAT | O_TRUNC, 0644) : -1;
    if (file >= 0) {
        char settings[PATH_MAX];
        snprintf(settings, sizeof settings, "%s/archive.yaml", folder);
        dprintf(file, "%s %s\n", access(settings, F_OK) ? "unmade" : "made", path);
        close(file);
    }
    errno = number;
    return 1;
}

static int fails(const char *kind, int file) {
    char link[64], path[PATH_MAX] = {0};
    if (!active || strcmp(kind, call) != 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    return readlink(link, path, sizeof path - 1) > 0 && fails_at(kind, path);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count) {
    return fails("write", file) ? -1 : REAL(write)(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t place) {
    return fails("write", file) ? -1 : REAL(pwrite)(file, bytes, count, place);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t place) {
    return fails("write", file) ? -1 : REAL(pwrite64)(file, bytes, count, place);
}
ssize_t read(int file, void *bytes, size_t count) {
    return fails("read", file) ? -1 : REAL(read)(file, bytes, count);
}
ssize_t pread(int file, void *bytes, size_t count, off_t place) {
    return fails("read", file) ? -1 : REAL(pread)(file, bytes, count, place);
}
ssize_t pread64(int file, void *bytes, size_t count, off64_t place) {
    return fails("read", file) ? -1 : REAL(pread64)(file, bytes, count, place);
}
int fsync(int file) { return fails("sync", file) ? -1 : REAL(fsync)(file); }
/* SQLite alone calls this for a folder, and goes on when it fails; the folder was synchronised by us before. */
int fdatasync(int file) {
    struct stat found;
    if (fstat(file, &found) == 0 && S_ISDIR(found.st_mode)) return REAL(fdatasync)(file);
    return fails("sync", file) ? -1 : REAL(fdatasync)(file);
}
int rename(const char *old, const char *new) {
    return fails_at("rename", new) ? -1 : REAL(rename)(old, new);
}
