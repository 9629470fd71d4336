#pragma once

#include "engine/api/questions/diary.h"
#include "ui/models/list_table.h"
#include "ui/pages/page.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace trato {

class KpiCard;
class TableView;

/// Import of the diary in three steps: choose or drop a file, look at what it would change (with every bad row,
/// its reason and fix), apply. The file is read on a pool thread. Main thread; child of the window.
class ImportDialog final : public QDialog
{
    Q_OBJECT
public:
    ImportDialog(const PageContext &context, QWidget *parent = nullptr);
    void load(const QString &path);

    const ListTable<BadRow> &badRows() const { return *m_bad; }
    QPushButton &applyButton() const { return *m_apply; }
    QString problem() const;
    QString summary() const;

    static constexpr qint64 mostBytes = 32LL * 1024 * 1024;

signals:
    void imported();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct File {
        QString name{};
        QByteArray content{};
        std::optional<Error> error{};
    };
    static File read(const QString &path);
    QWidget *makeChooser();
    QWidget *makePreview();
    void chooseFile();
    void fileRead();
    void showPreview(const ImportReport &report);
    void showDone(const ImportReport &report);
    void refuse(const Error &error);
    void setBusy(const QString &text);

    PageContext m_context;
    QStackedWidget *m_steps;
    QLabel *m_file;
    QLabel *m_problem;
    QLabel *m_busy;
    QLabel *m_columns = nullptr;
    QList<KpiCard *> m_counts;
    QTabWidget *m_lists = nullptr;
    ListTable<VisitView> *m_sample = nullptr;
    ListTable<BadRow> *m_bad = nullptr;
    ListTable<VisitView> *m_vanished = nullptr;
    QPushButton *m_choose;
    QPushButton *m_close;
    QPushButton *m_apply;
    QString m_token;
    QFutureWatcher<File> m_reading;
    Asker<ask::PreviewImport> m_preview;
    Asker<ask::ApplyImport> m_applyImport;
};

} // namespace trato
