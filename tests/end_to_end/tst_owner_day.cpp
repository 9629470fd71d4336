#include "engine/api/questions/diary.h"
#include "engine/api/questions/jobs.h"
#include "engine/api/questions/line.h"
#include "engine/api/questions/messages.h"
#include "tests/end_to_end/owner_desk.h"
#include "tests/support/serve_process.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/job_copy_dialog.h"
#include "ui/dialogs/payment_dialog.h"
#include "ui/dialogs/send_dialog.h"
#include "ui/dialogs/visit_card.h"
#include "ui/dialogs/visit_dialog.h"
#include "ui/pages/backups_card.h"
#include "ui/pages/job_inspector.h"
#include "ui/pages/jobs_panel.h"
#include "ui/pages/line_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/queues_page.h"
#include "ui/pages/system_page.h"
#include "ui/pages/welcome_page.h"
#include "ui/widgets/table_view.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTimeZone>

using namespace trato;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone saoPaulo("America/Sao_Paulo");
const QDate monday(2026, 11, 23);

Instant local(QDate day, int hour, int minute = 0)
{
    return fromMs(QDateTime(day, QTime(hour, minute), saoPaulo).toMSecsSinceEpoch());
}

/// What a booking system exports: Windows-1252 would do as well; one row is wrong.
const QByteArray diaryFile =
    "Data;Hora;Cliente;Celular;Serviço;Profissional;Valor;Status\r\n"
    "23/11/2026;09:00;João Exemplo;(11) 90000-0001;Corte + barba;Beto Modelo;R$ 85,00;Confirmado\r\n"
    "23/11/2026;09:30;Davi Amostra;(11) 90000-0002;Corte;Caio Modelo;R$ 50,00;Agendado\r\n"
    "23/11/2026;11:00;Rui Fictício;(11) 90000-0003;Barba;Beto Modelo;R$ 40,00;Agendado\r\n"
    "23/11/2026;16:00;Ivo Inventado;(11) 90000-0004;Corte;Caio Modelo;R$ 50,00;Confirmado\r\n"
    "24/11/2026;10:00;Ari Hipotético;(11) 90000-0005;Corte;Beto Modelo;R$ 50,00;Agendado\r\n"
    "24/11/2026;19:00;Noé Ensaio;(11) 90000-0006;Corte;Caio Modelo;R$ 50,00;Agendado\r\n"
    "31/02/2026;10:00;Léo Rascunho;(11) 90000-0007;Corte;Beto Modelo;R$ 50,00;Agendado\r\n";

struct Step {
    QString what{};
    qint64 ms = 0;
};

} // namespace

/// The owner's day, from the first start of a new computer to the evening and the next morning, through the real window in
/// Portuguese. Each step is one test function; they build on each other. At the end it prints how long each took the
/// program: what a hand needs for typing is not in it.
class TestOwnerDay : public QObject
{
    Q_OBJECT
public:
    explicit TestOwnerDay(ThemeChoice look) : m_look(look) {}

private:
    const ThemeChoice m_look;
    QTemporaryDir m_folder;
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>(local(monday, 7, 20));
    std::unique_ptr<OwnerDesk> m_desk;
    QElapsedTimer m_watch;
    qint64 m_picturesBefore = 0;
    QList<Step> m_steps;

