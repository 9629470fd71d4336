#include "engine/runtime/trouble_log.h"

#include "engine/api/words.h"
#include "engine/runtime/log_book.h"

#include <algorithm>

namespace trato {
namespace {

bool holds(const QList<Problem> &list, const Problem &one)
{
    return std::ranges::any_of(list, [&](const Problem &p) { return p.code == one.code && p.subject == one.subject; });
}

} // namespace

bool TroubleLog::note(const QList<Problem> &problems)
{
    QList<Problem> files;
    for (const Problem &problem : problems)
        if (problem.code.startsWith(u"store."))
            files << problem;
    for (const Problem &problem : std::as_const(files))
        if (!holds(m_known, problem))
            m_log.error("engine", words::problem(problem) + QStringLiteral(" – ") + problem.detail);
    bool over = false;
    for (const Problem &problem : std::as_const(m_known))
        if (!holds(files, problem)) {
            m_log.info("engine", problem.subject + QStringLiteral(" works again"));
            over = true;
        }
    m_known = files;
    return over;
}

} // namespace trato
