#ifndef CSQLITESHIMS_H
#define CSQLITESHIMS_H

#include <stdint.h>

struct sqlite3;

// The files of a database. They are read through the connection: a process that opens and closes one of
// them by itself loses the locks that SQLite holds on it.
enum { CSS_DATABASE = 0, CSS_LOG = 1 };

// Leaves the log alone when the last connection closes; SQLite would bring it into the database unasked.
// A variadic function is behind it, which Swift cannot call. Returns a result code of SQLite.
int css_keep_log(struct sqlite3 *connection);

// Has the number of frames in the log stored after each commit of this connection, in the place of
// SQLite's own checkpoints. The counter must live as long as the connection.
void css_count_frames(struct sqlite3 *connection, int32_t *counter);

// Size of a file in bytes, 0 when it is not open. Returns a result code of SQLite.
int css_size(struct sqlite3 *connection, int file, int64_t *size);

// Reads bytes of a file that has them. Returns a result code of SQLite.
int css_read(struct sqlite3 *connection, int file, void *bytes, int count, int64_t offset);

#endif
