#include "engine/runtime/desks/diary_desk.h"

#include "engine/runtime/desks/call_list.h"
#include "engine/runtime/desks/reminder_views.h"
#include "engine/shop/phone_number.h"
#include "engine/shop/visit_view.h"

#include <QUuid>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;

constexpr Minutes tokenLife{30};
constexpr Hours previewSpan{24};
constexpr Hours upcomingSpan{24 * 366};
constexpr Hours longestLead{96};
constexpr Hours callSpan{3 * 24};
constexpr int visitLimit = 2'000;
constexpr int countLimit = 100'000;
constexpr int clientLimit = 500;
constexpr qsizetype longestWord = 200;

Error invalid(const QString &field, const QString &why)
{
    return {Error::Code::Invalid, field + u": "_s + why};
}

QString newToken()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

/// A preview or report with what only the parser knows.
ImportReport withFile(ImportReport report, const ParsedDiary &parsed)
{
    report.encoding = parsed.encoding;
    report.separator = parsed.separator;
    report.rows = parsed.rows;
    report.bad = parsed.bad;
    report.columns = parsed.columns;
    return report;
}

/// A phone in any spelling as E.164; an empty text stays empty.
Result<QString> phoneOf(const QString &text)
{
    const PhoneReading reading = readPhone(text);
    if (text.trimmed().isEmpty())
        return QString();
    if (reading.e164.isEmpty())
        return invalid(u"phone"_s, phoneReason(reading.problem));
    return reading.e164;
}

} // namespace

DiaryDesk::DiaryDesk(Parts parts) : m_parts(std::move(parts)) {}

void DiaryDesk::describe(QList<VisitRecord> records, Reply<QList<VisitView>> reply)
{
    describeVisits({m_parts.shop, m_parts.store, m_parts.deliveries, m_parts.settings, m_parts.clock}, std::move(records),
                   std::move(reply));
}

Reply<VisitRecord> DiaryDesk::asView(Reply<VisitView> reply)
{
    return Reply<VisitRecord>([this, reply = std::move(reply)](Result<VisitRecord> visit) {
        if (!visit)
            return reply(visit.error());
        describe({visit.value()}, [reply](Result<QList<VisitView>> views) {
            reply(views ? Result<VisitView>(views.value().first()) : Result<VisitView>(views.error()));
        });
    });
}

void DiaryDesk::withUnit(const UnitId &id, Reply<Unit> reply)
{
    m_parts.shop.units([id, reply = std::move(reply)](Result<QList<Unit>> units) {
        if (!units)
            return reply(units.error());
        for (const Unit &unit : units.value())
            if (id.isEmpty() || unit.id == id)
                return reply(unit);
        reply(Error{Error::Code::NotFound, u"unit"_s});
    });
}

void DiaryDesk::answer(const ask::ListUnits &, Reply<QList<Unit>> reply)
{
    m_parts.shop.units(std::move(reply));
}

void DiaryDesk::answer(const ask::SaveUnit &question, Reply<Unit> reply)
{
    Unit unit = question.unit;
    unit.name = unit.name.simplified();
    if (unit.name.isEmpty())
        return reply(invalid(u"name"_s, u"missing"_s));
    if (!LocalZone::named(unit.zone))
        return reply(invalid(u"zone"_s, u"unknown"_s));
    const Result<QString> phone = phoneOf(unit.phone);
    if (!phone)
        return reply(phone.error());
    unit.phone = phone.value();
    m_parts.shop.saveUnit(unit, [this, reply = std::move(reply)](Result<Unit> saved) {
        if (!saved)
            return reply(saved.error());
        withUnit({}, [this, saved = saved.value(), reply](const Result<Unit> &first) {
            if (first && first.value().id == saved.id && m_parts.moved)
                m_parts.moved(saved.zone);
            reply(saved);
        });
    });
}

void DiaryDesk::answer(const ask::ListVisits &question, Reply<QList<VisitView>> reply)
{
    m_parts.shop.visits(question.from, question.to, question.search, visitLimit,
                        [this, reply = std::move(reply)](Result<QList<VisitRecord>> visits) {
                            if (!visits)
                                return reply(visits.error());
                            describe(std::move(visits).value(), reply);
                        });
}

