#include "ui/shop/team_panel.h"

#include "ui/format.h"

#include <QLineEdit>

namespace trato {

using namespace Qt::StringLiterals;

TeamPanel::TeamPanel(const PageContext &context, QWidget *parent)
    : BookPanel(context,
                {tr("Team"), tr("Name of the professional"), tr("Works here"), tr("Nobody yet"),
                 tr("Type a name below. Names of an imported diary appear by themselves.")},
                parent)
    , m_list(context.engine,
             [this](const QList<Professional> &team) {
                 m_model->set(team);
                 listed(!team.isEmpty());
             },
             [this](const Error &error) { refuseList(error); })
    , m_saveOne(context.engine, [this](const Professional &) { saved(); }, [this](const Error &error) { refuse(error); })
{
    using P = Professional;
    m_model = new ListTable<P>({{tr("Name"), textColumn<P>([](const P &p) { return p.name; })},
                                {tr("State"), chipColumn<P>([](const P &p) {
                                     return p.active ? format::Marked{tr("Active"), Tone::Good} : format::Marked{tr("Inactive"), Tone::Neutral};
                                 })}},
                               [](const P &p) { return p.id.value; }, this);
    setModel(m_model, {4, 1});
}

void TeamPanel::load() { m_list.ask(); }

std::pair<QString, bool> TeamPanel::edit(int row)
{
    m_edited = row < 0 ? Professional() : m_model->at(row);
    return {m_edited.name, m_edited.active};
}

void TeamPanel::save()
{
    m_edited.name = nameField().text();
    m_edited.active = isTicked();
    m_saveOne.ask({.professional = m_edited});
}

} // namespace trato
