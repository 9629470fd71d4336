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

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

PreviewDialog::PreviewDialog(const Theme &theme, const QString &title, const QString &intro, const QString &emptyText,
                             const QList<MessagePreview> &messages, QWidget *parent)
    : QDialog(parent)
    , m_messages(messages)
    , m_table(new TableView(theme, title))
    , m_reason(makeLabel({}, "hint"))
    , m_text(new QPlainTextEdit)
    , m_buttons(new QHBoxLayout)
{
    setWindowTitle(title);
    resize(900, 560);
    using P = MessagePreview;
    auto *model = new ListTable<P>(
        {{tr("Goes out"), textColumn<P>([](const P &p) { return p.dueAt ? format::dateTime(*p.dueAt, p.zone) : format::occasion(p.kind); })},
         {tr("Message"), textColumn<P>([](const P &p) { return format::name(p.kind); })},
         {tr("Client"), textColumn<P>([](const P &p) { return shortName(p.clientName); })},
         {tr("Phone"), textColumn<P>([](const P &p) { return p.phone; }, true)},
         {tr("Visit"), textColumn<P>([](const P &p) { return p.start ? format::dateTime(*p.start, p.zone) : u"—"_s; })},
         {tr("State"), chipColumn<P>([](const P &p) {
              if (!p.reason.isEmpty())
                  return format::Marked{tr("Not sent"), Tone::Neutral};
              return p.dueAt ? format::Marked{tr("Will go out"), Tone::Good} : format::Marked{tr("On"), Tone::Good};
          })}},
        [](const P &p) { return p.clientName + p.phone + nameOf(p.kind) + QString::number(p.dueAt ? toMs(*p.dueAt) : 0) + p.text; }, this);
    model->set(messages);
    m_table->setModel(model);
    m_table->setWeights({20, 20, 16, 18, 18, 8}, {0, 2});
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Text of the message"));
    m_text->setMaximumHeight(110);
    m_text->setPlaceholderText(tr("Choose a line to read its message."));
    m_reason->setWordWrap(true);

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
    layout->addWidget(m_reason);
    none->setVisible(messages.isEmpty());
    m_table->setVisible(!messages.isEmpty());
    m_text->setVisible(!messages.isEmpty());
    m_reason->setVisible(!messages.isEmpty());
    const auto leaving = std::ranges::count_if(messages, [](const P &p) { return p.dueAt && p.reason.isEmpty(); });
    m_buttons->addWidget(makeLabel(messages.isEmpty() ? QString() : tr("%1 would go out").arg(format::messages(leaving)), "strong"), 1);
    auto *close = new QPushButton(tr("Close"));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    m_buttons->addWidget(close);
    layout->addLayout(m_buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &row) { showMessage(row.row()); });
    if (!messages.isEmpty())
        m_table->selectRow(0);
}

QString PreviewDialog::shownText() const { return m_text->toPlainText(); }

void PreviewDialog::showMessage(int row)
{
    const MessagePreview message = m_messages.value(row);
    m_text->setPlainText(message.text);
    m_reason->setText(message.reason.isEmpty() ? QString() : tr("Does not go out: %1").arg(format::reason(message.reason)));
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