void DiaryDesk::answer(const ask::AddVisit &question, Reply<VisitView> reply)
{
    const VisitDraft draft = question.draft;
    withUnit(draft.unit, [this, draft, reply = std::move(reply)](Result<Unit> unit) {
        if (!unit)
            return reply(unit.error());
        const Result<LocalZone> zone = LocalZone::named(unit.value().zone);
        if (!zone)
            return reply(zone.error());
        const Result<Instant> start = zone.value().parse(draft.localStart);
        if (!start)
            return reply(start.error());
        const Result<QString> phone = phoneOf(draft.phone);
        if (!phone)
            return reply(phone.error());
        if (draft.clientName.trimmed().isEmpty())
            return reply(invalid(u"clientName"_s, u"missing"_s));
        if (draft.minutes < 1 || draft.minutes > 24 * 60)
            return reply(invalid(u"minutes"_s, u"1 to 1440"_s));
        if (draft.priceCents < 0)
            return reply(invalid(u"priceCents"_s, u"negative"_s));
        ImportedVisit visit;
        visit.clientName = draft.clientName.simplified();
        visit.phone = phone.value();
        visit.professional = draft.professional.simplified();
        visit.service = draft.service.simplified();
        visit.priceCents = draft.priceCents;
        visit.start = start.value();
        visit.end = visit.start + Minutes(draft.minutes);
        m_parts.shop.addVisit(unit.value().id, visit, asView(reply));
    });
}

void DiaryDesk::answer(const ask::MoveVisit &question, Reply<VisitView> reply)
{
    const ask::MoveVisit move = question;
    m_parts.shop.visit(move.id, [this, move, reply = std::move(reply)](Result<VisitRecord> visit) {
        if (!visit)
            return reply(visit.error());
        const Result<LocalZone> zone = LocalZone::named(visit.value().unit.zone);
        const Result<Instant> start = zone ? zone.value().parse(move.localStart) : Result<Instant>(zone.error());
        if (!start)
            return reply(start.error());
        std::optional<QString> professional = move.professional;
        if (professional)
            professional = professional->simplified();
        m_parts.shop.moveVisit(move.id, start.value(), professional, asView(reply));
    });
}

void DiaryDesk::answer(const ask::SetVisitStatus &question, Reply<VisitView> reply)
{
    m_parts.shop.setVisitStatus(question.id, question.status, asView(std::move(reply)));
}

void DiaryDesk::answer(const ask::PayVisit &question, Reply<VisitView> reply)
{
    if (question.amountCents <= 0)
        return reply(invalid(u"amountCents"_s, u"amount.positive"_s));
    m_parts.till.pay(question.id, question.amountCents, question.method, asView(std::move(reply)));
}

void DiaryDesk::answer(const ask::UnpayVisit &question, Reply<VisitView> reply)
{
    m_parts.till.unpay(question.id, asView(std::move(reply)));
}

void DiaryDesk::answer(const ask::PreviewImport &question, Reply<ImportReport> reply)
{
    withUnit({}, [this, question, reply = std::move(reply)](Result<Unit> unit) {
        if (!unit)
            return reply(unit.error());
        preview(unit.value(), question, reply);
    });
}

void DiaryDesk::preview(const Unit &unit, const ask::PreviewImport &question, Reply<ImportReport> reply)
{
    m_parts.read({question.content, question.fileName, unit.zone, m_parts.clock.now()},
                 [this, unit = unit.id, reply = std::move(reply)](Result<ParsedDiary> parsed) {
                     if (!parsed)
                         return reply(parsed.error());
                     ParsedDiary diary = std::move(parsed).value();
                     diary.diary.unit = unit;
                     diary.diary.mostMessages = m_parts.settings.importMessages;
                     preview(std::move(diary), reply);
                 });
}

void DiaryDesk::preview(ParsedDiary parsed, Reply<ImportReport> reply)
{
    auto import = std::make_shared<Import>();
    import->parsed = std::move(parsed);
    // The revision first: a change in between then makes a conflict, never a silent difference.
    m_parts.shop.freshness([this, import, reply = std::move(reply)](Result<DiaryFreshness> freshness) {
        if (!freshness)
            return reply(freshness.error());
        import->revision = freshness.value().revision;
        m_parts.shop.previewImport(import->parsed.diary, [this, import, reply](Result<ImportReport> report) {
            if (!report)
                return reply(report.error());
            const Instant now = m_parts.clock.now();
            m_imports.removeIf([now](auto it) { return it.value()->madeAt + tokenLife < now; });
            import->madeAt = now;
            ImportReport whole = withFile(std::move(report).value(), import->parsed);
            whole.token = newToken();
            m_imports.insert(whole.token, import);
            reply(whole);
        });
    });
}

