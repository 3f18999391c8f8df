#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

#include <stddef.h>
#include <stdint.h>

// What the kernel offers for confining a process.
typedef struct {
    int no_new_privs;   // 1 where it can be set
    int seccomp;        // 1 where filters can be installed
    int landlock_abi;   // 0 where there is no Landlock
} cps_kernel;

cps_kernel cps_kernel_offers(void);

// The steps of a confinement, in the order in which they are taken.
enum {
    CPS_STEP_NONE = 0,
    CPS_STEP_NO_NEW_PRIVS,
    CPS_STEP_LANDLOCK,
    CPS_STEP_CAPABILITIES,
    CPS_STEP_SECCOMP,
};

// What came of a confinement: the first step that failed, with errno, or CPS_STEP_NONE.
// Later steps are tried all the same.
typedef struct {
    int failed_step;
    int error;
} cps_outcome;

// Confines this process, its later threads and its children for good. Call it while there is one
// thread: Landlock holds for the calling thread and those that it makes.
//   readable: files and folders that may be read, with all below them; missing ones are left out
//   runnable: programs that may be started, beside the system's program loader
//   writable: a folder in which files may be made; NULL for none
// Steps that the kernel does not offer are left out.
cps_outcome cps_confine(
    const char *const *readable, size_t readable_count, const char *const *runnable,
    size_t runnable_count, const char *writable);

// What a confined process should not be able to do, tried out: a connection to this very machine, a
// look into another file, a new file, a look into another process. Nothing is changed by any of it.
enum {
    CPS_ACT_NETWORK = 0,
    CPS_ACT_READ,
    CPS_ACT_WRITE,
    CPS_ACT_TRACE,
    CPS_ACT_NAMESPACE,
    CPS_ACT_CHMOD,
    CPS_ACT_COUNT,
};

// Tries an act; returns 1 when it was refused. `path` is a file that may not be read, or the folder
// in which no file may be made.
int cps_is_refused(int act, const char *path);

typedef struct {
    uint32_t first, second, third;
} cps_version;

// Version of libseccomp.
cps_version cps_seccomp_version(void);

#endif
