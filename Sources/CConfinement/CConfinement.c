#define _GNU_SOURCE
#include "CConfinement.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// MARK: what the kernel offers

// Landlock's calls and rights by number: Debian 12's headers end at the second of its versions.
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum {
    LANDLOCK_VERSION_FLAG = 1,
    LANDLOCK_BENEATH = 1,
};

static const uint64_t may_execute = 1 << 0;
static const uint64_t may_write = 1 << 1;
static const uint64_t may_read = 1 << 2;
static const uint64_t may_list = 1 << 3;
static const uint64_t may_make_file = 1 << 8;
static const uint64_t may_truncate = 1 << 14;

static int landlock_abi(void) {
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION_FLAG);
    if (abi >= 0) {
        return (int)abi;
    }
    // A refusal by anybody but a kernel that lacks it is a fault to be told, not a lack.
    return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : -1;
}

static int has_seccomp(void) {
    uint32_t action = SECCOMP_RET_ERRNO;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0 || errno != ENOSYS;
}

cps_kernel cps_kernel_offers(void) {
    int abi = landlock_abi();
    cps_kernel kernel = {
        .no_new_privs = prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) >= 0,
        .seccomp = has_seccomp(),
        .landlock_abi = abi < 0 ? 0 : abi,
    };
    return kernel;
}

// MARK: Landlock

typedef struct {
    uint64_t files;
    uint64_t network;
    uint64_t scope;
} ruleset_attributes;

typedef struct __attribute__((packed)) {
    uint64_t allowed;
    int32_t parent;
} path_rule;

// All rights over files that a version of Landlock knows: what is not handled is not restricted.
static uint64_t file_rights(int abi) {
    int count = abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13;
    return (1ULL << count) - 1;
}

static int new_ruleset(int abi) {
    ruleset_attributes wanted = {
        .files = file_rights(abi),
        .network = abi >= 4 ? 3 : 0,  // bind and connect
        .scope = abi >= 6 ? 3 : 0,    // abstract sockets and signals of others
    };
    size_t size = abi >= 6 ? sizeof wanted : abi >= 4 ? 16 : 8;
    return (int)syscall(SYS_landlock_create_ruleset, &wanted, size, 0);
}

// Allows what is wanted of it below a path. What is not there needs no rule.
static int allow(int ruleset, int abi, const char *path, uint64_t rights) {
    int parent = open(path, O_PATH | O_CLOEXEC);
    if (parent < 0) {
        return errno == ENOENT || errno == EACCES || errno == ENOTDIR ? 0 : -1;
    }
    struct stat status;
    if (fstat(parent, &status) != 0) {
        close(parent);
        return -1;
    }
    uint64_t known = file_rights(abi);
    if (!S_ISDIR(status.st_mode)) {
        known &= may_execute | may_write | may_read | may_truncate;
    }
    path_rule rule = {.allowed = rights & known, .parent = parent};
    long added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_BENEATH, &rule, 0);
    int error = errno;
    close(parent);
    errno = error;
    return added == 0 ? 0 : -1;
}

