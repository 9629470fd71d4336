#pragma once

#include "engine/api/visit_story.h"
#include "engine/local/sql_thread.h"
#include "engine/shop/diary_merge.h"

#include <QSqlQuery>

#include <unordered_map>

namespace trato {

/// The schema of shop.db, step by step.
QList<Migration> shopMigrations();

/// Statements on shop.db inside one piece of work. The first error stays and turns every later call into nothing,
/// so a caller asks once, at the end. Shop thread, lives as long as the work.
class ShopTables
{
public:
    ShopTables(QSqlDatabase &db, Instant now) : m_db(db), m_now(now) {}

    /// The value, unless a statement has failed.
    template <typename T>
    Result<T> outcome(T value) const
    {
        if (m_error)
            return *m_error;
        return value;
    }
    bool failed() const { return m_error.has_value(); }
    Instant now() const { return m_now; }
    /// Whose work this is, for the history of visits; a person's until it is said otherwise.
    VisitMoment::By by() const { return m_by; }
    void workFor(VisitMoment::By by) { m_by = by; }

    QList<Unit> units(const Unit &first);
    /// The unit of this id, the first one for an empty id; not set when there is none.
    std::optional<Unit> unit(const UnitId &id, const Unit &first);
    /// Adds it behind the others, or changes it.
    Unit saveUnit(Unit unit);

    /// `where` and `values` complete the statement; ordered by start.
    QList<KnownVisit> visits(const QString &where, const QVariantList &values, int limit);
    QList<KnownVisit> newestVisits(const ClientId &client, int limit);
    std::optional<VisitRecord> visit(const VisitId &id);
    /// Writes a new visit (empty id) or all of a known one; makes client, professional and service as needed. Its
    /// history says so.
    VisitId saveVisit(VisitRecord visit);
    void noteImport(const VisitId &id, const ImportedVisit &row);

    QList<Client> clients(const QString &where, const QVariantList &values, int limit);
    std::optional<Client> client(const ClientId &id);
    ClientId saveClient(const Client &client);
    /// By phone and name; an empty id when both are empty.
    ClientId findOrMakeClient(const Client &client);

    DiaryFreshness freshness();
    /// The diary is as of now; `changed` makes a new revision.
    void refresh(const QString &source, bool changed);

    /// Runs a statement; answers the number of rows it changed.
    int exec(const QString &sql, const QVariantList &values = {});
    void each(const QString &sql, const QVariantList &values, const std::function<void(const QSqlQuery &)> &row);

private:
    QSqlQuery *run(const QString &sql, const QVariantList &values);
    QString findOrMakeNamed(const QString &table, const UnitId &unit, const QString &name);
    QString findOrMakeService(const VisitRecord &visit);
    QList<KnownVisit> readVisits(const QString &end, const QVariantList &values);

    QSqlDatabase &m_db;
    const Instant m_now;
    VisitMoment::By m_by = VisitMoment::By::Person;
    std::optional<Error> m_error;
    std::unordered_map<QString, QSqlQuery> m_prepared;
};

/// `text` for LIKE … ESCAPE '\', anywhere.
QString likeAnywhere(const QString &text);

} // namespace trato
