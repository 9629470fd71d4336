#include "ui/pages/backups_card.h"

#include "ui/format.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

QString madeText(const BackupView &copy, Instant now)
{
    return copy.madeAt == Instant{} ? copy.name : format::dayOf(copy.madeAt, now) + u' ' + format::time(copy.madeAt);
}

} // namespace

BackupsCard::BackupsCard(const PageContext &context, QWidget *parent)
    : Card(tr("Safety copies"), parent)
    , m_context(context)
    , m_note(makeLabel({}, "hint"))
    , m_list(context.engine, [this](const BackupList &list) { fill(list); },
             [this](const Error &error) {
                 if (m_copies->rows().isEmpty())
                     m_pane->showError(format::error(error));
             })
    , m_make(context.engine,
             [this](const BackupView &) {
                 m_making = false;
                 refresh();
             },
             [this](const Error &error) {
                 m_making = false;
                 offerActs();
                 refuse(tr("No safety copy was made"), error);
             })
    , m_check(context.engine, [this](const BackupView &copy) { checked(copy); },
              [this](const Error &error) {
                  offerActs();
                  refuse(tr("The copy was not checked"), error);
              })
    , m_order(context.engine, [this](const Done &) { refresh(); },
              [this](const Error &error) { refuse(tr("The copy is not restored"), error); })
{
    using V = BackupView;
    const Clock &clock = m_context.clock;
    m_copies = new ListTable<V>(
        {{tr("When"), textColumn<V>([&clock](const V &v) { return madeText(v, clock.now()); })},
         {tr("Age"), textColumn<V>([&clock](const V &v) { return v.madeAt == Instant{} ? u"—"_s : format::span(clock.now() - v.madeAt); }, true)},
         {tr("Size"), textColumn<V>([](const V &v) { return format::fileSize(v.bytes); }), true},
         {tr("State"), [this](const V &v, int role) -> QVariant {
              const QString trouble = m_checked.value(v.name, v.trouble);
              if (role == Qt::ToolTipRole && !trouble.isEmpty())
                  return format::reason(trouble);
              return chipColumn<V>([&](const V &) {
                  return trouble.isEmpty() ? format::Marked{tr("whole"), Tone::Good} : format::Marked{tr("damaged"), Tone::Bad};
              })(v, role);
          }}},
        [](const V &v) { return v.name; }, this);
    m_create = addButton(tr("Make now"));
    m_table = new TableView(m_context.theme, tr("Safety copies"));
    m_table->setModel(m_copies);
    m_table->setWeights({36, 20, 22, 22}, {0, 1});
    m_pane = new StatePane(m_table);
    body()->addWidget(m_pane, 1);
    m_note->setWordWrap(true);
    body()->addWidget(m_note);
    m_verify = new QPushButton(tr("Check"));
    m_restore = new QPushButton(tr("Restore…"));
    m_takeBack = new QPushButton(tr("Do not restore"));
    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    for (QPushButton *button : {m_verify, m_restore, m_takeBack})
        acts->addWidget(button);
    acts->addStretch(1);
    body()->addLayout(acts);
    connect(m_pane, &StatePane::actionAsked, this, &BackupsCard::refresh);
    connect(m_create, &QPushButton::clicked, this, [this] {
        m_making = true;
        offerActs();
        m_make.ask();
    });
    connect(m_verify, &QPushButton::clicked, this, [this] {
        if (const auto copy = chosen()) {
            m_verify->setEnabled(false);
            m_check.ask({.copy = copy->name});
        }
    });
    connect(m_restore, &QPushButton::clicked, this, &BackupsCard::offerRestore);
    connect(m_takeBack, &QPushButton::clicked, this, [this] { m_order.ask({}); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BackupsCard::offerActs);
    offerActs();
}

void BackupsCard::refresh() { m_list.ask(); }

void BackupsCard::takeFrame(const Frame &frame)
{
    if (std::exchange(m_revision, frame.statusRevision) != frame.statusRevision)
        refresh();
}

void BackupsCard::fill(const BackupList &list)
{
    m_copies->set(list.copies);
    m_pending = list.pendingRestore;
    if (list.copies.isEmpty())
        m_pane->showEmpty(tr("No safety copy yet"), tr("One is made every night; “Make now” does not wait for it."));
    else
        m_pane->showContent();
    m_note->setText(m_pending.isEmpty()
                        ? tr("The newest %1 are kept in %2. Keep one elsewhere too.").arg(list.keep).arg(list.folder)
                        : tr("When the program starts again, the copy %1 takes the place of the present data. Quit it (Ctrl+Q), then open it.")
                              .arg(m_pending));
    offerActs();
}

QString BackupsCard::note() const { return m_note->text(); }

std::optional<BackupView> BackupsCard::chosen() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() && current.row() < m_copies->rowCount() ? std::optional(m_copies->at(current.row())) : std::nullopt;
}

void BackupsCard::offerActs()
{
    const auto copy = chosen();
    m_create->setEnabled(!m_making);
    m_create->setText(m_making ? tr("Copying…") : tr("Make now"));
    m_verify->setEnabled(copy.has_value());
    m_restore->setEnabled(copy && m_checked.value(copy->name, copy->trouble).isEmpty());
    m_takeBack->setVisible(!m_pending.isEmpty());
}

void BackupsCard::checked(const BackupView &copy)
{
    m_checked.insert(copy.name, copy.trouble);
    m_table->viewport()->update();
    offerActs();
    m_context.prompts.tell(this, tr("Safety copy"),
                           copy.trouble.isEmpty() ? tr("The copy is whole: every file and every table was read.") : format::reason(copy.trouble));
}

void BackupsCard::offerRestore()
{
    const auto copy = chosen();
    if (!copy)
        return;
    m_context.prompts.confirm(
        this,
        {tr("Restore this safety copy?"),
         tr("Diary, clients, jobs and messages become as they were on %1. What was entered since is lost from view; the present files are "
            "kept in the folder of the copies. It happens when the program starts again: quit it (Ctrl+Q), then open it.")
             .arg(format::dateTime(copy->madeAt)),
         tr("Restore at the next start"), true},
        [this, name = copy->name] { m_order.ask({.copy = name}); });
}

void BackupsCard::refuse(const QString &title, const Error &error) { m_context.prompts.tell(this, title, format::error(error)); }

} // namespace trato
