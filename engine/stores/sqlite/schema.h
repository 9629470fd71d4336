#pragma once

#include "engine/stores/sqlite/connection.h"

#include <span>

namespace trato::sqlite {

/// One step of the schema of jobs.db. Never edit a step that has shipped; append.
struct SchemaStep {
    int version = 0;
    const char *sql = nullptr;
};

std::span<const SchemaStep> schemaSteps();
int newestSchema();

/// Version of the file's schema; 0 = an empty file.
Result<int> schemaVersion(Connection &db);
/// Brings the file to the newest version (or to `upTo`, for tests of later steps), each step in a transaction.
/// Corrupt when the file is of a newer version; then nothing was touched.
Result<Done> migrate(Connection &db, int upTo = newestSchema());

} // namespace trato::sqlite
