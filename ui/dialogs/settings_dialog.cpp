#include "ui/dialogs/settings_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 270;   ///< of a setting: the fields of all groups stand below each other

/// Its longest choice does not make the dialog wider.
QComboBox *narrowBox()
{
    auto *box = new QComboBox;
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(14);
    return box;
}

} // namespace

SettingsDialog::SettingsDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_groups(new QVBoxLayout)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel))
    , m_read(context.engine, [this](const QMap<QString, QString> &values) { fill(values); },
             [this](const Error &error) { refuse(error); })
    , m_change(context.engine, [this](const Done &) { QDialog::accept(); }, [this](const Error &error) { refuse(error); })
{
    setWindowTitle(tr("Settings"));
    resize(720, 680);
    m_groups->setSpacing(Theme::gap);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 6, 0);
    column->addLayout(m_groups);
    column->addStretch(1);
    QScrollArea *scroll = makePageScroll(inside);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Save)->setText(tr("Save"));
    m_buttons->button(QDialogButtonBox::Save)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(scroll, 1);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_read.ask();
}

void SettingsDialog::fill(const QMap<QString, QString> &values)
{
    m_values = values;
    QMap<QString, QFormLayout *> forms;
    for (const SettingInfo &info : settingTable) {
        const QString key = QString::fromLatin1(info.key);
        if (!values.contains(key) || key.endsWith(u"/way"))
            continue;
        const QString group = key.section(u'/', 0, 0);
        if (group == u"unit" || group == u"store")   // the first steps change the shop, “Connect to the site” where the jobs are
            continue;
        if (!forms.contains(group)) {
            auto *card = new Card(format::settingGroup(group));
            auto *form = new QFormLayout;
            form->setSpacing(9);
            form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
            card->body()->addLayout(form);
            m_groups->addWidget(card);
            forms.insert(group, form);
        }
        QWidget *editor = makeEditor(info, values.value(key));
        m_editors.insert(key, editor);
        editor->setAccessibleName(format::settingName(key));
        auto *name = new QLabel(format::settingName(key));
        name->setWordWrap(true);
        name->setFixedWidth(nameWidth);
        name->setBuddy(editor);
        forms.value(group)->addRow(name, editor);
    }
    m_buttons->button(QDialogButtonBox::Save)->setEnabled(true);
}

QWidget *SettingsDialog::makeEditor(const SettingInfo &info, const QString &value)
{
    if (std::holds_alternative<int EngineSettings::*>(info.member)) {
        auto *spin = new QSpinBox;
        spin->setRange(info.least, info.most);
        spin->setGroupSeparatorShown(true);
        spin->setValue(value.toInt());
        spin->setToolTip(tr("From %1 to %2").arg(format::number(info.least), format::number(info.most)));
        return spin;
    }
    if (std::holds_alternative<bool EngineSettings::*>(info.member)) {
        auto *check = new QCheckBox;
        check->setChecked(value == u"true");
        return check;
    }
    if (QStringLiteral("messages/order") == QLatin1String(info.key))
        return orderEditor(value);
    if (const QStringList choices = choicesOf(info); !choices.isEmpty()) {
        QComboBox *box = narrowBox();
        for (const QString &choice : choices)
            box->addItem(format::settingChoice(choice), choice);
        box->setCurrentIndex(box->findData(value));
        return box;
    }
    return new QLineEdit(value);
}

QWidget *SettingsDialog::orderEditor(const QString &value)
{
    QComboBox *box = narrowBox();
    for (const QString &order : {u"whatsapp"_s, u"whatsapp,sms"_s, u"whatsapp,email"_s, u"whatsapp,sms,email"_s, u"whatsapp,email,sms"_s,
                                 u"sms"_s, u"sms,email"_s, u"email"_s, u"email,sms"_s})
        box->addItem(format::channelOrder(order), order);
    if (box->findData(value) < 0) // any other one that the file names
        box->addItem(format::channelOrder(value), value);
    box->setCurrentIndex(box->findData(value));
    return box;
}

QString SettingsDialog::textOf(const QString &key) const
{
    QWidget *editor = m_editors.value(key);
    if (const auto *spin = qobject_cast<QSpinBox *>(editor))
        return QString::number(spin->value());
    if (const auto *check = qobject_cast<QCheckBox *>(editor))
        return check->isChecked() ? u"true"_s : u"false"_s;
    if (const auto *box = qobject_cast<QComboBox *>(editor))
        return box->currentData().toString();
    const auto *line = qobject_cast<QLineEdit *>(editor);
    return line ? line->text().trimmed() : QString();
}

QString SettingsDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void SettingsDialog::accept()
{
    QMap<QString, QString> changed;
    for (auto it = m_editors.begin(); it != m_editors.end(); ++it)
        if (textOf(it.key()) != m_values.value(it.key()))
            changed.insert(it.key(), textOf(it.key()));
    if (changed.isEmpty()) {
        QDialog::accept();
        return;
    }
    m_problem->hide();
    m_change.ask({.values = changed});
}

void SettingsDialog::refuse(const Error &error)
{
    QString text = format::error(error);
    if (QWidget *editor = m_editors.value(error.detail)) {
        editor->setFocus();
        const auto *info = std::find_if(std::begin(settingTable), std::end(settingTable), [&](const SettingInfo &i) {
            return error.detail == QLatin1String(i.key);
        });
        text = info != std::end(settingTable) && info->most > info->least
            ? tr("“%1” must be between %2 and %3.")
                  .arg(format::settingName(error.detail), format::number(info->least), format::number(info->most))
            : tr("“%1” was not accepted.").arg(format::settingName(error.detail));
    }
    m_problem->setText(text);
    m_problem->show();
}

} // namespace trato
