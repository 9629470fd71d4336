#include "engine/api/rule_words.h"

#include "engine/api/word_table.h"

namespace trato::words {

namespace {

constexpr Entry rules[] = {
    {"booked_late", QT_TRANSLATE_NOOP("trato::format", "Booked too late for it")},
    {"past", QT_TRANSLATE_NOOP("trato::format", "The visit is over")},
    {"vanished", QT_TRANSLATE_NOOP("trato::format", "Missing from the last import")},
    {"stale", QT_TRANSLATE_NOOP("trato::format", "The diary is too old")},
    {"off", QT_TRANSLATE_NOOP("trato::format", "Switched off in the settings")},
    {"kind_off", QT_TRANSLATE_NOOP("trato::format", "Switched off for this shop")},
    {"no_consent", QT_TRANSLATE_NOOP("trato::format", "No consent")},
    {"discarded", QT_TRANSLATE_NOOP("trato::format", "Discarded by a person")},
    {"told", QT_TRANSLATE_NOOP("trato::format", "It was dealt with already")},
    {"taken_back", QT_TRANSLATE_NOOP("trato::format", "The payment was taken back")},
    {"open_again", QT_TRANSLATE_NOOP("trato::format", "The visit is open again")},
    {"line.moved_on", QT_TRANSLATE_NOOP("trato::format", "The line has moved on")},
    {"bad_address", QT_TRANSLATE_NOOP("trato::format", "The provider says that the address takes no messages")},
    {"opted_in_again", QT_TRANSLATE_NOOP("trato::format", "Opted in again since")},
    {"address.open", QT_TRANSLATE_NOOP("trato::format", "The address is not closed")},
    {"quiet", QT_TRANSLATE_NOOP("trato::format", "Quiet hours: it leaves in the morning")},
    {"quiet.ads", QT_TRANSLATE_NOOP("trato::format", "Advertising is not sent at this time")},
    {"cap.day", QT_TRANSLATE_NOOP("trato::format", "The client had enough messages today")},
    {"cap.week", QT_TRANSLATE_NOOP("trato::format", "The client had enough advertising this week")},
    {"joined", QT_TRANSLATE_NOOP("trato::format", "Told together with another visit of that day")},
    {"contact", QT_TRANSLATE_NOOP("trato::format", "When and how often")},
    {"contact/quiet", QT_TRANSLATE_NOOP("trato::format", "Quiet hours (also “21:00-08:00; Unit=22:00-07:00”)")},
    {"contact/advertising", QT_TRANSLATE_NOOP("trato::format", "Advertising, Monday to Saturday")},
    {"contact/perDay", QT_TRANSLATE_NOOP("trato::format", "Messages to a client a day (0 = any number)")},
    {"contact/adsPerWeek", QT_TRANSLATE_NOOP("trato::format", "Advertising to a client a week (0 = any number)")},
    {"contact/joinVisits", QT_TRANSLATE_NOOP("trato::format", "One reminder for several visits of a client on one day")},
    {"contact/orderFor", QT_TRANSLATE_NOOP("trato::format", "Other ways for some messages (“day_before=sms,whatsapp”)")},
    {"replies", QT_TRANSLATE_NOOP("trato::format", "Answers of clients")},
    {"replies/callAfterMinutes", QT_TRANSLATE_NOOP("trato::format", "Call who has not answered for (min, 0 = never)")},
    {"replies/offerMinutes", QT_TRANSLATE_NOOP("trato::format", "Keep a free place for who was offered it (min, 0 = offer none)")},
    {"offer.over", QT_TRANSLATE_NOOP("trato::format", "The place is given away, or the offer is over")},
    {"date.past", QT_TRANSLATE_NOOP("trato::format", "That day is over")},
    {"professional.unknown", QT_TRANSLATE_NOOP("trato::format", "There is no professional of this name")},
    {"wait", QT_TRANSLATE_NOOP("trato::format", "The client does not wait any more")},
    {"replies/noCancels", QT_TRANSLATE_NOOP("trato::format", "A client's no cancels the visit at once")},
};

} // namespace

std::optional<QString> ruleWord(const QString &key) { return find(rules, key); }

} // namespace trato::words
