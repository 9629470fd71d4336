#include "engine/shop/sqlite_shop_database.h"

#include "engine/shop/consent_tables.h"
#include "engine/shop/offer_tables.h"
#include "engine/shop/shop_tables.h"
#include "engine/shop/visit_changes.h"
#include "engine/shop/visit_view.h"
#include "engine/shop/wish_tables.h"

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr int everything = 1'000'000;
constexpr qsizetype sampleSize = 50;
const QString manualSource = QStringLiteral("manual");

/// The visits a file can be about: inside its period, or with one of its ids.
QList<KnownVisit> visitsOf(ShopTables &tables, const Unit &unit, const ImportedDiary &file)
{
    QList<KnownVisit> known = tables.visits(
        u"v.unit = ? AND ((v.start_at >= ? AND v.start_at < ?) OR (v.imported_start >= ? AND v.imported_start < ?))"_s,
        {unit.id.value, toMs(file.from), toMs(file.to), toMs(file.from), toMs(file.to)}, everything);
    QSet<QString> seen;
    for (const KnownVisit &visit : std::as_const(known))
        seen.insert(visit.record.externalId);
    for (const ImportedVisit &row : file.visits) {
        if (row.externalId.isEmpty() || seen.contains(row.externalId))
            continue;
        seen.insert(row.externalId);
        known += tables.visits(u"v.unit = ? AND v.external_id = ?"_s, {unit.id.value, row.externalId}, 1);
    }
    return known;
}

ImportReport reportOf(const DiaryMerge &merge, const QList<KnownVisit> &known, const ImportedDiary &file, const Unit &unit)
{
    ImportReport report;
    for (const MergeStep &step : merge.steps) {
        switch (step.kind) {
        case MergeStep::Kind::Added:
            ++report.added;
            break;
        case MergeStep::Kind::Moved:
            ++report.moved;
            break;
        case MergeStep::Kind::Updated:
            ++report.updated;
            break;
        case MergeStep::Kind::Unchanged:
            ++report.unchanged;
            break;
        }
        if (report.sample.size() < sampleSize) {
            VisitRecord visit = step.result;
            visit.unit = unit;
            report.sample.append(visitView(visit));
        }
    }
    for (const qsizetype index : merge.vanished) {
        VisitRecord visit = known[index].record;
        visit.vanished = true;
        report.vanished.append(visitView(visit));
    }
    if (file.from < file.to) {
        report.from = file.from;
        report.to = file.to;
    }
    return report;
}

/// The steps that clients are told of. An import that would tell more than the shop lets it tells nothing: it rather takes over
/// another diary, or a file whose times have all shifted, than what clients agreed to one by one.
QSet<qsizetype> toldSteps(ShopTables &tables, const DiaryMerge &merge, const QList<KnownVisit> &known, const ImportedDiary &file,
                          const Unit &unit, ImportReport &report)
{
    WishTables wishes(tables);
    const auto covered = wishes.covered(unit.id);
    QSet<qsizetype> told;
    for (qsizetype i = 0; i < merge.steps.size(); ++i) {
        const MergeStep &step = merge.steps[i];
        if (step.kind == MergeStep::Kind::Unchanged || (step.known < 0 && !isNewBooking(step.result, covered)))
            continue;
        VisitRecord after = step.result;
        after.unit = unit;
        if (wishes.visitNews(step.known < 0 ? std::nullopt : std::optional(known[step.known].record), after))
            told.insert(i);
    }
    const bool few = told.size() <= file.mostMessages;
    (few ? report.messages : report.unsaid) = int(told.size());
    return few ? told : QSet<qsizetype>();
}

/// The places that an import leaves are offered, for the same reason unless they are too many.
void noteLeft(ShopTables &tables, const QList<std::pair<VisitRecord, VisitRecord>> &changes, int most)
{
    const auto leaves = [&](const auto &change) { return freedBy(change.first, change.second, tables.now()).has_value(); };
    if (std::ranges::count_if(changes, leaves) > most)
        return;
    for (const auto &[before, after] : changes)
        OfferTables(tables).noteVisit(before, after);
}

