#include "ui/format.h"

#include "engine/api/schedule_words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

namespace trato::format
{

using namespace Qt::StringLiterals;

namespace
{

constexpr QChar noBreakSpace(0x00A0);

QString tr(const char *source, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("trato::format", source, comment, n);
}

QDateTime local(Instant at, const QString &zone)
{
    if (!zone.isEmpty()) {
        const QTimeZone place(zone.toUtf8());
        if (place.isValid())
            return toUtc(at).toTimeZone(place);
    }
    return toUtc(at).toLocalTime();
}

/// Which plural form; nothing counts as several in both languages, though the tables say otherwise for Portuguese.
int pluralOf(qint64 count) { return count == 0 ? 2 : int(std::min(count, qint64(1000000))); }

} // namespace

QString number(qint64 value) { return QLocale().toString(value); }
QString place(int position)
{
    //: Place in a line, as the language writes ordinal figures
    return tr("#%1").arg(number(position));
}
QString decimal(double value, int digits) { return QLocale().toString(value, 'f', digits); }
QString money(qint64 cents)
{
    const QString sign = cents < 0 ? u"-"_s : QString();
    return sign + u"R$"_s + noBreakSpace + QLocale().toString(double(qAbs(cents)) / 100.0, 'f', 2);
}
QString wholeMoney(qint64 cents) { return u"R$"_s + noBreakSpace + number(qRound64(double(cents) / 100.0)); }
QString percent(double share, int digits) { return decimal(share * 100, digits) + u"%"_s; }

QString milliseconds(double ms)
{
    if (ms >= 10'000)
        return decimal(ms / 1000, 0) + u" s"_s;
    if (ms >= 1000)
        return decimal(ms / 1000, 1) + u" s"_s;
    return decimal(ms, ms < 10 ? 1 : 0) + u" ms"_s;
}

QString dateTime(Instant at, const QString &zone)
{
    //: Date and time in the order people of this language expect; Qt date format.
    return QLocale().toString(local(at, zone), tr("yyyy-MM-dd HH:mm"));
}
QString date(Instant at, const QString &zone)
{
    //: Date; Qt date format.
    return QLocale().toString(local(at, zone), tr("yyyy-MM-dd"));
}
QString date(QDate day) { return QLocale().toString(day, tr("yyyy-MM-dd")); }
QString phone(const QString &e164)
{
    static const QRegularExpression brazilian(u"^\\+55(\\d{2})(\\d{4,5})(\\d{4})$"_s);
    const auto match = brazilian.match(e164);
    return match.hasMatch() ? u"+55 %1 %2-%3"_s.arg(match.captured(1), match.captured(2), match.captured(3)) : e164;
}
QDate day(Instant at, const QString &zone) { return local(at, zone).date(); }
QString dayOf(Instant at, Instant now, const QString &zone)
{
    const QDate day = local(at, zone).date();
    const QDate today = local(now, zone).date();
    if (day == today)
        return tr("today");
    if (day == today.addDays(1))
        return tr("tomorrow");
    if (day == today.addDays(-1))
        return tr("yesterday");
    //: Weekday with day and month; Qt date format.
    return QLocale().toString(day, tr("ddd MM-dd"));
}
QString time(Instant at, const QString &zone) { return local(at, zone).toString(u"HH:mm"_s); }
QString moment(Instant at, Instant now)
{
    if (date(at) == date(now))
        return clockTime(at);
    //: Day, month and time, without the year; Qt date format.
    return QLocale().toString(local(at, {}), tr("MM-dd HH:mm"));
}
QString clockTime(Instant at) { return local(at, {}).toString(u"HH:mm:ss"_s); }
QString logTime(Instant at) { return local(at, {}).toString(u"HH:mm:ss.zzz"_s); }

QString span(Millis length)
{
    const qint64 seconds = qMax<qint64>(0, std::chrono::duration_cast<Seconds>(length).count());
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    const qint64 days = hours / 24;
    if (days >= 10 || (days > 0 && hours % 24 == 0))
        return tr("%1 d").arg(number(days));
    if (days > 0)
        return tr("%1 d %2 h").arg(days).arg(hours % 24);
    if (hours > 0 && minutes % 60 == 0)
        return tr("%1 h").arg(hours);
    if (hours > 0)
        return tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    if (minutes > 0)
        return tr("%1 min").arg(minutes);
    return tr("%1 s").arg(seconds);
}
QString age(Instant at, Instant now)
{
    //: An age: "4 min ago".
    return tr("%1 ago").arg(span(now - at));
}

int plural(qint64 count) { return pluralOf(count); }
QString visits(qint64 count) { return tr("%1 visit(s)", nullptr, pluralOf(count)).arg(number(count)); }
QString messages(qint64 count) { return tr("%1 message(s)", nullptr, pluralOf(count)).arg(number(count)); }
QString reminders(qint64 count) { return tr("%1 reminder(s)", nullptr, pluralOf(count)).arg(number(count)); }
QString jobs(qint64 count) { return tr("%1 job(s)", nullptr, pluralOf(count)).arg(number(count)); }

QString more(qint64 count) { return tr("%1 more", nullptr, pluralOf(count)).arg(number(count)); }
QString bytes(qint64 count) { return QLocale().formattedDataSize(count, count < 10'000 ? 0 : 1, QLocale::DataSizeSIFormat); }

QString clients(qint64 count) { return tr("%1 client(s)", nullptr, pluralOf(count)).arg(number(count)); }

QString name(Channel channel)
{
    switch (channel) {
    case Channel::WhatsApp: return u"WhatsApp"_s;
    case Channel::Email: return tr("E-mail");
    case Channel::Sms: return u"SMS"_s;
    }
    return {};
}
QString channelOrder(const QString &order)
{
    const Result<QList<Channel>> channels = channelOrderOf(order);
    if (!channels)
        return order;
    QStringList names;
    for (const Channel channel : channels.value())
        names.append(name(channel));
    return names.join(u" → "_s);
}
QString name(ChannelWay way)
{
    switch (way) {
    case ChannelWay::Training: return tr("Training");
    case ChannelWay::Assisted: return tr("Assisted");
    case ChannelWay::Live: return tr("Live");
    }
    return {};
}
QString explanation(ChannelWay way)
{
    switch (way) {
    case ChannelWay::Training: return tr("Messages are prepared and recorded, nothing is sent.");
    case ChannelWay::Assisted: return tr("Due messages are listed here; you send each one with your own WhatsApp.");
    case ChannelWay::Live: return tr("Messages go out by themselves through the WhatsApp Cloud API.");
    }
    return {};
}
QString name(ReminderKind kind)
{
    return kind == ReminderKind::DayBefore ? tr("Day before") : tr("1 h before");
}
QString name(MessageKind kind)
{
    switch (kind) {
    case MessageKind::DayBefore: return tr("Day-before reminder");
    case MessageKind::HourBefore: return tr("Hour-before reminder");
    case MessageKind::Booked: return tr("Confirmation of a visit");
    case MessageKind::Moved: return tr("Visit was moved");
    case MessageKind::Cancelled: return tr("Visit was cancelled");
    case MessageKind::Payment: return tr("Confirmation of a payment");
    case MessageKind::LineThird: return tr("Third in the line");
    case MessageKind::LineFirst: return tr("Next in the line");
    case MessageKind::LineCalled: return tr("Called from the line");
    case MessageKind::OptedOut: return tr("Confirmation: no more messages");
    case MessageKind::OptedIn: return tr("Confirmation: messages again");
    case MessageKind::AskBack: return tr("Question: answer not understood");
    case MessageKind::SlotOffer: return tr("Offer of a free place");
    case MessageKind::SlotAskBack: return tr("Question: answer to an offer not understood");
    case MessageKind::SlotBooked: return tr("Answer: the place is yours");
    case MessageKind::SlotGone: return tr("Answer: the place is gone");
    }
    return {};
}
QString occasion(MessageKind kind)
{
    switch (kind) {
    case MessageKind::DayBefore: return tr("the day before the visit");
    case MessageKind::HourBefore: return tr("shortly before the visit");
    case MessageKind::Booked: return tr("when a visit is booked");
    case MessageKind::Moved: return tr("when a visit gets another time");
    case MessageKind::Cancelled: return tr("when a visit is cancelled");
    case MessageKind::Payment: return tr("when a payment is recorded");
    case MessageKind::LineThird: return tr("when two are still ahead");
    case MessageKind::LineFirst: return tr("when nobody is ahead");
    case MessageKind::LineCalled: return tr("when it is the client's turn");
    case MessageKind::SlotOffer: return tr("when a place becomes free for somebody who waits");
    case MessageKind::OptedOut:
    case MessageKind::OptedIn:
    case MessageKind::SlotAskBack:
    case MessageKind::SlotBooked:
    case MessageKind::SlotGone:
    case MessageKind::AskBack: return tr("after a client wrote");
    }
    return {};
}
QString name(PaymentMethod method)
{
    switch (method) {
    case PaymentMethod::Pix: return u"Pix"_s;
    case PaymentMethod::Cash: return tr("Cash");
    case PaymentMethod::Debit: return tr("Debit card");
    case PaymentMethod::Credit: return tr("Credit card");
    case PaymentMethod::Other: return tr("Another way");
    }
    return {};
}
QString name(JobState state)
{
    switch (state) {
    case JobState::Waiting: return tr("Waiting");
    case JobState::Prioritized: return tr("Prioritized");
    case JobState::Delayed: return tr("Delayed");
    case JobState::Active: return tr("Active");
    case JobState::WaitingChildren: return tr("Waiting for children");
    case JobState::Completed: return tr("Completed");
    case JobState::Failed: return tr("Failed");
    case JobState::Unknown: return tr("Unknown");
    }
    return {};
}
QString templateName(const QString &full)
{
    QString id = full; // each channel has its own
    for (const QString &channel : {u"_email"_s, u"_sms"_s})
        if (id.endsWith(channel))
            id.chop(channel.size());
    if (id == u"appointment_reminder" || id.endsWith(u"24h") || id.contains(u"day_before"))
        return tr("Day-before reminder");
    if (id.endsWith(u"1h") || id.contains(u"hour_before"))
        return tr("Hour-before reminder");
    const std::pair<QLatin1String, QString> names[] = {{"appointment_confirmation"_L1, tr("Confirmation of a visit")},
                                                       {"appointment_rescheduled"_L1, tr("Visit was moved")},
                                                       {"appointment_cancelled"_L1, tr("Visit was cancelled")},
                                                       {"payment_confirmation"_L1, tr("Confirmation of a payment")},
                                                       {"queue_position"_L1, tr("Place in the line")},
                                                       {"queue_called"_L1, tr("Called from the line")}};
    for (const auto &[known, name] : names)
        if (id == known)
            return name;
    return id.isEmpty() ? tr("Free text") : id;
}
QString messageTitle(const DeliveryView &delivery)
{
    const QString &who = delivery.clientName.isEmpty() ? delivery.recipient : delivery.clientName;
    return who + u" · "_s + templateName(delivery.templateId.value);
}

Marked mark(VisitStatus status)
{
    switch (status) {
    case VisitStatus::Scheduled: return {tr("Scheduled"), Tone::Neutral};
    case VisitStatus::Confirmed: return {tr("Confirmed"), Tone::Good};
    case VisitStatus::InService: return {tr("In service"), Tone::Accent};
    case VisitStatus::Done: return {tr("Done"), Tone::Good};
    case VisitStatus::Cancelled: return {tr("Cancelled"), Tone::Bad};
    case VisitStatus::NoShow: return {tr("No-show"), Tone::Warn};
    case VisitStatus::Blocked: return {tr("Blocked"), Tone::Neutral};
    }
    return {};
}
Marked mark(DeliveryState state)
{
    switch (state) {
    case DeliveryState::Sending: return {tr("Sending"), Tone::Accent};
    case DeliveryState::WouldSend: return {tr("Would send"), Tone::Violet};
    case DeliveryState::AwaitsPerson: return {tr("To be sent by you"), Tone::Warn};
    case DeliveryState::SentByHand: return {tr("Sent by hand"), Tone::Good};
    case DeliveryState::NotSent: return {tr("Not sent"), Tone::Neutral};
    case DeliveryState::Accepted: return {tr("Accepted"), Tone::Accent};
    case DeliveryState::Sent: return {tr("Sent"), Tone::Accent};
    case DeliveryState::Delivered: return {tr("Delivered"), Tone::Good};
    case DeliveryState::Read: return {tr("Read"), Tone::Good};
    case DeliveryState::Failed: return {tr("Failed", "message"), Tone::Bad};
    case DeliveryState::Uncertain: return {tr("Uncertain"), Tone::Warn};
    case DeliveryState::Skipped: return {tr("Not needed"), Tone::Neutral};
    }
    return {};
}
Marked mark(const ReminderView &reminder)
{
    if (reminder.deliveryState)
        return mark(*reminder.deliveryState);
    switch (reminder.state) {
    case ReminderView::State::Planned: return {tr("Planned"), Tone::Neutral};
    case ReminderView::State::Held: return {tr("Held"), Tone::Warn};
    case ReminderView::State::Late: return {tr("Late"), Tone::Warn};
    case ReminderView::State::Queued: return {tr("In queue"), Tone::Accent};
    case ReminderView::State::Told: return {tr("Told"), Tone::Good};
    case ReminderView::State::NotNeeded: return {tr("Not needed"), Tone::Neutral};
    case ReminderView::State::Expired: return {tr("Expired"), Tone::Neutral};
    case ReminderView::State::Unknown: return {tr("Unknown"), Tone::Warn};
    }
    return {};
}
Marked mark(JobState state)
{
    switch (state) {
    case JobState::Failed: return {tr("Failed", "job"), Tone::Bad};
    case JobState::Completed: return {tr("Completed", "job"), Tone::Good};
    case JobState::Active: return {tr("Active", "job"), Tone::Accent};
    case JobState::Delayed: return {tr("Delayed", "job"), Tone::Violet};
    case JobState::Prioritized: return {tr("Prioritized", "job"), Tone::Neutral};
    default: return {name(state), Tone::Neutral};
    }
}
Marked mark(QueueHealth health)
{
    switch (health) {
    case QueueHealth::Good: return {tr("Good"), Tone::Good};
    case QueueHealth::Warning: return {tr("Attention"), Tone::Warn};
    case QueueHealth::Critical: return {tr("Critical"), Tone::Bad};
    }
    return {};
}
QString healthReason(const QueueView &queue, Instant now)
{
    const qint64 pending = queue.counts.waiting + queue.counts.prioritized;
    switch (queue.reason) {
    case QueueReason::None: return {};
    case QueueReason::Late:
        return queue.oldestPending ? tr("the next job has been due for %1").arg(span(now - *queue.oldestPending)) : tr("a job is late");
    case QueueReason::Pending: return tr("%1 job(s) wait", nullptr, pluralOf(pending)).arg(number(pending));
    case QueueReason::Failures:
        return tr("%1 job(s) failed in the last hour", nullptr, pluralOf(queue.failedLastHour)).arg(number(queue.failedLastHour));
    case QueueReason::Unserved: return tr("nobody works on it: %1 wait", nullptr, pluralOf(pending)).arg(number(pending));
    case QueueReason::Broken: return tr("it cannot be read: %1").arg(queue.trouble);
    }
    return {};
}
Marked mark(JobAttempt::Outcome outcome)
{
    switch (outcome) {
    case JobAttempt::Outcome::Running: return {tr("running", "try"), Tone::Accent};
    case JobAttempt::Outcome::Completed: return {tr("completed", "try"), Tone::Good};
    case JobAttempt::Outcome::Failed: return {tr("failed", "try"), Tone::Bad};
    case JobAttempt::Outcome::Delayed: return {tr("put off", "try"), Tone::Violet};
    case JobAttempt::Outcome::Stalled: return {tr("worker lost", "try"), Tone::Warn};
    }
    return {};
}
Marked mark(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return {tr("DEBUG"), Tone::Neutral};
    case LogLevel::Info: return {tr("INFO"), Tone::Neutral};
    case LogLevel::Warning: return {tr("WARN"), Tone::Warn};
    case LogLevel::Error: return {tr("ERROR"), Tone::Bad};
    }
    return {};
}
Marked mark(RunState state)
{
    const Tone tone = state == RunState::Completed ? Tone::Good
        : state == RunState::Failed                ? Tone::Bad
        : state == RunState::Missed                ? Tone::Warn
        : state == RunState::Open                  ? Tone::Accent
                                                   : Tone::Neutral;
    return {words::name(state), tone};
}
QString fileSize(qint64 bytes)
{
    QString text = QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
    return text.replace(u' ', noBreakSpace);
}
QString name(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Sent: return tr("Sent");
    case Verdict::NotSent: return tr("Not sent");
    case Verdict::Arrived: return tr("It arrived");
    case Verdict::SendAgain: return tr("Send again");
    case Verdict::GiveUp: return tr("Give up");
    }
    return {};
}
QString name(JobAct act)
{
    switch (act) {
    case JobAct::Retry: return tr("Retry");
    case JobAct::Promote: return tr("Run now");
    case JobAct::Remove: return tr("Remove");
    }
    return {};
}

QString error(const Error &error)
{
    const auto words = [&]() -> QString {
        switch (error.code) {
        case Error::Code::NotFound: return tr("It is no longer there. Refresh and look again.");
        case Error::Code::Conflict: return tr("It changed in the meantime. Refresh and try again.");
        case Error::Code::Invalid: return tr("Something in the input is not right.");
        case Error::Code::Refused: return tr("A rule of the shop does not allow it.");
        case Error::Code::Unavailable: return tr("The engine or a file cannot be reached now.");
        case Error::Code::Timeout: return tr("No answer in time. Check the state before trying again.");
        case Error::Code::Full: return tr("The disk is full. Free some space; nothing is lost.");
        case Error::Code::Locked: return tr("Another program is using the file. Close it and try again.");
        case Error::Code::ReadOnly: return tr("The file may not be written. Check its permissions.");
        case Error::Code::Corrupt: return tr("The stored data cannot be read. Restore a backup.");
        case Error::Code::Cancelled: return tr("The engine stopped before it could answer.");
        }
        return {};
    }();
    return error.detail.isEmpty() ? words : words + u"\n"_s + reason(error.detail);
}

QString bulk(const BulkReport &report)
{
    QStringList lines{tr("%1 job(s) done.", nullptr, pluralOf(report.done)).arg(number(report.done))};
    if (report.skipped > 0)
        lines << tr("%1 job(s) left as they are:", nullptr, pluralOf(report.skipped)).arg(number(report.skipped));
    for (auto it = report.reasons.begin(); it != report.reasons.end(); ++it)
        lines << u"  %1 × %2"_s.arg(number(it.value()), reason(it.key()));
    return lines.join(u'\n');
}

} // namespace trato::format
