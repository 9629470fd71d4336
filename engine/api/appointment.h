#pragma once

#include "engine/api/message.h"

/// The diary: who comes when, and what is said to them about it.
namespace trato {

/// Canonical states (domain 2.6). Only Scheduled and Confirmed visits are reminded.
enum class VisitStatus { Scheduled, Confirmed, InService, Done, Cancelled, NoShow, Blocked };
template <>
struct EnumNames<VisitStatus> {
    static constexpr std::array names{"scheduled", "confirmed", "in_service", "done", "cancelled", "no_show",
                                      "blocked"};
};

/// It still lies ahead: it can be moved and cancelled.
inline bool isOpen(VisitStatus status)
{
    return status == VisitStatus::Scheduled || status == VisitStatus::Confirmed;
}

/// How a client paid.
enum class PaymentMethod { Pix, Cash, Debit, Credit, Other };
template <>
struct EnumNames<PaymentMethod> {
    static constexpr std::array names{"pix", "cash", "debit", "credit", "other"};
};

struct Unit {
    UnitId id{};
    QString name{};
    QString zone = QStringLiteral("America/Sao_Paulo");   ///< IANA name
    QString phone{};
    friend bool operator==(const Unit &, const Unit &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("id", &Unit::id), field("name", &Unit::name), field("zone", &Unit::zone),
                          field("phone", &Unit::phone));
    }
};

struct Client {
    ClientId id{};
    QString name{};
    QString phone{};          ///< E.164, empty when unknown; masked in lists
    QString email{};
    QString notes{};          ///< hidden by default (R-53)
    bool whatsappAllowed = true;   ///< consent to service messages, by channel (R-01)
    bool emailAllowed = true;
    bool smsAllowed = true;
    QList<Channel> badAddress{};   ///< channels whose provider says that the address takes nothing
    qint64 visits = 0;
    std::optional<Instant> lastVisit{};
    friend bool operator==(const Client &, const Client &) = default;
    static constexpr auto fields()
    {
        using C = Client;
        return fieldList(field("id", &C::id), field("name", &C::name), field("phone", &C::phone),
                          field("email", &C::email), field("notes", &C::notes),
                          field("whatsappAllowed", &C::whatsappAllowed), field("emailAllowed", &C::emailAllowed),
                          field("smsAllowed", &C::smsAllowed), field("badAddress", &C::badAddress), field("visits", &C::visits),
                          field("lastVisit", &C::lastVisit));
    }
};

/// One reminder of one visit as people see it.
struct ReminderView {
    enum class State {
        Planned,    ///< comes up at `dueAt`
        Held,       ///< the diary is too old, or the visit vanished from it
        Late,       ///< was due while nothing ran; waits for "send or discard"
        Queued,     ///< a job is on its way
        Told,       ///< see `delivery`
        NotNeeded,  ///< booked too late, status, no phone, no consent: see `reason`
        Expired,    ///< too late to be useful, never sent
        Unknown,    ///< what became of it cannot be read now
    };
    ReminderKind kind = ReminderKind::DayBefore;
    State state = State::Planned;
    Instant dueAt{};
    Instant expiresAt{};
    QString reason{};
    DeliveryId delivery{};                       ///< empty until there is one
    std::optional<DeliveryState> deliveryState{};
    friend bool operator==(const ReminderView &, const ReminderView &) = default;
    static constexpr auto fields()
    {
        using R = ReminderView;
        return fieldList(field("kind", &R::kind), field("state", &R::state), field("dueAt", &R::dueAt),
                          field("expiresAt", &R::expiresAt), field("reason", &R::reason),
                          field("delivery", &R::delivery), field("deliveryState", &R::deliveryState));
    }
};
template <>
struct EnumNames<ReminderView::State> {
    static constexpr std::array names{"planned", "held", "late", "queued", "told", "not_needed", "expired", "unknown"};
};

/// What the client said when asked about the visit. A no asks a person to call it off, or to find another time.
enum class VisitAnswer { None, Yes, No, Unclear };
template <>
struct EnumNames<VisitAnswer> {
    static constexpr std::array names{"none", "yes", "no", "unclear"};
};

