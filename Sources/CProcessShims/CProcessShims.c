#define _GNU_SOURCE
#include "CProcessShims.h"

#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int cps_die_with_parent(void) {
    return prctl(PR_SET_PDEATHSIG, SIGKILL);
}

int cps_keep_priority(void) {
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct data[2];
    if (syscall(SYS_capget, &head, data) != 0) {
        return -1;
    }
    uint32_t right = CAP_TO_MASK(CAP_SYS_NICE);
    data[CAP_TO_INDEX(CAP_SYS_NICE)].effective &= ~right;
    data[CAP_TO_INDEX(CAP_SYS_NICE)].permitted &= ~right;
    data[CAP_TO_INDEX(CAP_SYS_NICE)].inheritable &= ~right;
    return (int)syscall(SYS_capset, &head, data);
}

// MARK: limits

// Lowers a limit of both kinds; one that is lower stays.
static int lower(int resource, rlim_t value) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) {
        return -1;
    }
    if (limit.rlim_max > value) {
        limit.rlim_max = value;
    }
    if (limit.rlim_cur > value) {
        limit.rlim_cur = value;
    }
    return setrlimit(resource, &limit);
}

int cps_limit_memory(uint64_t bytes) {
    return bytes == 0 ? 0 : lower(RLIMIT_AS, bytes);
}

uint64_t cps_memory_limit(void) {
    struct rlimit limit;
    int is_limited = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_max != RLIM_INFINITY;
    return is_limited ? limit.rlim_max : 0;
}

void cps_limit_usual(uint64_t file_bytes) {
    (void)lower(RLIMIT_CORE, 0);
    (void)lower(RLIMIT_NOFILE, 256);
    // All processes and threads of the user count; this stops only what multiplies without end.
    (void)lower(RLIMIT_NPROC, 8192);
    struct rlimit files;
    if (getrlimit(RLIMIT_FSIZE, &files) == 0 && files.rlim_cur > file_bytes) {
        files.rlim_cur = file_bytes;
        (void)setrlimit(RLIMIT_FSIZE, &files);
    }
    (void)signal(SIGXFSZ, SIG_IGN);
}

int cps_allow_cpu_seconds(uint64_t seconds) {
    struct rusage usage;
    struct rlimit limit;
    if (getrusage(RUSAGE_SELF, &usage) != 0 || getrlimit(RLIMIT_CPU, &limit) != 0) {
        return -1;
    }
    // A second more: both times are cut to whole ones.
    rlim_t used = (rlim_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + 1;
    limit.rlim_cur = used + seconds < limit.rlim_max ? used + seconds : limit.rlim_max;
    return setrlimit(RLIMIT_CPU, &limit);
}

// MARK: resources

uint64_t cps_peak_resident_bytes(void) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) {
        return 0;
    }
    return (uint64_t)usage.ru_maxrss * 1024;
}

static double seconds(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

double cps_cpu_seconds(void) {
    double total = 0;
    int who[2] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    for (int i = 0; i < 2; i++) {
        struct rusage usage;
        if (getrusage(who[i], &usage) == 0) {
            total += seconds(usage.ru_utime) + seconds(usage.ru_stime);
        }
    }
    return total;
}
