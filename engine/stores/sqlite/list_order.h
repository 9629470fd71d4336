#pragma once

#include "engine/queue/job_store.h"

/// The order in which lists show the jobs of a state, and places in it. Pure.
namespace trato::sqlite {

/// Where a job stands in a list, as the columns of its order say: what comes after it is found without counting.
struct ListPlace {
    qint64 first = 0;
    qint64 second = 0;
    friend bool operator==(const ListPlace &, const ListPlace &) = default;
};

struct ListOrder {
    /// Selects number, first and second of the jobs after a place. Parameters: qid, first, second, limit, offset.
    const char *select = nullptr;
    /// Selects id, name, error text and number of the same jobs.
    const char *search = nullptr;
    ListPlace beginning{};   ///< before the first job
};

/// Next to run first, finished ones and lists of every state newest first; `reversed` the other way round. `jobs`: how
/// many are in the list.
ListOrder listOrder(std::optional<JobState> state, bool reversed, qint64 jobs);

QString cursorText(const ListPlace &place);
std::optional<ListPlace> placeIn(const QString &cursor);

} // namespace trato::sqlite
