#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/messages.h"
#include "ui/desktop_acts.h"
#include "ui/pages/page.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace trato {

class StatePane;

/// The first steps on one page: language and look, the shop, how to begin, and the first reminder as it will be
/// written. Shown when the diary is empty, later from the menu. Main thread; owned by the main window.
class WelcomePage final : public Page
{
    Q_OBJECT
public:
    WelcomePage(const PageContext &context, const DesktopActs &desktop, const QString &language, QWidget *parent = nullptr);
    void refresh() override;

    QLineEdit &shopName() const { return *m_name; }
    QLineEdit &shopPhone() const { return *m_phone; }
    QComboBox &shopZone() const { return *m_zone; }
    QPushButton &saveButton() const { return *m_save; }
    QPushButton &trialButton() const { return *m_trial; }
    QString shopState() const;
    QString trialState() const;
    QString reminderText() const;

signals:
    void themeChosen(trato::ThemeChoice choice);
    void importAsked();
    void visitAsked();
    void siteAsked();
    void overviewAsked();

private:
    QWidget *makeLook(const DesktopActs &desktop, const QString &language);
    QWidget *makeShop();
    QWidget *makeStart(const DesktopActs &desktop);
    QWidget *makeReminder();
    void showUnits(const QList<Unit> &units);
    void showReminders(const PreviewList &list);
    void saveShop();
    void refuse(const Error &error);
    void offerTrial();
    void sendTrial();

    Unit m_unit;
    std::optional<ReminderPreview> m_first{};   ///< the next reminder that will go out
    bool m_training = false;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_phone = nullptr;
    QComboBox *m_zone = nullptr;
    QPushButton *m_save = nullptr;
    QLabel *m_shopState = nullptr;
    StatePane *m_reminderPane = nullptr;
    QLabel *m_reminderLine = nullptr;
    QLabel *m_bubble = nullptr;
    QPushButton *m_trial = nullptr;
    QLabel *m_trialState = nullptr;
    std::unique_ptr<Asker<ask::ListUnits>> m_askUnits;
    std::unique_ptr<Asker<ask::PreviewReminders>> m_askReminders;
    std::unique_ptr<Asker<ask::ListChannels>> m_askChannels;
    Asker<ask::SaveUnit> m_askSave;
    Asker<ask::SendMessage> m_askTrial;
};

/// The zones of Brazil with a word for people, the most used one first.
QList<std::pair<QString, QString>> brazilianZones();

} // namespace trato
