#pragma once

#include "engine/api/appointment.h"
#include "engine/api/consent.h"
#include "engine/api/question.h"

/// The diary: units, visits, clients and the import of a file. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

struct ListUnits {
    static constexpr auto name = "units.list";
    using Answer = QList<Unit>;
    static constexpr auto fields() { return fieldList(); }
};
/// Adds a unit (empty id) or changes one. Invalid: the detail starts with the name of the field (name, zone, phone).
struct SaveUnit {
    static constexpr auto name = "units.save";
    using Answer = Unit;
    Unit unit{};
    static constexpr auto fields() { return fieldList(field("unit", &SaveUnit::unit)); }
};
/// Visits that start in [from, to), by start, at most 2,000.
struct ListVisits {
    static constexpr auto name = "visits.list";
    using Answer = QList<VisitView>;
    Instant from{};
    Instant to{};
    QString search{};
    static constexpr auto fields()
    {
        return fieldList(field("from", &ListVisits::from), field("to", &ListVisits::to),
                          field("search", &ListVisits::search));
    }
};
/// Invalid: the detail starts with the name of the field.
struct AddVisit {
    static constexpr auto name = "visits.add";
    using Answer = VisitView;
    VisitDraft draft{};
    static constexpr auto fields() { return fieldList(field("draft", &AddVisit::draft)); }
};
/// New start as wall-clock time of the unit, yyyy-MM-ddTHH:mm, and another professional when `professional` is set; an empty
/// name: nobody yet.
struct MoveVisit {
    static constexpr auto name = "visits.move";
    using Answer = VisitView;
    VisitId id{};
    QString localStart{};
    std::optional<QString> professional{};
    static constexpr auto fields()
    {
        return fieldList(field("id", &MoveVisit::id), field("localStart", &MoveVisit::localStart),
                          field("professional", &MoveVisit::professional));
    }
};
/// Open visits of the next three days whose clients a person should call, by start: they do not come, were not understood, did
/// not answer, or could not be asked.
struct ListCalls {
    static constexpr auto name = "visits.calls";
    using Answer = QList<CallEntry>;
    static constexpr auto fields() { return fieldList(); }
};
struct SetVisitStatus {
    static constexpr auto name = "visits.status";
    using Answer = VisitView;
    VisitId id{};
    VisitStatus status = VisitStatus::Cancelled;
    static constexpr auto fields()
    {
        return fieldList(field("id", &SetVisitStatus::id), field("status", &SetVisitStatus::status));
    }
};
/// Records money received for a visit, whatever became of it. Invalid: the detail starts with the name of the field.
struct PayVisit {
    static constexpr auto name = "visits.pay";
    using Answer = VisitView;
    VisitId id{};
    qint64 amountCents = 0;
    PaymentMethod method = PaymentMethod::Pix;
    static constexpr auto fields()
    {
        return fieldList(field("id", &PayVisit::id), field("amountCents", &PayVisit::amountCents), field("method", &PayVisit::method));
    }
};
/// Takes back the newest payment of a visit, which was a mistake; Conflict "payment.none" when there is none.
struct UnpayVisit {
    static constexpr auto name = "visits.unpay";
    using Answer = VisitView;
    VisitId id{};
    static constexpr auto fields() { return fieldList(field("id", &UnpayVisit::id)); }
};
/// Parses and compares, changes nothing. At most 32 MiB.
struct PreviewImport {
    static constexpr auto name = "diary.preview_import";
    using Answer = ImportReport;
    QString fileName{};
    QByteArray content{};
    static constexpr auto fields()
    {
        return fieldList(field("fileName", &PreviewImport::fileName),
                          field("content", &PreviewImport::content));
    }
};
/// NotFound when the preview is older than 30 minutes, Conflict when the diary changed since.
struct ApplyImport {
    static constexpr auto name = "diary.apply_import";
    using Answer = ImportReport;
    QString token{};
    static constexpr auto fields() { return fieldList(field("token", &ApplyImport::token)); }
};
/// What happens to visits that vanished from the newest import: cancelled, or kept as they are.
struct ResolveVanished {
    static constexpr auto name = "diary.resolve_vanished";
    using Answer = Done;
    QList<VisitId> ids{};
    bool cancel = true;
    static constexpr auto fields()
    {
        return fieldList(field("ids", &ResolveVanished::ids), field("cancel", &ResolveVanished::cancel));
    }
};
struct ShowDiary {
    static constexpr auto name = "diary.status";
    using Answer = DiaryStatus;
    static constexpr auto fields() { return fieldList(); }
};
/// Phones and e-mails masked. At most 500.
struct ListClients {
    static constexpr auto name = "clients.list";
    using Answer = QList<Client>;
    QString search{};
    static constexpr auto fields() { return fieldList(field("search", &ListClients::search)); }
};
/// Unmasked.
struct ShowClient {
    static constexpr auto name = "clients.show";
    using Answer = Client;
    ClientId id{};
    static constexpr auto fields() { return fieldList(field("id", &ShowClient::id)); }
};
/// Adds (empty id) or changes; the phone in any Brazilian spelling.
struct SaveClient {
    static constexpr auto name = "clients.save";
    using Answer = Client;
    Client client{};
    static constexpr auto fields() { return fieldList(field("client", &SaveClient::client)); }
};
/// Writes down what a client said about being written to; `source` says where. Without a channel it counts for every one.
/// Without a purpose a yes is for service messages, a no for everything.
struct SetConsent {
    static constexpr auto name = "consent.set";
    using Answer = Client;
    ClientId id{};
    bool allowed = true;
    QString source{};
    std::optional<Channel> channel{};
    std::optional<Purpose> purpose{};
    QString textVersion{};
    QString proof{};
    QString by{};
    static constexpr auto fields()
    {
        using S = SetConsent;
        return fieldList(field("id", &S::id), field("allowed", &S::allowed), field("source", &S::source),
                          field("channel", &S::channel), field("purpose", &S::purpose), field("textVersion", &S::textVersion),
                          field("proof", &S::proof), field("by", &S::by));
    }
};
/// What holds for a client, what was said, and which addresses are closed.
struct ShowConsent {
    static constexpr auto name = "consent.show";
    using Answer = ConsentFile;
    ClientId id{};
    static constexpr auto fields() { return fieldList(field("id", &ShowConsent::id)); }
};
/// The client's address on this channel is good after all. Refused when its owner opted out or complained: that needs the
/// owner's own yes (`SetConsent`). Conflict when it is not closed.
struct RetryAddress {
    static constexpr auto name = "consent.retry";
    using Answer = ConsentFile;
    ClientId id{};
    Channel channel = Channel::WhatsApp;
    static constexpr auto fields()
    {
        return fieldList(field("id", &RetryAddress::id), field("channel", &RetryAddress::channel));
    }
};

} // namespace ask

namespace questions {
using namespace ask;
using DiaryQuestions = Questions<
    ListUnits, SaveUnit, ListVisits, AddVisit, MoveVisit, SetVisitStatus, PayVisit, UnpayVisit, PreviewImport, ApplyImport,
    ResolveVanished, ShowDiary, ListClients, ShowClient, SaveClient, SetConsent, ShowConsent, RetryAddress, ListCalls>;
} // namespace questions

} // namespace trato
