#include "ui/studio/template_versions_dialog.h"

#include "ui/format.h"
#include "ui/widgets/table_view.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

TemplateVersionsDialog::TemplateVersionsDialog(const PageContext &context, const QString &title, const QList<TemplateVersion> &versions,
                                               QWidget *parent)
    : QDialog(parent)
    , m_table(new TableView(context.theme, tr("Older texts")))
    , m_text(new QPlainTextEdit)
    , m_restore(new QPushButton(tr("Use this text again")))
{
    setWindowTitle(title);
    resize(640, 480);
    using V = TemplateVersion;
    m_model = new ListTable<V>({{tr("Kept"), textColumn<V>([](const V &v) { return v.at ? format::dateTime(*v.at) : TemplateVersionsDialog::tr("came with the program"); })},
                                {tr("Text"), textColumn<V>([](const V &v) { return v.text.simplified(); }, true)},
                                {tr("State"), chipColumn<V>([](const V &v) {
                                     return v.current ? format::Marked{TemplateVersionsDialog::tr("In use"), Tone::Good} : format::Marked{};
                                 })}},
                               [](const V &v) { return QString::number(v.number); }, this);
    m_model->set(versions);
    m_table->setModel(m_model);
    m_table->setWeights({3, 7, 1}, {1});
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Text"));
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_restore, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_text, 1);
    layout->addWidget(buttons);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TemplateVersionsDialog::showChosen);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        const int number = m_model->at(m_table->currentIndex().row()).number;
        accept();
        emit chosen(number);
    });
    m_restore->setEnabled(false);
    if (!versions.isEmpty())
        m_table->selectRow(0);
}

void TemplateVersionsDialog::showChosen()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    const TemplateVersion &version = m_model->at(row);
    m_text->setPlainText(version.subject.isEmpty() ? version.text : version.subject + u"\n\n"_s + version.text);
    m_restore->setEnabled(!version.current);
}

} // namespace trato
