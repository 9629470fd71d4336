#include "ui/pages/welcome_page.h"

#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"
#include "ui/widgets/tab_stop.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr Hours previewAhead{24 * 14};

/// A row of chips of which one is chosen.
QButtonGroup *addChips(QFormLayout &form, const QString &title, const QStringList &names, int chosen, QObject *owner)
{
    auto *group = new QButtonGroup(owner);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    for (int i = 0; i < names.size(); ++i) {
        auto *button = makeChipButton(names.at(i));
        button->setChecked(i == chosen);
        group->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch(1);
    keepTabStop(*group);
    form.addRow(title, row);
    return group;
}

QLabel *wrapped(const QString &text, const char *role)
{
    QLabel *label = makeLabel(text, role);
    label->setWordWrap(true);
    return label;
}

} // namespace

QList<std::pair<QString, QString>> brazilianZones()
{
    return {{u"America/Sao_Paulo"_s, WelcomePage::tr("Brasília time (São Paulo, Rio, the South)")},
            {u"America/Bahia"_s, WelcomePage::tr("Bahia")},
            {u"America/Recife"_s, WelcomePage::tr("Pernambuco")},
            {u"America/Fortaleza"_s, WelcomePage::tr("Ceará and the Northeast")},
            {u"America/Maceio"_s, WelcomePage::tr("Alagoas and Sergipe")},
            {u"America/Belem"_s, WelcomePage::tr("Pará (east) and Amapá")},
            {u"America/Araguaina"_s, WelcomePage::tr("Tocantins")},
            {u"America/Cuiaba"_s, WelcomePage::tr("Mato Grosso")},
            {u"America/Campo_Grande"_s, WelcomePage::tr("Mato Grosso do Sul")},
            {u"America/Santarem"_s, WelcomePage::tr("Pará (west)")},
            {u"America/Manaus"_s, WelcomePage::tr("Amazonas")},
            {u"America/Porto_Velho"_s, WelcomePage::tr("Rondônia")},
            {u"America/Boa_Vista"_s, WelcomePage::tr("Roraima")},
            {u"America/Rio_Branco"_s, WelcomePage::tr("Acre")},
            {u"America/Noronha"_s, WelcomePage::tr("Fernando de Noronha")}};
}

