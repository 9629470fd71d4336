#include "ui/shop/services_panel.h"

#include "ui/format.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QSpinBox>

namespace trato {

using namespace Qt::StringLiterals;

ServicesPanel::ServicesPanel(const PageContext &context, QWidget *parent)
    : BookPanel(context,
                {tr("Services"), tr("Name of the service"), tr("Offered"), tr("No services yet"),
                 tr("Type one below. Services of an imported diary appear by themselves.")},
                parent)
    , m_minutes(new QSpinBox)
    , m_price(new QDoubleSpinBox)
    , m_list(context.engine,
             [this](const QList<Service> &services) {
                 m_model->set(services);
                 listed(!services.isEmpty());
             },
             [this](const Error &error) { refuseList(error); })
    , m_saveOne(context.engine, [this](const Service &) { saved(); }, [this](const Error &error) { refuse(error); })
{
    using S = Service;
    m_model = new ListTable<S>({{tr("Name"), textColumn<S>([](const S &s) { return s.name; })},
                                {tr("Duration"), textColumn<S>([](const S &s) { return tr("%1 min").arg(s.minutes); }), true},
                                {tr("Price"), textColumn<S>([](const S &s) { return s.priceCents > 0 ? format::money(s.priceCents) : u"—"_s; }), true},
                                {tr("State"), chipColumn<S>([](const S &s) {
                                     return s.active ? format::Marked{tr("Active"), Tone::Good} : format::Marked{tr("Inactive"), Tone::Neutral};
                                 })}},
                               [](const S &s) { return s.id.value; }, this);
    m_minutes->setRange(5, 600);
    m_minutes->setSingleStep(5);
    m_minutes->setSuffix(tr(" min"));
    m_price->setRange(0, 100'000);
    m_price->setPrefix(u"R$\u00A0"_s);
    addField(m_minutes, tr("Duration"));
    addField(m_price, tr("Price"));
    setModel(m_model, {4, 1, 1, 1});
}

void ServicesPanel::load() { m_list.ask(); }

std::pair<QString, bool> ServicesPanel::edit(int row)
{
    m_edited = row < 0 ? Service() : m_model->at(row);
    m_minutes->setValue(m_edited.minutes);
    m_price->setValue(double(m_edited.priceCents) / 100.0);
    return {m_edited.name, m_edited.active};
}

void ServicesPanel::save()
{
    m_edited.name = nameField().text();
    m_edited.minutes = m_minutes->value();
    m_edited.priceCents = qRound64(m_price->value() * 100);
    m_edited.active = isTicked();
    m_saveOne.ask({.service = m_edited});
}

} // namespace trato
