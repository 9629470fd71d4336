#include "engine/notify/channel_plan.h"

namespace trato {

using namespace Qt::StringLiterals;

TemplateId templateFor(const TemplateId &whatsapp, Channel channel)
{
    return channel == Channel::WhatsApp ? whatsapp : TemplateId{whatsapp.value + u'_' + nameOf(channel)};
}

Result<QList<Notification>> messageChoices(const Notification &base, const Client &client, const QMap<QString, QString> &variables,
                                           const Templates &templates, const EngineSettings &settings, const QString &order)
{
    const Addresses addresses = addressesOf(client);
    QList<Notification> out;
    std::optional<Error> trouble;
    for (const Channel channel : channelsTo(settings, client, order)) {
        Notification one = base;
        one.channel = channel;
        one.templateId = templateFor(base.templateId, channel);
        one.recipient = channel == Channel::Email ? addresses.email : addresses.mobile;
        const Result<Rendered> rendered = templates.render(one.templateId, variables);
        if (!rendered) {
            if (!trouble)
                trouble = rendered.error();
            continue;
        }
        setText(one, rendered.value());
        out << one;
    }
    if (out.isEmpty())
        return trouble.value_or(Error{Error::Code::Invalid, unreachable(settings, client, order)});
    return out;
}

qsizetype channelInTurn(const QList<Channel> &order, const QList<DeliveryStep> &history, Millis patience,
                        std::optional<Instant> expiresAt, Instant now)
{
    if (history.isEmpty())
        return 0;
    const DeliveryStep &last = history.last();
    const qsizetype at = order.indexOf(last.channel);
    if (at < 0)
        return 0;
    const bool hasNext = at + 1 < order.size();
    if (last.state == DeliveryState::Failed)
        return hasNext ? at + 1 : at;
    if (last.state != DeliveryState::Sending || !hasNext || patience.count() == 0)
        return at;
    Instant since = last.at;
    for (auto step = history.rbegin(); step != history.rend() && step->channel == last.channel && step->state == last.state; ++step)
        since = step->at;
    if (expiresAt)
        patience = std::min<Millis>(patience, std::chrono::duration_cast<Millis>(*expiresAt - since) / 2);
    return now - since >= patience ? at + 1 : at;
}

} // namespace trato
