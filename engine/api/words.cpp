#include "engine/api/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace trato::words {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    const char *key;
    const char *text;
};

/// The context is the one of the window's texts: what is translated there reads the same everywhere.
template <size_t N>
std::optional<QString> find(const Entry (&table)[N], const QString &key)
{
    const auto it = std::ranges::find_if(table, [&](const Entry &e) { return key == QLatin1String(e.key); });
    if (it == std::end(table))
        return std::nullopt;
    return QCoreApplication::translate("trato::format", it->text);
}

template <size_t N>
QString wordsOf(const Entry (&table)[N], const QString &key)
{
    return find(table, key).value_or(key);
}

constexpr Entry reasons[] = {
    {"reminder.expired", QT_TRANSLATE_NOOP("trato::format", "Too late to be useful")},
    {"visit.gone", QT_TRANSLATE_NOOP("trato::format", "The visit no longer exists")},
    {"visit.moved", QT_TRANSLATE_NOOP("trato::format", "The visit was moved")},
    {"visit.closed", QT_TRANSLATE_NOOP("trato::format", "The visit is already closed")},
    {"visit.not_vanished", QT_TRANSLATE_NOOP("trato::format", "The visit is back in the diary")},
    {"consent.refused", QT_TRANSLATE_NOOP("trato::format", "No consent")},
    {"send.fence", QT_TRANSLATE_NOOP("trato::format", "It was sent, or may have been: it is not sent again")},
    {"job.missing", QT_TRANSLATE_NOOP("trato::format", "The job no longer exists")},
    {"job.state", QT_TRANSLATE_NOOP("trato::format", "The job is in another state now")},
    {"job.leased", QT_TRANSLATE_NOOP("trato::format", "The job is running")},
    {"import.token", QT_TRANSLATE_NOOP("trato::format", "The preview is too old. Choose the file again")},
    {"diary.changed", QT_TRANSLATE_NOOP("trato::format", "The diary changed since the preview. Choose the file again")},
    {"file.too_large", QT_TRANSLATE_NOOP("trato::format", "The file is larger than 32 MB.")},
    {"file.binary", QT_TRANSLATE_NOOP("trato::format", "This is not a text file")},
    {"file.empty", QT_TRANSLATE_NOOP("trato::format", "The file is empty")},
    {"file.no_header", QT_TRANSLATE_NOOP("trato::format", "No header line was found")},
    {"file.too_many_rows", QT_TRANSLATE_NOOP("trato::format", "The file has too many rows")},
    {"status", QT_TRANSLATE_NOOP("trato::format", "The visit is not open")},
    {"no_phone", QT_TRANSLATE_NOOP("trato::format", "No phone")},
    {"no_consent", QT_TRANSLATE_NOOP("trato::format", "No consent")},
    {"booked_late", QT_TRANSLATE_NOOP("trato::format", "Booked too late for it")},
    {"past", QT_TRANSLATE_NOOP("trato::format", "The visit is over")},
    {"vanished", QT_TRANSLATE_NOOP("trato::format", "Missing from the last import")},
    {"stale", QT_TRANSLATE_NOOP("trato::format", "The diary is too old")},
    {"off", QT_TRANSLATE_NOOP("trato::format", "Switched off in the settings")},
    {"expired", QT_TRANSLATE_NOOP("trato::format", "Too late to be useful")},
    {"moved", QT_TRANSLATE_NOOP("trato::format", "The visit was moved")},
    {"cancelled", QT_TRANSLATE_NOOP("trato::format", "The visit was cancelled")},
    {"discarded", QT_TRANSLATE_NOOP("trato::format", "Discarded by a person")},
    {"timeout", QT_TRANSLATE_NOOP("trato::format", "No answer in time")},
    {"accepted", QT_TRANSLATE_NOOP("trato::format", "The provider took it already")},
    {"uncertain", QT_TRANSLATE_NOOP("trato::format", "Its answer was lost; it may have arrived")},
    {"diary empty", QT_TRANSLATE_NOOP("trato::format", "The diary is empty")},
    {"decision.not_kept", QT_TRANSLATE_NOOP("trato::format", "The decision could not be kept. Decide again")},
    {"sent before", QT_TRANSLATE_NOOP("trato::format", "It was sent before")},
    {"handled before", QT_TRANSLATE_NOOP("trato::format", "An earlier try may have sent it")},
    {"an earlier send was not answered", QT_TRANSLATE_NOOP("trato::format", "An earlier try was not answered; it may have arrived")},
    {"the engine ended while sending", QT_TRANSLATE_NOOP("trato::format", "The engine ended while sending; it may have arrived")},
    {"the lease ended before the send", QT_TRANSLATE_NOOP("trato::format", "The job lost its place before the send")},
    {"the lease ends before the provider could answer", QT_TRANSLATE_NOOP("trato::format", "There was too little time left to send")},
    {"free text", QT_TRANSLATE_NOOP("trato::format", "WhatsApp takes free text only within 24 hours of the client's own message, and those are not known here. Use a template.")},
    {"it never left", QT_TRANSLATE_NOOP("trato::format", "Its job ended before it was sent: nothing went out")},
    {"a person: sent", QT_TRANSLATE_NOOP("trato::format", "Marked by a person: sent")},
    {"a person: not_sent", QT_TRANSLATE_NOOP("trato::format", "Marked by a person: not sent")},
    {"a person: arrived", QT_TRANSLATE_NOOP("trato::format", "Marked by a person: arrived")},
    {"a person: give_up", QT_TRANSLATE_NOOP("trato::format", "Given up by a person")},
    {"a person: send_again", QT_TRANSLATE_NOOP("trato::format", "Sent again by a person")},
    {"whatsapp: no access token", QT_TRANSLATE_NOOP("trato::format", "The access token of WhatsApp is missing")},
    {"whatsapp: stopping", QT_TRANSLATE_NOOP("trato::format", "The engine was stopping")},
    {"whatsapp: no answer", QT_TRANSLATE_NOOP("trato::format", "WhatsApp did not answer")},
    {"missing", QT_TRANSLATE_NOOP("trato::format", "It is missing")},
    {"the chosen set is too old, choose again", QT_TRANSLATE_NOOP("trato::format", "The selection is too old. Choose again")},
    {"the job is gone", QT_TRANSLATE_NOOP("trato::format", "The job no longer exists")},
    {"no such job", QT_TRANSLATE_NOOP("trato::format", "The job no longer exists")},
    {"ledger unreadable", QT_TRANSLATE_NOOP("trato::format", "The message ledger cannot be read")},
    {"jobs unreadable", QT_TRANSLATE_NOOP("trato::format", "The job store cannot be read")},
    {"no such delivery", QT_TRANSLATE_NOOP("trato::format", "The message no longer exists")},
};

