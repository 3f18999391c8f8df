#define _GNU_SOURCE
#include "CProcessShims.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

int cps_open_program(const char *path) {
    return open(path, O_PATH | O_CLOEXEC);
}

int cps_socket_pair(int sockets[2]) {
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets);
}

typedef union {
    char bytes[CMSG_SPACE(sizeof(int))];
    struct cmsghdr alignment;
} control_space;

int cps_send(int socket, const void *bytes, size_t count, int descriptor) {
    size_t sent = 0;
    while (sent < count) {
        struct iovec part = {.iov_base = (char *)bytes + sent, .iov_len = count - sent};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        control_space space = {{0}};
        if (sent == 0 && descriptor >= 0) {
            message.msg_control = space.bytes;
            message.msg_controllen = sizeof space.bytes;
            struct cmsghdr *control = CMSG_FIRSTHDR(&message);
            control->cmsg_level = SOL_SOCKET;
            control->cmsg_type = SCM_RIGHTS;
            control->cmsg_len = CMSG_LEN(sizeof(int));
            memcpy(CMSG_DATA(control), &descriptor, sizeof(int));
        }
        ssize_t taken = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (taken < 0) {
            if (errno == EINTR) {
                continue;
            }
            return -1;
        }
        sent += (size_t)taken;
    }
    return 0;
}

// The descriptor in a message; more than one is never sent.
static int passed_descriptor(struct msghdr *message) {
    for (struct cmsghdr *control = CMSG_FIRSTHDR(message); control != NULL;
         control = CMSG_NXTHDR(message, control)) {
        if (control->cmsg_level == SOL_SOCKET && control->cmsg_type == SCM_RIGHTS) {
            int descriptor;
            memcpy(&descriptor, CMSG_DATA(control), sizeof(int));
            return descriptor;
        }
    }
    return -1;
}

long cps_receive(int socket, void *bytes, size_t count, int *descriptor) {
    for (;;) {
        struct iovec part = {.iov_base = bytes, .iov_len = count};
        control_space space = {{0}};
        struct msghdr message = {
            .msg_iov = &part,
            .msg_iovlen = 1,
            .msg_control = space.bytes,
            .msg_controllen = sizeof space.bytes,
        };
        ssize_t received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        if (received < 0 && errno == ENOTSOCK) {
            received = read(socket, bytes, count);
            message.msg_controllen = 0;
        }
        if (received < 0 && errno == EINTR) {
            continue;
        }
        int passed = received > 0 && message.msg_controllen > 0 ? passed_descriptor(&message) : -1;
        if (passed >= 0) {
            if (*descriptor >= 0) {
                close(*descriptor);
            }
            *descriptor = passed;
        }
        return received;
    }
}

// Raises the limit for the size of files as far as it goes and returns what it was.
static rlim_t raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return RLIM_INFINITY;
    }
    rlim_t before = limit.rlim_cur;
    limit.rlim_cur = limit.rlim_max;
    (void)setrlimit(RLIMIT_FSIZE, &limit);
    return before;
}

static void restore_file_limit(rlim_t before) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_FSIZE, &limit) == 0) {
        limit.rlim_cur = before;
        (void)setrlimit(RLIMIT_FSIZE, &limit);
    }
}

static int write_all(int file, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return -1;
        }
        bytes += written;
        count -= (size_t)written;
    }
    return 0;
}

static int copy(int from, int to) {
    enum { chunk = 1 << 18 };
    char *buffer = malloc(chunk);
    if (buffer == NULL) {
        return -1;
    }
    off_t place = 0;
    ssize_t count;
    while ((count = pread(from, buffer, chunk, place)) != 0) {
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0 || write_all(to, buffer, (size_t)count) != 0) {
            count = -1;
            break;
        }
        place += count;
    }
    int error = errno;
    free(buffer);
    errno = error;
    return count < 0 ? -1 : 0;
}

// Fills new memory from a file, or from bytes when there are some, and closes it against changes.
static int new_memory(int file, const char *bytes, size_t count) {
    int memory = memfd_create("scan", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (memory < 0) {
        return -1;
    }
    // The limit is for files on disk, but the kernel takes this for one.
    rlim_t limit = raise_file_limit();
    int status = bytes == NULL ? copy(file, memory) : write_all(memory, bytes, count);
    int error = errno;
    restore_file_limit(limit);
    if (status == 0) {
        status = fcntl(
            memory, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
        error = errno;
    }
    if (status != 0) {
        close(memory);
        errno = error;
        return -1;
    }
    return memory;
}

int cps_copy_to_memory(int file) {
    return new_memory(file, NULL, 0);
}

int cps_hold_in_memory(const void *bytes, size_t count) {
    return new_memory(-1, bytes, count);
}