    MainWindow &window() { return m_desk->window(); }
    DiaryGrid &grid() { return m_desk->grid(); }
    template <Askable Q>
    typename Q::Answer ask(Q question)
    {
        const auto answer = ServeProcess::ask(m_desk->engine(), std::move(question));
        return answer ? answer.value() : typename Q::Answer{};
    }
    VisitView visitOf(const QString &client)
    {
        for (const VisitView &visit : ask(ask::ListVisits{local(monday, 0), local(monday.addDays(3), 0), {}}))
            if (visit.clientName == client)
                return visit;
        return {};
    }
    qint64 recorded() { return ask(ask::ListDeliveries{.state = DeliveryState::WouldSend, .limit = 1}).total; }
    bool openCard(const QString &client) { return m_desk->openCard(visitOf(client).id); }
    bool say(const QString &client, const QString &word, VisitStatus becomes)
    {
        return openCard(client) && OwnerDesk::press(*m_desk->dialog<VisitCard>(), word)
            && OwnerDesk::until([&] { return visitOf(client).status == becomes; });
    }
    bool showPart(Qt::Key key, HomePage::Part part)
    {
        return (window().currentTab() == MainWindow::Tab::Overview || m_desk->key(Qt::Key_1, Qt::ControlModifier))
            && m_desk->key(key, Qt::AltModifier)
            && OwnerDesk::until([&] { return window().home().currentPart() == part && window().home().page(part).settled(); });
    }
    /// Time passes in half hours; what is due gets done.
    bool passUntil(Instant moment)
    {
        while (m_clock->now() < moment) {
            m_clock->advance(std::min<Millis>(Minutes(30), moment - m_clock->now()));
            if (!OwnerDesk::until([this] { return ServeProcess::nothingIsDue(m_desk->engine(), m_clock->now()); }))
                return false;
        }
        return true;
    }

private slots:
    void init()
    {
        QVERIFY2(m_desk || m_steps.isEmpty(), "an earlier step failed");
        m_watch.start();
        m_picturesBefore = m_desk ? m_desk->picturesTook() : 0;
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            m_desk.reset();
        const qint64 pictures = m_desk ? m_desk->picturesTook() - m_picturesBefore : 0;
        m_steps.append({QString::fromLatin1(QTest::currentTestFunction()), m_watch.elapsed() - pictures});
    }
    void cleanupTestCase()
    {
        QString table;
        for (const Step &step : std::as_const(m_steps))
            if (!step.what.endsWith(u"TestCase"_s))
                table += u"%1 %2 ms\n"_s.arg(step.what, -28).arg(step.ms, 6);
        qInfo("%s", qUtf8Printable(table));
        m_desk.reset();
    }

    void firstStart()
    {
        m_desk = std::make_unique<OwnerDesk>(m_folder.filePath(u"loja"_s), m_clock, m_look);
        QVERIFY(m_desk->open());
        QVERIFY(OwnerDesk::until([this] { return window().showsWelcome() && window().welcome().saveButton().isEnabled(); }));
        WelcomePage &welcome = window().welcome();
        QVERIFY(OwnerDesk::until([&] { return !welcome.shopName().text().isEmpty(); }));
        m_desk->picture(u"01-primeiro-inicio"_s);
        welcome.shopName().clear();
        QTest::keyClicks(&welcome.shopName(), u"Barbearia Aurora"_s);
        QTest::keyClicks(&welcome.shopPhone(), u"11 90000-1000"_s);
        QVERIFY(OwnerDesk::press(welcome, u"Salvar"_s));
        QVERIFY(OwnerDesk::until([this] {
            const QList<Unit> units = ask(ask::ListUnits{});
            return units.size() == 1 && units.first().name == u"Barbearia Aurora" && units.first().phone == u"+5511900001000";
        }));
        QVERIFY(OwnerDesk::until([&] { return welcome.shopState() == u"Salvo."; }));
    }

