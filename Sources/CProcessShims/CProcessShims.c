#include "CProcessShims.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int cps_die_with_parent(void) {
    return prctl(PR_SET_PDEATHSIG, SIGKILL);
}

static int limit_one(int resource, rlim_t value) {
    if (value == 0) {
        return 0;
    }
    struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &limit);
}

int cps_limit(uint64_t address_space_bytes, uint64_t cpu_seconds) {
    if (limit_one(RLIMIT_AS, address_space_bytes) != 0) {
        return -1;
    }
    return limit_one(RLIMIT_CPU, cpu_seconds);
}

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
