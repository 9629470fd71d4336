#include "app/console/autostart.h"
#include "app/console/farewell.h"
#include "app/console/single_window.h"
#include "app/console/start_trouble.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_engine.h"
#include "tests/support/scripted_prompts.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

PreviewList previewOf(Instant now, const QList<std::pair<ReminderView::State, Hours>> &reminders)
{
    PreviewList list;
    for (const auto &[state, ahead] : reminders) {
        ReminderPreview each;
        each.reminder.state = state;
        each.reminder.dueAt = now + ahead;
        list.reminders.append(each);
    }
    return list;
}

} // namespace

/// One window a profile, the start with the computer, and the question before the end.
class TestConsole : public QObject
{
    Q_OBJECT
private slots:
    void entriesQuoteWhatTheyStart()
    {
        const QByteArray entry = desktopEntry(u"/opt/Trato \"C\"/trato-console"_s, {u"--profile"_s, u"/shop/100%"_s});
        QVERIFY(entry.contains(R"(Exec="/opt/Trato \\"C\\"/trato-console" "--profile" "/shop/100%%")"));
        QVERIFY(entry.startsWith("[Desktop Entry]\nType=Application\n"));
        const QByteArray agent = launchAgent(u"/Apps/Trato & Co"_s, {u"--minimized"_s});
        QVERIFY(agent.contains("<string>/Apps/Trato &amp; Co</string>\n    <string>--minimized</string>"));
        QCOMPARE(runKeyCommand(u"/apps/trato"_s, {u"--minimized"_s}), u"\"%1\" \"--minimized\""_s.arg(QDir::toNativeSeparators(u"/apps/trato"_s)));
    }

    void startWithTheComputerIsSwitched()
    {
        const QTemporaryDir folder;
        const Autostart autostart(u"/usr/bin/trato-console"_s, {u"--minimized"_s}, folder.filePath(u"autostart"_s));
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.isOn());
        QVERIFY(autostart.set(true));
        QVERIFY(autostart.set(false));
        QVERIFY(!autostart.isOn());
        QVERIFY(autostart.set(false));
    }

    void aListThatMayNotBeWrittenIsSaid()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"autostart"_s));   // a file where the folder should be
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        const Result<Done> done = Autostart(u"/usr/bin/trato-console"_s, {}, file.fileName()).set(true);
        QVERIFY(!done);
        QCOMPARE(done.error().code, Error::Code::ReadOnly);
    }

    void secondStartRaisesTheFirst_data()
    {
        QTest::addColumn<bool>("quiet");
        QTest::newRow("raised") << false;
        QTest::newRow("left alone") << true;
    }
    void secondStartRaisesTheFirst()
    {
        QFETCH(bool, quiet);
        const QTemporaryDir profile;
        SingleWindow first(profile.path());
        QCOMPARE(first.claim(false).value(), SingleWindow::Found::First);
        QSignalSpy raised(&first, &SingleWindow::raiseAsked);
        std::optional<Result<SingleWindow::Found>> found;
        std::atomic<bool> done = false;
        std::thread second([&] { // waits while the first one answers here
            SingleWindow other(profile.path());
            found = other.claim(quiet);
            done = true;
        });
        QTRY_VERIFY(done);
        second.join();
        QVERIFY(*found);
        QCOMPARE(found->value(), SingleWindow::Found::Raised);
        QCoreApplication::processEvents();
        QCOMPARE(raised.size(), quiet ? 0 : 1);
    }

    void aWindowThatDoesNotAnswerIsSilent()
    {
        const QTemporaryDir profile;
        SingleWindow first(profile.path());
        QVERIFY(first.claim(false));
        SingleWindow second(profile.path());   // on the thread that would have to answer
        QCOMPARE(second.claim(false).value(), SingleWindow::Found::Silent);
    }

    void theNextWindowFollowsAClosedOne()
    {
        const QTemporaryDir profile;
        {
            SingleWindow first(profile.path());
            QVERIFY(first.claim(false));
        }
        SingleWindow next(profile.path());
        QCOMPARE(next.claim(false).value(), SingleWindow::Found::First);
    }

    void whyItCannotStartIsSaidInWords()
    {
        using Code = Error::Code;
        QStringList said;
        for (const Code code : {Code::ReadOnly, Code::Full, Code::Conflict, Code::Corrupt, Code::Unavailable}) {
            const QString text = startTroubleText({code, u"the disk says no"_s}, u"/shop"_s);
            QVERIFY2(text.contains(u"the disk says no"_s) && text.contains(QDir::toNativeSeparators(u"/shop"_s)), qPrintable(text));
            QVERIFY(!said.contains(text));
            said.append(text);
        }
    }

    void onlyWhatWouldHaveGoneOutCounts()
    {
        using State = ReminderView::State;
        const Instant now = fromMs(1'790'000'000'000);
        PreviewList list = previewOf(now, {{State::Planned, Hours(1)}, {State::Queued, Hours(2)}, {State::Planned, Hours(25)},
                                                 {State::Told, Hours(3)}, {State::NotNeeded, Hours(4)}, {State::Held, Hours(5)}});
        QCOMPARE(unsentMessages(list, now), 2);
        list.wishes = QList<MessagePreview>{{.kind = MessageKind::Moved}, {.kind = MessageKind::Booked, .reason = u"no_consent"_s}};
        QCOMPARE(unsentMessages(list, now), 3);
    }

    void quittingSaysWhatWillNotBeSent_data()
    {
        QTest::addColumn<int>("due");
        QTest::addColumn<bool>("agree");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<bool>("leaves");
        QTest::newRow("nothing is due") << 0 << false << false << true;
        QTest::newRow("stays") << 3 << false << true << false;
        QTest::newRow("goes") << 3 << true << true << true;
    }
    void quittingSaysWhatWillNotBeSent()
    {
        QFETCH(int, due);
        QFETCH(bool, agree);
        QFETCH(bool, asked);
        QFETCH(bool, leaves);
        const FakeClock clock;
        FakeEngine engine;
        engine.on<ask::PreviewReminders>([&](const ask::PreviewReminders &) -> Result<PreviewList> {
            return previewOf(clock.now(), QList<std::pair<ReminderView::State, Hours>>(due, {ReminderView::State::Planned, Hours(2)}));
        });
        ScriptedPrompts prompts;
        prompts.agree = agree;
        Farewell farewell(engine, prompts, clock);
        QSignalSpy agreed(&farewell, &Farewell::agreed);
        farewell.ask(nullptr);
        QTRY_COMPARE(agreed.size() + prompts.asked.size(), int(asked) + int(leaves));
        QCOMPARE(prompts.asked.size(), int(asked));
        QCOMPARE(agreed.size(), int(leaves));
        if (asked)
            QVERIFY(prompts.asked.first().contains(u"3 message"_s));
    }

    void anEngineInTroubleDoesNotHoldThePerson()
    {
        const FakeClock clock;
        FakeEngine engine;   // answers Unavailable
        ScriptedPrompts prompts;
        Farewell farewell(engine, prompts, clock);
        QSignalSpy agreed(&farewell, &Farewell::agreed);
        farewell.ask(nullptr);
        QTRY_COMPARE(agreed.size(), 1);
        QVERIFY(prompts.asked.isEmpty());
    }
};

QTEST_MAIN(TestConsole)
#include "tst_console.moc"
