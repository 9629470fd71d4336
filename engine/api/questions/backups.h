#pragma once

#include "engine/api/backup.h"
#include "engine/api/question.h"
#include "engine/api/result.h"

/// Safety copies. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

struct ListBackups {
    static constexpr auto name = "backups.list";
    using Answer = BackupList;
    static constexpr auto fields() { return fieldList(); }
};
/// Copies every database, checks the copy and removes the oldest ones. Conflict while another copy is being made.
struct CreateBackup {
    static constexpr auto name = "backups.create";
    using Answer = BackupView;
    static constexpr auto fields() { return fieldList(); }
};
/// Reads the whole copy again. `trouble` of the answer says what is wrong. NotFound when there is none of that name.
struct VerifyBackup {
    static constexpr auto name = "backups.verify";
    using Answer = BackupView;
    QString copy{};
    static constexpr auto fields() { return fieldList(field("copy", &VerifyBackup::copy)); }
};
/// Verifies the copy, then has the next start of the engine put it in place; the files it replaces are kept aside. An
/// empty name takes the order back. Corrupt when the copy is damaged.
struct OrderRestore {
    static constexpr auto name = "backups.restore";
    using Answer = Done;
    QString copy{};
    static constexpr auto fields() { return fieldList(field("copy", &OrderRestore::copy)); }
};

} // namespace ask

namespace questions {
using namespace ask;
using BackupQuestions = Questions<ListBackups, CreateBackup, VerifyBackup, OrderRestore>;
} // namespace questions

} // namespace trato
