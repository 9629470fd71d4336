#include "ui/dialogs/preview_dialog.h"

#include "engine/api/mask.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

PreviewDialog::PreviewDialog(const Theme &theme, const QString &title, const QString &intro, const QString &emptyText,
                             const QList<ReminderPreview> &reminders, QWidget *parent)
    : QDialog(parent)
    , m_reminders(reminders)
    , m_table(new TableView(theme, title))
    , m_text(new QPlainTextEdit)
    , m_buttons(new QHBoxLayout)
{
    setWindowTitle(title);
    resize(820, 520);
    using P = ReminderPreview;
    auto *model = new ListTable<P>(
        {{tr("Goes out"), textColumn<P>([](const P &p) { return format::dateTime(p.reminder.dueAt, p.visit.zone); })},
         {tr("Client"), textColumn<P>([](const P &p) { return shortName(p.visit.clientName); })},
         {tr("Phone"), textColumn<P>([](const P &p) { return p.visit.phone; }, true)},
         {tr("Visit"), textColumn<P>([](const P &p) { return format::dateTime(p.visit.start, p.visit.zone); })},
         {tr("Reminder"), textColumn<P>([](const P &p) { return format::name(p.reminder.kind); }, true)}},
        [](const P &p) { return p.visit.id.value + nameOf(p.reminder.kind); }, this);
    model->set(reminders);
    m_table->setModel(model);
    m_table->setWeights({20, 18, 22, 20, 20});
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Text of the message"));
    m_text->setMaximumHeight(130);
    m_text->setPlaceholderText(tr("Choose a line to read its message."));

    auto *introLabel = makeLabel(intro, "");
    introLabel->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(introLabel);
    auto *none = makeLabel(emptyText, "hint");
    none->setAlignment(Qt::AlignCenter);
    layout->addWidget(none, 1);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_text);
    none->setVisible(reminders.isEmpty());
    m_table->setVisible(!reminders.isEmpty());
    m_text->setVisible(!reminders.isEmpty());
    m_buttons->addWidget(makeLabel(reminders.isEmpty() ? QString() : format::reminders(reminders.size()), "strong"), 1);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_buttons->addWidget(close);
    layout->addLayout(m_buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) {
        m_text->setPlainText(row.isValid() ? m_reminders.at(row.row()).text : QString());
    });
    if (!reminders.isEmpty())
        m_table->selectRow(0);
}

QPushButton *PreviewDialog::addChoice(int choice, const QString &text, const char *kind)
{
    auto *button = new QPushButton(text);
    button->setProperty("kind", QLatin1String(kind));
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, choice] {
        emit chosen(choice);
        accept();
    });
    return button;
}

} // namespace trato