struct VisitView {
    VisitId id{};
    UnitId unit{};
    QString unitName{};
    QString zone{};               ///< of the unit; wall-clock times are shown in it
    ClientId client{};
    QString clientName{};
    QString phone{};              ///< masked
    QString professional{};
    QString service{};
    qint64 priceCents = 0;
    qint64 paidCents = 0;         ///< what was recorded as received for it
    Instant start{};
    Instant end{};
    VisitStatus status = VisitStatus::Scheduled;
    bool vanished = false;        ///< missing from the newest import that covers its day
    VisitAnswer answer = VisitAnswer::None;   ///< to the start that it has now
    QList<ReminderView> reminders{};
    friend bool operator==(const VisitView &, const VisitView &) = default;
    static constexpr auto fields()
    {
        using V = VisitView;
        return fieldList(field("id", &V::id), field("unit", &V::unit), field("unitName", &V::unitName),
                          field("zone", &V::zone), field("client", &V::client),
                          field("clientName", &V::clientName), field("phone", &V::phone),
                          field("professional", &V::professional), field("service", &V::service),
                          field("priceCents", &V::priceCents), field("paidCents", &V::paidCents),
                          field("start", &V::start), field("end", &V::end), field("status", &V::status),
                          field("vanished", &V::vanished), field("answer", &V::answer), field("reminders", &V::reminders));
    }
};

/// A visit whose client a person should call.
struct CallEntry {
    enum class Why {
        Cancels,       ///< says that they do not come
        Unclear,       ///< answered, but what?
        Unanswered,    ///< was asked and said nothing for the set time
        Unreached,     ///< the question could not be brought to them
    };
    VisitView visit{};
    QString phone{};          ///< whole: it is there to be called
    Why why = Why::Unanswered;
    QString said{};           ///< the client's own words, for 30 days
    friend bool operator==(const CallEntry &, const CallEntry &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("visit", &CallEntry::visit), field("phone", &CallEntry::phone), field("why", &CallEntry::why),
                          field("said", &CallEntry::said));
    }
};
template <>
struct EnumNames<CallEntry::Why> {
    static constexpr std::array names{"cancels", "unclear", "unanswered", "unreached"};
};

/// A visit as a person types it: names and wall-clock time, resolved by the engine.
struct VisitDraft {
    UnitId unit{};            ///< empty = the only or first unit
    QString clientName{};
    QString phone{};          ///< any Brazilian spelling
    QString professional{};
    QString service{};
    QString localStart{};     ///< "yyyy-MM-ddTHH:mm" in the unit's zone
    int minutes = 30;
    qint64 priceCents = 0;
    friend bool operator==(const VisitDraft &, const VisitDraft &) = default;
    static constexpr auto fields()
    {
        using D = VisitDraft;
        return fieldList(field("unit", &D::unit), field("clientName", &D::clientName),
                          field("phone", &D::phone), field("professional", &D::professional),
                          field("service", &D::service), field("localStart", &D::localStart),
                          field("minutes", &D::minutes), field("priceCents", &D::priceCents));
    }
};

struct BadRow {
    int line = 0;             ///< of the file, from 1
    QString column{};
    QString reason{};         ///< key of the reason, e.g. "phone.area_code"
    QString value{};          ///< what stood there; phones masked
    QString fix{};            ///< key of the advice
    friend bool operator==(const BadRow &, const BadRow &) = default;
    static constexpr auto fields()
    {
        using B = BadRow;
        return fieldList(field("line", &B::line), field("column", &B::column), field("reason", &B::reason),
                          field("value", &B::value), field("fix", &B::fix));
    }
};

