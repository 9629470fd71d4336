#include "ui/dialogs/visit_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeZone>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

VisitDialog::VisitDialog(const PageContext &context, const std::optional<VisitView> &moved, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_moved(moved)
    , m_client(new QLineEdit)
    , m_phone(new QLineEdit)
    , m_professional(new QLineEdit)
    , m_service(new QLineEdit)
    , m_start(new QDateTimeEdit)
    , m_minutes(new QSpinBox)
    , m_price(new QDoubleSpinBox)
    , m_problem(makeLabel({}, "error"))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
    , m_add(context.engine, [this](const VisitView &) { finish(); }, [this](const Error &error) { refuse(error); })
    , m_move(context.engine, [this](const VisitView &) { finish(); }, [this](const Error &error) { refuse(error); })
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
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setText(moved ? tr("Move") : tr("Add"));
    m_buttons->button(QDialogButtonBox::Ok)->setProperty("kind", u"primary"_s);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &VisitDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString VisitDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void VisitDialog::accept()
{
    m_problem->hide();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
    const QString start = m_start->dateTime().toString(u"yyyy-MM-ddTHH:mm"_s);
    if (m_moved) {
        m_move.ask({.id = m_moved->id, .localStart = start});
        return;
    }
    VisitDraft draft;
    draft.clientName = m_client->text().trimmed();
    draft.phone = m_phone->text().trimmed();
    draft.professional = m_professional->text().trimmed();
    draft.service = m_service->text().trimmed();
    draft.localStart = start;
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