    void importOfTheDiary()
    {
        const QString path = m_folder.filePath(u"agenda.csv"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(diaryFile) == diaryFile.size());
        file.close();
        QVERIFY(OwnerDesk::press(window().welcome(), u"Importar agenda…"_s));
        QVERIFY(m_desk->opened<ImportDialog>());
        ImportDialog &import = *m_desk->dialog<ImportDialog>();
        QVERIFY(OwnerDesk::press(import, u"Escolher arquivo…"_s));
        QVERIFY(m_desk->opened<QFileDialog>());
        auto *name = m_desk->dialog<QFileDialog>()->findChild<QLineEdit *>(u"fileNameEdit"_s);
        QVERIFY(name);
        name->setText(path);
        m_desk->dialog<QFileDialog>()->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Open)->click();
        QVERIFY(m_desk->closed<QFileDialog>());
        QVERIFY2(OwnerDesk::until([&] { return import.applyButton().isVisible() && import.applyButton().isEnabled(); }),
                 qPrintable(import.problem() + import.summary()));
        QCOMPARE(import.badRows().rowCount(), 1);
        m_desk->picture(u"02-importar"_s);
        QTest::mouseClick(&import.applyButton(), Qt::LeftButton);
        QVERIFY(OwnerDesk::until([&] { return import.summary().startsWith(u"Pronto"); }));
        QVERIFY(OwnerDesk::press(import, u"Fechar"_s));
        QVERIFY(m_desk->closed<ImportDialog>());
        QCOMPARE(ask(ask::ListVisits{local(monday, 0), local(monday.addDays(3), 0), {}}).size(), 6);
    }

    void firstTrainingReminder()
    {
        WelcomePage &welcome = window().welcome();
        QVERIFY(OwnerDesk::until([&] { return !welcome.reminderText().isEmpty() && welcome.trialButton().isEnabled(); }));
        QVERIFY2(welcome.reminderText().contains(u"Barbearia Aurora"_s), qPrintable(welcome.reminderText()));
        QVERIFY(OwnerDesk::press(welcome, u"Testar com o meu número"_s));
        QVERIFY(OwnerDesk::until([this] { return recorded() == 1; }));
        m_desk->picture(u"03-primeiro-lembrete"_s);
        QVERIFY(OwnerDesk::press(welcome, u"Ir para a visão geral"_s));
        QVERIFY(OwnerDesk::until([this] { return !window().showsWelcome() && window().home().overview().settled(); }));
    }

    void morningReminders()
    {
        QVERIFY(passUntil(local(monday, 8, 31)));
        QVERIFY(OwnerDesk::until([this] { return recorded() == 3; })); // João at 08:00, Davi at 08:30, and the trial
        m_desk->picture(u"04-visao-geral"_s);
    }

    void visitIsAdded()
    {
        QVERIFY(showPart(Qt::Key_2, HomePage::Part::Diary));
        QVERIFY(OwnerDesk::until([this] { return grid().blocks().size() == 4 && grid().columns().size() == 2; }));
        grid().scrollTo(13 * 60);
        grid().setFocus();
        grid().select({0, 14 * 60, {}});
        QTest::keyClick(&grid(), Qt::Key_N);
        QVERIFY(m_desk->opened<VisitDialog>());
        VisitDialog &dialog = *m_desk->dialog<VisitDialog>();
        QTest::keyClicks(dialog.focusWidget(), u"Zeca Novo"_s);
        QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
        QTest::keyClicks(dialog.focusWidget(), u"11900000008"_s);
        dialog.serviceField().setEditText(u"Corte"_s);
        m_desk->picture(u"05-novo-atendimento"_s);
        QVERIFY(OwnerDesk::press(dialog, u"Adicionar"_s));
        QVERIFY(m_desk->closed<VisitDialog>());
        QCOMPARE(visitOf(u"Zeca Novo"_s).start, local(monday, 14));
    }

    void visitIsDragged()
    {
        const QString id = visitOf(u"Zeca Novo"_s).id.value;
        QVERIFY(OwnerDesk::until([&] { return grid().blockRect(id).isValid(); }));
        QWidget *view = grid().viewport();
        const QPoint from = grid().blockRect(id).center();
        const QPoint to = from + grid().slotRect(0, 15 * 60 + 30).topLeft() - grid().slotRect(0, 14 * 60).topLeft();
        QTest::mousePress(view, Qt::LeftButton, {}, from);
        for (const QPoint &step : {from + QPoint(0, 20), to}) { // QTest::mouseMove has no buttons
            QMouseEvent move(QEvent::MouseMove, step, view->mapToGlobal(step), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(view, &move);
        }
        QTest::mouseRelease(view, Qt::LeftButton, {}, to);
        QVERIFY(m_desk->opened<QMessageBox>());
        m_desk->picture(u"06-remarcar"_s);
        QVERIFY2(m_desk->agree().contains(u"15:30"_s), "the question names the new time");
        QVERIFY(OwnerDesk::until([this] { return visitOf(u"Zeca Novo"_s).start == local(monday, 15, 30); }));
    }

    void visitIsConfirmed() { QVERIFY(say(u"Rui Fictício"_s, u"Confirmar"_s, VisitStatus::Confirmed)); }

    void visitIsAttended()
    {
        QVERIFY(passUntil(local(monday, 9, 40)));
        QVERIFY(say(u"João Exemplo"_s, u"Atendido"_s, VisitStatus::Done));
    }

    void clientDidNotCome()
    {
        QVERIFY(say(u"Davi Amostra"_s, u"Faltou"_s, VisitStatus::NoShow));
        m_desk->picture(u"07-agenda"_s);
    }

    void paymentIsReceived()
    {
        QVERIFY(openCard(u"João Exemplo"_s));
        QVERIFY(OwnerDesk::press(*m_desk->dialog<VisitCard>(), u"Recebi o pagamento…"_s));
        QVERIFY(m_desk->opened<PaymentDialog>());
        PaymentDialog &payment = *m_desk->dialog<PaymentDialog>();
        QCOMPARE(payment.amountField().value(), 85.0); // what is open of the price
        m_desk->picture(u"08-pagamento"_s);
        QVERIFY(OwnerDesk::press(payment, u"Registrar"_s));
        QVERIFY(OwnerDesk::until([this] { return visitOf(u"João Exemplo"_s).paidCents == 8500; }));
    }

    void waitingLine()
    {
        QVERIFY(showPart(Qt::Key_3, HomePage::Part::Line));
        LinePage &line = window().home().line();
        for (const QString &name : {u"Caio Sem Hora"_s, u"Gil Sem Hora"_s}) {
            const int before = line.model().rowCount();
            QTest::keyClicks(&line.nameField(), name);
            QTest::keyClick(&line.nameField(), Qt::Key_Return);
            QVERIFY(OwnerDesk::until([&] { return line.model().rowCount() == before + 1; }));
        }
        QTest::mouseClick(&line.nextButton(), Qt::LeftButton);
        QVERIFY(OwnerDesk::until([&] { return line.model().rows().first().state == LineEntry::State::Called; }));
        m_desk->picture(u"09-fila-de-espera"_s);
        line.table().setCurrentIndex(line.model().index(0, 0));
        QVERIFY(OwnerDesk::press(line, u"Atendido"_s));
        QVERIFY(OwnerDesk::until([&] {
            return std::ranges::count(line.model().rows(), LineEntry::State::Served, &LineEntry::state) == 1;
        }));
    }

    void messageByHand()
    {
        const qint64 before = recorded();
        QVERIFY(m_desk->key(Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier));
        QVERIFY(m_desk->opened<SendDialog>());
        SendDialog &message = *m_desk->dialog<SendDialog>();
        QVERIFY(OwnerDesk::until([&] { return message.messageField().findData(QString()) >= 0; }));
        QTest::keyClicks(&message.phoneField(), u"11 90000-0003"_s);
        message.messageField().setCurrentIndex(message.messageField().findData(QString()));
        QTest::keyClicks(&message.textField(), u"Rui, o Beto ficou livre mais cedo. Quer vir antes?"_s);
        QVERIFY(OwnerDesk::until([&] { return message.sendButton().isEnabled(); }));
        m_desk->picture(u"10-mensagem"_s);
        QTest::mouseClick(&message.sendButton(), Qt::LeftButton);
        QVERIFY(m_desk->opened<QMessageBox>());
        QVERIFY(OwnerDesk::press(*m_desk->dialog<QMessageBox>(), u"OK"_s));
        QVERIFY(OwnerDesk::until([&] { return recorded() == before + 1; }));
    }

    void failedJobIsRepaired()
    {
        const QueueName queue{u"whatsapp-notifications"_s};
        const auto failed = [&] { return ask(ask::ListJobs{{.queue = queue, .state = JobState::Failed}}).total; };
        // Another program of the shop, say its site, added a job with a phone that is none.
        ask(ask::AddJobs{{{.queue = queue, .name = u"send-whatsapp"_s,
                           .data = {R"({"phoneNumber":"119","message":"Seu pedido chegou."})"}}}});
        QVERIFY(OwnerDesk::until([&] { return failed() == 1; }));
        const qint64 before = recorded();
        QVERIFY(m_desk->key(Qt::Key_3, Qt::ControlModifier));
        auto &page = static_cast<QueuesPage &>(window().page(MainWindow::Tab::Queues));
        QVERIFY(OwnerDesk::until([&] { return page.settled() && page.queues().rowCount() > 0; }));
        page.choose(queue);
        QVERIFY(OwnerDesk::until([&] { return OwnerDesk::press(page, u"Falhas 1"_s); }));
        QVERIFY(OwnerDesk::until([&] { return page.jobs().model().rowCount() == 1 && page.jobs().model().job(0); }));
        page.jobs().table().setCurrentIndex(page.jobs().model().index(0, JobTableModel::IdColumn));
        QVERIFY(OwnerDesk::until([&] { return page.inspector().editButton().isVisible() && page.inspector().editButton().isEnabled(); }));
        m_desk->picture(u"11-job-com-falha"_s);
        QTest::mouseClick(&page.inspector().editButton(), Qt::LeftButton);
        QVERIFY(m_desk->opened<JobCopyDialog>());
        JobCopyDialog &copy = *m_desk->dialog<JobCopyDialog>();
        copy.data().setPlainText(copy.data().toPlainText().replace(u"\"119\""_s, u"\"11900000003\""_s));
        m_desk->picture(u"12-job-corrigido"_s);
        QVERIFY(OwnerDesk::press(copy, u"Acrescentar a cópia"_s));
        QVERIFY(OwnerDesk::until([&] { return recorded() == before + 1; }));
        // The repaired copy went out; the wrong one goes.
        QVERIFY(OwnerDesk::until([&] { return page.jobs().actButton(JobAct::Remove).isEnabled(); }));
        QTest::mouseClick(&page.jobs().actButton(JobAct::Remove), Qt::LeftButton);
        QVERIFY(!m_desk->agree().isEmpty());
        QVERIFY(OwnerDesk::until([&] { return failed() == 0; }));
    }

    void evening()
    {
        QVERIFY(passUntil(local(monday, 19, 30)));
        for (const auto &[client, word, becomes] : {std::tuple{u"Rui Fictício"_s, u"Atendido"_s, VisitStatus::Done},
                                                    {u"Zeca Novo"_s, u"Atendido"_s, VisitStatus::Done},
                                                    {u"Ivo Inventado"_s, u"Atendido"_s, VisitStatus::Done}}) {
            QVERIFY(showPart(Qt::Key_2, HomePage::Part::Diary));
            QVERIFY2(say(client, word, becomes), qPrintable(client));
        }
        QVERIFY(showPart(Qt::Key_1, HomePage::Part::Overview));
        m_desk->picture(u"13-fim-do-dia"_s);
        QVERIFY(ask(ask::ListDeliveries{.state = DeliveryState::Failed}).rows.isEmpty());
    }

    void safetyCopyAndRestore()
    {
        QVERIFY(m_desk->key(Qt::Key_4, Qt::ControlModifier));
        BackupsCard &copies = static_cast<SystemPage &>(window().page(MainWindow::Tab::System)).backups();
        QVERIFY(OwnerDesk::until([&] { return copies.createButton().isVisible(); }));
        QTest::mouseClick(&copies.createButton(), Qt::LeftButton);
        QVERIFY(OwnerDesk::until([&] { return copies.copies().rowCount() == 1; }));
        // A mistake that is noticed too late: tomorrow's first visit is cancelled.
        QVERIFY(showPart(Qt::Key_2, HomePage::Part::Diary));
        window().home().diary().turn(1);
        QVERIFY(openCard(u"Ari Hipotético"_s));
        QVERIFY(OwnerDesk::press(*m_desk->dialog<VisitCard>(), u"Cancelar atendimento…"_s));
        QVERIFY(!m_desk->agree().isEmpty());
        QVERIFY(OwnerDesk::until([this] { return visitOf(u"Ari Hipotético"_s).status == VisitStatus::Cancelled; }));

        QVERIFY(m_desk->key(Qt::Key_4, Qt::ControlModifier));
        copies.table().setCurrentIndex(copies.copies().index(0, 0));
        QVERIFY(OwnerDesk::until([&] { return copies.restoreButton().isEnabled(); }));
        QTest::mouseClick(&copies.restoreButton(), Qt::LeftButton);
        QVERIFY(m_desk->opened<QMessageBox>());
        m_desk->picture(u"14-restaurar"_s);
        QVERIFY(!m_desk->agree().isEmpty());
        QVERIFY(OwnerDesk::until([&] { return copies.note().contains(u"Ctrl+Q"_s); }));
    }

    void farewell()
    {
        QVERIFY(m_desk->key(Qt::Key_Q, Qt::ControlModifier));
        QVERIFY(m_desk->opened<QMessageBox>());
        m_desk->picture(u"15-encerrar"_s);
        QVERIFY2(m_desk->agree().startsWith(u"1 mensagem"_s), "tomorrow's visit at 19:00 is told of before the next evening");
        QCOMPARE(m_desk->end(), 0);
    }

    void nextStart()
    {
        m_desk = std::make_unique<OwnerDesk>(m_folder.filePath(u"loja"_s), m_clock, m_look);
        m_picturesBefore = 0;
        QVERIFY(m_desk->open());
        QVERIFY(OwnerDesk::until([this] { return window().home().overview().settled(); }));
        QVERIFY(!window().showsWelcome());
        QVERIFY(OwnerDesk::until([this] { return visitOf(u"Ari Hipotético"_s).status == VisitStatus::Scheduled; }));
        m_desk->picture(u"16-de-volta"_s);
        QVERIFY(m_desk->key(Qt::Key_Q, Qt::ControlModifier));
        QVERIFY(!m_desk->agree().isEmpty());
        QCOMPARE(m_desk->end(), 0);
    }
};

int main(int argc, char **argv)
{
    return runAtTheDesk<TestOwnerDay>(argc, argv);
}

#include "tst_owner_day.moc"
