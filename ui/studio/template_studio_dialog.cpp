#include "ui/studio/template_studio_dialog.h"

#include "ui/message_format.h"
#include "ui/studio/template_editor.h"
#include "ui/studio/template_versions_dialog.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

format::Marked standingMark(const StudioRow &row)
{
    if (!row.view.problem.isEmpty())
        return {TemplateStudioDialog::tr("Cannot be used"), Tone::Bad};
    if (!row.standing)
        return {row.view.overridden ? TemplateStudioDialog::tr("Your text") : TemplateStudioDialog::tr("As delivered"), row.view.overridden ? Tone::Accent : Tone::Neutral};
    switch (row.standing->status) {
    case TemplateStatus::Absent:
        return row.standing->askedAt ? format::Marked{TemplateStudioDialog::tr("Not at Meta"), Tone::Warn} : format::Marked{TemplateStudioDialog::tr("Not known"), Tone::Neutral};
    case TemplateStatus::Pending: return {TemplateStudioDialog::tr("Looked at"), Tone::Accent};
    case TemplateStatus::Approved:
        return row.standing->differs ? format::Marked{TemplateStudioDialog::tr("Another text"), Tone::Warn} : format::Marked{TemplateStudioDialog::tr("Approved"), Tone::Good};
    case TemplateStatus::Rejected: return {TemplateStudioDialog::tr("Refused"), Tone::Bad};
    case TemplateStatus::Paused: return {TemplateStudioDialog::tr("Paused"), Tone::Warn};
    case TemplateStatus::Disabled: return {TemplateStudioDialog::tr("Switched off"), Tone::Bad};
    case TemplateStatus::Other: break;
    }
    return {row.standing->reason, Tone::Warn};
}

/// What to do about it, for the line above the text.
QString standingText(const TemplateStanding &standing)
{
    switch (standing.status) {
    case TemplateStatus::Absent:
        return standing.askedAt ? TemplateStudioDialog::tr("Meta does not have this template yet. Submit it; live messages need it.")
                                : TemplateStudioDialog::tr("Nobody has asked Meta about this template yet.");
    case TemplateStatus::Pending: return TemplateStudioDialog::tr("Meta is looking at it. It is asked again each hour.");
    case TemplateStatus::Approved:
        return standing.differs ? TemplateStudioDialog::tr("Meta has approved another text than this one and sends that one. Submit this text.")
                                : TemplateStudioDialog::tr("Meta has approved this text (%1).").arg(format::category(standing.category));
    case TemplateStatus::Rejected: return TemplateStudioDialog::tr("Meta refused it: %1. Change the text and submit it again.").arg(standing.reason);
    case TemplateStatus::Paused: return TemplateStudioDialog::tr("Meta has paused it because clients rated it badly. Change its text.");
    case TemplateStatus::Disabled: return TemplateStudioDialog::tr("Meta has switched it off for good.");
    case TemplateStatus::Other: break;
    }
    return TemplateStudioDialog::tr("Meta says: %1").arg(standing.reason);
}

} // namespace

