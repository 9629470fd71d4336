#include "ui/dialogs/site_dialog.h"

#include "ui/site_words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/state_pane.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QUrl>
#include <QUrlQuery>
#include <QVBoxLayout>

#include <algorithm>

namespace trato {

using namespace Qt::StringLiterals;

QString siteUrl(const SiteParts &parts)
{
    QUrl url;
    url.setScheme(parts.tls ? u"rediss"_s : u"redis"_s);
    url.setUserName(parts.user);
    url.setHost(parts.host);
    url.setPort(parts.port);
    url.setPath(u'/' + QString::number(parts.database));
    if (parts.tls && !parts.caFile.isEmpty()) {
        QUrlQuery query;
        query.addQueryItem(u"ca"_s, QString::fromLatin1(QUrl::toPercentEncoding(parts.caFile, "/")));
        url.setQuery(query);
    }
    return url.toString(QUrl::FullyEncoded);
}

std::optional<SiteParts> pastedSite(const QString &text, SiteParts before)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const QString scheme = url.scheme().toLower();
    if (!url.isValid() || url.host().isEmpty() || (scheme != u"redis" && scheme != u"rediss"))
        return std::nullopt;
    before.tls = scheme == u"rediss";
    before.host = url.host();
    before.port = url.port(6379);
    before.user = url.userName(QUrl::FullyDecoded);
    if (const QString password = url.password(QUrl::FullyDecoded); !password.isEmpty())
        before.password = password;
    before.database = url.path().mid(1).toInt();
    if (const QString ca = QUrlQuery(url).queryItemValue(u"ca"_s, QUrl::FullyDecoded); !ca.isEmpty())
        before.caFile = ca;
    return before;
}

SiteDialog::SiteDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_now(makeLabel({}, "hint"))
    , m_problem(makeLabel({}, "error"))
    , m_busy(makeLabel({}, "hint"))
    , m_leave(new QPushButton(tr("Leave the site…")))
    , m_test(new QPushButton(tr("Test")))
    , m_connect(new QPushButton(tr("Connect")))
    , m_read(context.engine, [this](const QMap<QString, QString> &values) { fill(values); }, [this](const Error &error) { refuse(error); })
    , m_status(context.engine, [this](const EngineStatus &status) { showStatus(status); }, [](const Error &) { /* `m_read` tells it */ })
    , m_check(context.engine, [this](const SiteReport &report) { show(report); }, [this](const Error &error) { refuse(error); })
    , m_move(context.engine, [this](const Done &) {
          emit moved();
          accept();
      }, [this](const Error &error) { refuse(error); })
    , m_goBack(context.engine, [this](const Done &) {
          emit moved();
          accept();
      }, [this](const Error &error) { refuse(error); })
{
    setWindowTitle(tr("Connect to the site"));
    resize(760, 720);
    auto *intro = makeLabel(tr("If your web site keeps its jobs in Redis, this program can show its queues and work on them beside the site. "
                               "Ask whoever looks after the site for the address. Nothing changes before you press “Connect”."), "hint");
    for (QLabel *label : {intro, m_now, m_problem})
        label->setWordWrap(true);
    m_problem->hide();
    m_leave->hide();
    m_connect->setProperty("kind", u"primary"_s);
    m_connect->setEnabled(false);
    m_connect->setToolTip(tr("After a test that found nothing unsafe"));
    m_test->setDefault(true);
    auto *acts = new QDialogButtonBox;
    acts->addButton(m_test, QDialogButtonBox::ActionRole);
    acts->addButton(m_connect, QDialogButtonBox::AcceptRole);
    acts->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addWidget(m_busy, 1);
    buttons->addWidget(acts);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(m_now);
    layout->addWidget(makeAddress());
    layout->addWidget(makeReport(), 1);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    connect(acts, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_test, &QPushButton::clicked, this, &SiteDialog::test);
    connect(m_connect, &QPushButton::clicked, this, &SiteDialog::connectNow);
    connect(m_leave, &QPushButton::clicked, this, &SiteDialog::askToLeave);
    m_read.ask();
    m_status.ask();
}

