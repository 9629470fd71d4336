#include "ui/story_words.h"

#include "ui/message_format.h"

#include <QCoreApplication>

namespace trato::format {

using namespace Qt::StringLiterals;

namespace {

QString storyTr(const char *text) { return QCoreApplication::translate("trato::story", text); }

Marked answerMark(VisitAnswer answer)
{
    switch (answer) {
    case VisitAnswer::Yes: return {storyTr(QT_TRANSLATE_NOOP("trato::story", "The client answered: comes")), Tone::Good};
    case VisitAnswer::No: return {storyTr(QT_TRANSLATE_NOOP("trato::story", "The client answered: does not come")), Tone::Bad};
    case VisitAnswer::Unclear:
    case VisitAnswer::None: break;
    }
    return {storyTr(QT_TRANSLATE_NOOP("trato::story", "The client answered, and was not understood")), Tone::Warn};
}

Marked messageMark(const VisitMoment &moment)
{
    DeliveryView then;
    then.state = moment.state.value_or(DeliveryState::Uncertain);
    then.reason = moment.reason;
    const Marked state = mark(then);
    return {templateName(moment.templateId.value) + u": "_s + state.text, state.tone};
}

} // namespace

QString name(VisitMoment::By by)
{
    switch (by) {
    case VisitMoment::By::Person: return name(MoveSource::Person);
    case VisitMoment::By::Import: return storyTr(QT_TRANSLATE_NOOP("trato::story", "the imported diary"));
    case VisitMoment::By::Client: return storyTr(QT_TRANSLATE_NOOP("trato::story", "the client"));
    case VisitMoment::By::Webhook: return name(MoveSource::Webhook);
    case VisitMoment::By::Poll: return name(MoveSource::Poll);
    case VisitMoment::By::Engine: break;
    }
    return {};
}

TimelineLine line(const VisitMoment &moment, const QString &zone)
{
    using What = VisitMoment::What;
    TimelineLine line{.at = moment.at, .beside = {name(moment.by)}};
    const QString start = moment.start ? dateTime(*moment.start, zone) : QString();
    const QString method = moment.method ? name(*moment.method) : QString();
    switch (moment.what) {
    case What::Booked:
        line.mark = {storyTr(QT_TRANSLATE_NOOP("trato::story", "In the diary, for %1")).arg(start), Tone::Accent};
        break;
    case What::Moved:
        line.mark = {storyTr(QT_TRANSLATE_NOOP("trato::story", "Moved to %1")).arg(start), Tone::Accent};
        break;
    case What::Status:
        line.mark = mark(moment.status.value_or(VisitStatus::Scheduled));
        break;
    case What::Paid:
        line.mark = {storyTr(QT_TRANSLATE_NOOP("trato::story", "%1 received")).arg(money(moment.amountCents)), Tone::Good};
        line.beside.prepend(method);
        break;
    case What::PaidBack:
        line.mark = {storyTr(QT_TRANSLATE_NOOP("trato::story", "%1 taken back")).arg(money(moment.amountCents)), Tone::Warn};
        line.beside.prepend(method);
        break;
    case What::Answer:
        line.mark = answerMark(moment.answer);
        line.beside = {moment.channel ? name(*moment.channel) : QString()};
        line.below = moment.words.isEmpty() ? QString() : u"“%1”"_s.arg(moment.words.simplified());
        break;
    case What::Message:
        line.mark = messageMark(moment);
        line.beside.prepend(moment.channel ? name(*moment.channel) : QString());
        line.below = moment.reason.isEmpty() ? QString() : reason(moment.reason);
        line.link = moment.delivery.value;
        break;
    }
    return line;
}

TimelineLine line(const ReminderView &reminder)
{
    const Marked state = mark(reminder);
    return {.at = reminder.dueAt, .mark = {name(reminder.kind) + u": "_s + state.text, state.tone},
            .below = reminder.reason.isEmpty() ? QString() : reason(reminder.reason)};
}

} // namespace trato::format