// The program that the kernel starts to load any other, as this program names it.
static int find_loader(struct dl_phdr_info *info, size_t size, void *found) {
    (void)size;
    for (int i = 0; i < info->dlpi_phnum; i++) {
        if (info->dlpi_phdr[i].p_type == PT_INTERP) {
            *(const char **)found = (const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
        }
    }
    return 1;  // the first entry is the program itself
}

static int restrict_files(
    int abi, const char *const *readable, size_t readable_count, const char *const *runnable,
    size_t runnable_count, const char *writable) {
    int ruleset = new_ruleset(abi);
    if (ruleset < 0) {
        return -1;
    }
    int failed = 0;
    for (size_t i = 0; i < readable_count; i++) {
        failed |= allow(ruleset, abi, readable[i], may_read | may_list);
    }
    for (size_t i = 0; i < runnable_count; i++) {
        failed |= allow(ruleset, abi, runnable[i], may_read | may_execute);
    }
    const char *loader = NULL;
    dl_iterate_phdr(find_loader, &loader);
    if (loader != NULL) {
        failed |= allow(ruleset, abi, loader, may_read | may_execute);
    }
    // libdispatch looks now and then at /proc/N/stat of each of its threads, whose numbers are not known
    // yet, and ends the process when it may not. Environment and memory of others stay closed: reading
    // those is tracing, which Landlock refuses across domains.
    failed |= allow(ruleset, abi, "/proc", may_read);
    failed |= allow(ruleset, abi, "/dev/null", may_read | may_write | may_truncate);
    if (writable != NULL) {
        // Leptonica opens what it writes for reading, too.
        failed |= allow(
            ruleset, abi, writable, may_read | may_write | may_make_file | may_truncate);
    }
    if (failed == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) {
        failed = -1;
    }
    int error = errno;
    close(ruleset);
    errno = error;
    return failed;
}

// MARK: capabilities

// Gives up all that root may do beyond its own files; no_new_privs keeps programs from giving it back.
static int drop_capabilities(void) {
    struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct none[2] = {{0}, {0}};
    return (int)syscall(SYS_capset, &head, none);
}

// MARK: seccomp

// Calls that no decoder needs. They fail with EPERM, as for a user who may not.
static const char *const refused_calls[] = {
    // Network, and sockets of other programs on this machine. socketpair and what came open stay.
    "socket", "connect", "bind", "listen", "accept", "accept4",
    // Other processes.
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease",
    "kcmp", "pidfd_getfd", "perf_event_open",
    // Mounts, namespaces, roots.
    "mount", "umount", "umount2", "pivot_root", "move_mount", "open_tree", "fsopen", "fsconfig",
    "fsmount", "fspick", "mount_setattr", "chroot", "unshare", "setns",
    // Wide doors into the kernel.
    "bpf", "io_uring_setup", "io_uring_enter", "io_uring_register", "userfaultfd", "keyctl",
    "add_key", "request_key", "fanotify_init", "open_by_handle_at", "name_to_handle_at",
    "lookup_dcookie", "quotactl", "quotactl_fd", "nfsservctl", "uselib", "_sysctl", "modify_ldt",
    "vmsplice",
    // Memory and queues that other processes see.
    "shmget", "shmat", "msgget", "semget", "mq_open", "mq_unlink",
    // The machine.
    "reboot", "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module",
    "swapon", "swapoff", "acct", "syslog", "settimeofday", "clock_settime", "clock_settime64",
    "clock_adjtime", "clock_adjtime64", "adjtimex", "stime", "sethostname", "setdomainname",
    "iopl", "ioperm", "vhangup",
    // Names, owners and rights of files: Landlock knows no rule for the last two.
    "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat", "unlink",
    "unlinkat", "rmdir", "mkdir", "mkdirat", "mknod", "mknodat", "truncate", "truncate64", "chmod",
    "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat", "chown32",
    "fchown32", "lchown32", "utime", "utimes", "futimesat", "utimensat", "utimensat_time64",
    "setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr",
    "fremovexattr", "removexattrat", "file_setattr",
};

static const unsigned long namespace_flags[] = {
    CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID,
    CLONE_NEWNET,
};

// A call that this libseccomp or this processor does not know cannot be refused by name.
static int refuse(scmp_filter_ctx filter, const char *name) {
    int number = seccomp_syscall_resolve_name(name);
    if (number == __NR_SCMP_ERROR) {
        return 0;
    }
    int status = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
    return status == -EDOM ? 0 : status;
}

static int add_rules(scmp_filter_ctx filter) {
    int status = 0;
    for (size_t i = 0; i < sizeof refused_calls / sizeof *refused_calls && status == 0; i++) {
        status = refuse(filter, refused_calls[i]);
    }
    // A filter cannot look into what clone3 points to; without it the C library takes clone.
    if (status == 0) {
        status = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    }
    for (size_t i = 0; i < sizeof namespace_flags / sizeof *namespace_flags && status == 0; i++) {
        status = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
            SCMP_A0(SCMP_CMP_MASKED_EQ, namespace_flags[i], namespace_flags[i]));
    }
    // Limits of other processes: 0 is the caller itself.
    if (status == 0) {
        status = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0));
    }
    // Typing into a terminal.
    if (status == 0) {
        status = seccomp_rule_add(
            filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
            SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffff, TIOCSTI));
    }
    return status;
}

