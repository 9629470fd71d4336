#include "engine/api/message_words.h"

#include "engine/api/word_table.h"

namespace trato::words {

namespace {

constexpr Entry messages[] = {
    // costs
    {"budget", QT_TRANSLATE_NOOP("trato::format", "The month's budget is spent, so advertising is not sent. Raise the budget, or wait for the next month.")},
    {"budget.near", QT_TRANSLATE_NOOP("trato::format", "The month's budget for messages is nearly spent. See what messages cost.")},
    {"budget.spent", QT_TRANSLATE_NOOP("trato::format", "The month's budget for messages is spent. Advertising is held back; reminders still go out.")},
    {"utility", QT_TRANSLATE_NOOP("trato::format", "Service (template)")},
    {"marketing", QT_TRANSLATE_NOOP("trato::format", "Advertising")},
    {"authentication", QT_TRANSLATE_NOOP("trato::format", "Sign-in code")},
    {"service", QT_TRANSLATE_NOOP("trato::format", "Answer within 24 hours")},
    {"prices", QT_TRANSLATE_NOOP("trato::format", "Prices of messages")},
    {"budget/month", QT_TRANSLATE_NOOP("trato::format", "Budget of a month (R$, empty = none)")},
    {"budget/warnPercent", QT_TRANSLATE_NOOP("trato::format", "Warn when so much of it is spent (%)")},
    {"prices/whatsappUtility", QT_TRANSLATE_NOOP("trato::format", "WhatsApp, service template (R$, empty = not known)")},
    {"prices/whatsappMarketing", QT_TRANSLATE_NOOP("trato::format", "WhatsApp, advertising (R$)")},
    {"prices/whatsappAuthentication", QT_TRANSLATE_NOOP("trato::format", "WhatsApp, sign-in code (R$)")},
    {"prices/whatsappService", QT_TRANSLATE_NOOP("trato::format", "WhatsApp, answer within 24 hours (R$)")},
    {"prices/sms", QT_TRANSLATE_NOOP("trato::format", "SMS, each segment (R$)")},
    {"prices/email", QT_TRANSLATE_NOOP("trato::format", "E-mail (R$)")},
    {"whatsapp/accountId", QT_TRANSLATE_NOOP("trato::format", "Business account id at Meta (for templates)")},
    {"email/dkimSelector", QT_TRANSLATE_NOOP("trato::format", "DKIM selector of the sender's domain")},
    {"WHATSAPP_ACCESS_TOKEN", QT_TRANSLATE_NOOP("trato::format", "Access token of Meta (WHATSAPP_ACCESS_TOKEN)")},
    {"secret.keychain", QT_TRANSLATE_NOOP("trato::format", "The secret could not be kept: this computer has no key store that answers. Set it in the environment instead (see the guide)")},
    // templates
    {"template.syntax", QT_TRANSLATE_NOOP("trato::format", "A variable is not closed: write {{name}}")},
    {"template.empty", QT_TRANSLATE_NOOP("trato::format", "There is no text")},
    {"template.subject", QT_TRANSLATE_NOOP("trato::format", "An e-mail needs a subject")},
    {"template.subject_long", QT_TRANSLATE_NOOP("trato::format", "The subject is too long")},
    {"template.long", QT_TRANSLATE_NOOP("trato::format", "The text is too long")},
    {"template.unknown", QT_TRANSLATE_NOOP("trato::format", "This message knows no such variable")},
    {"template.section", QT_TRANSLATE_NOOP("trato::format", "Meta takes no parts that may be left out")},
    {"template.edge", QT_TRANSLATE_NOOP("trato::format", "A WhatsApp text may not begin or end with a variable: Meta refuses it")},
    {"template.adjacent", QT_TRANSLATE_NOOP("trato::format", "Two variables stand next to each other: Meta refuses it. Put words between them")},
    {"template.crowded", QT_TRANSLATE_NOOP("trato::format", "There are many variables for so few words: Meta may refuse it")},
    {"template.lines", QT_TRANSLATE_NOOP("trato::format", "Meta takes no more than two line breaks in a row")},
    {"template.promotional", QT_TRANSLATE_NOOP("trato::format", "This sounds like advertising: Meta may bill it as marketing")},
    {"template.segments", QT_TRANSLATE_NOOP("trato::format", "The SMS is longer than it may be")},
    {"template.accents", QT_TRANSLATE_NOOP("trato::format", "Accents make this SMS more than twice as expensive")},
    {"template.channel", QT_TRANSLATE_NOOP("trato::format", "Only WhatsApp templates are approved by Meta")},
    // the sender's domain
    {"dns.spf.good", QT_TRANSLATE_NOOP("trato::format", "The domain names who may send for it.")},
    {"dns.spf.missing", QT_TRANSLATE_NOOP("trato::format", "The domain does not say who may send for it, so messages may be taken for spam. Add a TXT record that begins with v=spf1, as your provider says.")},
    {"dns.spf.several", QT_TRANSLATE_NOOP("trato::format", "There is more than one SPF record; mail servers then ignore all. Join them into one.")},
    {"dns.spf.all", QT_TRANSLATE_NOOP("trato::format", "The record allows everybody to send (+all). End it with ~all or -all.")},
    {"dns.spf.open", QT_TRANSLATE_NOOP("trato::format", "The record does not say what to do with others. End it with ~all or -all.")},
    {"dns.spf.sender", QT_TRANSLATE_NOOP("trato::format", "The record does not name SendGrid. Add include:sendgrid.net, unless SendGrid's own domain setup sends for you.")},
    {"dns.spf.lookups", QT_TRANSLATE_NOOP("trato::format", "The record needs more than ten look-ups; mail servers then ignore it. Shorten it.")},
    {"dns.dkim.good", QT_TRANSLATE_NOOP("trato::format", "Messages can be signed: the public key is there.")},
    {"dns.dkim.missing", QT_TRANSLATE_NOOP("trato::format", "No signing key was found. Set up domain authentication at your provider, and give its selector in the settings.")},
    {"dns.dkim.revoked", QT_TRANSLATE_NOOP("trato::format", "The signing key was withdrawn (empty p=). Publish the new one of your provider.")},
    {"dns.dkim.testing", QT_TRANSLATE_NOOP("trato::format", "The signing key is marked as a test (t=y), so mail servers ignore it. Take the mark out.")},
    {"dns.dkim.broken", QT_TRANSLATE_NOOP("trato::format", "The signing key cannot be read. Copy it from your provider once more, whole.")},
    {"dns.dmarc.good", QT_TRANSLATE_NOOP("trato::format", "The domain says what to do with forged messages.")},
    {"dns.dmarc.none", QT_TRANSLATE_NOOP("trato::format", "The domain only watches (p=none). When messages arrive well, use p=quarantine.")},
    {"dns.dmarc.missing", QT_TRANSLATE_NOOP("trato::format", "The domain does not say what to do with forged messages; some servers refuse such senders. Add the TXT record v=DMARC1; p=none first.")},
    {"dns.dmarc.several", QT_TRANSLATE_NOOP("trato::format", "There is more than one DMARC record; mail servers then ignore all. Keep one.")},
    {"dns.dmarc.broken", QT_TRANSLATE_NOOP("trato::format", "The DMARC record has no policy (p=). Add one.")},
    {"dns.unknown", QT_TRANSLATE_NOOP("trato::format", "The name server did not answer. Check the Internet, then try again.")},
    {"dns.public", QT_TRANSLATE_NOOP("trato::format", "This is a mail provider's own domain; what you send through another one is mostly refused. Use an address of your own domain.")},
};

} // namespace

std::optional<QString> messageWord(const QString &key) { return find(messages, key); }

} // namespace trato::words