constexpr Entry badReasons[] = {
    {"phone.foreign", QT_TRANSLATE_NOOP("trato::format", "The phone is from another country")},
    {"phone.rounded", QT_TRANSLATE_NOOP("trato::format", "The phone was rounded by a spreadsheet")},
    {"phone.missing", QT_TRANSLATE_NOOP("trato::format", "The phone is missing")},
    {"phone.too_short", QT_TRANSLATE_NOOP("trato::format", "The phone has too few digits")},
    {"phone.too_long", QT_TRANSLATE_NOOP("trato::format", "The phone has too many digits")},
    {"phone.area_code", QT_TRANSLATE_NOOP("trato::format", "The area code of the phone does not exist")},
    {"phone.landline", QT_TRANSLATE_NOOP("trato::format", "The phone is a landline")},
    {"phone.masked", QT_TRANSLATE_NOOP("trato::format", "The phone is hidden by asterisks")},
    {"phone.invalid", QT_TRANSLATE_NOOP("trato::format", "The phone is not valid")},
    {"date.missing", QT_TRANSLATE_NOOP("trato::format", "The date is missing")},
    {"date.invalid", QT_TRANSLATE_NOOP("trato::format", "The date cannot be read")},
    {"time.missing", QT_TRANSLATE_NOOP("trato::format", "The time is missing")},
    {"time.invalid", QT_TRANSLATE_NOOP("trato::format", "The time cannot be read")},
    {"time.skipped", QT_TRANSLATE_NOOP("trato::format", "This time does not exist on that day")},
    {"client.missing", QT_TRANSLATE_NOOP("trato::format", "The client's name is missing")},
    {"price.invalid", QT_TRANSLATE_NOOP("trato::format", "The price cannot be read")},
    {"status.unknown", QT_TRANSLATE_NOOP("trato::format", "The status is unknown")},
    {"duration.invalid", QT_TRANSLATE_NOOP("trato::format", "The duration cannot be read")},
    {"row.columns", QT_TRANSLATE_NOOP("trato::format", "The row has another number of columns")},
    {"row.duplicate", QT_TRANSLATE_NOOP("trato::format", "The row stands in the file twice")},
};

