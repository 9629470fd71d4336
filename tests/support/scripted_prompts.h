#pragma once

#include "ui/prompts.h"

#include <QStringList>

namespace trato {

/// Prompts without dialogs: says yes or no as told and keeps what was asked.
class ScriptedPrompts final : public Prompts
{
public:
    void confirm(QWidget *, const ConfirmRequest &request, std::function<void()> yes) override
    {
        asked << request.title + QLatin1Char('\n') + request.text + QLatin1Char('\n') + request.action;
        words << request.word;
        if (agree)
            yes();
    }
    void tell(QWidget *, const QString &title, const QString &text) override
    {
        told << title + QLatin1Char('\n') + text;
    }
    void chooseFile(QWidget *, const QString &, const QString &, std::function<void(QString)> chosen) override
    {
        if (!file.isEmpty())
            chosen(file);
    }

    void saveFile(QWidget *, const QString &, const QString &, const QString &, std::function<void(QString)> chosen) override
    {
        if (!file.isEmpty())
            chosen(file);
    }

    bool agree = true;
    QString file;
    QStringList asked;
    QStringList words;   ///< that had to be typed; empty for none
    QStringList told;
};

} // namespace trato
