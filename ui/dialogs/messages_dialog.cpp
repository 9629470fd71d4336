#include "ui/dialogs/messages_dialog.h"

#include "ui/dialogs/preview_dialog.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

format::Marked markOf(const MessageKindView &kind)
{
    if (!kind.problem.isEmpty())
        return {MessagesDialog::tr("Cannot be written"), Tone::Bad};
    if (kind.wanted && kind.barred)
        return {MessagesDialog::tr("Off in the settings"), Tone::Warn};
    return kind.wanted ? format::Marked{MessagesDialog::tr("On"), Tone::Good} : format::Marked{MessagesDialog::tr("Off"), Tone::Neutral};
}

} // namespace

MessagesDialog::MessagesDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_table(new TableView(context.theme, tr("Messages to clients")))
    , m_pane(new StatePane(m_table))
    , m_where(new QComboBox)
    , m_example(new QPlainTextEdit)
    , m_note(makeLabel({}, "hint"))
    , m_problem(makeLabel({}, "error"))
    , m_switch(new QPushButton(tr("Switch on")))
    , m_preview(new QPushButton(tr("Next 24 hours…")))
    , m_askUnits(context.engine, [this](const QList<Unit> &units) { showUnits(units); },
                 [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_askKinds(context.engine,
                 [this](const QList<MessageKindView> &kinds) {
                     m_kinds->set(kinds);
                     m_pane->showContent();
                     if (!m_table->selectionModel()->hasSelection()) { // the first answer
                         m_table->selectRow(0);
                         m_table->setFocus();
                     }
                     showKind();
                 },
                 [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_set(context.engine, [this](const MessageKindView &) { askKinds(); }, [this](const Error &error) { refuse(error); })
    , m_askPreview(context.engine, [this](const PreviewList &list) { openPreview(list); }, [this](const Error &error) { refuse(error); })
{
    setWindowTitle(tr("Messages to clients"));
    resize(760, 640);
    using K = MessageKindView;
    m_kinds = new ListTable<K>({{tr("Message"), textColumn<K>([](const K &k) { return format::name(k.kind); })},
                                {tr("Goes out"), textColumn<K>([](const K &k) { return format::occasion(k.kind); }, true)},
                                {tr("State"), chipColumn<K>(markOf)}},
                               [](const K &k) { return nameOf(k.kind); }, this);
    m_table->setModel(m_kinds);
    m_table->setWeights({3, 4, 2}, {1});
    m_where->setAccessibleName(tr("Shop"));
    m_where->hide();
    m_example->setReadOnly(true);
    m_example->setTabChangesFocus(true);
    m_example->setAccessibleName(tr("How it reads"));
    m_example->setMaximumHeight(96);
    for (QLabel *label : {m_note, m_problem})
        label->setWordWrap(true);
    m_problem->hide();
    m_switch->setProperty("kind", u"primary"_s);
    m_switch->setEnabled(false);
    auto *intro = makeLabel(tr("Reminders go out until you switch them off, everything else once you switch it on. "
                               "Messages leave the way that is set for WhatsApp, a minute after what happened; those of the line at once."), "hint");
    intro->setWordWrap(true);
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_switch, m_preview, close})
        button->setAutoDefault(false);
    auto *act = new QHBoxLayout;
    act->addWidget(makeLabel(tr("How it reads"), "strong"));
    act->addStretch(1);
    act->addWidget(m_switch);
    auto *ends = new QHBoxLayout;
    ends->addWidget(m_preview);
    ends->addStretch(1);
    ends->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_where);
    layout->addWidget(intro);
    layout->addWidget(m_pane, 1);
    layout->addLayout(act);
    layout->addWidget(m_example);
    layout->addWidget(m_note);
    layout->addWidget(m_problem);
    layout->addLayout(ends);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MessagesDialog::showKind);
    connect(m_table, &QTableView::activated, this, &MessagesDialog::turn);
    connect(m_switch, &QPushButton::clicked, this, &MessagesDialog::turn);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_askUnits.ask(); });
    connect(m_where, &QComboBox::activated, this, &MessagesDialog::askKinds);
    connect(m_preview, &QPushButton::clicked, this, [this] {
        const Instant now = m_context.clock.now();
        m_askPreview.ask({.from = now, .to = now + Hours(24)});
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_pane->showLoading();
    m_askUnits.ask();
}

QString MessagesDialog::example() const { return m_example->toPlainText(); }
QString MessagesDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void MessagesDialog::showUnits(const QList<Unit> &units)
{
    m_units = units;
    QSignalBlocker quiet(m_where);
    m_where->clear();
    for (const Unit &unit : units)
        m_where->addItem(unit.name);
    m_where->setVisible(units.size() > 1);
    askKinds();
}

void MessagesDialog::askKinds()
{
    m_problem->hide();
    m_askKinds.ask({.unit = m_units.value(m_where->currentIndex()).id});
}

void MessagesDialog::showKind()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        return;
    const MessageKindView &kind = m_kinds->at(rows.first().row());
    m_example->setPlainText(kind.example);
    m_note->setText(!kind.problem.isEmpty()           ? tr("The text cannot be written: %1").arg(kind.problem)
                    : kind.wanted && kind.barred ? tr("The settings keep this reminder back in every shop.")
                                                 : QString());
    m_switch->setText(kind.wanted ? tr("Switch off") : tr("Switch on"));
    m_switch->setEnabled(true);
}

void MessagesDialog::turn()
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty() || m_set.busy())
        return;
    const MessageKindView &kind = m_kinds->at(rows.first().row());
    m_problem->hide();
    m_set.ask({.unit = kind.unit, .kind = kind.kind, .wanted = !kind.wanted});
}

void MessagesDialog::refuse(const Error &error)
{
    m_problem->setText(format::error(error));
    m_problem->show();
}

void MessagesDialog::openPreview(const PreviewList &list)
{
    auto *dialog = new PreviewDialog(m_context.theme, tr("Next 24 hours"), tr("This is what goes out in the next 24 hours, as things stand now."),
                                     tr("No message is due in the next 24 hours."), allMessages(list), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace trato
