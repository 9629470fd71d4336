#include "ui/dialogs/consent_dialog.h"

#include "ui/contact_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/table_view.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Channel channels[] = {Channel::WhatsApp, Channel::Email, Channel::Sms};
constexpr Purpose purposes[] = {Purpose::Service, Purpose::Marketing, Purpose::Birthday};

} // namespace

ConsentDialog::ConsentDialog(const PageContext &context, const Client &client, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_id(client.id)
    , m_closed(new QWidget)
    , m_answer(new QComboBox)
    , m_channel(new QComboBox)
    , m_purpose(new QComboBox)
    , m_source(new QLineEdit)
    , m_text(new QLineEdit)
    , m_by(new QLineEdit)
    , m_record(new QPushButton(tr("Write down")))
    , m_problem(makeLabel({}, "error"))
    , m_show(context.engine, [this](const ConsentFile &file) { fill(file); },
             [this](const Error &error) { m_pane->showError(format::error(error)); })
    , m_set(context.engine,
            [this](const Client &) {
                m_source->clear();
                m_text->clear();
                m_record->setEnabled(true);
                m_show.ask({.id = m_id});
                emit changed();
            },
            [this](const Error &error) { refuse(error); })
    , m_retry(context.engine,
              [this](const ConsentFile &file) {
                  fill(file);
                  emit changed();
              },
              [this](const Error &error) { refuse(error); })
{
    setWindowTitle(tr("Consent of %1").arg(client.name.isEmpty() ? tr("a client without a name") : client.name));
    resize(880, 790);
    m_problem->setWordWrap(true);
    m_problem->hide();

    using N = ConsentNow;
    m_states = new ListTable<N>({{tr("Channel"), textColumn<N>([](const N &n) { return format::name(n.channel); })},
                                 {tr("For"), textColumn<N>([](const N &n) { return format::name(n.purpose); })},
                                 {tr("Now"), chipColumn<N>([](const N &n) { return format::mark(n); })},
                                 {tr("Since"), textColumn<N>([](const N &n) { return n.since ? format::dateTime(*n.since) : u"—"_s; })},
                                 {tr("Where it was said"), textColumn<N>([](const N &n) { return format::consentSource(n.source); })}},
                                [](const N &n) { return nameOf(n.channel) + nameOf(n.purpose); }, this);
    using W = ConsentWord;
    m_history = new ListTable<W>({{tr("When"), textColumn<W>([](const W &w) { return format::dateTime(w.at); })},
                                  {tr("Said"), chipColumn<W>([](const W &w) { return format::Marked{w.allowed ? tr("Yes") : tr("No"), w.allowed ? Tone::Good : Tone::Bad}; })},
                                  {tr("Channel"), textColumn<W>([](const W &w) { return w.channel ? format::name(*w.channel) : tr("Every one"); })},
                                  {tr("For"), textColumn<W>([](const W &w) { return w.purpose ? format::name(*w.purpose) : tr("Everything"); })},
                                  {tr("Where it was said"), textColumn<W>([](const W &w) { return format::consentSource(w.source); })},
                                  {tr("Text"), textColumn<W>([](const W &w) { return w.textVersion; }, true)},
                                  {tr("Proof"), textColumn<W>([](const W &w) { return w.proof; }, true)},
                                  {tr("By"), textColumn<W>([](const W &w) { return w.by; }, true)}},
                                 [](const W &w) { return QString::number(toMs(w.at)) + (w.channel ? nameOf(*w.channel) : QString()) + (w.purpose ? nameOf(*w.purpose) : QString()) + w.proof; }, this);
    auto *states = new TableView(context.theme, tr("What holds now"));
    states->setModel(m_states);
    states->setWeights({2, 3, 2, 3, 4}, {4});
    auto *history = new TableView(context.theme, tr("Everything that was said"));
    history->setModel(m_history);
    history->setWeights({3, 1, 2, 3, 4, 2, 2, 2}, {4, 6, 5});

    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(8);
    inside->addWidget(makeLabel(tr("What holds now"), "strong"));
    inside->addWidget(states, 9);
    m_closed->setProperty("clear", true);
    new QVBoxLayout(m_closed);
    m_closed->layout()->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_closed);
    inside->addWidget(makeLabel(tr("Everything that was said"), "strong"));
    inside->addWidget(history, 5);
    m_pane = new StatePane(content);
    m_pane->showLoading();

    m_answer->addItem(tr("Yes, wants messages"));
    m_answer->addItem(tr("No, wants none"));
    m_channel->addItem(tr("Every channel"));
    for (const Channel channel : channels)
        m_channel->addItem(format::name(channel));
    for (const Purpose purpose : purposes)
        m_purpose->addItem(format::name(purpose));
    m_source->setPlaceholderText(tr("in the shop, by phone, on the form"));
    m_source->setMaxLength(200);
    m_text->setPlaceholderText(tr("form of March 2026"));
    m_text->setMaxLength(200);
    m_by->setMaxLength(200);
    auto *choice = new QHBoxLayout;
    choice->addWidget(m_answer, 1);
    choice->addWidget(m_channel, 1);
    choice->addWidget(m_purpose, 1);
    m_answer->setAccessibleName(tr("What was said"));
    m_channel->setAccessibleName(tr("Channel"));
    m_purpose->setAccessibleName(tr("For"));
    auto *form = new QFormLayout;
    form->setSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("The client says"), choice);
    form->addRow(tr("Where it was said"), m_source);
    form->addRow(tr("Text agreed to"), m_text);
    form->addRow(tr("Written down by"), m_by);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
    m_record->setProperty("kind", u"primary"_s);
    m_record->setAutoDefault(false);
    buttons->addButton(m_record, QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_pane, 1);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_record, &QPushButton::clicked, this, &ConsentDialog::record);
    connect(m_pane, &StatePane::actionAsked, this, [this] { m_show.ask({.id = m_id}); });
    m_show.ask({.id = m_id});
}