/// Writes what the merge says. True when anything changed.
bool writeMerge(ShopTables &tables, const DiaryMerge &merge, const QList<KnownVisit> &known, const ImportedDiary &file,
                const Unit &unit, const QSet<qsizetype> &told)
{
    bool changed = false;
    QList<std::pair<VisitRecord, VisitRecord>> changes;
    for (const MergeStep &step : merge.steps) {
        const ImportedVisit &row = file.visits[step.row];
        VisitId id = step.result.id;
        if (step.kind != MergeStep::Kind::Unchanged) {
            VisitRecord visit = step.result;
            visit.unit = unit;
            id = tables.saveVisit(visit);
            changed = true;
            if (step.known >= 0)
                changes.append({known[step.known].record, visit});
            if (told.contains(&step - merge.steps.constData()))
                WishTables(tables).noteVisit(step.known < 0 ? std::nullopt : std::optional(known[step.known].record),
                                             tables.visit(id).value_or(visit));
        }
        const KnownVisit before = step.known < 0 ? KnownVisit() : known[step.known];
        if (before.importedStart != row.start || before.importedStatus != row.status || before.kept)
            tables.noteImport(id, row);
    }
    noteLeft(tables, changes, file.mostMessages);
    for (const qsizetype index : merge.vanished) {
        if (known[index].record.vanished)
            continue;
        tables.exec(u"UPDATE visit SET vanished = 1, changed_at = ? WHERE id = ?"_s,
                    {toMs(tables.now()), known[index].record.id.value});
        changed = true;
    }
    return changed;
}

Result<ImportReport> import(ShopTables &tables, const ImportedDiary &file, const Unit &first, bool apply)
{
    const std::optional<Unit> unit = tables.unit(file.unit, first);
    if (!unit)
        return tables.failed() ? tables.outcome(ImportReport()) : Error{Error::Code::NotFound, u"unit"_s};
    const Result<LocalZone> zone = LocalZone::named(unit->zone);
    if (!zone)
        return zone.error();
    const QList<KnownVisit> known = visitsOf(tables, *unit, file);
    const DiaryMerge merge = mergeDiary(known, file, zone.value(), tables.now());
    ImportReport report = reportOf(merge, known, file, *unit);
    const QSet<qsizetype> told = toldSteps(tables, merge, known, file, *unit, report);
    if (apply && !tables.failed()) {
        tables.workFor(VisitMoment::By::Import);
        tables.refresh(file.source, writeMerge(tables, merge, known, file, *unit, told));
        if (file.from < file.to)
            WishTables(tables).cover(unit->id, file.from, file.to);
    }
    return tables.outcome(report);
}

/// Changes one visit by a person's word.
Result<VisitRecord> edit(ShopTables &tables, const VisitId &id, const std::function<std::optional<Error>(VisitRecord &)> &change)
{
    std::optional<VisitRecord> visit = tables.visit(id);
    if (!visit)
        return tables.failed() ? tables.outcome(VisitRecord()) : Error{Error::Code::NotFound, u"visit"_s};
    const VisitRecord before = *visit;
    if (const std::optional<Error> error = change(*visit))
        return *error;
    visit->changedAt = tables.now();
    tables.saveVisit(*visit);
    WishTables(tables).noteVisit(before, *visit);
    OfferTables(tables).noteVisit(before, *visit);
    tables.refresh(manualSource, true);
    return tables.outcome(*visit);
}

Result<Client> found(ShopTables &tables, const ClientId &id)
{
    const std::optional<Client> client = tables.client(id);
    if (!client && !tables.failed())
        return Error{Error::Code::NotFound, u"client"_s};
    return tables.outcome(client.value_or(Client()));
}

} // namespace

SqliteShopDatabase::SqliteShopDatabase(QString path, const EngineSettings &settings, std::shared_ptr<Mailbox> home,
                                       const Clock &clock)
    : m_file(std::move(path), settings, std::move(home), clock)
{
}

SqliteShopDatabase::~SqliteShopDatabase() = default;

void SqliteShopDatabase::units(Reply<QList<Unit>> reply)
{
    m_file.run<QList<Unit>>([first = m_file.first()](ShopTables &t) { return t.outcome(t.units(first)); }, std::move(reply));
}

void SqliteShopDatabase::saveUnit(Unit unit, Reply<Unit> reply)
{
    m_file.change<Unit>(
        [=, first = m_file.first()](ShopTables &t) -> Result<Unit> {
            if (!unit.id.isEmpty() && !t.unit(unit.id, first) && !t.failed())
                return Error{Error::Code::NotFound, u"unit"_s};
            return t.outcome(t.saveUnit(unit));
        },
        std::move(reply));
}