TemplateStudioDialog::TemplateStudioDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_table(new TableView(context.theme, tr("Templates")))
    , m_pane(new StatePane(m_table))
    , m_editor(new TemplateEditor(context))
    , m_standing(makeLabel({}, "hint"))
    , m_note(makeLabel({}, "hint"))
    , m_save(new QPushButton(tr("Keep this text")))
    , m_undo(new QPushButton(tr("Undo")))
    , m_versions(new QPushButton(tr("Older texts…")))
    , m_number(new QLineEdit)
    , m_try(new QPushButton(tr("Send me this one")))
    , m_submit(new QPushButton(tr("Submit to Meta…")))
    , m_askMeta(new QPushButton(tr("Ask Meta")))
    , m_ask(context.engine,
            [this](const QList<TemplateView> &templates) {
                m_templates = templates;
                fill();
            },
            [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_askStandings(context.engine,
                     [this](const QList<TemplateStanding> &standings) {
                         m_standings = standings;
                         fill();
                     },
                     [this](const Error &error) { say(format::error(error), "error"); })
    , m_askSave(context.engine, [this](const TemplateView &view) { kept(view, tr("Kept. The next message uses it.")); },
                [this](const Error &error) { say(format::error(error), "error"); })
    , m_askRestore(context.engine, [this](const TemplateView &view) { kept(view, tr("Restored. The next message uses it.")); },
                   [this](const Error &error) { say(format::error(error), "error"); })
    , m_askVersions(context.engine, [this](const QList<TemplateVersion> &versions) { showVersions(versions); },
                    [this](const Error &error) { say(format::error(error), "error"); })
    , m_askSubmit(context.engine,
                  [this](const TemplateStanding &) {
                      say(tr("Meta has it and looks at it, mostly for some minutes."), "hint");
                      m_askStandings.ask({});
                  },
                  [this](const Error &error) {
                      say(format::error(error), "error");
                      offerActs();
                  })
    , m_askSend(context.engine,
                [this](const DeliveryView &sent) {
                    say(sent.way == ChannelWay::Live       ? tr("On its way to you. “Messages” in the first tab shows what becomes of it.")
                        : sent.way == ChannelWay::Assisted ? tr("Listed in the overview: send it from there with your own WhatsApp.")
                                                           : tr("Recorded as “would send”: this way is in training, so nothing left."),
                        "hint");
                },
                [this](const Error &error) { say(format::error(error), "error"); })
{
    setWindowTitle(tr("Texts of messages"));
    resize(1260, 700);
    using R = StudioRow;
    m_model = new ListTable<R>({{tr("Message"), textColumn<R>([](const R &r) { return format::templateName(r.view.id.value); })},
                                {tr("By"), textColumn<R>([](const R &r) { return format::name(r.view.channel); }, true)},
                                {tr("State"), chipColumn<R>(standingMark)}},
                               [](const R &r) { return r.view.id.value; }, this);
    m_table->setModel(m_model);
    m_table->setWeights({5, 2, 3}, {0});
    m_table->setMinimumWidth(450);
    for (QLabel *label : {m_standing, m_note})
        label->setWordWrap(true);
    m_number->setPlaceholderText(tr("Your number or address"));
    m_number->setAccessibleName(tr("Your number or address"));
    m_number->setMinimumWidth(210);
    m_number->setMaximumWidth(240);
    m_save->setProperty("kind", u"primary"_s);
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_save, m_undo, m_versions, m_try, m_submit, m_askMeta, close})
        button->setAutoDefault(false);
    auto *acts = new QHBoxLayout;
    acts->addWidget(m_save);
    acts->addWidget(m_undo);
    acts->addWidget(m_versions);
    acts->addStretch(1);
    acts->addWidget(m_submit);
    auto *ends = new QHBoxLayout;
    ends->addWidget(m_number);
    ends->addWidget(m_try);
    ends->addStretch(1);
    ends->addWidget(close);
    auto *list = new QVBoxLayout;
    list->addWidget(m_pane, 1);
    list->addWidget(m_askMeta, 0, Qt::AlignLeft);
    auto *work = new QVBoxLayout;
    work->setSpacing(10);
    work->addWidget(m_standing);
    work->addWidget(m_editor, 1);
    work->addWidget(m_note);
    work->addLayout(acts);
    work->addLayout(ends);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(16);
    layout->addLayout(list, 3);
    layout->addLayout(work, 7);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TemplateStudioDialog::choose);
    connect(m_editor, &TemplateEditor::changed, this, &TemplateStudioDialog::offerActs);
    connect(m_number, &QLineEdit::textChanged, this, &TemplateStudioDialog::offerActs);
    connect(m_save, &QPushButton::clicked, this, &TemplateStudioDialog::save);
    connect(m_undo, &QPushButton::clicked, m_editor, &TemplateEditor::undo);
    connect(m_versions, &QPushButton::clicked, this, [this] { m_askVersions.ask({.id = m_editor->view().id}); });
    connect(m_try, &QPushButton::clicked, this, &TemplateStudioDialog::sendToMe);
    connect(m_askMeta, &QPushButton::clicked, this, [this] {
        say(tr("Asking Meta…"), "hint");
        m_askStandings.ask({.ask = true});
    });
    connect(m_submit, &QPushButton::clicked, this, [this] {
        m_context.prompts.confirm(this,
                                  {tr("Submit this text to Meta?"),
                                   tr("Meta looks at it before it can be sent. A template that is approved already is sent with its old text until then."),
                                   tr("Submit"), false},
                                  [this] {
                                      say(tr("Handing it to Meta…"), "hint");
                                      m_submit->setEnabled(false);
                                      m_askSubmit.ask({.id = m_editor->view().id});
                                  });
    });
    connect(close, &QPushButton::clicked, this, &TemplateStudioDialog::reject);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_ask.ask(); });
    m_pane->showLoading();
    offerActs();
    m_ask.ask();
    m_askStandings.ask({});
}

QString TemplateStudioDialog::note() const { return m_note->text(); }

