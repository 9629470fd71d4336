#include "engine/notify/reply_meaning.h"

#include <QRandomGenerator>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using Meaning = ReplyMeaning;

/// What people type into a phone, and what it means for us.
class TestReplyMeaning : public QObject
{
    Q_OBJECT

    static constexpr ReplySetting asked{true, true};
    static constexpr ReplySetting coming{false, true};
    static constexpr ReplySetting nothing{};

private slots:
    void answers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("meaning");
        const auto rows = [](Meaning meaning, const QStringList &texts) {
            for (const QString &text : texts)
                QTest::newRow(qPrintable(text)) << text << int(meaning);
        };
        rows(Meaning::Yes, {u"SIM"_s, u"sim"_s, u"Siiim!!"_s, u"sim, pode confirmar"_s, u"Confirmo"_s, u"confirmado obrigado"_s, u"1"_s, u"1 sim"_s, u"👍"_s,
                            u"👍🏽"_s, u"ok"_s, u"Okay"_s, u"Boa tarde, confirmo sim"_s, u"vou"_s, u"Eu vou"_s, u"s"_s, u"ss"_s, u"Claro!"_s,
                            u"com certeza"_s, u"pode confirmar"_s, u"ＳＩＭ"_s, u"  sim\n"_s, u"blz"_s, u"Sim 👍"_s, u"combinado"_s});
        rows(Meaning::No, {u"NÃO"_s, u"nao"_s, u"não vou"_s, u"Não vou poder ir"_s, u"2"_s, u"n"_s, u"nãããão"_s, u"Não consigo"_s, u"quero cancelar"_s,
                           u"cancelar"_s, u"CANCELAR"_s, u"pode cancelar, por favor"_s, u"desmarca por favor"_s, u"👎"_s, u"infelizmente tive um imprevisto"_s,
                           u"não confirmo"_s, u"não vou confirmar"_s, u"vou desmarcar"_s, u"Preciso remarcar"_s, u"cancela meu horário"_s});
        rows(Meaning::Unclear, {u"talvez"_s, u"não sei"_s, u"sim?"_s, u"posso confirmar depois?"_s, u"sim e não"_s, u"acho que sim"_s, u"vou ver"_s,
                                u"chego às 2 e meia"_s, u"qual o endereço?"_s, u"👍👎"_s, u""_s, u"🙏"_s, u"bom dia"_s, u"1 ou 2"_s,
                                u"se não chover eu vou"_s, u"asdf"_s});
        rows(Meaning::OptOut, {u"PARE"_s, u"pare!"_s, u"Parar"_s, u"SAIR"_s, u"sair."_s, u"STOP"_s, u"stop por favor"_s, u"Descadastrar"_s, u"páre"_s,
                               u"pare de me mandar mensagem"_s, u"não quero mais receber mensagens"_s, u"Nao quero receber lembretes"_s,
                               u"cancelar mensagens"_s, u"não me mande mais mensagem"_s, u"me remova da lista"_s, u"não mandem mais"_s});
        rows(Meaning::OptIn, {u"VOLTAR"_s, u"voltar"_s, u"Voltar!"_s, u"quero voltar a receber"_s, u"quero receber os lembretes"_s});
    }
    void answers()
    {
        QFETCH(QString, text);
        QFETCH(int, meaning);
        QCOMPARE(nameOf(replyMeaning(text, {}, asked)), nameOf(Meaning(meaning)));
    }

    /// "cancelar" is about the visit while there is one.
    void cancelarIsReadWithCare()
    {
        QCOMPARE(replyMeaning(u"cancelar"_s, {}, asked), Meaning::No);
        QCOMPARE(replyMeaning(u"cancelar"_s, {}, coming), Meaning::Unclear);
        QCOMPARE(replyMeaning(u"Cancelar."_s, {}, nothing), Meaning::OptOut);
        QCOMPARE(replyMeaning(u"cancelar meu horário e os avisos"_s, {}, asked), Meaning::No);
        for (const QString &text : {u"recebi a mensagem"_s, u"não recebi a mensagem"_s, u"manda o endereço para meu outro número"_s, u"vou sair de casa agora"_s,
                                    u"para que horas mesmo? recebi a mensagem"_s})
            QVERIFY2(replyMeaning(text, {}, asked) != Meaning::OptOut, qPrintable(text));
    }

    void nobodyAskedIsNoAnswer()
    {
        for (const QString &text : {u"sim"_s, u"não"_s, u"1"_s, u"👍"_s, u"obrigado!"_s, u"que horas abre?"_s})
            QCOMPARE(replyMeaning(text, {}, nothing), Meaning::Other);
        QCOMPARE(replyMeaning(u"pare"_s, {}, nothing), Meaning::OptOut);
        QCOMPARE(replyMeaning(u"voltar"_s, {}, nothing), Meaning::OptIn);
    }

    void buttonsSayWhatTheyAre()
    {
        QCOMPARE(replyMeaning(u"Confirmo"_s, yesChoice(), asked), Meaning::Yes);
        QCOMPARE(replyMeaning({}, noChoice(), asked), Meaning::No);
        QCOMPARE(replyMeaning({}, u"Confirmo"_s, asked), Meaning::Yes);    // a template's button says its own text
        QCOMPARE(replyMeaning({}, u"Não vou"_s, asked), Meaning::No);
    }

    /// Whatever comes, it is read quickly and never as a yes or no unless a word of ours stands there.
    void anythingIsRead()
    {
        QRandomGenerator dice(7);
        for (int i = 0; i < 3000; ++i) {
            QString text;
            for (int n = dice.bounded(200); n > 0; --n)
                text += QChar(char16_t(dice.bounded(0x20, 0xD7FF)));
            const Meaning meaning = replyMeaning(text, {}, nothing);
            QVERIFY(meaning != Meaning::Yes && meaning != Meaning::No);
        }
        QCOMPARE(replyMeaning(QString(100'000, u'a'), {}, asked), Meaning::Unclear);
        QCOMPARE(replyMeaning(u"sim "_s.repeated(5000), {}, asked), Meaning::Unclear);
    }
};

QTEST_APPLESS_MAIN(TestReplyMeaning)
#include "tst_reply_meaning.moc"
