#pragma once

#include <QCoreApplication>
#include <QString>

#include <functional>

class QWidget;

namespace trato {

/// A question that needs a person's yes.
struct ConfirmRequest {
    QString title{};
    QString text{};          ///< what happens, with the exact count
    QString action{};        ///< word on the button that does it
    bool destructive = false;
    QString word{};          ///< not empty: it has to be typed before the act is offered
};

/// The seam for modal questions: tests answer from a script. Main thread. Nothing here waits: an answer comes
/// through the callback, never after `over` is gone.
class Prompts
{
public:
    virtual ~Prompts() = default;
    /// Calls `yes` only when the person agreed.
    virtual void confirm(QWidget *over, const ConfirmRequest &request, std::function<void()> yes) = 0;
    virtual void tell(QWidget *over, const QString &title, const QString &text) = 0;
    /// Calls `chosen` with a path; never when the person gave up.
    virtual void chooseFile(QWidget *over, const QString &title, const QString &filter,
                            std::function<void(QString)> chosen) = 0;
    /// Calls `chosen` with the path of a file to write, which may exist; never when the person gave up.
    virtual void saveFile(QWidget *over, const QString &title, const QString &suggested, const QString &filter,
                          std::function<void(QString)> chosen) = 0;
};

/// Real dialogs, opened window-modal.
class DialogPrompts final : public Prompts
{
    Q_DECLARE_TR_FUNCTIONS(trato::DialogPrompts)
public:
    void confirm(QWidget *over, const ConfirmRequest &request, std::function<void()> yes) override;
    void tell(QWidget *over, const QString &title, const QString &text) override;
    void chooseFile(QWidget *over, const QString &title, const QString &filter,
                    std::function<void(QString)> chosen) override;
    void saveFile(QWidget *over, const QString &title, const QString &suggested, const QString &filter,
                  std::function<void(QString)> chosen) override;
};

} // namespace trato
