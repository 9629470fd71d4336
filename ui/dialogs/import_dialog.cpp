#include "ui/dialogs/import_dialog.h"

#include "engine/api/mask.h"
#include "ui/format.h"
#include "ui/widgets/card.h"
#include "ui/widgets/kpi_card.h"
#include "ui/widgets/table_view.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QThreadPool>
#include <QVBoxLayout>

namespace trato {

using namespace Qt::StringLiterals;

ImportDialog::ImportDialog(const PageContext &context, QWidget *parent)
    : QDialog(parent)
    , m_context(context)
    , m_steps(new QStackedWidget)
    , m_file(makeLabel({}, "title"))
    , m_problem(makeLabel({}, "error"))
    , m_busy(makeLabel({}, "hint"))
    , m_choose(new QPushButton(tr("Choose another file…")))
    , m_close(new QPushButton(tr("Close")))
    , m_apply(new QPushButton(tr("Import")))
    , m_preview(context.engine, [this](const ImportReport &report) { showPreview(report); },
                [this](const Error &error) { refuse(error); })
    , m_applyImport(context.engine, [this](const ImportReport &report) { showDone(report); },
                    [this](const Error &error) { refuse(error); })
{
    setWindowTitle(tr("Import diary"));
    resize(900, 600);
    setAcceptDrops(true);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_apply->setProperty("kind", u"primary"_s);
    m_apply->hide();
    m_choose->hide();
    m_steps->addWidget(makeChooser());
    m_steps->addWidget(makePreview());
    auto *buttons = new QHBoxLayout;   // a button box would show the buttons that are hidden
    buttons->addWidget(m_busy, 1);
    for (QPushButton *button : {m_apply, m_choose, m_close})
        buttons->addWidget(button);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_steps, 1);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        m_apply->setEnabled(false);
        setBusy(tr("Importing…"));
        m_applyImport.ask({.token = m_token});
    });
    connect(&m_reading, &QFutureWatcherBase::finished, this, &ImportDialog::fileRead);
}

QWidget *ImportDialog::makeChooser()
{
    auto *page = new QFrame;
    page->setProperty("card", true);
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(8);
    auto *title = makeLabel(tr("Drop the exported diary here"), "title");
    auto *hint = makeLabel(tr("A CSV file from your booking system: with “;” or “,”, in any order of columns, "
                              "headers in Portuguese or English. Or a calendar (.ics), as Google and Apple export it. "
                              "Nothing changes before you have seen what it would do."),
                           "hint");
    hint->setWordWrap(true);
    title->setAlignment(Qt::AlignCenter);
    hint->setAlignment(Qt::AlignCenter);
    auto *choose = new QPushButton(tr("Choose file…"));
    choose->setProperty("kind", u"primary"_s);
    choose->setDefault(true);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    layout->addStretch(1);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addSpacing(6);
    layout->addWidget(choose, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return page;
}

QWidget *ImportDialog::makePreview()
{
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_columns = makeLabel({}, "hint");
    m_columns->setWordWrap(true);
    layout->addWidget(m_file);
    layout->addWidget(m_columns);
    auto *counts = new QHBoxLayout;
    counts->setSpacing(10);
    const std::pair<QString, Tone> names[] = {{tr("New"), Tone::Good}, {tr("Moved"), Tone::Accent},
                                              {tr("Changed"), Tone::Accent}, {tr("Unchanged"), Tone::Neutral},
                                              {tr("Missing"), Tone::Warn}, {tr("Bad rows"), Tone::Bad}};
    for (const auto &[name, tone] : names) {
        auto *card = new KpiCard(m_context.theme, name, tone);
        m_counts.append(card);
        counts->addWidget(card, 1);
    }
    layout->addLayout(counts);

    using V = VisitView;
    const auto columns = [] {
        return QList<ListTable<V>::Column>{
            {tr("When"), textColumn<V>([](const V &v) { return format::dateTime(v.start, v.zone); })},
            {tr("Client"), textColumn<V>([](const V &v) { return shortName(v.clientName); })},
            {tr("Phone"), textColumn<V>([](const V &v) { return v.phone; }, true)},
            {tr("Service"), textColumn<V>([](const V &v) { return v.service; })},
            {tr("Professional"), textColumn<V>([](const V &v) { return v.professional; })},
            {tr("Price"), textColumn<V>([](const V &v) { return format::money(v.priceCents); }), true},
            {tr("Visit"), chipColumn<V>([](const V &v) { return format::mark(v.status); })}};
    };
    const auto keyOf = [](const V &v) { return v.id.value + QString::number(toMs(v.start)) + v.clientName + v.professional; };
    m_sample = new ListTable<V>(columns(), keyOf, this);
    m_vanished = new ListTable<V>(columns(), keyOf, this);
    m_bad = new ListTable<BadRow>(
        {{tr("Line"), textColumn<BadRow>([](const BadRow &r) { return format::number(r.line); }), true},
         {tr("Column"), textColumn<BadRow>([](const BadRow &r) { return format::columnName(r.column); })},
         {tr("Value"), textColumn<BadRow>([](const BadRow &r) { return r.value.isEmpty() ? u"—"_s : r.value; }, true)},
         {tr("What is wrong"), textColumn<BadRow>([](const BadRow &r) { return format::badRow(r.reason); })},
         {tr("How to fix it"), textColumn<BadRow>([](const BadRow &r) { return format::badRowFix(r.fix); }, true)}},
        [](const BadRow &r) { return QString::number(r.line) + r.column + r.reason; }, this);
    m_lists = new QTabWidget;
    m_lists->setDocumentMode(true);
    const auto table = [this](QAbstractItemModel *model, const QString &name, QList<int> weights) {
        auto *view = new TableView(m_context.theme, name);
        view->setModel(model);
        view->setWeights(std::move(weights));
        m_lists->addTab(view, name);
    };
    table(m_sample, tr("As understood"), {19, 16, 18, 18, 15, 12, 15});
    table(m_bad, tr("Bad rows"), {8, 15, 20, 30, 35});
    table(m_vanished, tr("Missing in the file"), {19, 16, 18, 18, 15, 12, 15});
    layout->addWidget(m_lists, 1);
    return page;
}

QString ImportDialog::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }
QString ImportDialog::summary() const { return m_busy->text(); }

