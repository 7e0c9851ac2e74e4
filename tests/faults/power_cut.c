/* Simulates a power cut: what was written to a database and its log, but not yet synced, is lost in part.
 *
 * Preloaded into a program (LD_PRELOAD). It follows the files whose names end in POWER_CUT_SUFFIX or that plus "-wal" or "-journal". After
 * POWER_CUT_AFTER writes to them it takes back all writes since each file's last fsync, puts back a random choice of their
 * 512-byte sectors (POWER_CUT_SEED; share kept 0, 1/2 or all), and ends the process. First it copies the files as they stand
 * to NAME.before, so that what a mere kill would have left can be compared. Names are durable at once: unlink and rename
 * are not taken back. With POWER_CUT_NO_SYNC set, syncing does nothing: what a program that never syncs would lose. Built by power_cut.sh; never part of the product. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECTOR = 512, FILES_MAX = 16, NAME_MAX_LENGTH = 1024 };

/* A write or a truncation that is not yet durable. */
typedef struct Pending {
    off_t at;
    size_t length, old_length; /* bytes written; how many of them replaced older bytes */
    off_t size_before, size_after;
    unsigned char *bytes, *old_bytes;
    struct Pending *earlier;
} Pending;

typedef struct {
    char name[NAME_MAX_LENGTH];
    dev_t device;
    ino_t inode;
    Pending *latest;
} File;

static File files[FILES_MAX];
static int file_count;
static long writes_left = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

__attribute__((constructor)) static void start(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    const char *after = getenv("POWER_CUT_AFTER");
    if (after) writes_left = atol(after);
    const char *seed = getenv("POWER_CUT_SEED");
    srandom(seed ? (unsigned)atol(seed) : 1);
}

static int is_followed_name(const char *name) {
    const char *suffix = getenv("POWER_CUT_SUFFIX");
    if (!suffix) return 0;
    const char *found = NULL;
    for (const char *next = strstr(name, suffix); next; next = strstr(next + 1, suffix)) found = next;
    if (!found) return 0;
    const char *rest = found + strlen(suffix);
    return !*rest || !strcmp(rest, "-wal") || !strcmp(rest, "-journal");
}

/* Returns the followed file behind a descriptor, NULL for any other. */
static File *followed(int fd) {
    struct stat state;
    if (writes_left < 0 || fstat(fd, &state) || !S_ISREG(state.st_mode)) return NULL;
    for (int n = 0; n < file_count; n++)
        if (files[n].device == state.st_dev && files[n].inode == state.st_ino) return &files[n];
    char link[64], name[NAME_MAX_LENGTH];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, sizeof name - 1);
    if (length < 0) return NULL;
    name[length] = 0;
    if (!is_followed_name(name)) return NULL;
    if (file_count == FILES_MAX) abort();
    File *file = &files[file_count++];
    strcpy(file->name, name);
    file->device = state.st_dev;
    file->inode = state.st_ino;
    file->latest = NULL;
    return file;
}

static off_t size_of(int fd) {
    struct stat state;
    return fstat(fd, &state) ? 0 : state.st_size;
}

static void settle(File *file) {
    while (file->latest) {
        Pending *pending = file->latest;
        file->latest = pending->earlier;
        free(pending->bytes);
        free(pending->old_bytes);
        free(pending);
    }
}