/// What an import would do (preview) or did (report).
struct ImportReport {
    QString token{};          ///< of the preview; `ApplyImport` takes it
    QString encoding{};       ///< "UTF-8" or "Windows-1252"
    QString separator{};
    int rows = 0;
    int added = 0;
    int moved = 0;
    int updated = 0;
    int unchanged = 0;
    int messages = 0;         ///< to clients, that follow from what is new, moved or cancelled
    int unsaid = 0;           ///< that do not follow: there would be more than one import may cause
    std::optional<Instant> from{};   ///< period the file covers
    std::optional<Instant> to{};
    QList<VisitView> vanished{};     ///< in the diary and inside the period, but not in the file
    QList<VisitView> sample{};       ///< the first 50 visits as they were understood
    QList<BadRow> bad{};
    QMap<QString, QString> columns{};  ///< our field → header of the file
    friend bool operator==(const ImportReport &, const ImportReport &) = default;
    static constexpr auto fields()
    {
        using R = ImportReport;
        return fieldList(field("token", &R::token), field("encoding", &R::encoding),
                          field("separator", &R::separator), field("rows", &R::rows),
                          field("added", &R::added), field("moved", &R::moved),
                          field("updated", &R::updated), field("unchanged", &R::unchanged),
                          field("messages", &R::messages), field("unsaid", &R::unsaid),
                          field("from", &R::from), field("to", &R::to), field("vanished", &R::vanished),
                          field("sample", &R::sample), field("bad", &R::bad), field("columns", &R::columns));
    }
};

/// How fresh the diary is.
struct DiaryStatus {
    std::optional<Instant> refreshedAt{};   ///< newest import or edit; not set: the diary is empty
    QString source{};                       ///< file name without path, or "manual"
    bool stale = false;                     ///< older than the set number of hours: reminders are held
    int staleAfterHours = 0;
    qint64 upcoming = 0;                    ///< visits from now on
    qint64 vanished = 0;                    ///< visits that wait for "cancel or keep"
    qint64 late = 0;                        ///< reminders that wait for "send or discard"
    std::optional<Instant> first{};         ///< start of the oldest visit; not set: there is none
    std::optional<Instant> last{};          ///< start of the newest one
    friend bool operator==(const DiaryStatus &, const DiaryStatus &) = default;
    static constexpr auto fields()
    {
        using D = DiaryStatus;
        return fieldList(field("refreshedAt", &D::refreshedAt), field("source", &D::source),
                          field("stale", &D::stale), field("staleAfterHours", &D::staleAfterHours),
                          field("upcoming", &D::upcoming), field("vanished", &D::vanished),
                          field("late", &D::late), field("first", &D::first), field("last", &D::last));
    }
};

/// A reminder with the text that would go out.
struct ReminderPreview {
    VisitView visit{};
    ReminderView reminder{};
    QString text{};
    friend bool operator==(const ReminderPreview &, const ReminderPreview &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("visit", &ReminderPreview::visit), field("reminder", &ReminderPreview::reminder),
                          field("text", &ReminderPreview::text));
    }
};

struct PreviewList {
    QString token{};          ///< proof of having seen it; switching a channel live asks for it
    QList<ReminderPreview> reminders{};
    QList<MessagePreview> wishes{};   ///< what happened already and is about to be told, by due time
    friend bool operator==(const PreviewList &, const PreviewList &) = default;
    static constexpr auto fields()
    {
        return fieldList(field("token", &PreviewList::token), field("reminders", &PreviewList::reminders),
                          field("wishes", &PreviewList::wishes));
    }
};

/// The reminder as one message among others. Pure.
inline MessagePreview asMessage(const ReminderPreview &preview)
{
    const ReminderView &reminder = preview.reminder;
    const auto kind = reminder.kind == ReminderKind::DayBefore ? MessageKind::DayBefore : MessageKind::HourBefore;
    return {kind, preview.visit.zone, preview.visit.clientName, preview.visit.phone, reminder.dueAt, preview.visit.start,
            preview.text, reminder.reason};
}

/// Both, by due time. Pure.
inline QList<MessagePreview> allMessages(const PreviewList &list)
{
    QList<MessagePreview> all = list.wishes;
    for (const ReminderPreview &one : list.reminders)
        all.append(asMessage(one));
    std::stable_sort(all.begin(), all.end(), [](const MessagePreview &a, const MessagePreview &b) { return a.dueAt < b.dueAt; });
    return all;
}

} // namespace trato