void DiaryDesk::answer(const ask::ApplyImport &question, Reply<ImportReport> reply)
{
    const std::shared_ptr<Import> import = m_imports.value(question.token);
    if (!import || import->madeAt + tokenLife < m_parts.clock.now())
        return reply(Error{Error::Code::NotFound, u"import.token"_s});
    m_parts.shop.applyImport(import->parsed.diary, import->revision,
                             [this, import, token = question.token, reply = std::move(reply)](Result<ImportReport> report) {
                                 if (!report)
                                     return reply(report.error());
                                 m_imports.remove(token);
                                 reply(withFile(std::move(report).value(), import->parsed));
                             });
}

void DiaryDesk::answer(const ask::ResolveVanished &question, Reply<Done> reply)
{
    m_parts.shop.resolveVanished(question.ids, question.cancel, std::move(reply));
}

void DiaryDesk::answer(const ask::ShowDiary &, Reply<DiaryStatus> reply)
{
    m_parts.shop.freshness([this, reply = std::move(reply)](Result<DiaryFreshness> freshness) {
        if (!freshness)
            return reply(freshness.error());
        const Instant now = m_parts.clock.now();
        DiaryStatus status;
        status.refreshedAt = freshness.value().refreshedAt;
        status.source = freshness.value().source;
        status.stale = isStale(freshness.value(), m_parts.settings, now);
        status.staleAfterHours = m_parts.settings.diaryStaleHours;
        status.late = m_parts.planner.late().size();
        status.first = freshness.value().first;
        status.last = freshness.value().last;
        m_parts.shop.visits(now, now + upcomingSpan, {}, countLimit, [status, reply](Result<QList<VisitRecord>> visits) {
            if (!visits)
                return reply(visits.error());
            DiaryStatus whole = status;
            for (const VisitRecord &visit : visits.value()) {
                whole.upcoming += isOpen(visit.status);
                whole.vanished += visit.vanished;
            }
            reply(whole);
        });
    });
}

void DiaryDesk::answer(const ask::ListClients &question, Reply<QList<Client>> reply)
{
    m_parts.shop.clients(question.search, clientLimit, [reply = std::move(reply)](Result<QList<Client>> clients) {
        if (!clients)
            return reply(clients.error());
        QList<Client> masked;
        for (const Client &client : clients.value())
            masked.append(maskedClient(client));
        reply(masked);
    });
}

void DiaryDesk::answer(const ask::ShowClient &question, Reply<Client> reply)
{
    m_parts.shop.client(question.id, std::move(reply));
}

void DiaryDesk::answer(const ask::SaveClient &question, Reply<Client> reply)
{
    Client client = question.client;
    client.name = client.name.simplified();
    if (client.name.isEmpty())
        return reply(invalid(u"name"_s, u"missing"_s));
    const Result<QString> phone = phoneOf(client.phone);
    if (!phone)
        return reply(phone.error());
    client.phone = phone.value();
    m_parts.shop.saveClient(client, std::move(reply));
}

void DiaryDesk::answer(const ask::SetConsent &question, Reply<Client> reply)
{
    if (question.source.trimmed().isEmpty())
        return reply(invalid(u"source"_s, u"missing"_s)); // a record without a source proves nothing
    ConsentWord word{question.channel, question.purpose, question.allowed, question.source.simplified().left(longestWord),
                     question.textVersion.simplified().left(longestWord), question.proof.simplified().left(longestWord),
                     question.by.simplified().left(longestWord), {}};
    if (word.allowed && !word.purpose)
        word.purpose = Purpose::Service; // a yes to everything is a yes to nothing
    m_parts.shop.setConsent(question.id, word, std::move(reply));
}

void DiaryDesk::answer(const ask::ShowConsent &question, Reply<ConsentFile> reply)
{
    m_parts.consents.file(question.id, std::move(reply));
}

void DiaryDesk::answer(const ask::RetryAddress &question, Reply<ConsentFile> reply)
{
    m_parts.consents.retryAddress(question.id, question.channel, std::move(reply));
}

void DiaryDesk::answer(const ask::ListCalls &, Reply<QList<CallEntry>> reply)
{
    const Instant now = m_parts.clock.now();
    m_parts.shop.visits(now, now + callSpan, {}, visitLimit, [this, now, reply = std::move(reply)](Result<QList<VisitRecord>> visits) {
        if (!visits)
            return reply(visits.error());
        const QList<VisitRecord> records = visits.value();
        describe(records, [this, now, records, reply](Result<QList<VisitView>> views) {
            if (!views)
                return reply(views.error());
            QList<CallEntry> calls;
            QList<VisitId> answered;
            for (qsizetype i = 0; i < records.size(); ++i)
                if (const auto why = callReason(views.value()[i], m_parts.settings, now)) {
                    calls.append({views.value()[i], records[i].client.phone, *why, {}});
                    if (records[i].answer != VisitAnswer::None)
                        answered.append(records[i].id);
                }
            m_parts.replies.said(answered, [calls, reply](Result<QMap<QString, QString>> words) {
                if (!words)
                    return reply(words.error());
                QList<CallEntry> whole = calls;
                for (CallEntry &call : whole)
                    call.said = words.value().value(call.visit.id.value);
                reply(whole);
            });
        });
    });
}

