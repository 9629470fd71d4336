#pragma once

#include "engine/api/questions/engine.h"
#include "engine/api/questions/messages.h"
#include "engine/api/questions/secrets.h"
#include "engine/api/settings.h"
#include "ui/pages/page.h"

#include <QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

/// Sets one way of sending up, step by step: what to do at the provider, the settings, the credential, and a test of it that sends
/// nothing. Main thread; child of the dialog of the ways.
class ChannelSetupDialog final : public QDialog
{
    Q_OBJECT
public:
    ChannelSetupDialog(const PageContext &context, Channel channel, QWidget *parent = nullptr);
    QWidget *field(const QString &key) const { return m_fields.value(key); }
    QLineEdit &secretField() const { return *m_secret; }
    QPushButton &testButton() const { return *m_test; }
    QString note() const;

signals:
    /// Settings or credential are others now.
    void changed();

private:
    void fill(const QMap<QString, QString> &values);
    void makeFields();
    QStringList keys() const;
    QMap<QString, QString> typed() const;
    void save();
    void keepSecret();
    void say(const QString &text, const char *role);

    PageContext m_context;
    const Channel m_channel;
    QMap<QString, QString> m_values;
    EngineSettings m_settings;
    QMap<QString, QWidget *> m_fields;
    QLabel *m_atProvider;
    QFormLayout *m_form;
    QLabel *m_secretName;
    QLineEdit *m_secret;
    QLabel *m_note;
    QPushButton *m_test;
    Asker<ask::ReadSettings> m_read;
    Asker<ask::ChangeSettings> m_change;
    Asker<ask::StoreSecret> m_store;
    Asker<ask::TestChannel> m_askTest;
};

} // namespace trato