constexpr Entry fixes[] = {
    {"phone.as_text", QT_TRANSLATE_NOOP("trato::format", "Format the column as text and export again")},
    {"phone.add", QT_TRANSLATE_NOOP("trato::format", "Add the phone with area code")},
    {"phone.area_code", QT_TRANSLATE_NOOP("trato::format", "Put the area code in front, for example 11")},
    {"phone.mobile", QT_TRANSLATE_NOOP("trato::format", "Use a mobile number")},
    {"phone.check", QT_TRANSLATE_NOOP("trato::format", "Check the number: area code and 8 or 9 digits")},
    {"date.format", QT_TRANSLATE_NOOP("trato::format", "Write the date as 25/11/2026")},
    {"time.format", QT_TRANSLATE_NOOP("trato::format", "Write the time as 14:30")},
    {"client.add", QT_TRANSLATE_NOOP("trato::format", "Add the name")},
    {"price.format", QT_TRANSLATE_NOOP("trato::format", "Write the price as R$ 45,00")},
    {"status.use", QT_TRANSLATE_NOOP("trato::format", "Use scheduled, confirmed, done or cancelled")},
    {"row.check", QT_TRANSLATE_NOOP("trato::format", "Check separators and quotes of this line")},
};

constexpr Entry problems[] = {
    {"channel.unreachable", QT_TRANSLATE_NOOP("trato::format", "WhatsApp cannot be reached. Messages wait and go out when it is back.")},
    {"channel.template", QT_TRANSLATE_NOOP("trato::format", "Meta does not accept a message template. See it in WhatsApp Manager.")},
    {"store.full", QT_TRANSLATE_NOOP("trato::format", "The disk is full. Nothing is lost; work goes on when there is space.")},
    {"store.corrupt", QT_TRANSLATE_NOOP("trato::format", "A data file is damaged. Restore a backup.")},
    {"store.locked", QT_TRANSLATE_NOOP("trato::format", "Another program holds a data file. Close it; work goes on by itself.")},
    {"store.readonly", QT_TRANSLATE_NOOP("trato::format", "A data file may not be written. Check its permissions.")},
    {"store.unavailable", QT_TRANSLATE_NOOP("trato::format", "A data file cannot be reached. Trying again.")},
    {"store.newer", QT_TRANSLATE_NOOP("trato::format", "A data file was written by a newer version of the program. Update the program.")},
    {"diary.stale", QT_TRANSLATE_NOOP("trato::format", "The diary is old, so reminders are held. Import it again.")},
    {"diary.empty", QT_TRANSLATE_NOOP("trato::format", "The diary is empty. Import it to start.")},
    {"reminders.late", QT_TRANSLATE_NOOP("trato::format", "Reminders came due while nothing ran. Send or discard them.")},
    {"channel.token", QT_TRANSLATE_NOOP("trato::format", "WhatsApp refuses the access token. Store a new one; sending is stopped.")},
    {"channel.stopped", QT_TRANSLATE_NOOP("trato::format", "The channel is stopped. See the System tab.")},
    {"queue.late", QT_TRANSLATE_NOOP("trato::format", "Jobs are due and were not started. See the Queues tab.")},
};

