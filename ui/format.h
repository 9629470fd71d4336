#pragma once

#include "engine/api/appointment.h"
#include "engine/api/frame.h"
#include "engine/api/schedule.h"
#include "engine/api/settings.h"
#include "engine/api/words.h"
#include "ui/theme.h"

#include <QLocale>

/// Every text for people that is made from values. Pure; uses the default locale, which `installTranslations`
/// sets. Times are shown in the zone that is passed, or the computer's.
namespace trato::format
{

struct Marked {
    QString text{};
    Tone tone = Tone::Neutral;
};

QString number(qint64 value);
/// Place in a line, from 1.
QString place(int position);
QString decimal(double value, int digits);
QString money(qint64 cents);                       ///< "R$ 1.234,56" with a no-break space
QString wholeMoney(qint64 cents);                  ///< "R$ 1.235"
QString percent(double share, int digits = 1);     ///< 0.125 → "12,5%"
QString milliseconds(double ms);                   ///< "0,4 ms", "412 ms", "1,8 s"
QString dateTime(Instant at, const QString &zone = {});
QString date(Instant at, const QString &zone = {});
QString date(QDate day);
QString phone(const QString &e164);                ///< "+55 11 90000-4821"; others as they came
QDate day(Instant at, const QString &zone = {});
QString dayOf(Instant at, Instant now, const QString &zone = {});   ///< "today", "tomorrow", "Wed 26/11"
QString time(Instant at, const QString &zone = {});
QString moment(Instant at, Instant now);           ///< today with seconds, else day and month
QString clockTime(Instant at);                     ///< with seconds
QString logTime(Instant at);                       ///< with milliseconds
QString span(Millis length);                       ///< "3 d 4 h", "6 h 12 min", "4 min", "12 s"
QString age(Instant at, Instant now);              ///< "4 min ago"

/// For `tr` with a number: which plural form.
int plural(qint64 count);
QString visits(qint64 count);
QString messages(qint64 count);
QString reminders(qint64 count);
QString jobs(qint64 count);
QString more(qint64 count);                        ///< "9,950 more"
QString bytes(qint64 count);                       ///< "9,9 MB"
QString clients(qint64 count);

QString name(Channel channel);
/// "WhatsApp → SMS", from the names in the settings.
QString channelOrder(const QString &order);
QString name(ChannelWay way);
QString explanation(ChannelWay way);
QString name(ReminderKind kind);
QString name(MessageKind kind);
QString occasion(MessageKind kind);                ///< when it goes out: "after a visit was booked"
QString name(PaymentMethod method);
QString name(JobState state);
QString templateName(const QString &id);
/// Whom a message is for, and what it is.
QString messageTitle(const DeliveryView &delivery);
Marked mark(VisitStatus status);
Marked mark(DeliveryState state);
Marked mark(const ReminderView &reminder);
Marked mark(JobState state);
Marked mark(QueueHealth health);
/// Why a queue is not well, with its figures; empty when it is.
QString healthReason(const QueueView &queue, Instant now);
Marked mark(JobAttempt::Outcome outcome);
Marked mark(LogLevel level);
Marked mark(RunState state);
QString fileSize(qint64 bytes);                    ///< "18,4 MB"
QString name(Verdict verdict);
QString name(JobAct act);

/// What happened and a way out, in words.
QString error(const Error &error);
QString bulk(const BulkReport &report);

// Words for the engine's keys: the window and the command line say the same.
using words::badRow;
using words::badRowFix;
using words::columnName;
using words::componentName;
using words::healthName;
using words::holiday;
using words::problem;
using words::reason;
using words::settingChoice;
using words::settingGroup;
using words::settingName;
using words::timingKind;
using words::wayOut;

} // namespace trato::format
