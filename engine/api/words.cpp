#include "engine/api/words.h"

#include "engine/api/message_words.h"
#include "engine/api/provider_words.h"
#include "engine/api/redis_words.h"
#include "engine/api/rule_words.h"
#include "engine/api/way_words.h"
#include "engine/api/word_table.h"

namespace trato::words {

using namespace Qt::StringLiterals;

namespace {

/// Subjects with a file of their own.
std::optional<QString> elsewhere(const QString &key)
{
    const auto rule = ruleWord(key);
    return rule ? rule : messageWord(key);
}

template <size_t N>
QString wordsOf(const Entry (&table)[N], const QString &key)
{
    const auto words = find(table, key);
    return words ? *words : elsewhere(key).value_or(key);
}

constexpr Entry reasons[] = {
    {"reminder.expired", QT_TRANSLATE_NOOP("trato::format", "Too late to be useful")},
    {"visit.gone", QT_TRANSLATE_NOOP("trato::format", "The visit no longer exists")},
    {"visit.moved", QT_TRANSLATE_NOOP("trato::format", "The visit was moved")},
    {"visit.closed", QT_TRANSLATE_NOOP("trato::format", "The visit is already closed")},
    {"visit.not_vanished", QT_TRANSLATE_NOOP("trato::format", "The visit is back in the diary")},
    {"consent.refused", QT_TRANSLATE_NOOP("trato::format", "No consent")},
    {"send.fence", QT_TRANSLATE_NOOP("trato::format", "It was sent, or may have been: it is not sent again")},
    {"site.none", QT_TRANSLATE_NOOP("trato::format", "This engine has its jobs in a file of its own")},
    {"site.worker", QT_TRANSLATE_NOOP("trato::format", "This engine only works: it was started without schedules or for other queues")},
    {"site.no_handler", QT_TRANSLATE_NOOP("trato::format", "This program has nothing that could work on this queue")},
    {"site.fixed", QT_TRANSLATE_NOOP("trato::format", "Where the jobs are was said at the start (REDIS_URL, REDIS_HOST or --redis). Change it there")},
    {"site.unsafe", QT_TRANSLATE_NOOP("trato::format", "This server cannot be used safely. See what the test found")},
    {"site.keychain", QT_TRANSLATE_NOOP("trato::format", "The password could not be kept: this computer has no keychain that answers. Set REDIS_PASSWORD before the start")},
    {"site.other", QT_TRANSLATE_NOOP("trato::format", "The engine that runs on this profile has its jobs elsewhere. See “trato status”")},
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
    {"expired", QT_TRANSLATE_NOOP("trato::format", "Too late to be useful")},
    {"late", QT_TRANSLATE_NOOP("trato::format", "Late: it waits for “send or discard”")},
    {"moved", QT_TRANSLATE_NOOP("trato::format", "The visit was moved")},
    {"cancelled", QT_TRANSLATE_NOOP("trato::format", "The visit was cancelled")},
    {"payment.none", QT_TRANSLATE_NOOP("trato::format", "No payment is recorded for this visit")},
    {"amount.positive", QT_TRANSLATE_NOOP("trato::format", "It must be more than zero")},
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
    {"free text", QT_TRANSLATE_NOOP("trato::format", "WhatsApp takes free text only within 24 hours of the client's own message. Say that the client wrote, or use a template.")},
    {"WhatsApp takes free text only within 24 hours of the client's own message", QT_TRANSLATE_NOOP("trato::format", "WhatsApp takes free text only within 24 hours of the client's own message. Say that the client wrote, or use a template.")},
    {"not sent: another message with this key went to another address", QT_TRANSLATE_NOOP("trato::format", "Not sent: another message has the same key and went to another address")},
    {"not sent: another message with this key said something else", QT_TRANSLATE_NOOP("trato::format", "Not sent: another message has the same key and said something else")},
    {"it never left", QT_TRANSLATE_NOOP("trato::format", "Its job ended before it was sent: nothing went out")},
    {"a person: sent", QT_TRANSLATE_NOOP("trato::format", "Marked by a person: sent")},
    {"a person: not_sent", QT_TRANSLATE_NOOP("trato::format", "Marked by a person: not sent")},
    {"a person: arrived", QT_TRANSLATE_NOOP("trato::format", "Marked by a person: arrived")},
    {"a person: give_up", QT_TRANSLATE_NOOP("trato::format", "Given up by a person")},
    {"a person: send_again", QT_TRANSLATE_NOOP("trato::format", "Sent again by a person")},
    {"whatsapp: no access token", QT_TRANSLATE_NOOP("trato::format", "The access token of WhatsApp is missing")},
    {"whatsapp: stopping", QT_TRANSLATE_NOOP("trato::format", "The engine was stopping")},
    {"whatsapp: no answer", QT_TRANSLATE_NOOP("trato::format", "WhatsApp did not answer")},
    {"no_email", QT_TRANSLATE_NOOP("trato::format", "The client has no e-mail address")},
    {"not an e-mail address", QT_TRANSLATE_NOOP("trato::format", "This is no e-mail address")},
    {"not a mobile number", QT_TRANSLATE_NOOP("trato::format", "This is no mobile number")},
    {"of another channel", QT_TRANSLATE_NOOP("trato::format", "It is written for another channel")},
    {"only whatsapp is assisted", QT_TRANSLATE_NOOP("trato::format", "Only WhatsApp can be assisted")},
    {"no subject or text", QT_TRANSLATE_NOOP("trato::format", "Subject or text is empty")},
    {"longer than 1600 characters", QT_TRANSLATE_NOOP("trato::format", "It is longer than 1,600 characters")},
    {"longer than 200 characters", QT_TRANSLATE_NOOP("trato::format", "It is longer than 200 characters")},
    {"longer than 4096 characters", QT_TRANSLATE_NOOP("trato::format", "It is longer than 4,096 characters")},
    {"longer than 1024 characters", QT_TRANSLATE_NOOP("trato::format", "It is longer than 1,024 characters")},
    {"too many or too long", QT_TRANSLATE_NOOP("trato::format", "There are too many answers, or one is too long")},
    {"the same twice", QT_TRANSLATE_NOOP("trato::format", "Two of them are the same")},
    {"pace.channel", QT_TRANSLATE_NOOP("trato::format", "Messages go out one after another; this one comes soon")},
    {"pace.person", QT_TRANSLATE_NOOP("trato::format", "This client got several messages just now; this one waits a little")},
    {"pace.day", QT_TRANSLATE_NOOP("trato::format", "The shop's limit of messages in 24 hours is reached; this one waits")},
    {"missing", QT_TRANSLATE_NOOP("trato::format", "It is missing")},
    {"the chosen set is too old, choose again", QT_TRANSLATE_NOOP("trato::format", "The selection is too old. Choose again")},
    {"the job is gone", QT_TRANSLATE_NOOP("trato::format", "The job no longer exists")},
    {"no such job", QT_TRANSLATE_NOOP("trato::format", "The job no longer exists")},
    {"watch.no_file", QT_TRANSLATE_NOOP("trato::format", "There is no diary file")},
    {"watch.unreadable", QT_TRANSLATE_NOOP("trato::format", "The file may not be read")},
    {"watch.all_bad", QT_TRANSLATE_NOOP("trato::format", "Not one entry could be understood")},
    {"url.missing", QT_TRANSLATE_NOOP("trato::format", "The address (DIARY_URL) is missing")},
    {"url.https", QT_TRANSLATE_NOOP("trato::format", "The address must begin with https://")},
    {"file.no_events", QT_TRANSLATE_NOOP("trato::format", "The calendar has no events")},
    {"line.twice", QT_TRANSLATE_NOOP("trato::format", "This client waits already")},
    {"line.state", QT_TRANSLATE_NOOP("trato::format", "This does not fit any more: the client was attended or left")},
    {"line.empty", QT_TRANSLATE_NOOP("trato::format", "Nobody waits for this")},
    {"name.taken", QT_TRANSLATE_NOOP("trato::format", "This name is there already")},
    {"name.too_long", QT_TRANSLATE_NOOP("trato::format", "The name is too long")},
    {"hours.format", QT_TRANSLATE_NOOP("trato::format", "Write hours as 09:00-12:00, 13:00-19:00")},
    {"hours.order", QT_TRANSLATE_NOOP("trato::format", "Hours begin before they end, inside one day")},
    {"hours.overlap", QT_TRANSLATE_NOOP("trato::format", "Hours of one day overlap")},
    {"hours.too_many", QT_TRANSLATE_NOOP("trato::format", "There are too many hours")},
    {"day.open", QT_TRANSLATE_NOOP("trato::format", "This day is no holiday: the shop works anyway")},
    {"1 to 1440", QT_TRANSLATE_NOOP("trato::format", "It is between 1 and 1,440 minutes")},
    {"ledger unreadable", QT_TRANSLATE_NOOP("trato::format", "The message ledger cannot be read")},
    {"jobs unreadable", QT_TRANSLATE_NOOP("trato::format", "The job store cannot be read")},
    {"no such delivery", QT_TRANSLATE_NOOP("trato::format", "The message no longer exists")},
    {"cron.fields", QT_TRANSLATE_NOOP("trato::format", "Write five values: minute, hour, day, month, weekday")},
    {"cron.shortcut", QT_TRANSLATE_NOOP("trato::format", "This short form is unknown. Use @daily, @weekly, @monthly …")},
    {"cron.unknown", QT_TRANSLATE_NOOP("trato::format", "This value cannot be understood")},
    {"cron.range", QT_TRANSLATE_NOOP("trato::format", "This value is too small or too large")},
    {"cron.order", QT_TRANSLATE_NOOP("trato::format", "The range ends before it begins")},
    {"cron.step", QT_TRANSLATE_NOOP("trato::format", "The step is not possible")},
    {"cron.nth", QT_TRANSLATE_NOOP("trato::format", "A month has weekdays number 1 to 5")},
    {"cron.never", QT_TRANSLATE_NOOP("trato::format", "That day never comes")},
    {"schedule.id", QT_TRANSLATE_NOOP("trato::format", "Use small letters, digits, - and _, at most 64")},
    {"schedule.title", QT_TRANSLATE_NOOP("trato::format", "At most 100 characters")},
    {"schedule.queue", QT_TRANSLATE_NOOP("trato::format", "Name a queue, without ':'")},
    {"schedule.job_name", QT_TRANSLATE_NOOP("trato::format", "Name the job")},
    {"schedule.data", QT_TRANSLATE_NOOP("trato::format", "This is not JSON")},
    {"schedule.zone", QT_TRANSLATE_NOOP("trato::format", "Use an IANA name such as America/Sao_Paulo.")},
    {"schedule.bounds", QT_TRANSLATE_NOOP("trato::format", "1 to 100 is possible")},
    {"schedule.missing", QT_TRANSLATE_NOOP("trato::format", "The schedule no longer exists")},
    {"backup.missing", QT_TRANSLATE_NOOP("trato::format", "There is no safety copy of this name")},
    {"backup.list", QT_TRANSLATE_NOOP("trato::format", "The list of what is in it cannot be read")},
    {"backup.file", QT_TRANSLATE_NOOP("trato::format", "A file of it is missing or was changed")},
    {"backup.damaged", QT_TRANSLATE_NOOP("trato::format", "A database of it is damaged")},
    {"backup.rows", QT_TRANSLATE_NOOP("trato::format", "A database of it has another number of rows")},
    {"backup.newer", QT_TRANSLATE_NOOP("trato::format", "A newer version of the program made it")},
    {"backup.busy", QT_TRANSLATE_NOOP("trato::format", "A safety copy is being made")},
    {"backup.space", QT_TRANSLATE_NOOP("trato::format", "There is too little free disk space for a safety copy")},
    {"backup.in_use", QT_TRANSLATE_NOOP("trato::format", "The program runs on this profile. Quit it first")},
    {"schedule.no_dry_run", QT_TRANSLATE_NOOP("trato::format", "Only a clean-up can be tried without changing anything")},
    {"schedule.only_queue", QT_TRANSLATE_NOOP("trato::format", "Only a schedule that its queue keeps can have an interval, a limit, a start or an end")},
    {"schedule.only_shop", QT_TRANSLATE_NOOP("trato::format", "A schedule that its queue keeps has no name for people")},
    {"schedule.one_rule", QT_TRANSLATE_NOOP("trato::format", "Give either a cron rule or an interval")},
    {"schedule.every", QT_TRANSLATE_NOOP("trato::format", "An interval of one second to one year is possible")},
    {"schedule.limit", QT_TRANSLATE_NOOP("trato::format", "The number of runs cannot be negative")},
    {"schedule.ends", QT_TRANSLATE_NOOP("trato::format", "The end must lie in the future and after the start")},
    {"schedule.no_queue_home", QT_TRANSLATE_NOOP("trato::format", "Queues of this store cannot keep schedules")},
    {"schedule.no_pause", QT_TRANSLATE_NOOP("trato::format", "A schedule that its queue keeps cannot be paused. Pause the queue, or remove the schedule")},
    {"schedule.instant_taken", QT_TRANSLATE_NOOP("trato::format", "A job of this schedule has begun at that very moment. Try it again")},
    {"schedule.taken", QT_TRANSLATE_NOOP("trato::format", "There is a schedule with this id already")},
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
    {"time.zone", QT_TRANSLATE_NOOP("trato::format", "The time zone is unknown")},
    {"event.all_day", QT_TRANSLATE_NOOP("trato::format", "An entry of whole days is no visit")},
    {"event.too_large", QT_TRANSLATE_NOOP("trato::format", "The entry is too large")},
    {"rule.unsupported", QT_TRANSLATE_NOOP("trato::format", "The repetition is of a kind that is not understood")},
    {"rule.too_long", QT_TRANSLATE_NOOP("trato::format", "The repetition has too many steps")},
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
    {"event.time", QT_TRANSLATE_NOOP("trato::format", "Give the entry a start and an end on one day")},
    {"event.title", QT_TRANSLATE_NOOP("trato::format", "Write the client into the title, as in “João - Corte”")},
    {"event.rule", QT_TRANSLATE_NOOP("trato::format", "Repeat it by day, week, month or year")},
    {"event.once", QT_TRANSLATE_NOOP("trato::format", "Remove one of the two")},
    {"row.check", QT_TRANSLATE_NOOP("trato::format", "Check separators and quotes of this line")},
};

constexpr Entry problems[] = {
    {"channel.unreachable", QT_TRANSLATE_NOOP("trato::format", "WhatsApp cannot be reached. Messages wait and go out when it is back.")},
    {"channel.template", QT_TRANSLATE_NOOP("trato::format", "Meta does not accept a message template. See it in WhatsApp Manager.")},
    {"channel.unreachable.other", QT_TRANSLATE_NOOP("trato::format", "This way of sending cannot be reached. Messages wait and go out when it is back.")},
    {"store.full", QT_TRANSLATE_NOOP("trato::format", "The disk is full. Nothing is lost; work goes on when there is space.")},
    {"store.corrupt", QT_TRANSLATE_NOOP("trato::format", "A data file is damaged. Restore a backup.")},
    {"store.locked", QT_TRANSLATE_NOOP("trato::format", "Another program holds a data file. Close it; work goes on by itself.")},
    {"store.readonly", QT_TRANSLATE_NOOP("trato::format", "A data file may not be written. Check its permissions.")},
    {"store.unavailable", QT_TRANSLATE_NOOP("trato::format", "A data file cannot be reached. Trying again.")},
    {"store.newer", QT_TRANSLATE_NOOP("trato::format", "A data file was written by a newer version of the program. Update the program.")},
    {"queue.broken", QT_TRANSLATE_NOOP("trato::format", "A queue cannot be read: one of its keys is of another kind. Whoever wrote the key has to remove it.")},
    {"diary.stale", QT_TRANSLATE_NOOP("trato::format", "The diary is old, so reminders are held. Import it again.")},
    {"diary.watch", QT_TRANSLATE_NOOP("trato::format", "The watched diary file could not be imported.")},
    {"diary.url", QT_TRANSLATE_NOOP("trato::format", "The calendar at the given address could not be imported.")},
    {"diary.empty", QT_TRANSLATE_NOOP("trato::format", "The diary is empty. Import it to start.")},
    {"reminders.late", QT_TRANSLATE_NOOP("trato::format", "Reminders came due while nothing ran. Send or discard them.")},
    {"channel.token", QT_TRANSLATE_NOOP("trato::format", "WhatsApp refuses the access token. Store a new one; sending is stopped.")},
    {"channel.stopped", QT_TRANSLATE_NOOP("trato::format", "The channel is stopped. See the System tab.")},
    {"backup.old", QT_TRANSLATE_NOOP("trato::format", "No safety copy has been made for days. See the System tab.")},
    {"queue.late", QT_TRANSLATE_NOOP("trato::format", "Jobs are due and were not started. See the Queues tab.")},
};

constexpr Entry settingNames[] = {
    {"reminders/dayBeforeHours", QT_TRANSLATE_NOOP("trato::format", "Hours before the visit (first reminder)")},
    {"reminders/hourBeforeMinutes", QT_TRANSLATE_NOOP("trato::format", "Minutes before the visit (second reminder)")},
    {"reminders/dayBefore", QT_TRANSLATE_NOOP("trato::format", "Remind the day before")},
    {"reminders/hourBefore", QT_TRANSLATE_NOOP("trato::format", "Remind shortly before")},
    {"reminders/diaryStaleHours", QT_TRANSLATE_NOOP("trato::format", "Hold reminders when the diary is older than (h)")},
    {"reminders/lateBatch", QT_TRANSLATE_NOOP("trato::format", "Late reminders sent without asking")},
    {"diary/watch", QT_TRANSLATE_NOOP("trato::format", "File or folder that is imported when it changes")},
    {"diary/urlMinutes", QT_TRANSLATE_NOOP("trato::format", "Import the calendar address every (min, 0 = never)")},
    {"messages/perImport", QT_TRANSLATE_NOOP("trato::format", "Messages that one import may cause (0 = none)")},
    {"messages/order", QT_TRANSLATE_NOOP("trato::format", "Which way messages take")},
    {"messages/switchMinutes", QT_TRANSLATE_NOOP("trato::format", "Try the next way after (min, 0 = never)")},
    {"whatsapp/way", QT_TRANSLATE_NOOP("trato::format", "Way of sending")},
    {"whatsapp/url", QT_TRANSLATE_NOOP("trato::format", "Address of the API")},
    {"whatsapp/version", QT_TRANSLATE_NOOP("trato::format", "Version of the API")},
    {"whatsapp/numberId", QT_TRANSLATE_NOOP("trato::format", "Phone number id at Meta")},
    {"whatsapp/timeoutSeconds", QT_TRANSLATE_NOOP("trato::format", "Wait for an answer (s)")},
    {"whatsapp/caFile", QT_TRANSLATE_NOOP("trato::format", "Extra certificate file (PEM)")},
    {"store/redis", QT_TRANSLATE_NOOP("trato::format", "Redis of the site")},
    {"store/prefix", QT_TRANSLATE_NOOP("trato::format", "Prefix of the site's keys")},
    {"store/pausedLayout", QT_TRANSLATE_NOOP("trato::format", "Paused queues as BullMQ (auto, 5, 6, mixed)")},
    {"store/duties", QT_TRANSLATE_NOOP("trato::format", "Queues of the site, worked on or watched")},
    {"whatsapp/perSecond", QT_TRANSLATE_NOOP("trato::format", "Messages in a second, at most")},
    {"whatsapp/perDay", QT_TRANSLATE_NOOP("trato::format", "Messages in 24 hours, at most (0 = no limit)")},
    {"email/way", QT_TRANSLATE_NOOP("trato::format", "Way of sending")},
    {"email/provider", QT_TRANSLATE_NOOP("trato::format", "Sent by")},
    {"email/from", QT_TRANSLATE_NOOP("trato::format", "Address of the sender")},
    {"email/fromName", QT_TRANSLATE_NOOP("trato::format", "Name of the sender")},
    {"email/replyTo", QT_TRANSLATE_NOOP("trato::format", "Answers go to (empty: the sender)")},
    {"email/timeoutSeconds", QT_TRANSLATE_NOOP("trato::format", "Wait for an answer (s)")},
    {"email/perDay", QT_TRANSLATE_NOOP("trato::format", "Messages in 24 hours, at most (0 = no limit)")},
    {"email/caFile", QT_TRANSLATE_NOOP("trato::format", "Extra certificate file (PEM)")},
    {"sendgrid/url", QT_TRANSLATE_NOOP("trato::format", "Address of the API")},
    {"smtp/host", QT_TRANSLATE_NOOP("trato::format", "Server")},
    {"smtp/port", QT_TRANSLATE_NOOP("trato::format", "Port")},
    {"smtp/security", QT_TRANSLATE_NOOP("trato::format", "Encryption")},
    {"smtp/user", QT_TRANSLATE_NOOP("trato::format", "User (empty: no sign-in)")},
    {"sms/way", QT_TRANSLATE_NOOP("trato::format", "Way of sending")},
    {"sms/url", QT_TRANSLATE_NOOP("trato::format", "Address of the API")},
    {"sms/accountSid", QT_TRANSLATE_NOOP("trato::format", "Account SID at Twilio")},
    {"sms/from", QT_TRANSLATE_NOOP("trato::format", "Number of the sender, or service (MG…)")},
    {"sms/plain", QT_TRANSLATE_NOOP("trato::format", "Write without accents: cheaper")},
    {"sms/timeoutSeconds", QT_TRANSLATE_NOOP("trato::format", "Wait for an answer (s)")},
    {"sms/perDay", QT_TRANSLATE_NOOP("trato::format", "Messages in 24 hours, at most (0 = no limit)")},
    {"sms/caFile", QT_TRANSLATE_NOOP("trato::format", "Extra certificate file (PEM)")},
    {"SENDGRID_API_KEY", QT_TRANSLATE_NOOP("trato::format", "API key of SendGrid (SENDGRID_API_KEY)")},
    {"SMTP_PASS", QT_TRANSLATE_NOOP("trato::format", "Password of the mail server (SMTP_PASS)")},
    {"TWILIO_AUTH_TOKEN", QT_TRANSLATE_NOOP("trato::format", "Auth token of Twilio (TWILIO_AUTH_TOKEN)")},
    {"engine/concurrency", QT_TRANSLATE_NOOP("trato::format", "Messages in hand at once")},
    {"engine/leaseSeconds", QT_TRANSLATE_NOOP("trato::format", "Lease of a job (s)")},
    {"engine/keepCompleted", QT_TRANSLATE_NOOP("trato::format", "Completed jobs kept")},
    {"engine/keepFailed", QT_TRANSLATE_NOOP("trato::format", "Failed jobs kept")},
    {"backup/keep", QT_TRANSLATE_NOOP("trato::format", "Safety copies kept")},
    {"cleanup/jobsDays", QT_TRANSLATE_NOOP("trato::format", "Keep finished jobs for (days)")},
    {"cleanup/textsDays", QT_TRANSLATE_NOOP("trato::format", "Keep texts of messages for (days)")},
    {"cleanup/deliveriesDays", QT_TRANSLATE_NOOP("trato::format", "Keep what became of messages for (days)")},
    {"cleanup/logsDays", QT_TRANSLATE_NOOP("trato::format", "Keep old logs for (days)")},
    {"unit/name", QT_TRANSLATE_NOOP("trato::format", "Name of the shop")},
    {"unit/phone", QT_TRANSLATE_NOOP("trato::format", "Phone of the shop")},
    {"unit/zone", QT_TRANSLATE_NOOP("trato::format", "Time zone")},
};

/// What a setting with a few values may say.
constexpr Entry choices[] = {
    {"sendgrid", QT_TRANSLATE_NOOP("trato::format", "SendGrid")},
    {"smtp", QT_TRANSLATE_NOOP("trato::format", "A mail server (SMTP)")},
    {"starttls", QT_TRANSLATE_NOOP("trato::format", "STARTTLS (mostly port 587)")},
    {"tls", QT_TRANSLATE_NOOP("trato::format", "TLS from the start (mostly port 465)")},
};

constexpr Entry groups[] = {
    {"reminders", QT_TRANSLATE_NOOP("trato::format", "Reminders")},
    {"diary", QT_TRANSLATE_NOOP("trato::format", "Diary")},
    {"messages", QT_TRANSLATE_NOOP("trato::format", "Messages")},
    {"whatsapp", QT_TRANSLATE_NOOP("trato::format", "WhatsApp")},
    {"store", QT_TRANSLATE_NOOP("trato::format", "Job store")},
    {"email", QT_TRANSLATE_NOOP("trato::format", "E-mail")},
    {"sendgrid", QT_TRANSLATE_NOOP("trato::format", "SendGrid")},
    {"smtp", QT_TRANSLATE_NOOP("trato::format", "Mail server (SMTP)")},
    {"sms", QT_TRANSLATE_NOOP("trato::format", "SMS (Twilio)")},
    {"engine", QT_TRANSLATE_NOOP("trato::format", "Engine")},
    {"backup", QT_TRANSLATE_NOOP("trato::format", "Safety copies")},
    {"cleanup", QT_TRANSLATE_NOOP("trato::format", "Clean-up")},
    {"unit", QT_TRANSLATE_NOOP("trato::format", "Shop")},
};

constexpr Entry columns[] = {
    {"way", QT_TRANSLATE_NOOP("trato::format", "Way of sending")},
    {"choices", QT_TRANSLATE_NOOP("trato::format", "Answers")},
    {"message", QT_TRANSLATE_NOOP("trato::format", "Message")},
    {"subject", QT_TRANSLATE_NOOP("trato::format", "Subject")},
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
    {"amountCents", QT_TRANSLATE_NOOP("trato::format", "Amount")},
    {"to", QT_TRANSLATE_NOOP("trato::format", "Phone")},
    {"source", QT_TRANSLATE_NOOP("trato::format", "Source")},
    {"unit", QT_TRANSLATE_NOOP("trato::format", "Shop")},
    {"hours", QT_TRANSLATE_NOOP("trato::format", "Working hours")},
    {"visit", QT_TRANSLATE_NOOP("trato::format", "Visit")},
    {"template", QT_TRANSLATE_NOOP("trato::format", "Template")},
    {"recipient", QT_TRANSLATE_NOOP("trato::format", "Recipient")},
    {"row", QT_TRANSLATE_NOOP("trato::format", "Row")},
    {"second", QT_TRANSLATE_NOOP("trato::format", "Second")},
    {"minute", QT_TRANSLATE_NOOP("trato::format", "Minute")},
    {"hour", QT_TRANSLATE_NOOP("trato::format", "Hour")},
    {"day", QT_TRANSLATE_NOOP("trato::format", "Day")},
    {"month", QT_TRANSLATE_NOOP("trato::format", "Month")},
    {"weekday", QT_TRANSLATE_NOOP("trato::format", "Weekday")},
    {"pattern", QT_TRANSLATE_NOOP("trato::format", "Rule")},
    {"zone", QT_TRANSLATE_NOOP("trato::format", "Time zone")},
    {"title", QT_TRANSLATE_NOOP("trato::format", "Name")},
    {"queue", QT_TRANSLATE_NOOP("trato::format", "Queue")},
    {"jobName", QT_TRANSLATE_NOOP("trato::format", "Job")},
    {"data", QT_TRANSLATE_NOOP("trato::format", "Data")},
    {"catchUp", QT_TRANSLATE_NOOP("trato::format", "Missed times that are caught up")},
    {"attempts", QT_TRANSLATE_NOOP("trato::format", "Tries")},
};

constexpr Entry timingKinds[] = {
    {"run", QT_TRANSLATE_NOOP("trato::format", "Run time")},
    {"wait", QT_TRANSLATE_NOOP("trato::format", "Wait in queue")},
    {"provider", QT_TRANSLATE_NOOP("trato::format", "Provider call")},
};

constexpr Entry components[] = {
    {"jobs.db", QT_TRANSLATE_NOOP("trato::format", "Job store")},
    {"redis", QT_TRANSLATE_NOOP("trato::format", "Redis of the site")},
    {"shop.db", QT_TRANSLATE_NOOP("trato::format", "Diary")},
    {"console.db", QT_TRANSLATE_NOOP("trato::format", "Message ledger")},
    {"whatsapp", QT_TRANSLATE_NOOP("trato::format", "WhatsApp")},
    {"email", QT_TRANSLATE_NOOP("trato::format", "E-mail")},
    {"sms", QT_TRANSLATE_NOOP("trato::format", "SMS")},
    {"sendgrid", QT_TRANSLATE_NOOP("trato::format", "SendGrid")},
    {"smtp", QT_TRANSLATE_NOOP("trato::format", "Mail server (SMTP)")},
    {"twilio", QT_TRANSLATE_NOOP("trato::format", "Twilio")},
    {"engine", QT_TRANSLATE_NOOP("trato::format", "Engine")},
};

constexpr Entry healthNames[] = {
    {"profile", QT_TRANSLATE_NOOP("trato::format", "Profile folder")},
    {"disk", QT_TRANSLATE_NOOP("trato::format", "Free disk space")},
    {"clock", QT_TRANSLATE_NOOP("trato::format", "Clock")},
    {"zone", QT_TRANSLATE_NOOP("trato::format", "Time zone")},
    {"sqlite", QT_TRANSLATE_NOOP("trato::format", "SQLite version")},
    {"whatsapp", QT_TRANSLATE_NOOP("trato::format", "WhatsApp")},
    {"redis.connection", QT_TRANSLATE_NOOP("trato::format", "Redis connection")},
    {"redis.role", QT_TRANSLATE_NOOP("trato::format", "Redis role")},
    {"redis.version", QT_TRANSLATE_NOOP("trato::format", "Redis version")},
    {"redis.memory", QT_TRANSLATE_NOOP("trato::format", "Redis memory")},
    {"redis.writes", QT_TRANSLATE_NOOP("trato::format", "Writes to Redis")},
    {"redis.durability", QT_TRANSLATE_NOOP("trato::format", "Redis durability")},
    {"redis.rights", QT_TRANSLATE_NOOP("trato::format", "Redis rights")},
    {"redis.clock", QT_TRANSLATE_NOOP("trato::format", "Clock of the Redis server")},
    {"redis.queues", QT_TRANSLATE_NOOP("trato::format", "Queues on Redis")},
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
    {"email.credentials", QT_TRANSLATE_NOOP("trato::format", "Add what is missing to send e-mail.")},
    {"sms.credentials", QT_TRANSLATE_NOOP("trato::format", "Add what is missing to send SMS.")},
};

} // namespace

QString healthName(const QString &key) { return find(healthNames, key).value_or(componentName(key)); }
QString wayOut(const QString &key)
{
    if (const auto words = find(ways, key))
        return *words;
    const QString server = redisWayOut(key);
    return server.isEmpty() ? wordsOf(problems, key) : server; // a problem's words say what helps
}
QString badRow(const QString &reasonKey) { return wordsOf(badReasons, reasonKey); }
QString badRowFix(const QString &fixKey) { return wordsOf(fixes, fixKey); }
QString columnName(const QString &key) { return wordsOf(columns, key); }
QString timingKind(const QString &kind) { return wordsOf(timingKinds, kind); }
QString componentName(const QString &key) { return find(components, key).value_or(elsewhere(key).value_or(wayWords(key))); }
QString settingName(const QString &key) { return find(settingNames, key).value_or(elsewhere(key).value_or(wayWords(key))); }
QString settingChoice(const QString &name) { return wordsOf(choices, name); }
QString settingGroup(const QString &key) { return find(groups, key).value_or(elsewhere(key).value_or(wayWords(key))); }

QString reason(const QString &key)
{
    const auto known = [](const QString &one) {
        auto words = find(reasons, one);
        if (!words)
            words = find(badReasons, one);
        if (!words)
            words = find(settingNames, one);
        return words ? words : elsewhere(one);
    };
    if (const auto words = known(key))
        return *words;
    if (const QString words = wayWords(key); words != key)
        return words;
    if (constexpr QStringView missing = u"missing: "; key.startsWith(missing)) { // names of settings and secrets
        QStringList names;
        for (const QString &name : key.mid(missing.size()).split(u", "_s))
            names << settingName(name);
        return QCoreApplication::translate("trato::format", "Missing: %1").arg(names.join(u", "_s));
    }
    if (const QString words = providerReason(key); !words.isEmpty())
        return words;
    const qsizetype colon = key.indexOf(u": "_s);   // "phone: phone.area_code"
    const auto words = colon > 0 ? known(key.mid(colon + 2)) : std::nullopt;
    return words ? columnName(key.left(colon)) + u": "_s + *words : key;
}

QString problem(const Problem &problem)
{
    const bool isOther = problem.code == u"channel.unreachable" && problem.subject != u"whatsapp";
    const QString code = isOther ? u"channel.unreachable.other"_s : problem.code;
    const QString words = find(problems, code).value_or(wayOut(code)); // what helps a server says what is wrong
    return problem.subject.isEmpty() ? words : words + u" ("_s + componentName(problem.subject) + u")"_s;
}

} // namespace trato::words
