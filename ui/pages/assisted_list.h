#pragma once

#include "engine/api/questions/messages.h"
#include "ui/pages/page.h"

namespace trato {

class AttentionList;

/// Assisted mode: the messages a person sends with the own WhatsApp. One click opens WhatsApp with the text,
/// then the person says whether it was sent. Main thread; owned by the overview.
class AssistedList final : public QWidget
{
    Q_OBJECT
public:
    AssistedList(const PageContext &context, QWidget *parent = nullptr);
    void setDeliveries(const QList<DeliveryView> &deliveries);
    qsizetype count() const { return m_deliveries.size(); }
    AttentionList &list() const { return *m_list; }

signals:
    void judged();

private:
    void rebuild();
    void open(const DeliveryId &id);
    void judge(const DeliveryId &id, Verdict verdict);

    PageContext m_context;
    AttentionList *m_list;
    QList<DeliveryView> m_deliveries;
    QSet<QString> m_opened;      ///< WhatsApp was opened for these
    DeliveryId m_opening{};
    Asker<ask::PrepareAssisted> m_prepare;
    Asker<ask::JudgeDelivery> m_judge;
};

} // namespace trato