cps_version cps_seccomp_version(void) {
    const struct scmp_version *version = seccomp_version();
    if (version == NULL) {
        return (cps_version){0};
    }
    return (cps_version){version->major, version->minor, version->micro};
}

// Calls by another convention (32 bits, x32) end the process: libseccomp's way with foreign ones.
static int filter_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL) {
        errno = ENOMEM;
        return -1;
    }
    int status = add_rules(filter);
    if (status == 0) {
        status = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
    }
    // A tree instead of a list: the kernel walks it at each call that is not always allowed.
    if (status == 0) {
        (void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
        status = seccomp_load(filter);
    }
    seccomp_release(filter);
    errno = -status;
    return status == 0 ? 0 : -1;
}

// MARK: all together

static void note(cps_outcome *outcome, int step, int status) {
    if (status != 0 && outcome->failed_step == CPS_STEP_NONE) {
        outcome->failed_step = step;
        outcome->error = errno;
    }
}

cps_outcome cps_confine(
    const char *const *readable, size_t readable_count, const char *const *runnable,
    size_t runnable_count, const char *writable) {
    cps_outcome outcome = {.failed_step = CPS_STEP_NONE, .error = 0};
    note(&outcome, CPS_STEP_NO_NEW_PRIVS, prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    int abi = landlock_abi();
    if (abi != 0) {
        note(
            &outcome, CPS_STEP_LANDLOCK,
            abi < 0 ? -1
                    : restrict_files(
                          abi, readable, readable_count, runnable, runnable_count, writable));
    }
    note(&outcome, CPS_STEP_CAPABILITIES, drop_capabilities());
    if (has_seccomp()) {
        note(&outcome, CPS_STEP_SECCOMP, filter_calls());
    }
    return outcome;
}

// MARK: the proof

static int opens(const char *path, int flags) {
    int file = open(path, flags | O_CLOEXEC, 0600);
    if (file < 0) {
        return 0;
    }
    close(file);
    return 1;
}

static int has_network(void) {
    int file = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (file < 0) {
        return 0;
    }
    close(file);
    return 1;
}

// Looks at its own memory by the way that leads to other processes' too.
static int sees_processes(void) {
    char from = 1;
    char to = 0;
    struct iovec local = {.iov_base = &to, .iov_len = 1};
    struct iovec remote = {.iov_base = &from, .iov_len = 1};
    return syscall(SYS_process_vm_readv, getpid(), &local, 1, &remote, 1, 0) == 1;
}

// Gives a file the rights that it has.
static int sets_rights(const char *path) {
    struct stat status;
    return stat(path, &status) == 0 && chmod(path, status.st_mode & 07777) == 0;
}

int cps_is_refused(int act, const char *path) {
    switch (act) {
    case CPS_ACT_NETWORK: return !has_network();
    case CPS_ACT_READ: return !opens(path, O_RDONLY);
    case CPS_ACT_WRITE: return !opens(path, O_WRONLY | O_TMPFILE);
    case CPS_ACT_TRACE: return !sees_processes();
    case CPS_ACT_NAMESPACE: return unshare(CLONE_NEWUTS) != 0;
    case CPS_ACT_CHMOD: return !sets_rights(path);
    default: return 0;
    }
}