QWidget *SiteDialog::makeAddress()
{
    auto *card = new Card(tr("Address of the site's Redis"));
    m_host = new QLineEdit;
    m_host->setPlaceholderText(tr("redis.example.com, or the whole address redis://…"));
    m_port = new QSpinBox;
    m_port->setRange(1, 65535);
    m_database = new QSpinBox;
    m_database->setRange(0, 9999);
    m_user = new QLineEdit;
    m_user->setPlaceholderText(tr("empty: the server's default user"));
    m_password = new QLineEdit;
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("kept in this computer's keychain"));
    m_tls = new QCheckBox(tr("Encrypted (TLS)"));
    m_ca = new QLineEdit;
    m_ca->setPlaceholderText(tr("only for a certificate of your own (PEM)"));
    m_browse = new QPushButton(tr("Choose…"));
    m_prefix = new QLineEdit;
    const auto row = [](std::initializer_list<QWidget *> widgets) {
        auto *line = new QHBoxLayout;
        line->setSpacing(8);
        for (QWidget *widget : widgets)
            line->addWidget(widget, qobject_cast<QLineEdit *>(widget) ? 1 : 0);
        return line;
    };
    auto *form = new QFormLayout;
    form->setSpacing(9);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Server"), row({m_host, makeLabel(tr("Port"), "hint"), m_port, makeLabel(tr("Database"), "hint"), m_database}));
    form->addRow(tr("User"), row({m_user, makeLabel(tr("Password"), "hint"), m_password}));
    form->addRow(QString(), row({m_tls, makeLabel(tr("Certificate file"), "hint"), m_ca, m_browse}));
    form->addRow(tr("Prefix"), m_prefix);
    auto *kept = makeLabel(tr("The password goes into this computer's keychain (“trato-console”, REDIS_PASSWORD) and into no file. The certificate "
                              "stays where it is: only its path is kept."), "hint");
    kept->setWordWrap(true);
    form->addRow(QString(), kept);
    const std::pair<QWidget *, QString> names[] = {{m_host, tr("Server")}, {m_port, tr("Port")}, {m_database, tr("Database")}, {m_user, tr("User")},
                                                   {m_password, tr("Password")}, {m_ca, tr("Certificate file")}, {m_prefix, tr("Prefix")}};
    for (const auto &[field, name] : names)
        field->setAccessibleName(name);
    card->body()->addLayout(form);
    connect(m_host, &QLineEdit::textChanged, this, [this](const QString &text) {
        forget();
        if (const auto pasted = pastedSite(text, parts()))
            setParts(*pasted);
    });
    for (QLineEdit *field : {m_user, m_password, m_ca, m_prefix})
        connect(field, &QLineEdit::textChanged, this, &SiteDialog::forget);
    for (QSpinBox *field : {m_port, m_database})
        connect(field, &QSpinBox::valueChanged, this, &SiteDialog::forget);
    connect(m_tls, &QCheckBox::toggled, this, [this](bool on) {
        m_ca->setEnabled(on);
        m_browse->setEnabled(on);
        forget();
    });
    connect(m_browse, &QPushButton::clicked, this, [this] {
        m_context.prompts.chooseFile(this, tr("Certificate file"), tr("Certificates (*.pem *.crt *.cer)"), [this](const QString &path) { m_ca->setText(path); });
    });
    setParts({});
    m_ca->setEnabled(false);
    m_browse->setEnabled(false);
    return card;
}

QWidget *SiteDialog::makeReport()
{
    auto *inside = new QWidget;
    inside->setProperty("clear", true);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 6, 0);
    m_lines = new QGridLayout;
    m_lines->setHorizontalSpacing(10);
    m_lines->setVerticalSpacing(8);
    m_lines->setColumnStretch(1, 1);
    column->addLayout(m_lines);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inside);
    auto *card = new Card(tr("What the test found"));
    m_pane = new StatePane(scroll);
    card->body()->addWidget(m_pane, 1);
    connect(m_pane, &StatePane::actionAsked, this, &SiteDialog::test);
    forget();
    return card;
}

SiteParts SiteDialog::parts() const
{
    return {m_host->text().trimmed(), m_port->value(), m_database->value(), m_user->text().trimmed(), m_password->text(), m_tls->isChecked(),
            m_ca->text().trimmed(), m_prefix->text().trimmed()};
}

void SiteDialog::setParts(const SiteParts &parts)
{
    m_host->setText(parts.host);
    m_port->setValue(parts.port);
    m_database->setValue(parts.database);
    m_user->setText(parts.user);
    m_password->setText(parts.password);
    m_tls->setChecked(parts.tls);
    m_ca->setText(parts.caFile);
    m_prefix->setText(parts.prefix);
}

/// What a person has begun to type stays.
void SiteDialog::fill(const QMap<QString, QString> &values)
{
    if (!m_host->text().isEmpty())
        return;
    SiteParts before = parts();
    before.prefix = values.value(u"store/prefix"_s, before.prefix);
    setParts(pastedSite(values.value(u"store/redis"_s), before).value_or(before));
}

void SiteDialog::showStatus(const EngineStatus &status)
{
    m_leave->setVisible(status.store.shared);
    m_now->setText(tr("Now: %1").arg(format::store(status.store)));
}

QString SiteDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

/// What was tested is not what stands in the fields any more.
void SiteDialog::forget()
{
    m_connect->setEnabled(false);
    m_problem->hide();
    m_findings.clear();
    if (m_pane)
        m_pane->showEmpty(tr("Not tested yet"), tr("The test leaves nothing on the server. It says what is wrong, and which queues there are."));
}

