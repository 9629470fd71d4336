#pragma once

#include "engine/api/questions/jobs.h"
#include "ui/pages/page.h"

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QPlainTextEdit;
class QSpinBox;

namespace trato {

/// Adds a copy of a job with changed data; the original stays as it is. Says while one types whether the data is
/// JSON; the engine has the last word, its reason appears below the form. Main thread; child of the page.
class JobCopyDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Larger data is not edited in a window; `trato copy … --data @FILE` takes it.
    static constexpr qsizetype largestData = 256 * 1024;

    JobCopyDialog(const PageContext &context, const JobDetail &original, QWidget *parent = nullptr);
    QString problem() const;
    QPlainTextEdit &data() const { return *m_data; }

public slots:
    void accept() override;

signals:
    void copied(const trato::JobId &id);

private:
    void judge();
    void refuse(const QString &words);

    PageContext m_context;
    const JobRow m_original;
    QPlainTextEdit *m_data;
    QSpinBox *m_delay;
    QSpinBox *m_priority;
    QSpinBox *m_tries;
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    Asker<ask::CopyJob> m_copy;
};

} // namespace trato