void SqliteShopDatabase::visits(Instant from, Instant to, QString search, int limit, Reply<QList<VisitRecord>> reply)
{
    m_file.run<QList<VisitRecord>>(
        [=](ShopTables &t) {
            QString where = u"v.start_at >= ? AND v.start_at < ?"_s;
            QVariantList values{toMs(from), toMs(to)};
            if (const QString folded = foldText(search); !folded.isEmpty()) {
                QString digits = search;
                digits.removeIf([](QChar c) { return c < u'0' || c > u'9'; });
                const QString like = likeAnywhere(folded);
                where += u" AND (c.folded LIKE ? ESCAPE '\\' OR p.folded LIKE ? ESCAPE '\\' OR s.folded LIKE ? ESCAPE "
                         "'\\' OR (? <> '' AND c.phone LIKE ?))"_s;
                values << like << like << like << digits << likeAnywhere(digits);
            }
            QList<VisitRecord> found;
            for (KnownVisit &known : t.visits(where, values, limit))
                found.append(std::move(known.record));
            return t.outcome(found);
        },
        std::move(reply));
}

void SqliteShopDatabase::visit(VisitId id, Reply<VisitRecord> reply)
{
    m_file.run<VisitRecord>(
        [=](ShopTables &t) -> Result<VisitRecord> {
            const std::optional<VisitRecord> visit = t.visit(id);
            if (!visit && !t.failed())
                return Error{Error::Code::NotFound, u"visit"_s};
            return t.outcome(visit.value_or(VisitRecord()));
        },
        std::move(reply));
}

void SqliteShopDatabase::addVisit(UnitId unitId, ImportedVisit row, Reply<VisitRecord> reply)
{
    m_file.change<VisitRecord>(
        [=, first = m_file.first()](ShopTables &t) -> Result<VisitRecord> {
            const std::optional<Unit> unit = t.unit(unitId, first);
            if (!unit && !t.failed())
                return Error{Error::Code::NotFound, u"unit"_s};
            VisitRecord visit;
            visit.unit = unit.value_or(Unit());
            visit.externalId = row.externalId;
            visit.client.name = row.clientName;
            visit.client.phone = row.phone;
            visit.client.email = row.email;
            visit.professional = row.professional;
            visit.service = row.service;
            visit.priceCents = row.priceCents;
            visit.start = row.start;
            visit.end = row.end;
            visit.status = row.status;
            visit.bookedAt = t.now();
            visit.changedAt = t.now();
            const VisitId id = t.saveVisit(visit);
            t.refresh(manualSource, true);
            const VisitRecord saved = t.visit(id).value_or(visit);
            WishTables(t).noteVisit(std::nullopt, saved);
            return t.outcome(saved);
        },
        std::move(reply));
}

void SqliteShopDatabase::moveVisit(VisitId id, Instant start, std::optional<QString> professional, Reply<VisitRecord> reply)
{
    m_file.change<VisitRecord>(
        [=](ShopTables &t) {
            return edit(t, id, [&](VisitRecord &visit) -> std::optional<Error> {
                if (!isOpen(visit.status) || visit.end <= t.now())
                    return Error{Error::Code::Conflict, u"visit.closed"_s};
                if (visit.start != start)
                    visit.bookedAt = t.now(); // a new start is a new agreement
                visit.end = start + (visit.end - visit.start);
                visit.start = start;
                if (professional)
                    visit.professional = *professional;
                visit.vanished = false;
                return std::nullopt;
            });
        },
        std::move(reply));
}

void SqliteShopDatabase::setVisitStatus(VisitId id, VisitStatus status, Reply<VisitRecord> reply)
{
    m_file.change<VisitRecord>(
        [=](ShopTables &t) {
            return edit(t, id, [&](VisitRecord &visit) -> std::optional<Error> {
                visit.status = status;
                return std::nullopt;
            });
        },
        std::move(reply));
}

void SqliteShopDatabase::previewImport(ImportedDiary diary, Reply<ImportReport> reply)
{
    m_file.run<ImportReport>([=, first = m_file.first()](ShopTables &t) { return import(t, diary, first, false); }, std::move(reply));
}

void SqliteShopDatabase::applyImport(ImportedDiary diary, quint64 expectedRevision, Reply<ImportReport> reply)
{
    m_file.change<ImportReport>(
        [=, first = m_file.first()](ShopTables &t) -> Result<ImportReport> {
            const DiaryFreshness freshness = t.freshness();
            if (!t.failed() && freshness.revision != expectedRevision)
                return Error{Error::Code::Conflict, u"diary.changed"_s};
            return import(t, diary, first, true);
        },
        std::move(reply));
}

