#pragma once

#include "engine/api/appointment.h"
#include "engine/api/delivery.h"
#include "engine/api/job.h"
#include "engine/api/question.h"
#include "engine/api/reply_choice.h"

/// Messages: reminders, deliveries, channels and templates. Each is answered by exactly one desk (engine/runtime/desks).
namespace trato {

namespace ask {

/// Reminders due in [from, to), and what happened and is told then, with their texts.
struct PreviewReminders {
    static constexpr auto name = "reminders.preview";
    using Answer = PreviewList;
    Instant from{};
    Instant to{};
    static constexpr auto fields()
    {
        return fieldList(field("from", &PreviewReminders::from), field("to", &PreviewReminders::to));
    }
};
/// Still useful reminders that were due while nothing ran.
struct ListLateReminders {
    static constexpr auto name = "reminders.late";
    using Answer = QList<ReminderPreview>;
    static constexpr auto fields() { return fieldList(); }
};
/// Send or discard every reminder that waits for the decision.
struct DecideLateReminders {
    static constexpr auto name = "reminders.decide_late";
    using Answer = BulkReport;
    bool send = false;
    static constexpr auto fields() { return fieldList(field("send", &DecideLateReminders::send)); }
};
/// Newest first. `state` empty = all. `search`: words of name, visit or job, the last four digits of a phone, a whole phone
/// number in any form or an e-mail address, or a provider's id.
struct ListDeliveries {
    static constexpr auto name = "deliveries.list";
    using Answer = DeliveryPage;
    QString search{};
    std::optional<DeliveryState> state{};
    int limit = 100;
    qint64 offset = 0;
    VisitId visit{};              ///< only messages about this visit
    ClientId client{};            ///< only messages to this client
    static constexpr auto fields()
    {
        return fieldList(field("search", &ListDeliveries::search), field("state", &ListDeliveries::state),
                          field("limit", &ListDeliveries::limit), field("offset", &ListDeliveries::offset),
                          field("visit", &ListDeliveries::visit), field("client", &ListDeliveries::client));
    }
};
/// One message with every state it was in.
struct ShowDelivery {
    static constexpr auto name = "deliveries.show";
    using Answer = DeliveryStory;
    DeliveryId id{};
    static constexpr auto fields() { return fieldList(field("id", &ShowDelivery::id)); }
};
/// Re-checks the visit; Refused with the reason when it must not go out any more.
struct PrepareAssisted {
    static constexpr auto name = "deliveries.assist";
    using Answer = AssistedMessage;
    DeliveryId id{};
    static constexpr auto fields() { return fieldList(field("id", &PrepareAssisted::id)); }
};
/// Conflict when the verdict does not fit the delivery's state.
struct JudgeDelivery {
    static constexpr auto name = "deliveries.judge";
    using Answer = DeliveryView;
    DeliveryId id{};
    Verdict verdict = Verdict::Sent;
    static constexpr auto fields()
    {
        return fieldList(field("id", &JudgeDelivery::id), field("verdict", &JudgeDelivery::verdict));
    }
};
/// One message by hand: a template, or free text, which live WhatsApp takes only within 24 hours of the client's own
/// message (`clientWrote`, the person's word; Refused without it). Such a text may have up to three quick replies or a
/// list of up to ten; it is useless after an hour. `dryRun` renders and checks only: nothing is stored, state would_send,
/// reason holds the text, of an e-mail below its subject; segments and cost are there.
struct SendMessage {
    static constexpr auto name = "messages.send";
    using Answer = DeliveryView;
    Channel channel = Channel::WhatsApp;
    QString to{};
    TemplateId templateId{};
    QMap<QString, QString> variables{};
    QString message{};            ///< free text of at most 4096 characters (SMS: 1600), instead of a template
    QString subject{};            ///< of an e-mail with free text
    bool clientWrote = false;     ///< WhatsApp: within the last 24 hours
    QList<ReplyChoice> choices{}; ///< WhatsApp free text only; with `listButton` the rows of a list
    QString listButton{};
    bool dryRun = false;
    static constexpr auto fields()
    {
        return fieldList(field("channel", &SendMessage::channel), field("to", &SendMessage::to),
                          field("templateId", &SendMessage::templateId),
                          field("variables", &SendMessage::variables), field("message", &SendMessage::message),
                          field("subject", &SendMessage::subject), field("clientWrote", &SendMessage::clientWrote),
                          field("choices", &SendMessage::choices), field("listButton", &SendMessage::listButton),
                          field("dryRun", &SendMessage::dryRun));
    }
};
struct ListChannels {
    static constexpr auto name = "channels.list";
    using Answer = QList<ChannelView>;
    static constexpr auto fields() { return fieldList(); }
};
/// Asks the provider whether it takes the credential. Sends nothing.
struct TestChannel {
    static constexpr auto name = "channels.test";
    using Answer = ChannelTest;
    Channel channel = Channel::WhatsApp;
    static constexpr auto fields() { return fieldList(field("channel", &TestChannel::channel)); }
};
/// Live needs the token of a preview of the next 24 hours, else Refused. Only WhatsApp can be assisted.
struct SetChannelWay {
    static constexpr auto name = "channels.set";
    using Answer = ChannelView;
    Channel channel = Channel::WhatsApp;
    ChannelWay way = ChannelWay::Training;
    QString previewToken{};
    static constexpr auto fields()
    {
        return fieldList(field("channel", &SetChannelWay::channel), field("way", &SetChannelWay::way),
                          field("previewToken", &SetChannelWay::previewToken));
    }
};
struct ListTemplates {
    static constexpr auto name = "templates.list";
    using Answer = QList<TemplateView>;
    static constexpr auto fields() { return fieldList(); }
};
/// Rendered text; missing variables are Invalid.
struct PreviewTemplate {
    static constexpr auto name = "templates.preview";
    using Answer = QString;
    TemplateId id{};
    QMap<QString, QString> variables{};
    static constexpr auto fields()
    {
        return fieldList(field("id", &PreviewTemplate::id), field("variables", &PreviewTemplate::variables));
    }
};

} // namespace ask

namespace questions {
using namespace ask;
using MessageQuestions = Questions<
    PreviewReminders, ListLateReminders, DecideLateReminders, ListDeliveries, ShowDelivery, PrepareAssisted, JudgeDelivery,
    SendMessage, ListChannels, TestChannel, SetChannelWay, ListTemplates, PreviewTemplate>;
} // namespace questions

} // namespace trato
