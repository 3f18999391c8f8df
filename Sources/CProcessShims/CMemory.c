#define _GNU_SOURCE
#include "CProcessShims.h"

#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

// Decoders take a refused allocation for damage of the file, and say so in many ways or crash. Only
// the allocator knows better, so these stand before the C library's own for the whole program.

static _Atomic uint64_t refused;

static const uint64_t believable = 16ULL << 30;

static void *checked(void *memory, size_t size) {
    if (memory == NULL && size != 0 && size <= believable) {
        uint64_t largest = atomic_load(&refused);
        while (largest < size && !atomic_compare_exchange_weak(&refused, &largest, size)) {
        }
    }
    return memory;
}

#ifndef __has_feature
#define __has_feature(x) 0
#endif

// Sanitizers bring an allocator of their own.
#if !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)                          \
    && !__has_feature(memory_sanitizer)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size) {
    return checked(__libc_malloc(size), size);
}

void *calloc(size_t count, size_t size) {
    size_t product;
    void *memory = __libc_calloc(count, size);
    return __builtin_mul_overflow(count, size, &product) ? memory : checked(memory, product);
}

void *realloc(void *memory, size_t size) {
    return checked(__libc_realloc(memory, size), size);
}

#endif

uint64_t cps_refused_bytes(void) {
    return atomic_load(&refused);
}

void cps_forget_refusals(void) {
    atomic_store(&refused, 0);
}

// Whether so little of the address space is left that not even a thread can begin: it takes 8 MiB for
// its stack and wants 64 for its allocations, and neither comes from here. Only calls that a handler of
// signals may make.
static int is_full(void) {
    struct rlimit limit;
    char text[32] = {0};
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0 || getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY
        || read(file, text, sizeof text - 1) <= 0) {
        return 0;
    }
    uint64_t pages = 0;
    for (const char *digit = text; *digit >= '0' && *digit <= '9'; digit++) {
        pages = pages * 10 + (uint64_t)(*digit - '0');
    }
    uint64_t used = pages * (uint64_t)sysconf(_SC_PAGESIZE);
    return used + (72ULL << 20) > limit.rlim_cur;
}

static void end_by(int number) {
    if (atomic_load(&refused) != 0 || is_full()) {
        _exit(CPS_OUT_OF_MEMORY);
    }
    signal(number, SIG_DFL);
    raise(number);
}

void cps_tell_lack_of_memory(void) {
    static const int crashes[] = {SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction action = {.sa_handler = end_by, .sa_flags = SA_NODEFER};
        sigemptyset(&action.sa_mask);
        sigaction(crashes[i], &action, NULL);
    }
}
