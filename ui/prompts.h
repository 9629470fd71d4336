#pragma once

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
};

/// Real dialogs, opened window-modal.
class DialogPrompts final : public Prompts
{
public:
    void confirm(QWidget *over, const ConfirmRequest &request, std::function<void()> yes) override;
    void tell(QWidget *over, const QString &title, const QString &text) override;
    void chooseFile(QWidget *over, const QString &title, const QString &filter,
                    std::function<void(QString)> chosen) override;
};

} // namespace trato