void TemplateStudioDialog::fill()
{
    QList<StudioRow> rows;
    for (const TemplateView &view : std::as_const(m_templates)) {
        const auto it = std::ranges::find(m_standings, view.id, &TemplateStanding::id);
        rows << StudioRow{view, it == m_standings.end() ? std::nullopt : std::optional(*it)};
    }
    if (rows.isEmpty())
        return;
    // By message, then by way: what belongs together stands together.
    std::ranges::stable_sort(rows, [](const StudioRow &a, const StudioRow &b) {
        const QString left = format::templateName(a.view.id.value);
        const QString right = format::templateName(b.view.id.value);
        return left == right ? int(a.view.channel) < int(b.view.channel) : left.localeAwareCompare(right) < 0;
    });
    m_model->set(rows);
    m_pane->showContent();
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
    else if (const int row = m_model->rowOf(m_editor->view().id.value); row >= 0 && m_model->at(row).standing)
        m_standing->setText(standingText(*m_model->at(row).standing));
    offerActs();
}

void TemplateStudioDialog::choose()
{
    const int row = m_table->currentIndex().row();
    if (row < 0 || m_model->at(row).view.id == m_editor->view().id)
        return;
    const StudioRow chosen = m_model->at(row);
    const auto go = [this, chosen] {
        m_standing->setText(chosen.standing ? standingText(*chosen.standing) : QString());
        m_standing->setVisible(chosen.standing.has_value());
        say({}, "hint");
        m_editor->open(chosen.view);
        m_table->selectRow(m_model->rowOf(chosen.view.id.value));
    };
    if (!m_editor->isChanged())
        return go();
    m_context.prompts.confirm(this, {tr("Leave this text?"), tr("What you changed is not kept."), tr("Leave it"), true}, go);
    const int before = m_model->rowOf(m_editor->view().id.value);   // until the answer
    if (m_editor->view().id != chosen.view.id && before >= 0)
        m_table->selectRow(before);
}

void TemplateStudioDialog::offerActs()
{
    const TemplateView &view = m_editor->view();
    const bool changed = m_editor->isChanged();
    const int row = m_model->rowOf(view.id.value);
    const bool isTemplate = row >= 0 && m_model->at(row).standing.has_value();
    m_save->setEnabled(changed && m_editor->mayBeKept());
    m_undo->setEnabled(changed);
    m_versions->setEnabled(!view.id.isEmpty());
    m_try->setEnabled(!changed && !view.id.isEmpty() && !m_number->text().trimmed().isEmpty());
    m_try->setToolTip(changed ? tr("Keep the text first") : QString());
    m_submit->setVisible(isTemplate);
    m_submit->setEnabled(isTemplate && !changed);
    m_submit->setToolTip(changed ? tr("Keep the text first") : QString());
}

void TemplateStudioDialog::save()
{
    m_save->setEnabled(false);
    m_askSave.ask({.id = m_editor->view().id, .text = m_editor->text(), .subject = m_editor->subject()});
}

void TemplateStudioDialog::kept(const TemplateView &view, const QString &word)
{
    say(word, "hint");
    m_editor->open(view);
    for (TemplateView &known : m_templates)
        if (known.id == view.id)
            known = view;
    fill();
    m_askStandings.ask({});   // another text than Meta's, perhaps
}

void TemplateStudioDialog::showVersions(const QList<TemplateVersion> &versions)
{
    auto *dialog = new TemplateVersionsDialog(m_context, format::templateName(m_editor->view().id.value), versions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TemplateVersionsDialog::chosen, this, [this](int number) { m_askRestore.ask({.id = m_editor->view().id, .number = number}); });
    dialog->open();
}

void TemplateStudioDialog::sendToMe()
{
    ask::SendMessage question;
    question.channel = m_editor->view().channel;
    question.to = m_number->text().trimmed();
    question.templateId = m_editor->view().id;
    for (const TemplateVariable &variable : m_editor->variables())
        question.variables.insert(variable.name, variable.example);
    m_askSend.ask(question);
}

void TemplateStudioDialog::say(const QString &text, const char *role)
{
    m_note->setText(text);
    m_note->setProperty("role", QLatin1String(role));
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
}

void TemplateStudioDialog::reject()
{
    if (!m_editor->isChanged())
        return QDialog::reject();
    m_context.prompts.confirm(this, {tr("Leave this text?"), tr("What you changed is not kept."), tr("Leave it"), true},
                              [this] { QDialog::reject(); });
}

} // namespace trato
