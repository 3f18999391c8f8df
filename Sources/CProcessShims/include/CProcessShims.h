#ifndef CPROCESSSHIMS_H
#define CPROCESSSHIMS_H

#include <stddef.h>
#include <stdint.h>

// MARK: ends and limits

// Asks the kernel to kill this process when its parent dies. Returns 0, or -1 with errno set.
// Swift's Glibc module has no <sys/prctl.h>.
int cps_die_with_parent(void);

// Gives up the right to raise priorities, which root has, so that threads keep what the process was
// started with: libdispatch sets the priority of its threads, and only root's attempts succeed.
// Returns 0, or -1 with errno set.
int cps_keep_priority(void);

// Caps address space (bytes) of this process and its children; 0 leaves it alone. Returns 0, or -1
// with errno set. The RLIMIT_* constants are an enum that Swift does not convert.
int cps_limit_memory(uint64_t bytes);

// The most address space (bytes) that this process may have and give to others; 0 for any.
uint64_t cps_memory_limit(void);

// Caps what no worker needs more of: the size of files (bytes), open descriptors, processes of the
// user; no core is written. Writing more fails with EFBIG. Lower limits that are there stay.
void cps_limit_usual(uint64_t file_bytes);

// Lets this process use so many more seconds of processor time; then it ends by SIGXCPU. Returns 0, or
// -1 with errno set.
int cps_allow_cpu_seconds(uint64_t seconds);

// MARK: resources

// Peak resident memory of this process so far, in bytes.
uint64_t cps_peak_resident_bytes(void);

// User and system processor seconds of this process and of its children that have ended.
double cps_cpu_seconds(void);

// MARK: memory that was refused

// The exit status of a worker that crashed after memory was refused to it.
enum { CPS_OUT_OF_MEMORY = 86 };

// Makes crashes that follow a refused allocation end the process with CPS_OUT_OF_MEMORY.
void cps_tell_lack_of_memory(void);

// The largest allocation that was refused since the last call of cps_forget_refusals, in bytes; 0 for
// none. Sizes above 16 GiB do not count: only a damaged header asks for them.
uint64_t cps_refused_bytes(void);
void cps_forget_refusals(void);

// MARK: descriptors

// Opens a program to be started by its descriptor, without reading it; closed in programs started later. Returns
// the descriptor, or -1 with errno set. Swift's Glibc module has no O_PATH.
int cps_open_program(const char *path);

// A pair of connected sockets that are closed in programs started later. Returns 0, or -1 with errno
// set.
int cps_socket_pair(int sockets[2]);

// Sends all bytes, and a descriptor with the first of them unless it is negative. Returns 0, or -1
// with errno set; never raises SIGPIPE.
int cps_send(int socket, const void *bytes, size_t count, int descriptor);

// Receives at most so many bytes. A descriptor that comes with them is stored and belongs to the
// caller. Returns the number of bytes, 0 at the end, or -1 with errno set. Works on pipes, too.
long cps_receive(int socket, void *bytes, size_t count, int *descriptor);

// Copies an open file into memory that has a descriptor, and closes it against changes. Returns the
// new descriptor, or -1 with errno set.
int cps_copy_to_memory(int file);

// The same of bytes.
int cps_hold_in_memory(const void *bytes, size_t count);

#endif