void SqliteShopDatabase::resolveVanished(QList<VisitId> ids, bool cancel, Reply<Done> reply)
{
    m_file.change<Done>(
        [=](ShopTables &t) -> Result<Done> {
            int resolved = 0;
            for (const VisitId &id : ids) {
                const std::optional<VisitRecord> before = cancel ? t.visit(id) : std::nullopt;
                // A cancelled one counts as cancelled by the file too: when it comes back there, it is open again.
                resolved += cancel ? t.exec(u"UPDATE visit SET vanished = 0, status = 'cancelled', imported_status = "
                                            "'cancelled', changed_at = ? WHERE id = ? AND vanished = 1"_s,
                                            {toMs(t.now()), id.value})
                                   : t.exec(u"UPDATE visit SET vanished = 0, kept = 1, changed_at = ? WHERE id = ? AND "
                                            "vanished = 1"_s,
                                            {toMs(t.now()), id.value});
                if (const std::optional<VisitRecord> after = before ? t.visit(id) : std::nullopt) {
                    if (after->status != before->status)
                        VisitChanges(t).note(id, VisitMoment::What::Status, after->start, after->status);
                    WishTables(t).noteVisit(before, *after);
                    OfferTables(t).noteVisit(*before, *after);
                }
            }
            if (!t.failed() && resolved == 0 && !ids.isEmpty())
                return Error{Error::Code::Conflict, u"visit.not_vanished"_s};
            t.exec(u"UPDATE diary SET revision = revision + 1"_s);
            return t.outcome(Done{});
        },
        std::move(reply));
}

void SqliteShopDatabase::freshness(Reply<DiaryFreshness> reply)
{
    m_file.run<DiaryFreshness>([](ShopTables &t) { return t.outcome(t.freshness()); }, std::move(reply));
}

void SqliteShopDatabase::clients(QString search, int limit, Reply<QList<Client>> reply)
{
    m_file.run<QList<Client>>(
        [=](ShopTables &t) {
            const QString folded = foldText(search);
            if (folded.isEmpty())
                return t.outcome(t.clients(u"1"_s, {}, limit));
            QString digits = search;
            digits.removeIf([](QChar c) { return c < u'0' || c > u'9'; });
            return t.outcome(t.clients(
                u"(c.folded LIKE ? ESCAPE '\\' OR c.email LIKE ? ESCAPE '\\' OR (? <> '' AND c.phone LIKE ?))"_s,
                {likeAnywhere(folded), likeAnywhere(folded), digits, likeAnywhere(digits)},
                limit));
        },
        std::move(reply));
}

void SqliteShopDatabase::client(ClientId id, Reply<Client> reply)
{
    m_file.run<Client>([=](ShopTables &t) { return found(t, id); }, std::move(reply));
}

void SqliteShopDatabase::saveClient(Client client, Reply<Client> reply)
{
    m_file.change<Client>(
        [=](ShopTables &t) -> Result<Client> {
            if (!client.id.isEmpty())
                if (const Result<Client> known = found(t, client.id); !known)
                    return known;
            return found(t, t.saveClient(client));
        },
        std::move(reply));
}

void SqliteShopDatabase::setConsent(ClientId id, ConsentWord word, Reply<Client> reply)
{
    m_file.change<Client>(
        [=](ShopTables &t) -> Result<Client> {
            const Result<Client> known = found(t, id);
            if (!known)
                return known;
            ConsentTables(t).record(known.value(), word);
            return found(t, id);
        },
        std::move(reply));
}

void SqliteShopDatabase::mayWrite(Contact contact, Reply<QString> reply)
{
    m_file.run<QString>([=](ShopTables &t) { return t.outcome(ConsentTables(t).hindrance(contact)); }, std::move(reply));
}

void SqliteShopDatabase::discardReminders(QStringList keys, Reply<Done> reply)
{
    m_file.run<Done>(
        [=](ShopTables &t) {
            for (const QString &key : keys)
                t.exec(u"INSERT OR IGNORE INTO discarded(key, at) VALUES (?, ?)"_s, {key, toMs(t.now())});
            return t.outcome(Done{});
        },
        std::move(reply));
}

void SqliteShopDatabase::discardedReminders(QStringList keys, Reply<QStringList> reply)
{
    m_file.run<QStringList>(
        [=](ShopTables &t) {
            QStringList gone;
            for (const QString &key : keys)
                t.each(u"SELECT key FROM discarded WHERE key = ?"_s, {key},
                       [&](const QSqlQuery &q) { gone.append(q.value(0).toString()); });
            return t.outcome(gone);
        },
        std::move(reply));
}

void SqliteShopDatabase::onChange(std::function<void()> listener)
{
    m_file.onChange(std::move(listener));
}

Problem SqliteShopDatabase::problem() const
{
    return m_file.problem();
}

ThreadView SqliteShopDatabase::statistics() const
{
    return m_file.statistics();
}

} // namespace trato