WelcomePage::WelcomePage(const PageContext &context, const DesktopActs &desktop, const QString &language, QWidget *parent)
    : Page(context, parent)
    , m_askSave(context.engine, [this](const Unit &unit) {
          showUnits({unit});
          m_shopState->setText(tr("Saved."));
      }, [this](const Error &error) { refuse(error); })
    , m_askTrial(context.engine, [this](const DeliveryView &) {
          m_trialState->setText(tr("Done. It was recorded as “would send”: see “Messages by hour” in the overview. Nobody got it."));
      }, [this](const Error &error) { m_trialState->setText(format::error(error)); })
{
    m_usesDiary = m_usesStatus = true;
    const auto quiet = [](const Error &) { /* the window's banner tells it */ };
    m_askUnits = makeAsker<ask::ListUnits>([this](const QList<Unit> &units) { showUnits(units); }, quiet);
    m_askReminders = makeAsker<ask::PreviewReminders>([this](const PreviewList &list) { showReminders(list); },
                                                      [this](const Error &error) { m_reminderPane->showError(format::error(error)); });
    m_askChannels = makeAsker<ask::ListChannels>([this](const QList<ChannelView> &channels) {
        const auto it = std::ranges::find(channels, Channel::WhatsApp, &ChannelView::channel);
        m_training = it != channels.end() && it->way == ChannelWay::Training;
        offerTrial();
    }, quiet);

    auto *inside = new QWidget;
    inside->setProperty("clear", true);
    inside->setMaximumWidth(1080);
    auto *grid = new QGridLayout(inside);
    grid->setContentsMargins(0, 6, 0, 6);
    grid->setSpacing(Theme::gap);
    grid->addWidget(makeLabel(tr("Welcome to Trato Console"), "kpi"), 0, 0, 1, 2);
    grid->addWidget(wrapped(tr("Three minutes to your first reminder. Nothing is sent to a client until you say so, and this "
                               "page stays in the menu under “First steps”."), "hint"), 1, 0, 1, 2);
    grid->addWidget(makeLook(desktop, language), 2, 0);
    grid->addWidget(makeShop(), 2, 1);
    grid->addWidget(makeStart(desktop), 3, 0);
    grid->addWidget(makeReminder(), 3, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(4, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAlignment(Qt::AlignHCenter);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inside);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QWidget *WelcomePage::makeLook(const DesktopActs &desktop, const QString &language)
{
    auto *card = new Card(tr("1 · Language and look"));
    auto *form = new QFormLayout;
    form->setSpacing(10);
    if (desktop.chooseLanguage) {
        static const QStringList languages{u"pt_BR"_s, u"en"_s};
        const bool portuguese = language.isEmpty() ? QLocale().language() == QLocale::Portuguese : language == languages.first();
        QButtonGroup *group = addChips(*form, tr("Language"), {u"Português"_s, u"English"_s}, portuguese ? 0 : 1, this);
        connect(group, &QButtonGroup::idClicked, this, [choose = desktop.chooseLanguage](int id) { choose(languages.at(id)); });
    }
    QButtonGroup *looks = addChips(*form, tr("Look"), {tr("As the system"), tr("Light"), tr("Dark"), tr("High contrast")},
                                   int(m_context.theme.choice()), this);
    connect(looks, &QButtonGroup::idClicked, this, [this](int id) { emit themeChosen(ThemeChoice(id)); });
    connect(&m_context.theme, &Theme::changed, looks, [this, looks] { looks->button(int(m_context.theme.choice()))->setChecked(true); });
    card->body()->addLayout(form);
    if (desktop.startsAtLogin && desktop.setStartAtLogin) {
        auto *login = new QCheckBox(tr("Start with the computer, so that reminders go out"));
        login->setChecked(desktop.startsAtLogin());
        connect(login, &QCheckBox::clicked, this, [this, login, set = desktop.setStartAtLogin](bool on) {
            if (const Result<Done> done = set(on); !done) {
                login->setChecked(!on);
                explain(tr("The start with the computer was not changed"), done.error());
            }
        });
        card->body()->addWidget(login);
    }
    card->body()->addStretch(1);
    return card;
}

QWidget *WelcomePage::makeShop()
{
    auto *card = new Card(tr("2 · Your shop"));
    m_name = new QLineEdit;
    m_phone = new QLineEdit;
    m_phone->setPlaceholderText(u"(11) 90000-0000"_s);
    m_zone = new QComboBox;
    for (const auto &[zone, name] : brazilianZones())
        m_zone->addItem(name, zone);
    auto *form = new QFormLayout;
    form->setSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const std::pair<QString, QWidget *> rows[] = {{tr("Name"), m_name}, {tr("Your WhatsApp"), m_phone}, {tr("Time zone"), m_zone}};
    for (const auto &[title, field] : rows) {
        field->setAccessibleName(title);
        form->addRow(title, field);
    }
    m_save = new QPushButton(tr("Save"));
    m_shopState = wrapped(tr("The name stands in every message. Your number is used for trials only."), "hint");
    auto *line = new QHBoxLayout;
    line->addWidget(m_shopState, 1);
    line->addWidget(m_save);
    card->body()->addLayout(form);
    card->body()->addLayout(line);
    card->body()->addStretch(1);
    connect(m_save, &QPushButton::clicked, this, &WelcomePage::saveShop);
    connect(m_name, &QLineEdit::returnPressed, this, &WelcomePage::saveShop);
    connect(m_phone, &QLineEdit::returnPressed, this, &WelcomePage::saveShop);
    return card;
}

QWidget *WelcomePage::makeStart(const DesktopActs &desktop)
{
    auto *card = new Card(tr("3 · Begin"));
    card->body()->addWidget(makeLabel(tr("With my diary"), "strong"));
    card->body()->addWidget(wrapped(tr("Import the file that your booking system exports (CSV or a calendar, .ics), or type the first visit in."), "hint"));
    auto *import = new QPushButton(tr("Import diary…"));
    import->setProperty("kind", u"primary"_s);
    auto *visit = new QPushButton(tr("Type the first visit…"));
    auto *own = new QHBoxLayout;
    own->addWidget(import);
    own->addWidget(visit);
    own->addStretch(1);
    card->body()->addLayout(own);
    connect(import, &QPushButton::clicked, this, &WelcomePage::importAsked);
    connect(visit, &QPushButton::clicked, this, &WelcomePage::visitAsked);
    if (desktop.startDemo) {
        card->body()->addSpacing(8);
        card->body()->addWidget(makeLabel(tr("Look around first"), "strong"));
        card->body()->addWidget(wrapped(tr("The demo opens in a window of its own: a made-up shop with two units, a month of history "
                                           "and messages that reach nobody. It is deleted when you close it."), "hint"));
        auto *demo = new QPushButton(tr("Try the demo"));
        auto *line = new QHBoxLayout;
        line->addWidget(demo);
        line->addStretch(1);
        card->body()->addLayout(line);
        connect(demo, &QPushButton::clicked, this, [start = desktop.startDemo] { start(); });
        card->body()->addSpacing(8);
        card->body()->addWidget(makeLabel(tr("With my web site"), "strong"));
        card->body()->addWidget(wrapped(tr("If your site keeps its jobs in Redis (BullMQ), see its queues here and work on them beside it."), "hint"));
        auto *site = new QPushButton(tr("Connect to the site…"));
        auto *siteLine = new QHBoxLayout;
        siteLine->addWidget(site);
        siteLine->addStretch(1);
        card->body()->addLayout(siteLine);
        connect(site, &QPushButton::clicked, this, &WelcomePage::siteAsked);
    }
    card->body()->addStretch(1);
    return card;
}

QWidget *WelcomePage::makeReminder()
{
    auto *card = new Card(tr("4 · Your first reminder"));
    auto *content = new QWidget;
    content->setProperty("clear", true);
    m_reminderLine = wrapped({}, "strong");
    m_bubble = wrapped({}, "bubble");
    m_bubble->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_trial = new QPushButton(tr("Try it with my number"));
    m_trial->setProperty("kind", u"primary"_s);
    auto *overview = new QPushButton(tr("Go to the overview"));
    m_trialState = wrapped({}, "hint");
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_trial);
    buttons->addWidget(overview);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_reminderLine);
    layout->addWidget(m_bubble);
    layout->addLayout(buttons);
    layout->addWidget(m_trialState);
    layout->addStretch(1);
    m_reminderPane = new StatePane(content);
    m_reminderPane->setMinimumHeight(210);
    card->body()->addWidget(m_reminderPane, 1);
    connect(m_trial, &QPushButton::clicked, this, &WelcomePage::sendTrial);
    connect(overview, &QPushButton::clicked, this, &WelcomePage::overviewAsked);
    connect(m_reminderPane, &StatePane::actionAsked, this, &WelcomePage::refresh);
    return card;
}