static void copy_before(const char *name) {
    char to_name[NAME_MAX_LENGTH + 16], block[65536];
    snprintf(to_name, sizeof to_name, "%s.before", name);
    int from = open(name, O_RDONLY), to = open(to_name, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    for (ssize_t got; from >= 0 && to >= 0 && (got = read(from, block, sizeof block)) > 0;)
        if (real_write(to, block, (size_t)got) != got) abort();
    close(from);
    close(to);
}

/* Takes back what is not durable, then puts back part of it. */
static void cut_file(File *file, int kept_of_two) {
    int fd = open(file->name, O_RDWR);
    struct stat state;
    if (fd < 0 || fstat(fd, &state) || state.st_ino != file->inode) return;
    Pending *forward = NULL;
    while (file->latest) {
        Pending *pending = file->latest;
        file->latest = pending->earlier;
        if (pending->old_length) real_pwrite(fd, pending->old_bytes, pending->old_length, pending->at);
        real_ftruncate(fd, pending->size_before);
        pending->earlier = forward;
        forward = pending;
    }
    for (; forward; forward = forward->earlier) {
        if (!forward->bytes) { /* a truncation */
            if (random() % 2 < kept_of_two) real_ftruncate(fd, forward->size_after);
            continue;
        }
        for (size_t done = 0; done < forward->length; done += SECTOR) {
            size_t part = forward->length - done < SECTOR ? forward->length - done : SECTOR;
            if (random() % 2 < kept_of_two) real_pwrite(fd, forward->bytes + done, part, forward->at + (off_t)done);
        }
    }
    close(fd);
}

static void cut(void) {
    for (int n = 0; n < file_count; n++) copy_before(files[n].name);
    int kept_of_two = (int)(random() % 3);
    for (int n = 0; n < file_count; n++) cut_file(&files[n], kept_of_two);
    _exit(99);
}

/* Notes a write before it is made; length 0 and bytes NULL for a truncation to `size_after`. */
static void note(File *file, int fd, const void *bytes, size_t length, off_t at, off_t size_after) {
    if (writes_left-- == 0) cut();
    Pending *pending = calloc(1, sizeof *pending);
    pending->size_before = size_of(fd);
    pending->at = at;
    pending->length = length;
    pending->size_after = size_after;
    off_t old_end = pending->size_before;
    if (bytes && at + (off_t)length < old_end) old_end = at + (off_t)length;
    if (old_end > at) {
        pending->old_length = (size_t)(old_end - at);
        pending->old_bytes = malloc(pending->old_length);
        int reader = open(file->name, O_RDONLY);
        ssize_t got = pread(reader, pending->old_bytes, pending->old_length, at);
        close(reader);
        pending->old_length = got > 0 ? (size_t)got : 0;
    }
    if (bytes) {
        pending->bytes = malloc(length);
        memcpy(pending->bytes, bytes, length);
    }
    pending->earlier = file->latest;
    file->latest = pending;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t at) {
    pthread_mutex_lock(&lock);
    File *file = followed(fd);
    if (file) note(file, fd, bytes, length, at, 0);
    ssize_t done = real_pwrite(fd, bytes, length, at);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }

ssize_t write(int fd, const void *bytes, size_t length) {
    pthread_mutex_lock(&lock);
    File *file = followed(fd);
    if (file) note(file, fd, bytes, length, lseek(fd, 0, SEEK_CUR), 0);
    ssize_t done = real_write(fd, bytes, length);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate64(int fd, off_t size) {
    pthread_mutex_lock(&lock);
    File *file = followed(fd);
    if (file) note(file, fd, NULL, 0, size, size);
    int done = real_ftruncate(fd, size);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, int (*sync)(int)) {
    pthread_mutex_lock(&lock);
    File *file = followed(fd);
    int done = sync(fd);
    if (file && !done && !getenv("POWER_CUT_NO_SYNC")) settle(file);
    pthread_mutex_unlock(&lock);
    return done;
}

/* A file that is gone has nothing to lose; its inode may be another file's next. */
int unlink(const char *name) {
    static int (*real_unlink)(const char *);
    pthread_mutex_lock(&lock);
    if (!real_unlink) real_unlink = dlsym(RTLD_NEXT, "unlink");
    struct stat state;
    if (writes_left >= 0 && !stat(name, &state)) {
        for (int n = 0; n < file_count; n++) {
            if (files[n].device != state.st_dev || files[n].inode != state.st_ino) continue;
            settle(&files[n]);
            files[n] = files[--file_count];
            break;
        }
    }
    int done = real_unlink(name);
    pthread_mutex_unlock(&lock);
    return done;
}

/* Says how many writes were left, so that a whole run can be measured. */
__attribute__((destructor)) static void end(void) {
    const char *name = getenv("POWER_CUT_LEFT");
    FILE *file = name && writes_left >= 0 ? fopen(name, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", writes_left);
    writes_left = -1;
    fclose(file);
}

int fsync(int fd) { return synced(fd, real_fsync); }

int fdatasync(int fd) { return synced(fd, real_fdatasync); }
