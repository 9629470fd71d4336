#include "engine/api/provider_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace trato::words {

using namespace Qt::StringLiterals;

namespace {

/// What the codes of WhatsApp have in common for a person: what happened and what to do.
enum class Cause {
    Access, Number, Account, Billing, Rate, Quality, Fault, Lost, Content, Template, Missing, Paused, Disabled, Recipient, BlockedByUs,
    Ourselves, TestNumber, Country, Window, Withheld, OptedOut, Marketing, Offline, Refused,
};

/// In the order of `Cause`.
constexpr const char *texts[] = {
    QT_TRANSLATE_NOOP("trato::format", "WhatsApp does not accept the access token. Create a new one at Meta and store it; messages wait until then."),
    QT_TRANSLATE_NOOP("trato::format", "The shop's number is not ready at Meta. Open the WhatsApp Manager and see what is missing."),
    QT_TRANSLATE_NOOP("trato::format", "Meta has restricted the shop's account. Open the WhatsApp Manager and follow what it asks."),
    QT_TRANSLATE_NOOP("trato::format", "Meta could not charge for the messages. Check the means of payment in the WhatsApp Manager."),
    QT_TRANSLATE_NOOP("trato::format", "WhatsApp asks for a pause: too many messages in a short time. It is tried again by itself while it is useful."),
    QT_TRANSLATE_NOOP("trato::format", "Meta slows the number down because clients blocked or reported messages. Write less for some days."),
    QT_TRANSLATE_NOOP("trato::format", "WhatsApp has a fault of its own. While it is useful, it is tried again by itself; if it failed for good, send it again later."),
    QT_TRANSLATE_NOOP("trato::format", "The connection to WhatsApp broke off; the message may have arrived. Look into the conversation before sending it again."),
    QT_TRANSLATE_NOOP("trato::format", "WhatsApp could not read the message. Compare the template's text here with the one in the WhatsApp Manager."),
    QT_TRANSLATE_NOOP("trato::format", "The text does not fit the template at Meta. Compare the template here with the one in the WhatsApp Manager."),
    QT_TRANSLATE_NOOP("trato::format", "Meta has no such approved template in this language. Check its name and language in the WhatsApp Manager."),
    QT_TRANSLATE_NOOP("trato::format", "Meta stopped this template, mostly because clients rated it badly. See it in the WhatsApp Manager and change its text."),
    QT_TRANSLATE_NOOP("trato::format", "Meta switched this template off for good. Make another one in the WhatsApp Manager."),
    QT_TRANSLATE_NOOP("trato::format", "The client's number cannot get messages by WhatsApp. Check the number, or call."),
    QT_TRANSLATE_NOOP("trato::format", "The shop has blocked this client in WhatsApp. Unblock the client, then send again."),
    QT_TRANSLATE_NOOP("trato::format", "The client has the shop's own number. Correct the client's phone."),
    QT_TRANSLATE_NOOP("trato::format", "Meta's test number writes only to numbers on its list. Add the client's number there, or use the shop's own."),
    QT_TRANSLATE_NOOP("trato::format", "The shop's account may not write to this country. Call, or use another way."),
    QT_TRANSLATE_NOOP("trato::format", "Free text goes out only within 24 hours of the client's own message. Send a template."),
    QT_TRANSLATE_NOOP("trato::format", "Meta held the message back so that the client does not get too many. Call, or try tomorrow."),
    QT_TRANSLATE_NOOP("trato::format", "The client wants no advertising by WhatsApp. Do not send it again."),
    QT_TRANSLATE_NOOP("trato::format", "Advertising is switched off for the shop's account at Meta. Switch it on there if you want it."),
    QT_TRANSLATE_NOOP("trato::format", "WhatsApp was not reached. Check the connection to the Internet."),
    QT_TRANSLATE_NOOP("trato::format", "WhatsApp refused the message. The code says why; search for it in Meta's help."),
};
static_assert(std::size(texts) == size_t(Cause::Refused) + 1);

struct Row {
    int code;
    Cause cause;
};

/// The table of providers 1.1.
constexpr Row rows[] = {
    {0, Cause::Access}, {3, Cause::Access}, {10, Cause::Access}, {190, Cause::Access}, {131005, Cause::Access},
    {33, Cause::Number}, {131037, Cause::Number}, {131045, Cause::Number}, {133010, Cause::Number},
    {368, Cause::Account}, {131031, Cause::Account}, {131064, Cause::Account}, {131042, Cause::Billing},
    {4, Cause::Rate}, {80007, Cause::Rate}, {130429, Cause::Rate}, {131056, Cause::Rate}, {133016, Cause::Rate},
    {131048, Cause::Quality},
    {1, Cause::Fault}, {2, Cause::Fault}, {131000, Cause::Fault}, {131016, Cause::Fault}, {131057, Cause::Fault}, {133004, Cause::Fault},
    {100, Cause::Content}, {131008, Cause::Content}, {131009, Cause::Content}, {131051, Cause::Content}, {131052, Cause::Content},
    {131053, Cause::Content}, {132068, Cause::Content}, {132069, Cause::Content}, {135000, Cause::Content},
    {132000, Cause::Template}, {132005, Cause::Template}, {132012, Cause::Template}, {132018, Cause::Template},
    {132001, Cause::Missing}, {132007, Cause::Paused}, {132015, Cause::Paused}, {132016, Cause::Disabled},
    {131026, Cause::Recipient}, {130403, Cause::BlockedByUs}, {131021, Cause::Ourselves}, {131030, Cause::TestNumber},
    {130497, Cause::Country}, {131047, Cause::Window}, {130472, Cause::Withheld}, {131049, Cause::Withheld}, {131050, Cause::OptedOut},
    {131063, Cause::Marketing},
};

Cause causeOf(int code)
{
    if (code >= 200 && code <= 299)
        return Cause::Access;
    const auto it = std::ranges::find(rows, code, &Row::code);
    return it == std::end(rows) ? Cause::Refused : it->cause;
}

Cause causeOfStatus(int status)
{
    if (status == 401 || status == 403)
        return Cause::Access;
    if (status == 429)
        return Cause::Rate;
    if (status == 503)
        return Cause::Fault;
    return status >= 500 || status == 408 || status == 425 ? Cause::Lost : Cause::Refused;
}

/// Errors of QNetworkReply that come before the message leaves.
bool neverLeft(int networkError)
{
    constexpr int codes[] = {1, 3, 6, 101, 103, 105, 301};
    return std::ranges::find(codes, networkError) != std::end(codes);
}

/// The same of those who carry e-mail and SMS; %1 is the carrier.
enum class Trouble { Access, Credit, Sender, Rate, Later, Lost, Content, Recipient, OptedOut, Spam, Country, Trial, Open, Offline, Refused };

/// In the order of `Trouble`.
constexpr const char *troubles[] = {
    QT_TRANSLATE_NOOP("trato::format", "%1 does not accept the credential. Correct it in the settings; messages wait until then."),
    QT_TRANSLATE_NOOP("trato::format", "The account at %1 is not active, or has no credit left. See to it there; messages wait until then."),
    QT_TRANSLATE_NOOP("trato::format", "%1 does not accept the shop's sender. Confirm the sender there, or correct it in the settings."),
    QT_TRANSLATE_NOOP("trato::format", "%1 asks for a pause: too many messages in a short time. It is tried again by itself while it is useful."),
    QT_TRANSLATE_NOOP("trato::format", "%1 could not take the message now. It is tried again by itself while it is useful."),
    QT_TRANSLATE_NOOP("trato::format", "The answer of %1 was lost; the message may have arrived. Ask the client before sending it again."),
    QT_TRANSLATE_NOOP("trato::format", "%1 could not use the message. Look at its text, or at its size."),
    QT_TRANSLATE_NOOP("trato::format", "%1 cannot reach the client there. Correct the number or the address, or call."),
    QT_TRANSLATE_NOOP("trato::format", "The client has stopped messages from the shop at %1. Do not send it again this way."),
    QT_TRANSLATE_NOOP("trato::format", "The message was taken for advertising on the way (%1). Change its text."),
    QT_TRANSLATE_NOOP("trato::format", "The account at %1 may not write to this country. Allow it there."),
    QT_TRANSLATE_NOOP("trato::format", "A trial account at %1 writes only to confirmed numbers. Confirm the number there, or upgrade the account."),
    QT_TRANSLATE_NOOP("trato::format", "%1 offers no encryption, so nothing was told to it. Use another port, or another server."),
    QT_TRANSLATE_NOOP("trato::format", "%1 was not reached. Check the Internet, and the address in the settings."),
    QT_TRANSLATE_NOOP("trato::format", "%1 refused the message. The code says why."),
};
static_assert(std::size(troubles) == size_t(Trouble::Refused) + 1);

struct CarrierRow {
    const char *carrier;
    int code;
    Trouble trouble;
};

/// The tables of providers 1.2 to 1.4.
constexpr CarrierRow carrierRows[] = {
    {"sendgrid", 400, Trouble::Content}, {"sendgrid", 401, Trouble::Access}, {"sendgrid", 403, Trouble::Sender},
    {"sendgrid", 413, Trouble::Content}, {"sendgrid", 429, Trouble::Rate}, {"sendgrid", 503, Trouble::Later},
    {"twilio", 20003, Trouble::Access}, {"twilio", 20404, Trouble::Access}, {"twilio", 20005, Trouble::Credit}, {"twilio", 30002, Trouble::Credit},
    {"twilio", 21212, Trouble::Sender}, {"twilio", 21606, Trouble::Sender}, {"twilio", 21703, Trouble::Sender}, {"twilio", 21704, Trouble::Sender},
    {"twilio", 21705, Trouble::Sender}, {"twilio", 30024, Trouble::Sender}, {"twilio", 63007, Trouble::Sender}, {"twilio", 21408, Trouble::Country},
    {"twilio", 21608, Trouble::Trial}, {"twilio", 20429, Trouble::Rate}, {"twilio", 21611, Trouble::Rate}, {"twilio", 63018, Trouble::Rate},
    {"twilio", 63038, Trouble::Rate}, {"twilio", 30001, Trouble::Later}, {"twilio", 30017, Trouble::Later}, {"twilio", 20500, Trouble::Lost},
    {"twilio", 20503, Trouble::Lost}, {"twilio", 30410, Trouble::Lost}, {"twilio", 21211, Trouble::Recipient}, {"twilio", 21217, Trouble::Recipient},
    {"twilio", 21612, Trouble::Recipient}, {"twilio", 21614, Trouble::Recipient}, {"twilio", 30003, Trouble::Recipient},
    {"twilio", 30004, Trouble::Recipient}, {"twilio", 30005, Trouble::Recipient}, {"twilio", 30006, Trouble::Recipient},
    {"twilio", 21610, Trouble::OptedOut}, {"twilio", 30007, Trouble::Spam}, {"twilio", 14107, Trouble::Spam}, {"twilio", 21602, Trouble::Content},
    {"twilio", 21603, Trouble::Content}, {"twilio", 21604, Trouble::Content}, {"twilio", 21617, Trouble::Content},
    {"smtp", 530, Trouble::Access}, {"smtp", 534, Trouble::Access}, {"smtp", 535, Trouble::Access}, {"smtp", 538, Trouble::Access},
    {"smtp", 550, Trouble::Recipient}, {"smtp", 551, Trouble::Recipient}, {"smtp", 553, Trouble::Recipient}, {"smtp", 552, Trouble::Content},
    {"smtp", 554, Trouble::Spam},
};

Trouble troubleOf(const QString &carrier, int code)
{
    const auto it = std::ranges::find_if(carrierRows, [&](const CarrierRow &row) { return row.code == code && carrier == QLatin1String(row.carrier); });
    if (it != std::end(carrierRows))
        return it->trouble;
    if (carrier == u"smtp")
        return code >= 400 && code < 500 ? Trouble::Later : Trouble::Refused;
    return code >= 500 && code < 600 ? Trouble::Lost : Trouble::Refused;
}

Trouble troubleOfStatus(int status)
{
    switch (causeOfStatus(status)) {
    case Cause::Access: return Trouble::Access;
    case Cause::Rate: return Trouble::Rate;
    case Cause::Fault: return Trouble::Later;
    case Cause::Lost: return Trouble::Lost;
    default: return Trouble::Refused;
    }
}

QString carrierName(const QString &carrier)
{
    if (carrier == u"sendgrid")
        return u"SendGrid"_s;
    return carrier == u"twilio" ? u"Twilio"_s : QCoreApplication::translate("trato::format", "The mail server");
}

QString textOf(const QString &carrier, Trouble trouble, const QString &code = {})
{
    const QString text = QCoreApplication::translate("trato::format", troubles[int(trouble)]).arg(carrierName(carrier));
    return code.isEmpty() ? text : text + u" ("_s + code + u')';
}

/// A code that is not in the table: what the provider says itself is better than nothing.
QString withTheirWords(const QString &words, const QString &theirs)
{
    //: %1 is a sentence, %2 the provider's own words.
    return theirs.isEmpty() ? words : QCoreApplication::translate("trato::format", "%1 Its words: “%2”").arg(words, theirs);
}
/// The status that a receiving mail server gives with a bounce: "5.1.1" (RFC 3463).
std::optional<Trouble> troubleOfMailStatus(const QString &status)
{
    static const QRegularExpression form(QStringLiteral("^([45])\\.([0-9])\\.[0-9]{1,3}$"));
    const auto match = form.match(status);
    if (!match.hasMatch())
        return std::nullopt;
    if (match.captured(1) == u"4")
        return Trouble::Later;
    if (match.captured(2) == u"1" || match.captured(2) == u"2")
        return Trouble::Recipient;
    return match.captured(2) == u"7" ? Trouble::Spam : Trouble::Refused;
}

/// Words for a reason of SendGrid, Twilio or a mail server; empty for any other.
QString carrierReason(const QString &reason)
{
    static const QRegularExpression whole(u"^(sendgrid|twilio|smtp)([.:]) ?(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression status(u"^HTTP (\\d+)$"_s);
    static const QRegularExpression network(u"^network error (-?\\d+)$"_s);
    const auto match = whole.match(reason);
    if (!match.hasMatch())
        return {};
    const QString carrier = match.captured(1);
    const QString rest = match.captured(3);
    if (match.captured(2) == u".") {
        const QString code = rest.section(u':', 0, 0);
        if (code == u"credits")
            return textOf(carrier, Trouble::Credit);
        bool ok = false;
        const int number = code.toInt(&ok);
        const std::optional<Trouble> trouble = ok ? std::optional(troubleOf(carrier, number)) : troubleOfMailStatus(code);
        if (!trouble)
            return {};
        const QString words = textOf(carrier, *trouble, code);
        return *trouble == Trouble::Refused ? withTheirWords(words, rest.section(u": "_s, 1)) : words;
    }
    if (const auto http = status.match(rest); http.hasMatch())
        return textOf(carrier, troubleOfStatus(http.captured(1).toInt()), rest);
    if (const auto error = network.match(rest); error.hasMatch()) {
        const bool offline = carrier == u"smtp" || neverLeft(error.captured(1).toInt());
        return textOf(carrier, offline ? Trouble::Offline : Trouble::Lost, error.captured(1));
    }
    if (rest == u"no encryption offered" || rest == u"words before the encryption")
        return textOf(carrier, Trouble::Open);
    if (rest == u"no access token" || rest == u"no usable sign-in")
        return textOf(carrier, Trouble::Access);
    if (rest.startsWith(u"no answer to the whole message"))
        return textOf(carrier, Trouble::Lost);
    if (rest.startsWith(u"no complete answer within ") || rest.startsWith(u"answer larger than "))
        return textOf(carrier, carrier == u"smtp" ? Trouble::Offline : Trouble::Lost);
    if (rest == u"the connection broke off" || rest == u"not a mail server's answer")
        return textOf(carrier, Trouble::Offline);
    return rest == u"larger than the server takes" ? textOf(carrier, Trouble::Content) : QString();
}

QString textOf(Cause cause) { return QCoreApplication::translate("trato::format", texts[int(cause)]); }
QString withCode(Cause cause, const QString &code) { return textOf(cause) + u" ("_s + code + u')'; }

} // namespace

QString providerReason(const QString &reason)
{
    static const QRegularExpression coded(u"^whatsapp\\.(\\d+)(?::\\s*(.*))?$"_s, QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression status(u"^whatsapp: HTTP (\\d+)$"_s);
    static const QRegularExpression network(u"^whatsapp: network error (-?\\d+)$"_s);
    static const QRegularExpression cut(u"^whatsapp: (?:no complete answer within \\d+ ms|answer larger than \\d+ bytes)$"_s);
    if (const auto match = coded.match(reason); match.hasMatch()) {
        const Cause cause = causeOf(match.captured(1).toInt());
        const QString words = withCode(cause, match.captured(1));
        return cause == Cause::Refused ? withTheirWords(words, match.captured(2)) : words;
    }
    if (const auto match = status.match(reason); match.hasMatch())
        return withCode(causeOfStatus(match.captured(1).toInt()), u"HTTP "_s + match.captured(1));
    if (const auto match = network.match(reason); match.hasMatch())
        return withCode(neverLeft(match.captured(1).toInt()) ? Cause::Offline : Cause::Lost, match.captured(1));
    if (cut.match(reason).hasMatch())
        return textOf(Cause::Lost);
    constexpr QStringView expired = u"expired, never sent: ";
    if (reason.startsWith(expired)) {
        const QString why = providerReason(reason.mid(expired.size()));
        //: A message was tried until it was too late; %1 is the reason of the last try, a sentence.
        return QCoreApplication::translate("trato::format", "Too late by now, never sent. %1").arg(why.isEmpty() ? reason.mid(expired.size()) : why);
    }
    return carrierReason(reason);
}

} // namespace trato::words
