#include "engine/api/way_words.h"

#include "engine/api/word_table.h"

namespace trato::words {

namespace {

constexpr Entry waysIn[] = {
    {"http", QT_TRANSLATE_NOOP("trato::format", "HTTP interface")},
    {"http/listen", QT_TRANSLATE_NOOP("trato::format", "Listen on (port, or address:port; empty = off)")},
    {"http/publicUrl", QT_TRANSLATE_NOOP("trato::format", "Address from outside (https)")},
    {"http/certificate", QT_TRANSLATE_NOOP("trato::format", "Certificate file (PEM)")},
    {"http/key", QT_TRANSLATE_NOOP("trato::format", "Key file (PEM)")},
    {"http/corsOrigin", QT_TRANSLATE_NOOP("trato::format", "Site that browsers may call from")},
    {"http/rateLimit", QT_TRANSLATE_NOOP("trato::format", "Limit the requests of a token")},
    {"http/perMinute", QT_TRANSLATE_NOOP("trato::format", "Requests a minute")},
    {"http/timeoutSeconds", QT_TRANSLATE_NOOP("trato::format", "Wait for the answer to a posted job (s)")},
    {"sendgrid/webhookKey", QT_TRANSLATE_NOOP("trato::format", "Verification key of SendGrid's events")},
    {"ways", QT_TRANSLATE_NOOP("trato::format", "States and answers")},
    {"ways/relay", QT_TRANSLATE_NOOP("trato::format", "Relay (https address)")},
    {"ways/relaySeconds", QT_TRANSLATE_NOOP("trato::format", "Ask the relay every (s)")},
    {"ways/stream", QT_TRANSLATE_NOOP("trato::format", "Read the events that the site writes into its Redis")},
    {"ways/twilioMinutes", QT_TRANSLATE_NOOP("trato::format", "Ask Twilio about young SMS every (min, 0 = never)")},
    {"WHATSAPP_APP_SECRET", QT_TRANSLATE_NOOP("trato::format", "App secret of Meta (WHATSAPP_APP_SECRET)")},
    {"WHATSAPP_VERIFY_TOKEN", QT_TRANSLATE_NOOP("trato::format", "Verify token of the webhook (WHATSAPP_VERIFY_TOKEN)")},
    {"RELAY_TOKEN", QT_TRANSLATE_NOOP("trato::format", "Token of the relay (RELAY_TOKEN)")},
    {"webhook.whatsapp", QT_TRANSLATE_NOOP("trato::format", "Webhook of WhatsApp")},
    {"webhook.sendgrid", QT_TRANSLATE_NOOP("trato::format", "Webhook of SendGrid")},
    {"webhook.twilio", QT_TRANSLATE_NOOP("trato::format", "Webhook of Twilio")},
    {"stream", QT_TRANSLATE_NOOP("trato::format", "Stream in the site's Redis")},
    {"pull", QT_TRANSLATE_NOOP("trato::format", "Relay")},
    {"poll.twilio", QT_TRANSLATE_NOOP("trato::format", "Asking Twilio")},
    {"lookup.twilio", QT_TRANSLATE_NOOP("trato::format", "Looking up lost answers at Twilio")},
    {"unseen.whatsapp.states", QT_TRANSLATE_NOOP("trato::format", "whether a WhatsApp message was delivered or read")},
    {"unseen.whatsapp.replies", QT_TRANSLATE_NOOP("trato::format", "answers and opt-outs by WhatsApp")},
    {"unseen.email.states", QT_TRANSLATE_NOOP("trato::format", "e-mails that bounced, and unsubscriptions")},
    {"unseen.sms.states", QT_TRANSLATE_NOOP("trato::format", "whether an SMS was delivered")},
    {"unseen.sms.replies", QT_TRANSLATE_NOOP("trato::format", "answers and opt-outs by SMS")},
    {"ways.refused", QT_TRANSLATE_NOOP("trato::format", "Posts came that the provider had not signed. If they should be genuine, the secret or the address is wrong.")},
    {"ways.unreadable", QT_TRANSLATE_NOOP("trato::format", "A signed post could not be read; it was left out.")},
    {"ways.relay", QT_TRANSLATE_NOOP("trato::format", "The relay does not answer. Look at its address and token, and whether it runs.")},
    {"ways.relay_token", QT_TRANSLATE_NOOP("trato::format", "The relay does not accept the token (RELAY_TOKEN).")},
    {"ways.stream", QT_TRANSLATE_NOOP("trato::format", "The stream in the site's Redis cannot be read.")},
    {"ways.twilio", QT_TRANSLATE_NOOP("trato::format", "Twilio does not answer when it is asked for messages.")},
    {"http.port", QT_TRANSLATE_NOOP("trato::format", "The address cannot be opened: another program has it, or it is not this computer's.")},
    {"http.certificate", QT_TRANSLATE_NOOP("trato::format", "The certificate or its key cannot be read.")},
    {"lookup.twilio.none", QT_TRANSLATE_NOOP("trato::format", "The answer was lost. Twilio was asked twice and knows no such message; it may be sent again.")},
    {"lookup.twilio.once", QT_TRANSLATE_NOOP("trato::format", "The answer was lost. Twilio was asked and knows no such message yet; it is asked once more.")},
    {"lookup.twilio.several", QT_TRANSLATE_NOOP("trato::format", "The answer was lost. Twilio knows several messages that could be this one; look into the conversation.")},
};

} // namespace

QString wayWords(const QString &key) { return find(waysIn, key).value_or(key); }

} // namespace trato::words
