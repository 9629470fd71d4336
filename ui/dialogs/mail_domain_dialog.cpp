#include "ui/dialogs/mail_domain_dialog.h"

#include "ui/format.h"
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *toneNames[] = {"neutral", "accent", "good", "warn", "bad", "violet"};

format::Marked gradeMark(DnsGrade grade)
{
    switch (grade) {
    case DnsGrade::Good: return {MailDomainDialog::tr("Good"), Tone::Good};
    case DnsGrade::Weak: return {MailDomainDialog::tr("Weak"), Tone::Warn};
    case DnsGrade::Missing: return {MailDomainDialog::tr("Missing"), Tone::Bad};
    case DnsGrade::Wrong: return {MailDomainDialog::tr("Wrong"), Tone::Bad};
    case DnsGrade::Unknown: break;
    }
    return {MailDomainDialog::tr("No answer"), Tone::Neutral};
}

QString recordName(DnsRecord record)
{
    switch (record) {
    case DnsRecord::Spf: return u"SPF"_s;
    case DnsRecord::Dkim: return u"DKIM"_s;
    case DnsRecord::Dmarc: break;
    }
    return u"DMARC"_s;
}

} // namespace

MailDomainDialog::MailDomainDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_domain(new QLineEdit)
    , m_check(new QPushButton(tr("Check again")))
    , m_note(makeLabel({}, "hint"))
    , m_lines(new QVBoxLayout)
    , m_ask(context.engine, [this](const MailDomainReport &report) { fill(report); },
            [this](const Error &error) {
                m_check->setEnabled(true);
                m_note->setText(format::error(error));
                m_note->show();
            })
{
    setWindowTitle(tr("The sender's domain"));
    setMinimumSize(620, 420);
    auto *intro = makeLabel(tr("Mail servers look up these three records of your domain before they trust your e-mail. Whoever manages the domain sets them."), "hint");
    intro->setWordWrap(true);
    m_domain->setPlaceholderText(tr("the domain of the sender's address"));
    m_domain->setAccessibleName(tr("Domain"));
    m_note->setWordWrap(true);
    m_lines->setSpacing(14);
    auto *line = new QHBoxLayout;
    line->addWidget(m_domain, 1);
    line->addWidget(m_check);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    auto *ends = new QHBoxLayout;
    ends->addStretch(1);
    ends->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addLayout(line);
    layout->addWidget(m_note);
    layout->addLayout(m_lines);
    layout->addStretch(1);
    layout->addLayout(ends);
    connect(m_check, &QPushButton::clicked, this, &MailDomainDialog::check);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    check();
}

QString MailDomainDialog::findings() const { return m_said.join(u'\n'); }
QString MailDomainDialog::note() const { return m_note->isHidden() ? QString() : m_note->text(); }

void MailDomainDialog::check()
{
    m_check->setEnabled(false);
    m_note->setText(tr("Asking the name server…"));
    m_note->show();
    m_ask.ask({.domain = m_domain->text().trimmed()});
}

void MailDomainDialog::fill(const MailDomainReport &report)
{
    m_check->setEnabled(true);
    m_note->hide();
    m_domain->setText(report.domain);
    m_said.clear();
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const DnsFinding &finding : report.findings) {
        const format::Marked mark = gradeMark(finding.grade);
        auto *row = new QWidget;
        row->setProperty("clear", true);
        auto *head = new QHBoxLayout;
        head->addWidget(makeLabel(recordName(finding.record), "strong"));
        auto *chip = makeLabel(mark.text, "chip");
        chip->setProperty("tone", QLatin1String(toneNames[int(mark.tone)]));
        head->addWidget(chip);
        head->addWidget(makeLabel(finding.name, "hint"), 1);
        auto *text = makeLabel(format::reason(finding.code), "");
        text->setWordWrap(true);
        auto *column = new QVBoxLayout(row);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        column->addLayout(head);
        column->addWidget(text);
        if (!finding.found.isEmpty()) {
            auto *found = makeLabel(finding.found, "hint");
            found->setTextFormat(Qt::PlainText);
            found->setWordWrap(true);
            found->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
            column->addWidget(found);
        }
        m_lines->addWidget(row);
        m_said << recordName(finding.record) + u": "_s + mark.text + u". "_s + text->text();
    }
}

} // namespace trato