void SiteDialog::test()
{
    if (m_host->text().trimmed().isEmpty()) {
        m_host->setFocus();
        m_problem->setText(tr("Please type the server's name or address."));
        m_problem->show();
        return;
    }
    forget();
    const SiteParts typed = parts();
    m_tested = {siteUrl(typed), typed.prefix, typed.password};
    m_pane->showLoading();
    setBusy(tr("Asking the server…"));
    m_check.ask({.site = m_tested});
}

void SiteDialog::show(const SiteReport &report)
{
    setBusy({});
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        if (QWidget *widget = item->widget())
            widget->deleteLater();
        delete item;
    }
    m_duties.clear();
    QStringList spoken;
    for (HealthCheck check : report.checks) {
        if (check.name == u"redis.durability" && check.way.isEmpty())
            check.detail = format::durability(report.durability) + u" ("_s + check.detail + u')';
        addFinding(check);
        spoken << format::healthName(check.name) + u": "_s + (check.way.isEmpty() ? check.detail : format::wayOut(check.way));
    }
    m_findings = spoken.join(u'\n');
    if (!report.queues.isEmpty()) {
        m_lines->addWidget(makeLabel(tr("Queues"), "title"), m_lines->rowCount(), 0, 1, 3);
        for (const SiteQueue &queue : report.queues)
            addQueue(queue);
    }
    m_pane->showContent();
    m_connect->setEnabled(report.usable);
    if (report.usable)
        m_connect->setFocus();
}

void SiteDialog::addFinding(const HealthCheck &check)
{
    const int row = m_lines->rowCount();
    auto *sign = makeLabel(!check.ok ? u"✗"_s : check.warning ? u"!"_s : u"✓"_s, !check.ok ? "error" : check.warning ? "warning" : "strong");
    const QString name = format::healthName(check.name);
    auto *text = makeLabel(check.way.isEmpty() ? name + u": "_s + check.detail : name + u": "_s + format::wayOut(check.way), check.ok ? "" : "strong");
    text->setWordWrap(true);
    m_lines->addWidget(sign, row, 0, Qt::AlignTop);
    m_lines->addWidget(text, row, 1, 1, 2);
    if (check.way.isEmpty() || check.detail.isEmpty())
        return;
    auto *detail = makeLabel(check.detail, "mono");
    detail->setWordWrap(true);
    detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_lines->addWidget(detail, row + 1, 1, 1, 2);
}

void SiteDialog::addQueue(const SiteQueue &queue)
{
    const int row = m_lines->rowCount();
    const QString who = queue.workersUnknown ? tr("who works on it is not told")
                        : queue.workers.isEmpty() ? tr("no worker now")
                                                  : tr("served by %1").arg(queue.workers.join(u", "_s));
    QStringList about{who, queue.version};
    about.removeAll(QString());
    auto *name = makeLabel(queue.name.value, "strong");
    auto *hint = makeLabel(about.join(u" · "_s), "hint");
    hint->setWordWrap(true);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(name);
    words->addWidget(hint);
    auto *cell = new QWidget;
    cell->setProperty("clear", true);
    words->setContentsMargins(0, 0, 0, 0);
    cell->setLayout(words);
    m_lines->addWidget(cell, row, 0, 1, 2);
    if (!queue.ours) {
        m_lines->addWidget(makeLabel(tr("only watched"), "hint"), row, 2, Qt::AlignVCenter);
        return;
    }
    auto *duty = new QComboBox;
    duty->addItem(tr("Only watch"), nameOf(QueueDuty::Watch));
    duty->addItem(tr("Work on it here"), nameOf(QueueDuty::Work));
    duty->setCurrentIndex(duty->findData(nameOf(queue.duty)));
    duty->setAccessibleName(queue.name.value);
    m_duties.insert(queue.name.value, duty);
    m_lines->addWidget(duty, row, 2, Qt::AlignVCenter);
}

void SiteDialog::refuse(const Error &error)
{
    setBusy({});
    m_pane->showEmpty(tr("Not tested yet"), tr("The test changes nothing on the server. It says what is wrong, and which queues there are."));
    m_problem->setText(format::error(error));
    m_problem->show();
}

void SiteDialog::connectNow()
{
    QMap<QString, QString> duties;
    for (auto it = m_duties.begin(); it != m_duties.end(); ++it)
        duties.insert(it.key(), it.value()->currentData().toString());
    setBusy(tr("Connecting…"));
    m_move.ask({.site = m_tested, .duties = duties});
}

void SiteDialog::askToLeave()
{
    m_context.prompts.confirm(this,
                              {tr("Leave the site?"),
                               tr("The jobs of the site stay where they are. This program goes back to its own file, and no longer shows the site's queues."),
                               tr("Leave"), false},
                              [this] {
                                  setBusy(tr("Leaving…"));
                                  m_goBack.ask();
                              });
}

void SiteDialog::setBusy(const QString &text)
{
    m_busy->setText(text);
    m_test->setEnabled(text.isEmpty());
    m_leave->setEnabled(text.isEmpty());
    if (!text.isEmpty())
        m_connect->setEnabled(false);
}

} // namespace trato