constexpr Entry settingNames[] = {
    {"reminders/dayBeforeHours", QT_TRANSLATE_NOOP("trato::format", "Hours before the visit (first reminder)")},
    {"reminders/hourBeforeMinutes", QT_TRANSLATE_NOOP("trato::format", "Minutes before the visit (second reminder)")},
    {"reminders/dayBefore", QT_TRANSLATE_NOOP("trato::format", "Remind the day before")},
    {"reminders/hourBefore", QT_TRANSLATE_NOOP("trato::format", "Remind shortly before")},
    {"reminders/diaryStaleHours", QT_TRANSLATE_NOOP("trato::format", "Hold reminders when the diary is older than (h)")},
    {"reminders/lateBatch", QT_TRANSLATE_NOOP("trato::format", "Late reminders sent without asking")},
    {"whatsapp/way", QT_TRANSLATE_NOOP("trato::format", "Way of sending")},
    {"whatsapp/url", QT_TRANSLATE_NOOP("trato::format", "Address of the API")},
    {"whatsapp/version", QT_TRANSLATE_NOOP("trato::format", "Version of the API")},
    {"whatsapp/numberId", QT_TRANSLATE_NOOP("trato::format", "Phone number id at Meta")},
    {"whatsapp/timeoutSeconds", QT_TRANSLATE_NOOP("trato::format", "Wait for an answer (s)")},
    {"whatsapp/caFile", QT_TRANSLATE_NOOP("trato::format", "Extra certificate file (PEM)")},
    {"engine/concurrency", QT_TRANSLATE_NOOP("trato::format", "Messages in hand at once")},
    {"engine/leaseSeconds", QT_TRANSLATE_NOOP("trato::format", "Lease of a job (s)")},
    {"engine/keepCompleted", QT_TRANSLATE_NOOP("trato::format", "Completed jobs kept")},
    {"engine/keepFailed", QT_TRANSLATE_NOOP("trato::format", "Failed jobs kept")},
    {"unit/name", QT_TRANSLATE_NOOP("trato::format", "Name of the shop")},
    {"unit/phone", QT_TRANSLATE_NOOP("trato::format", "Phone of the shop")},
    {"unit/zone", QT_TRANSLATE_NOOP("trato::format", "Time zone")},
};

constexpr Entry groups[] = {
    {"reminders", QT_TRANSLATE_NOOP("trato::format", "Reminders")},
    {"whatsapp", QT_TRANSLATE_NOOP("trato::format", "WhatsApp")},
    {"engine", QT_TRANSLATE_NOOP("trato::format", "Engine")},
    {"unit", QT_TRANSLATE_NOOP("trato::format", "Shop")},
};

constexpr Entry columns[] = {
    {"id", QT_TRANSLATE_NOOP("trato::format", "Id")},
    {"date", QT_TRANSLATE_NOOP("trato::format", "Date")},
    {"time", QT_TRANSLATE_NOOP("trato::format", "Time")},
    {"start", QT_TRANSLATE_NOOP("trato::format", "Start")},
    {"end", QT_TRANSLATE_NOOP("trato::format", "End")},
    {"duration", QT_TRANSLATE_NOOP("trato::format", "Duration")},
    {"client", QT_TRANSLATE_NOOP("trato::format", "Client")},
    {"phone", QT_TRANSLATE_NOOP("trato::format", "Phone")},
    {"email", QT_TRANSLATE_NOOP("trato::format", "E-mail")},
    {"professional", QT_TRANSLATE_NOOP("trato::format", "Professional")},
    {"service", QT_TRANSLATE_NOOP("trato::format", "Service")},
    {"price", QT_TRANSLATE_NOOP("trato::format", "Price")},
    {"status", QT_TRANSLATE_NOOP("trato::format", "Status")},
    {"clientName", QT_TRANSLATE_NOOP("trato::format", "Client")},
    {"name", QT_TRANSLATE_NOOP("trato::format", "Name")},
    {"minutes", QT_TRANSLATE_NOOP("trato::format", "Duration")},
    {"priceCents", QT_TRANSLATE_NOOP("trato::format", "Price")},
    {"to", QT_TRANSLATE_NOOP("trato::format", "Phone")},
    {"source", QT_TRANSLATE_NOOP("trato::format", "Source")},
    {"unit", QT_TRANSLATE_NOOP("trato::format", "Shop")},
    {"visit", QT_TRANSLATE_NOOP("trato::format", "Visit")},
    {"template", QT_TRANSLATE_NOOP("trato::format", "Template")},
    {"recipient", QT_TRANSLATE_NOOP("trato::format", "Recipient")},
    {"row", QT_TRANSLATE_NOOP("trato::format", "Row")},
};

