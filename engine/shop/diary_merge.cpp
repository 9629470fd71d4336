#include "engine/shop/diary_merge.h"

#include <QSet>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

/// Who comes, when and to whom: visits of one group can be the same visit.
QString groupOf(const QString &phone, const QString &name, const QString &professional, QDate day)
{
    const QString who = phone.isEmpty() ? u"n:"_s + foldText(name) : phone;
    return who + u'\n' + foldText(professional) + u'\n' + QString::number(day.toJulianDay());
}

Instant startInFile(const KnownVisit &known)
{
    return known.importedStart.value_or(known.record.start);
}

/// Pairs the rows of one group with its visits: same start, then same service and nearest start.
void pairGroup(const QList<qsizetype> &rows, QList<qsizetype> visits, const QList<KnownVisit> &known,
               const QList<ImportedVisit> &file, QList<qsizetype> &match)
{
    struct Pair {
        bool otherService = false;
        Millis distance{};
        qsizetype row = 0;
        qsizetype visit = 0;
    };
    QList<Pair> pairs;
    for (const qsizetype row : rows)
        for (const qsizetype visit : visits) {
            const Millis distance(std::abs((file[row].start - startInFile(known[visit])).count()));
            const bool other = distance > Millis(0)
                               && foldText(file[row].service) != foldText(known[visit].record.service);
            pairs.append({other, distance, row, visit});
        }
    std::sort(pairs.begin(), pairs.end(), [](const Pair &a, const Pair &b) {
        return std::tuple(a.distance > Millis(0), a.otherService, a.distance, a.row, a.visit)
               < std::tuple(b.distance > Millis(0), b.otherService, b.distance, b.row, b.visit);
    });
    QSet<qsizetype> taken;
    for (const Pair &pair : pairs) {
        if (match[pair.row] >= 0 || taken.contains(pair.visit))
            continue;
        match[pair.row] = pair.visit;
        taken.insert(pair.visit);
    }
}

QList<qsizetype> matchRows(const QList<KnownVisit> &known, const QList<ImportedVisit> &file, const LocalZone &zone)
{
    QList<qsizetype> match(file.size(), -1);
    QHash<QString, qsizetype> byId;
    for (qsizetype i = 0; i < known.size(); ++i)
        if (!known[i].record.externalId.isEmpty())
            byId.insert(known[i].record.externalId, i);
    QSet<qsizetype> taken;
    struct Group {
        QList<qsizetype> rows{};
        QList<qsizetype> visits{};
    };
    QHash<QString, Group> groups;
    for (qsizetype i = 0; i < file.size(); ++i) {
        const ImportedVisit &row = file[i];
        const qsizetype visit = row.externalId.isEmpty() ? -1 : byId.value(row.externalId, -1);
        if (visit >= 0 && !taken.contains(visit)) {
            match[i] = visit;
            taken.insert(visit);
        } else {
            groups[groupOf(row.phone, row.clientName, row.professional, zone.dateOf(row.start))].rows.append(i);
        }
    }
    for (qsizetype i = 0; i < known.size(); ++i) {
        if (taken.contains(i))
            continue;
        const VisitRecord &visit = known[i].record;
        const auto it = groups.find(groupOf(visit.client.phone, visit.client.name, visit.professional,
                                            zone.dateOf(startInFile(known[i]))));
        if (it != groups.end())
            it->visits.append(i);
    }
    for (const Group &group : std::as_const(groups)) {
        if (group.visits.isEmpty())
            continue;
        QList<qsizetype> withId;
        QList<qsizetype> withoutId;
        for (const qsizetype row : group.rows)
            (file[row].externalId.isEmpty() ? withoutId : withId).append(row);
        QList<qsizetype> free;       // a row with an id can only be a visit that has none yet
        for (const qsizetype visit : group.visits)
            if (known[visit].record.externalId.isEmpty())
                free.append(visit);
        pairGroup(withId, free, known, file, match);
        QList<qsizetype> rest = group.visits;
        for (const qsizetype row : withId)
            rest.removeAll(match[row]);
        pairGroup(withoutId, rest, known, file, match);
    }
    return match;
}

MergeStep stepOf(const KnownVisit &known, const ImportedVisit &row, Instant now)
{
    MergeStep step;
    VisitRecord visit = known.record;
    const bool newStart = row.start != startInFile(known);
    const bool newStatus = row.status != known.importedStatus.value_or(known.record.status);
    if (newStart && visit.start != row.start) {
        visit.bookedAt = now;
        visit.start = row.start;
    }
    if (newStart || visit.start == row.start)
        visit.end = row.end;
    if (newStatus)
        visit.status = row.status;
    const auto replace = [](QString &text, const QString &by) {
        if (!by.isEmpty() && foldText(text) != foldText(by))
            text = by;
    };
    replace(visit.externalId, row.externalId);
    replace(visit.professional, row.professional);
    replace(visit.service, row.service);
    replace(visit.client.name, row.clientName);
    replace(visit.client.phone, row.phone);
    if (visit.client.email.isEmpty())
        visit.client.email = row.email;
    if (row.priceCents != 0)
        visit.priceCents = row.priceCents;
    visit.vanished = false;
    if (visit.start != known.record.start)
        step.kind = MergeStep::Kind::Moved;
    else
        step.kind = visit == known.record ? MergeStep::Kind::Unchanged : MergeStep::Kind::Updated;
    if (step.kind != MergeStep::Kind::Unchanged)
        visit.changedAt = now;
    step.result = visit;
    return step;
}

MergeStep newVisit(const ImportedVisit &row, Instant now)
{
    MergeStep step;
    VisitRecord &visit = step.result;
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
    visit.bookedAt = now;
    visit.changedAt = now;
    return step;
}

} // namespace

QString foldText(const QString &text)
{
    const QString apart = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    QString plain;
    plain.reserve(apart.size());
    for (const QChar c : apart)
        if (c.category() != QChar::Mark_NonSpacing)
            plain += c;
    return plain.simplified();
}

DiaryMerge mergeDiary(const QList<KnownVisit> &known, const ImportedDiary &file, const LocalZone &zone, Instant now)
{
    DiaryMerge merge;
    const QList<qsizetype> match = matchRows(known, file.visits, zone);
    QSet<qsizetype> seen;
    for (qsizetype i = 0; i < file.visits.size(); ++i) {
        MergeStep step = match[i] < 0 ? newVisit(file.visits[i], now) : stepOf(known[match[i]], file.visits[i], now);
        step.row = i;
        step.known = match[i];
        seen.insert(match[i]);
        merge.steps.append(step);
    }
    QSet<qint64> unread;
    for (const Instant at : file.unread)
        unread.insert(toMs(at));
    for (qsizetype i = 0; i < known.size(); ++i) {
        const VisitRecord &visit = known[i].record;
        const Instant start = startInFile(known[i]);
        const bool covered = start >= file.from && start < file.to && visit.start >= now;
        if (covered && known[i].importedStart && !known[i].kept && isOpen(visit.status) && !seen.contains(i)
            && !unread.contains(toMs(start)))
            merge.vanished.append(i);
    }
    return merge;
}

} // namespace trato