QList<QPushButton *> ConsentDialog::retryButtons() const { return m_closed->findChildren<QPushButton *>(); }

void ConsentDialog::fill(const ConsentFile &file)
{
    m_states->set(file.now);
    m_history->set(file.history);
    showClosed(file.closed);
    m_pane->showContent();
}

/// A bad address may have been repaired; what its owner said is for the owner to take back.
void ConsentDialog::showClosed(const QList<AddressWord> &closed)
{
    qDeleteAll(m_closed->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    for (const AddressWord &word : closed) {
        auto *row = new QWidget;
        row->setProperty("clear", true);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        auto *label = makeLabel(tr("%1 %2: %3, since %4").arg(format::name(word.channel), word.address, format::addressTrouble(word),
                                                              format::date(word.at)), "error");
        label->setWordWrap(true);
        line->addWidget(label, 1);
        if (word.what == AddressWord::What::Bad) {
            auto *again = new QPushButton(tr("Try again"));
            again->setAutoDefault(false);
            again->setAccessibleName(tr("Try %1 again").arg(format::name(word.channel)));
            connect(again, &QPushButton::clicked, this, [this, channel = word.channel] { m_retry.ask({.id = m_id, .channel = channel}); });
            line->addWidget(again);
        }
        m_closed->layout()->addWidget(row);
    }
    m_closed->setVisible(!closed.isEmpty());
}

void ConsentDialog::record()
{
    m_problem->hide();
    ask::SetConsent question{.id = m_id, .allowed = m_answer->currentIndex() == 0};
    question.source = m_source->text().trimmed().isEmpty() ? u"window"_s : m_source->text();
    if (m_channel->currentIndex() > 0)
        question.channel = channels[m_channel->currentIndex() - 1];
    question.purpose = purposes[m_purpose->currentIndex()];
    question.textVersion = m_text->text();
    question.by = m_by->text();
    m_record->setEnabled(false);
    m_set.ask(question);
}

void ConsentDialog::refuse(const Error &error)
{
    m_record->setEnabled(true);
    m_problem->setText(format::error(error));
    m_problem->show();
}

} // namespace trato