void DiaryDesk::remindersBetween(Instant from, Instant to, Reply<QList<ReminderPreview>> reply)
{
    coming(from, to, [reply = std::move(reply)](const Result<Coming> &coming) {
        coming ? reply(coming.value().due) : reply(coming.error());
    });
}

void DiaryDesk::coming(Instant from, Instant to, Reply<Coming> reply)
{
    m_parts.shop.visits(from, to + longestLead, {}, countLimit, [this, from, to, reply = std::move(reply)](Result<QList<VisitRecord>> visits) {
        if (!visits)
            return reply(visits.error());
        const QList<VisitRecord> records = visits.value();
        describe(records, [this, from, to, records, reply](Result<QList<VisitView>> views) {
            if (!views)
                return reply(views.error());
            Coming coming;
            for (qsizetype i = 0; i < records.size(); ++i)
                for (const ReminderView &reminder : views.value()[i].reminders) {
                    coming.known = coming.known && reminder.state != ReminderView::State::Unknown;
                    if (reminder.dueAt >= from && reminder.dueAt < to)
                        coming.due.append(previewOf(records[i], views.value()[i], reminder));
                }
            std::sort(coming.due.begin(), coming.due.end(),
                      [](const ReminderPreview &a, const ReminderPreview &b) { return a.reminder.dueAt < b.reminder.dueAt; });
            reply(coming);
        });
    });
}

void DiaryDesk::answer(const ask::PreviewReminders &question, Reply<PreviewList> reply)
{
    const Instant now = m_parts.clock.now();
    // The asker's clock read is a little older than ours.
    const bool nextDay = question.from <= now && question.to - question.from >= previewSpan && now - question.from <= Minutes(5);
    coming(question.from, question.to, [this, question, nextDay, reply = std::move(reply)](const Result<Coming> &coming) {
        if (!coming)
            return reply(coming.error());
        m_parts.wishes(question.from, question.to, [this, due = coming.value(), nextDay, reply](Result<QList<MessagePreview>> wishes) {
            if (!wishes)
                return reply(wishes.error());
            const PreviewList list{{}, due.due, wishes.value()};
            if (!nextDay || !due.known)
                return reply(list);
            m_parts.seen([list, reply](Result<QString> token) {
                PreviewList proved = list;
                if (token) // else the list is worth seeing all the same
                    proved.token = token.value();
                reply(proved);
            });
        });
    });
}

ReminderPreview DiaryDesk::previewOf(const VisitRecord &record, const VisitView &view, const ReminderView &reminder) const
{
    ReminderPreview preview{view, reminder, {}};
    if (reminder.state == ReminderView::State::Told && reminder.reason.isEmpty())
        preview.reminder.reason = u"told"_s; // it does not go out once more
    if (reminder.state == ReminderView::State::NotNeeded || reminder.state == ReminderView::State::Expired)
        return preview;
    const Result<QString> text = m_parts.text(record, reminder.kind);
    if (text)
        preview.text = text.value();
    else
        preview.reminder.reason = text.error().detail;
    return preview;
}

void DiaryDesk::answer(const ask::ListLateReminders &, Reply<QList<ReminderPreview>> reply)
{
    QList<ReminderPreview> previews;
    const QList<WantedReminder> late = m_parts.planner.late();
    for (const WantedReminder &wanted : late) {
        ReminderView reminder;
        reminder.kind = wanted.plan.kind;
        reminder.state = wanted.plan.state;
        reminder.dueAt = wanted.plan.dueAt;
        reminder.expiresAt = wanted.plan.expiresAt;
        VisitView view = visitView(wanted.visit);
        view.reminders = {reminder};
        previews.append(previewOf(wanted.visit, view, reminder));
    }
    reply(previews);
}

void DiaryDesk::answer(const ask::DecideLateReminders &question, Reply<BulkReport> reply)
{
    m_parts.planner.decideLate(question.send, std::move(reply));
}

} // namespace trato
