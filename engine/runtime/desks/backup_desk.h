#pragma once

#include "engine/api/questions/backups.h"
#include "engine/backup/safety_copies.h"

namespace trato {

/// Answers the questions about safety copies. Engine thread; `copies` outlives it.
class BackupDesk
{
public:
    explicit BackupDesk(SafetyCopies &copies) : m_copies(copies) {}

    void answer(const ask::ListBackups &, Reply<BackupList> reply) { m_copies.list(std::move(reply)); }
    void answer(const ask::CreateBackup &, Reply<BackupView> reply) { m_copies.create(std::move(reply)); }
    void answer(const ask::VerifyBackup &question, Reply<BackupView> reply) { m_copies.verify(question.copy, std::move(reply)); }
    void answer(const ask::OrderRestore &question, Reply<Done> reply) { m_copies.order(question.copy, std::move(reply)); }

private:
    SafetyCopies &m_copies;
};

} // namespace trato
