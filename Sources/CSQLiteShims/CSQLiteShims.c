#include "CSQLiteShims.h"

#include <sqlite3.h>
#include <stddef.h>

int css_keep_log(struct sqlite3 *connection) {
    int result = 0;
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, &result);
}

static int store_count(void *counter, sqlite3 *connection, const char *name, int frames) {
    (void)connection;
    (void)name;
    *(int32_t *)counter = frames;
    return SQLITE_OK;
}

void css_count_frames(struct sqlite3 *connection, int32_t *counter) {
    sqlite3_wal_hook(connection, store_count, counter);
}

// The open file, or NULL.
static sqlite3_file *open_file(sqlite3 *connection, int file) {
    sqlite3_file *found = NULL;
    int which = file == CSS_LOG ? SQLITE_FCNTL_JOURNAL_POINTER : SQLITE_FCNTL_FILE_POINTER;
    if (sqlite3_file_control(connection, "main", which, &found) != SQLITE_OK) {
        return NULL;
    }
    return found != NULL && found->pMethods != NULL ? found : NULL;
}

int css_size(struct sqlite3 *connection, int file, int64_t *size) {
    sqlite3_file *found = open_file(connection, file);
    sqlite3_int64 bytes = 0;
    int result = found == NULL ? SQLITE_OK : found->pMethods->xFileSize(found, &bytes);
    *size = bytes;
    return result;
}

int css_read(struct sqlite3 *connection, int file, void *bytes, int count, int64_t offset) {
    sqlite3_file *found = open_file(connection, file);
    return found == NULL ? SQLITE_IOERR_READ : found->pMethods->xRead(found, bytes, count, offset);
}
