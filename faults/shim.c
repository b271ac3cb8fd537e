/* Stands between a program and its files (LD_PRELOAD): writes down what is written and what is synced, refuses
 * writes as a bad or a full disk does, or ends the process at the n-th operation. Only files under one folder count.
 *
 * The log is a row of records: 21 bytes (kind, offset, length of the path, length of the data, little-endian and
 * packed), the path, the data. Kinds: o created, w written, t cut to offset bytes, s synced, u removed, r renamed
 * (data: its new path), m a mark (offset: its number).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096
#define REAL(name) ((__typeof__(&name))real(#name))
#define LOCKED pthread_mutex_lock(&lock)
#define FREE pthread_mutex_unlock(&lock)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX], *paths[FILES];
static int log_fd = -1, fail_error, fail_lasting;
static long fail_after, kill_after, budget = -1, lowest = -1, operations, failures;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int ours(const char *path) { return path && folder[0] && !strncmp(path, folder, strlen(folder)); }
static const char *path_of(int fd) { return fd >= 0 && fd < FILES ? paths[fd] : NULL; }

static void note(char kind, uint64_t offset, const char *path, const void *data, uint64_t length) {
    if (log_fd < 0) return;
    char head[21];
    uint32_t named = strlen(path);
    head[0] = kind;
    memcpy(head + 1, &offset, 8);
    memcpy(head + 9, &named, 4);
    memcpy(head + 13, &length, 8);
    if (REAL(write)(log_fd, head, sizeof head) < 0 || REAL(write)(log_fd, path, named) < 0) abort();
    if (length && REAL(write)(log_fd, data, length) < 0) abort();
}

/* Counts an operation; gives the error it has to end with, or 0. */
static int due(void) {
    operations++;
    if (kill_after && --kill_after == 0) raise(SIGKILL);
    if (fail_after > 1) { fail_after--; return 0; }
    if (fail_after == 1) {
        failures++;
        if (!fail_lasting) fail_after = 0;
        return fail_error;
    }
    return 0;
}

static long size_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (long)found.st_size;
}

/* Gives how many of the bytes the disk still takes; what is written over takes no room. */
static size_t room(int fd, off_t offset, size_t length) {
    long grows = (long)offset + (long)length - size_of(fd);
    if (budget < 0 || grows <= 0) return length;
    if (grows <= budget) { budget -= grows; if (budget < lowest) lowest = budget; return length; }
    failures++;
    size_t fits = (long)length - grows + budget > 0 ? length - grows + budget : 0;
    budget = 0;
    return fits;
}

static ssize_t put(int fd, const void *data, size_t length, off_t offset, int here) {
    int error = due();
    if (!error) {
        size_t fits = room(fd, offset, length);
        if (fits || !length) {
            ssize_t done = here ? REAL(write)(fd, data, fits) : REAL(pwrite64)(fd, data, fits, offset);
            if (done > 0) note('w', offset, path_of(fd), data, done);
            return done;
        }
        error = ENOSPC;
    }
    errno = error;
    return -1;
}

ssize_t write(int fd, const void *data, size_t length) {
    if (!path_of(fd)) return REAL(write)(fd, data, length);
    LOCKED;
    off_t at = fcntl(fd, F_GETFL) & O_APPEND ? size_of(fd) : lseek(fd, 0, SEEK_CUR);
    ssize_t done = put(fd, data, length, at, 1);
    FREE;
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    if (!path_of(fd)) return REAL(pwrite64)(fd, data, length, offset);
    LOCKED;
    ssize_t done = put(fd, data, length, offset, 0);
    FREE;
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite64(fd, data, length, offset); }

static int cut(int fd, off_t length) {
    int error = due();
    if (error) { errno = error; return -1; }
    if (budget >= 0 && size_of(fd) > length) budget += size_of(fd) - length; /* a hole takes no room */
    int done = REAL(ftruncate64)(fd, length);
    if (!done) note('t', length, path_of(fd), NULL, 0);
    return done;
}

int ftruncate64(int fd, off64_t length) {
    if (!path_of(fd)) return REAL(ftruncate64)(fd, length);
    LOCKED;
    int done = cut(fd, length);
    FREE;
    return done;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static int sync_with(int (*how)(int), int fd) {
    if (!path_of(fd)) return how(fd);
    LOCKED;
    int error = due(), done = error ? -1 : how(fd);
    if (error) errno = error;
    if (!done) note('s', 0, path_of(fd), NULL, 0);
    FREE;
    return done;
}
int fsync(int fd) { return sync_with(REAL(fsync), fd); }
int fdatasync(int fd) { return sync_with(REAL(fdatasync), fd); }

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd < 0 || fd >= FILES || !ours(path)) return fd;
    LOCKED;
    free(paths[fd]);
    paths[fd] = strdup(path);
    if (!was_there) note('o', 0, path, NULL, 0);
    else if (flags & O_TRUNC) note('t', 0, path, NULL, 0);
    FREE;
    return fd;
}

#define OPEN(name)                                                           \
    int name(const char *path, int flags, ...) {                             \
        va_list more;                                                        \
        va_start(more, flags);                                               \
        int mode = va_arg(more, int), was_there = access(path, F_OK) == 0;   \
        va_end(more);                                                        \
        return opened(REAL(name)(path, flags, mode), path, flags, was_there); \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    if (path_of(fd)) {
        LOCKED;
        free(paths[fd]);
        paths[fd] = NULL;
        FREE;
    }
    return REAL(close)(fd);
}

int unlink(const char *path) {
    if (!ours(path)) return REAL(unlink)(path);
    LOCKED;
    struct stat found;
    long size = stat(path, &found) ? 0 : (long)found.st_size;
    int error = due(), done = error ? -1 : REAL(unlink)(path);
    if (error) errno = error;
    if (!done) note('u', 0, path, NULL, 0);
    if (!done && budget >= 0) budget += size;
    FREE;
    return done;
}

int rename(const char *old, const char *new) {
    if (!ours(old)) return REAL(rename)(old, new);
    LOCKED;
    int error = due(), done = error ? -1 : REAL(rename)(old, new);
    if (error) errno = error;
    if (!done) note('r', 0, old, new, strlen(new));
    FREE;
    return done;
}

/* What the trials call: which folder counts and where the log goes; what is to go wrong. 0 and -1 put it off. */
void shim_watch(const char *counts, const char *log) {
    LOCKED;
    snprintf(folder, sizeof folder, "%s", counts);
    if (log_fd >= 0) REAL(close)(log_fd);
    log_fd = log && *log ? REAL(open64)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    FREE;
}
void shim_mark(uint64_t number) { LOCKED; note('m', number, "", NULL, 0); FREE; }
void shim_fail(long after, int lasting, int error) {
    LOCKED; fail_after = after; fail_lasting = lasting; fail_error = error; failures = 0; FREE;
}
void shim_kill(long after) { LOCKED; kill_after = after; FREE; }
void shim_budget(long bytes) { LOCKED; lowest = budget = bytes; failures = 0; FREE; }
long shim_left(void) { return budget; }
long shim_lowest(void) { return lowest; }
long shim_operations(void) { return operations; }
long shim_failures(void) { return failures; }
