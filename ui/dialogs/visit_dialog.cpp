#include "ui/dialogs/visit_dialog.h"

#include "ui/diary/slot_words.h"
#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QComboBox>
#include <QCompleter>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeZone>
#include <QTimer>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

/// A name that is chosen from a list, or typed when it is new.
QComboBox *makeNameBox()
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    return box;
}

/// Fills the list and leaves what was typed.
void offerNames(QComboBox &box, const QStringList &names)
{
    const QString typed = box.currentText();
    const QSignalBlocker quiet(&box);
    box.clear();
    box.addItems(names);
    box.setCurrentIndex(box.findText(typed, Qt::MatchFixedString));
    box.setEditText(typed);
}

} // namespace

VisitDialog::VisitDialog(const PageContext &context, const std::optional<VisitView> &moved, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_moved(moved)
    , m_client(new QLineEdit)
    , m_phone(new QLineEdit)
    , m_professional(makeNameBox())
    , m_service(makeNameBox())
    , m_start(new QDateTimeEdit)
    , m_minutes(new QSpinBox)
    , m_price(new QDoubleSpinBox)
    , m_warning(makeLabel({}, "warning"))
    , m_problem(makeLabel({}, "error"))
    , m_pause(new QTimer(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
    , m_add(context.engine, [this](const VisitView &) { finish(); }, [this](const Error &error) { refuse(error); })
    , m_move(context.engine, [this](const VisitView &) { finish(); }, [this](const Error &error) { refuse(error); })
    , m_askTeam(context.engine,
                [this](const QList<Professional> &team) {
                    QStringList names;
                    for (const Professional &one : team)
                        if (one.active)
                            names << one.name;
                    offerNames(*m_professional, names);
                },
                [](const Error &) { /* the name can be typed */ })
    , m_askServices(context.engine,
                    [this](const QList<Service> &services) {
                        m_services.clear();
                        QStringList names;
                        for (const Service &one : services)
                            if (one.active) {
                                m_services << one;
                                names << one.name;
                            }
                        offerNames(*m_service, names);
                    },
                    [](const Error &) { /* the name can be typed */ })
    , m_check(context.engine,
              [this](const SlotCheck &check) {
                  const QStringList warnings = slotWarnings(check);
                  m_warning->setText(warnings.join(u'\n'));
                  m_warning->setVisible(!warnings.isEmpty());
              },
              [this](const Error &) { m_warning->hide(); /* what is wrong is said when it is added */ })
{
    setWindowTitle(moved ? tr("Move visit") : tr("New visit"));
    setMinimumWidth(420);
    m_start->setDisplayFormat(QLocale().language() == QLocale::Portuguese ? u"dd/MM/yyyy HH:mm"_s : u"yyyy-MM-dd HH:mm"_s);
    m_start->setCalendarPopup(true);
    m_minutes->setRange(5, 600);
    m_minutes->setSingleStep(5);
    m_minutes->setValue(30);
    m_minutes->setSuffix(tr(" min"));
    m_price->setRange(0, 100'000);
    m_price->setPrefix(u"R$\u00A0"_s);
    m_phone->setPlaceholderText(u"(11) 90000-0000"_s);

    auto *form = new QFormLayout;
    form->setSpacing(10);
    if (moved) {
        form->addRow(tr("Client"), makeLabel(moved->clientName, "strong"));
        form->addRow(tr("Service"), makeLabel(moved->service, ""));
        form->addRow(tr("Until now"), makeLabel(format::dateTime(moved->start, moved->zone), ""));
        // The editor holds wall-clock time of the shop; it must not be changed by the computer's zone.
        const QTimeZone zone(moved->zone.toUtf8());
        const QDateTime wall = zone.isValid() ? toUtc(moved->start).toTimeZone(zone) : toUtc(moved->start).toLocalTime();
        m_start->setTimeSpec(Qt::UTC);
        m_start->setDateTime(QDateTime(wall.date(), wall.time(), Qt::UTC));
        m_professional->setEditText(moved->professional);
        m_minutes->setValue(int(std::chrono::duration_cast<Minutes>(moved->end - moved->start).count()));
        m_unit = moved->unit;
        form->addRow(tr("Professional"), m_professional);
        form->addRow(tr("New start"), m_start);
    } else {
        const QDateTime next = toUtc(context.clock.now() + Hours(1)).toLocalTime();
        m_start->setTimeSpec(Qt::UTC);
        m_start->setDateTime(QDateTime(next.date(), QTime(next.time().hour(), 0), Qt::UTC));
        form->addRow(tr("Client"), m_client);
        form->addRow(tr("Phone"), m_phone);
        form->addRow(tr("Service"), m_service);
        form->addRow(tr("Professional"), m_professional);
        form->addRow(tr("Start"), m_start);
        form->addRow(tr("Duration"), m_minutes);
        form->addRow(tr("Price"), m_price);
    }
    m_warning->setWordWrap(true);
    m_warning->hide();
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setText(moved ? tr("Move") : tr("Add"));
    m_buttons->button(QDialogButtonBox::Ok)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_warning);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &VisitDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_pause->setSingleShot(true);
    m_pause->setInterval(250);
    connect(m_pause, &QTimer::timeout, this, &VisitDialog::check);
    connect(m_start, &QDateTimeEdit::dateTimeChanged, this, &VisitDialog::checkSoon);
    connect(m_minutes, &QSpinBox::valueChanged, this, &VisitDialog::checkSoon);
    connect(m_professional, &QComboBox::editTextChanged, this, &VisitDialog::checkSoon);
    connect(m_service, &QComboBox::activated, this, &VisitDialog::takeService);
    m_askTeam.ask({.unit = m_unit});
    m_askServices.ask({.unit = m_unit});
    checkSoon();
}

void VisitDialog::propose(const UnitId &unit, const QDateTime &wall, const QString &professional)
{
    m_unit = unit;
    m_start->setDateTime(wall);
    m_professional->setEditText(professional);
    m_client->setFocus();
    m_askTeam.ask({.unit = unit});
    m_askServices.ask({.unit = unit});
}

/// A service brings its usual length and price.
void VisitDialog::takeService(int index)
{
    if (index < 0 || index >= m_services.size())
        return;
    m_minutes->setValue(m_services.at(index).minutes);
    m_price->setValue(double(m_services.at(index).priceCents) / 100.0);
}

void VisitDialog::checkSoon() { m_pause->start(); }

void VisitDialog::check()
{
    m_check.ask({.unit = m_unit, .visit = m_moved ? m_moved->id : VisitId(), .professional = m_professional->currentText().simplified(),
                 .localStart = startText(), .minutes = m_minutes->value()});
}

QString VisitDialog::startText() const { return m_start->dateTime().toString(u"yyyy-MM-ddTHH:mm"_s); }

QString VisitDialog::warning() const { return m_warning->isHidden() ? QString() : m_warning->text(); }

QString VisitDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void VisitDialog::accept()
{
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    if (m_moved) {
        const QString professional = m_professional->currentText().simplified();
        m_move.ask({.id = m_moved->id, .localStart = startText(),
                    .professional = professional == m_moved->professional ? std::nullopt : std::optional(professional)});
        return;
    }
    VisitDraft draft;
    draft.unit = m_unit;
    draft.clientName = m_client->text().trimmed();
    draft.phone = m_phone->text().trimmed();
    draft.professional = m_professional->currentText().trimmed();
    draft.service = m_service->currentText().trimmed();
    draft.localStart = startText();
    draft.minutes = m_minutes->value();
    draft.priceCents = qRound64(m_price->value() * 100);
    m_add.ask({.draft = draft});
}

void VisitDialog::finish() { QDialog::accept(); }

void VisitDialog::refuse(const Error &error)
{
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(true);
    const std::pair<QString, QWidget *> fields[] = {{u"clientName"_s, m_client}, {u"phone"_s, m_phone},
                                                    {u"professional"_s, m_professional}, {u"service"_s, m_service},
                                                    {u"localStart"_s, m_start}, {u"start"_s, m_start},
                                                    {u"duration"_s, m_minutes}, {u"minutes"_s, m_minutes}, {u"price"_s, m_price}};
    QString text = format::error(error);
    if (error.code == Error::Code::Invalid)
        for (const auto &[name, field] : fields) {
            if (!error.detail.startsWith(name))
                continue;
            field->setFocus();
            const QString words = format::columnName(name);
            text = field == m_client ? tr("Please type the client's name.")
                : field == m_phone   ? tr("The phone needs an area code and 8 or 9 digits.") 
                : field == m_start   ? tr("This start is not possible. Choose a time in the future that exists on that day.")
                                     : tr("Please check “%1”.").arg(words);
            break;
        }
    m_problem->setText(text);
    m_problem->show();
}

} // namespace trato