void WelcomePage::refresh()
{
    const Instant now = m_context.clock.now();
    ask(*m_askUnits);
    ask(*m_askReminders, {.from = now, .to = now + previewAhead});
    ask(*m_askChannels);
}

QString WelcomePage::shopState() const { return m_shopState->text(); }
QString WelcomePage::trialState() const { return m_trialState->text(); }
QString WelcomePage::reminderText() const { return m_reminderPane->showsContent() ? m_bubble->text() : QString(); }

/// What a person is typing stays: the shop is filled in once, and again after it was saved.
void WelcomePage::showUnits(const QList<Unit> &units)
{
    if (units.isEmpty() || units.first() == m_unit)
        return;
    m_unit = units.first();
    m_name->setText(m_unit.name);
    m_phone->setText(m_unit.phone);
    if (m_zone->findData(m_unit.zone) < 0)
        m_zone->addItem(m_unit.zone, m_unit.zone);
    m_zone->setCurrentIndex(m_zone->findData(m_unit.zone));
    offerTrial();
}

void WelcomePage::saveShop()
{
    Unit unit = m_unit;
    unit.name = m_name->text().trimmed();
    unit.phone = m_phone->text().trimmed();
    unit.zone = m_zone->currentData().toString();
    m_askSave.ask({.unit = unit});
}

