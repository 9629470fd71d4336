#include "ui/pages/assisted_list.h"

#include "ui/format.h"
#include "ui/pages/attention_list.h"

#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

AssistedList::AssistedList(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_list(new AttentionList)
    , m_prepare(context.engine,
                [this](const AssistedMessage &message) {
                    m_opened.insert(m_opening.value);
                    m_context.openUrl(QUrl(message.url));
                    rebuild();
                },
                [this](const Error &error) {
                    m_context.prompts.tell(this, tr("This message must not go out"), format::error(error));
                    emit judged();
                })
    , m_judge(context.engine, [this](const DeliveryView &) { emit judged(); },
              [this](const Error &error) {
                  m_context.prompts.tell(this, tr("This was not recorded"), format::error(error));
                  emit judged();
              })
{
    setProperty("clear", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list);
}

void AssistedList::setDeliveries(const QList<DeliveryView> &deliveries)
{
    m_deliveries = deliveries;
    rebuild();
}

void AssistedList::rebuild()
{
    QList<AttentionItem> items;
    const Instant now = m_context.clock.now();
    for (const DeliveryView &delivery : m_deliveries) {
        const DeliveryId id = delivery.id;
        const bool opened = m_opened.contains(id.value);
        AttentionItem item{id.value, opened ? Tone::Accent : Tone::Warn, opened ? tr("Opened") : tr("Due"),
                           format::messageTitle(delivery),
                           delivery.recipient, {}};
        if (delivery.expiresAt && *delivery.expiresAt > now)
            item.note += u" · "_s + tr("useful for another %1").arg(format::span(*delivery.expiresAt - now));
        if (opened)
            item.actions = {{format::name(Verdict::Sent), [this, id] { judge(id, Verdict::Sent); }},
                            {format::name(Verdict::NotSent), [this, id] { judge(id, Verdict::NotSent); }}};
        else
            item.actions = {{tr("Open in WhatsApp"), [this, id] { open(id); }}};
        items.append(item);
    }
    m_list->setItems(items);
}

void AssistedList::open(const DeliveryId &id)
{
    m_opening = id;
    m_prepare.ask({.id = id});
}

void AssistedList::judge(const DeliveryId &id, Verdict verdict) { m_judge.ask({.id = id, .verdict = verdict}); }

} // namespace trato
