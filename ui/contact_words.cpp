#include "ui/contact_words.h"

#include <QCoreApplication>

namespace trato::format {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("trato::contact", text); }

} // namespace

QString name(Purpose purpose)
{
    switch (purpose) {
    case Purpose::Service: return tr(QT_TRANSLATE_NOOP("trato::contact", "Visits and reminders"));
    case Purpose::Marketing: return tr(QT_TRANSLATE_NOOP("trato::contact", "Offers and news"));
    case Purpose::Birthday: return tr(QT_TRANSLATE_NOOP("trato::contact", "Birthday wishes"));
    }
    return {};
}

QString consentSource(const QString &source)
{
    static const QMap<QString, const char *> known{
        {u"window"_s, QT_TRANSLATE_NOOP("trato::contact", "Told the shop")},
        {u"command line"_s, QT_TRANSLATE_NOOP("trato::contact", "Command line")},
        {u"reply"_s, QT_TRANSLATE_NOOP("trato::contact", "Answer to a message")},
        {u"edited"_s, QT_TRANSLATE_NOOP("trato::contact", "Told the shop")},
        {u"opted_out"_s, QT_TRANSLATE_NOOP("trato::contact", "Unsubscribed at the provider")},
        {u"complained"_s, QT_TRANSLATE_NOOP("trato::contact", "Reported as unwanted")},
        {u"demo"_s, QT_TRANSLATE_NOOP("trato::contact", "Demo")},
    };
    const char *words = known.value(source, nullptr);
    return words ? tr(words) : source;
}

Marked mark(const ConsentNow &now)
{
    if (now.allowed)
        return {tr(QT_TRANSLATE_NOOP("trato::contact", "Allowed")), Tone::Good};
    return {now.since ? tr(QT_TRANSLATE_NOOP("trato::contact", "Not allowed")) : tr(QT_TRANSLATE_NOOP("trato::contact", "Never asked")),
            now.since ? Tone::Bad : Tone::Neutral};
}

Marked mark(const VisitView &visit)
{
    if (visit.vanished)
        return {tr(QT_TRANSLATE_NOOP("trato::contact", "Missing")), Tone::Warn};
    if (visit.status == VisitStatus::Scheduled && visit.answer == VisitAnswer::No)
        return mark(CallEntry::Why::Cancels);
    if (visit.status == VisitStatus::Scheduled && visit.answer == VisitAnswer::Unclear)
        return mark(CallEntry::Why::Unclear);
    return mark(visit.status);
}

Marked mark(CallEntry::Why why)
{
    switch (why) {
    case CallEntry::Why::Cancels: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Does not come")), Tone::Bad};
    case CallEntry::Why::Unclear: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Not understood")), Tone::Warn};
    case CallEntry::Why::Unanswered: return {tr(QT_TRANSLATE_NOOP("trato::contact", "No answer")), Tone::Warn};
    case CallEntry::Why::Unreached: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Not reached")), Tone::Bad};
    }
    return {};
}

Marked mark(SlotOffer::State state)
{
    switch (state) {
    case SlotOffer::State::Open: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Waits for the answer")), Tone::Warn};
    case SlotOffer::State::Taken: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Taken")), Tone::Good};
    case SlotOffer::State::Declined: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Declined")), Tone::Neutral};
    case SlotOffer::State::Expired: return {tr(QT_TRANSLATE_NOOP("trato::contact", "No answer")), Tone::Neutral};
    case SlotOffer::State::Withdrawn: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Withdrawn")), Tone::Neutral};
    case SlotOffer::State::Unreached: return {tr(QT_TRANSLATE_NOOP("trato::contact", "Not reached")), Tone::Bad};
    }
    return {};
}

QString addressTrouble(const AddressWord &word)
{
    QString what;
    switch (word.what) {
    case AddressWord::What::Bad: what = tr(QT_TRANSLATE_NOOP("trato::contact", "It does not exist, or takes no messages")); break;
    case AddressWord::What::OptedOut: what = tr(QT_TRANSLATE_NOOP("trato::contact", "Its owner wants no more messages")); break;
    case AddressWord::What::Complained: what = tr(QT_TRANSLATE_NOOP("trato::contact", "Its owner reported a message as unwanted")); break;
    case AddressWord::What::Again: break;
    }
    return word.reason.isEmpty() ? what : u"%1 (%2)"_s.arg(what, reason(word.reason));
}

} // namespace trato::format
