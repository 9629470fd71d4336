#pragma once

#include "engine/local/sql_thread.h"

namespace trato {

/// Every step of console.db, oldest first. Never edit a step that has shipped; append.
QList<Migration> consoleMigrations();

} // namespace trato