void ImportDialog::setBusy(const QString &text)
{
    m_problem->hide();
    m_busy->setText(text);
}

void ImportDialog::chooseFile()
{
    m_context.prompts.chooseFile(this, tr("Choose the exported diary"), tr("Diaries (*.csv *.txt *.ics);;All files (*)"),
                                 [this](const QString &path) { load(path); });
}

ImportDialog::File ImportDialog::read(const QString &path)
{
    QFile file(path);
    File out{QFileInfo(path).fileName(), {}, {}};
    if (!file.open(QIODevice::ReadOnly))
        out.error = Error{Error::Code::Unavailable, file.errorString()};
    else if (file.size() > mostBytes)
        out.error = Error{Error::Code::Invalid, tr("The file is larger than 32 MB.")};
    else
        out.content = file.readAll();
    return out;
}

void ImportDialog::load(const QString &path)
{
    setBusy(tr("Reading the file…"));
    auto promise = std::make_shared<QPromise<File>>();
    promise->start();
    m_reading.setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, path] {
        promise->addResult(read(path));
        promise->finish();
    });
}

void ImportDialog::fileRead()
{
    if (m_reading.future().resultCount() == 0)
        return;
    const File file = m_reading.result();
    if (file.error) {
        refuse(*file.error);
        return;
    }
    m_file->setText(file.name);
    setBusy(tr("Comparing with the diary…"));
    m_preview.ask({.fileName = file.name, .content = file.content});
}

void ImportDialog::showPreview(const ImportReport &report)
{
    setBusy(report.bad.isEmpty() ? QString() : tr("Good rows are imported, bad rows are left out."));
    m_token = report.token;
    const qsizetype figures[] = {report.added, report.moved, report.updated, report.unchanged, report.vanished.size(), report.bad.size()};
    for (qsizetype i = 0; i < m_counts.size(); ++i)
        m_counts.at(i)->setFigure(format::number(figures[i]), {});
    QStringList understood;
    for (auto it = report.columns.begin(); it != report.columns.end(); ++it)
        understood << u"%1 ← %2"_s.arg(format::columnName(it.key()), it.value());
    QString facts = report.separator.size() > 1
        ? tr("%1 entries · %2").arg(format::number(report.rows), report.separator)
        : tr("%1 rows · %2 · separator “%3”").arg(format::number(report.rows), report.encoding, report.separator);
    if (report.from && report.to)
        facts += u" · "_s + tr("%1 to %2").arg(format::date(*report.from), format::date(*report.to));
    QStringList lines{facts, understood.join(u"   "_s)};
    if (report.messages > 0)
        lines << tr("%1 to clients would follow: bookings, changes and cancellations that are new.").arg(format::messages(report.messages));
    if (report.unsaid > 0)
        lines << tr("No client is told: %1 would be more than one import may cause (see the settings).").arg(format::messages(report.unsaid));
    m_columns->setText(lines.join(u'\n'));
    m_sample->set(report.sample);
    m_bad->set(report.bad);
    m_vanished->set(report.vanished);
    m_lists->setTabText(1, tr("Bad rows (%1)").arg(report.bad.size()));
    m_lists->setTabText(2, tr("Missing in the file (%1)").arg(report.vanished.size()));
    m_lists->setTabVisible(1, !report.bad.isEmpty());
    m_lists->setTabVisible(2, !report.vanished.isEmpty());
    m_lists->setCurrentIndex(report.bad.isEmpty() ? 0 : 1);
    const int changes = report.added + report.moved + report.updated + int(report.vanished.size());
    m_apply->setText(tr("Import %1").arg(format::visits(report.added + report.moved + report.updated + report.unchanged)));
    m_apply->setEnabled(!report.token.isEmpty() && (changes > 0 || report.unchanged > 0));
    m_apply->show();
    m_choose->show();
    m_steps->setCurrentIndex(1);
}

void ImportDialog::showDone(const ImportReport &report)
{
    m_apply->hide();
    setBusy(tr("Done: %1 new, %2 moved, %3 changed.")
                .arg(format::number(report.added), format::number(report.moved), format::number(report.updated)));
    m_close->setDefault(true);
    emit imported();
}

void ImportDialog::refuse(const Error &error)
{
    m_busy->clear();
    m_problem->setText(format::error(error));
    m_problem->show();
    m_choose->setVisible(m_steps->currentIndex() == 1);
    m_apply->setEnabled(false);
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    load(event->mimeData()->urls().first().toLocalFile());
}

} // namespace trato