void WelcomePage::refuse(const Error &error)
{
    const bool name = error.detail.startsWith(u"name");
    const bool phone = error.detail.startsWith(u"phone");
    if (name || phone)
        (name ? m_name : m_phone)->setFocus();
    m_shopState->setText(name ? tr("Please type the shop's name.")
                              : phone ? tr("The phone needs an area code and 8 or 9 digits.") : format::error(error));
}

void WelcomePage::showReminders(const PreviewList &list)
{
    using State = ReminderView::State;
    const auto first = std::ranges::find_if(list.reminders, [](const ReminderPreview &p) {
        return p.reminder.state == State::Planned && !p.text.isEmpty();
    });
    m_first.reset();
    if (first != list.reminders.end()) {
        m_first = *first;
        const VisitView &visit = first->visit;
        const Instant now = m_context.clock.now();
        m_reminderLine->setText(tr("%1, %2: goes out %3 at %4")
                                    .arg(visit.clientName, format::dateTime(visit.start, visit.zone),
                                         format::dayOf(first->reminder.dueAt, now, visit.zone),
                                         format::time(first->reminder.dueAt, visit.zone)));
        m_bubble->setText(first->text);
        m_reminderPane->showContent();
    } else if (list.reminders.isEmpty()) {
        m_reminderPane->showEmpty(tr("No reminder is planned yet"), tr("It appears here as soon as there is a visit: with its text, and when it goes out."));
    } else {
        m_reminderPane->showEmpty(tr("No reminder will go out for these visits"),
                                  tr("They begin too soon, or have no mobile number. A visit after tomorrow is reminded the day before."));
    }
    offerTrial();
}

void WelcomePage::offerTrial()
{
    const bool phone = !m_unit.phone.isEmpty();
    m_trial->setVisible(m_training);
    m_trial->setEnabled(phone && m_first);
    if (m_trialState->text().isEmpty() || m_trialState->property("advice").toBool()) {
        m_trialState->setProperty("advice", true);
        m_trialState->setText(m_training && !phone ? tr("To try it, save your own WhatsApp number above.") : QString());
    }
}

/// The real way of a message, to the owner: offered in training only, where nothing leaves.
void WelcomePage::sendTrial()
{
    if (!m_first)
        return;
    const VisitView &visit = m_first->visit;
    ask::SendMessage message;
    message.to = m_unit.phone;
    message.templateId = {m_first->reminder.kind == ReminderKind::DayBefore ? u"appointment_reminder"_s : u"appointment_reminder_1h"_s};
    message.variables = {{u"clientName"_s, visit.clientName.section(u' ', 0, 0)},
                         {u"when"_s, format::dayOf(visit.start, m_first->reminder.dueAt, visit.zone)},
                         {u"appointmentTime"_s, format::time(visit.start, visit.zone)},
                         {u"professionalName"_s, visit.professional.isEmpty() ? m_unit.name : visit.professional},
                         {u"unidadeName"_s, m_unit.name}};
    m_trialState->setProperty("advice", false);
    m_trialState->setText(tr("Writing it…"));
    m_askTrial.ask(message);
}

} // namespace trato