constexpr Entry timingKinds[] = {
    {"run", QT_TRANSLATE_NOOP("trato::format", "Run time")},
    {"wait", QT_TRANSLATE_NOOP("trato::format", "Wait in queue")},
    {"provider", QT_TRANSLATE_NOOP("trato::format", "Provider call")},
};

constexpr Entry components[] = {
    {"jobs.db", QT_TRANSLATE_NOOP("trato::format", "Job store")},
    {"shop.db", QT_TRANSLATE_NOOP("trato::format", "Diary")},
    {"console.db", QT_TRANSLATE_NOOP("trato::format", "Message ledger")},
    {"whatsapp", QT_TRANSLATE_NOOP("trato::format", "WhatsApp")},
    {"engine", QT_TRANSLATE_NOOP("trato::format", "Engine")},
};

constexpr Entry healthNames[] = {
    {"profile", QT_TRANSLATE_NOOP("trato::format", "Profile folder")},
    {"disk", QT_TRANSLATE_NOOP("trato::format", "Free disk space")},
    {"clock", QT_TRANSLATE_NOOP("trato::format", "Clock")},
    {"zone", QT_TRANSLATE_NOOP("trato::format", "Time zone")},
    {"sqlite", QT_TRANSLATE_NOOP("trato::format", "SQLite version")},
    {"whatsapp", QT_TRANSLATE_NOOP("trato::format", "WhatsApp")},
};

constexpr Entry ways[] = {
    {"profile.create", QT_TRANSLATE_NOOP("trato::format", "The folder cannot be made. Choose another one.")},
    {"profile.writable", QT_TRANSLATE_NOOP("trato::format", "The folder may not be written. Change its permissions.")},
    {"clock.set", QT_TRANSLATE_NOOP("trato::format", "Set the clock of the computer.")},
    {"zone.unknown", QT_TRANSLATE_NOOP("trato::format", "Use an IANA name such as America/Sao_Paulo.")},
    {"sqlite.update", QT_TRANSLATE_NOOP("trato::format", "Install SQLite 3.35 or newer.")},
    {"disk.free", QT_TRANSLATE_NOOP("trato::format", "Free some disk space.")},
    {"store.repair", QT_TRANSLATE_NOOP("trato::format", "Restore a backup of this file, or update the program if a newer one wrote it.")},
    {"whatsapp.credentials", QT_TRANSLATE_NOOP("trato::format", "Add the missing credentials of the WhatsApp Cloud API.")},
};

} // namespace

QString healthName(const QString &key) { return find(healthNames, key).value_or(componentName(key)); }
QString wayOut(const QString &key) { return wordsOf(ways, key); }
QString badRow(const QString &reasonKey) { return wordsOf(badReasons, reasonKey); }
QString badRowFix(const QString &fixKey) { return wordsOf(fixes, fixKey); }
QString columnName(const QString &key) { return wordsOf(columns, key); }
QString timingKind(const QString &kind) { return wordsOf(timingKinds, kind); }
QString componentName(const QString &key) { return wordsOf(components, key); }
QString settingName(const QString &key) { return wordsOf(settingNames, key); }
QString settingGroup(const QString &key) { return wordsOf(groups, key); }

QString reason(const QString &key)
{
    const auto known = [](const QString &one) {
        auto words = find(reasons, one);
        if (!words)
            words = find(badReasons, one);
        return words ? words : find(settingNames, one);
    };
    if (const auto words = known(key))
        return *words;
    const qsizetype colon = key.indexOf(u": "_s);   // "phone: phone.area_code"
    const auto words = colon > 0 ? known(key.mid(colon + 2)) : std::nullopt;
    return words ? columnName(key.left(colon)) + u": "_s + *words : key;
}

QString problem(const Problem &problem)
{
    const QString words = wordsOf(problems, problem.code);
    return problem.subject.isEmpty() ? words : words + u" ("_s + componentName(problem.subject) + u")"_s;
}

} // namespace trato::words
