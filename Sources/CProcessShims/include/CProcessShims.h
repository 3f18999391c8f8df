#ifndef CPROCESSSHIMS_H
#define CPROCESSSHIMS_H

#include <stdint.h>

// Asks the kernel to kill this process when its parent dies. Returns 0, or -1 with errno set.
// Swift's Glibc module has no <sys/prctl.h>.
int cps_die_with_parent(void);

// Caps address space (bytes) and processor time (seconds) of this process and its children.
// A limit of 0 leaves that resource alone. Returns 0, or -1 with errno set.
// The RLIMIT_* constants are an enum that Swift does not convert.
int cps_limit(uint64_t address_space_bytes, uint64_t cpu_seconds);

// Peak resident memory of this process so far, in bytes.
uint64_t cps_peak_resident_bytes(void);

// User and system processor seconds of this process and of its children that have ended.
double cps_cpu_seconds(void);

#endif
