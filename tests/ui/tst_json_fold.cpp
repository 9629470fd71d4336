#include "ui/json_fold.h"

#include <QJsonDocument>
#include <QTest>

using namespace trato;
using namespace Qt::StringLiterals;
using json_fold::fold;

/// Large payloads in a window: everything of a small one, an outline of a large one.
class TestJsonFold : public QObject
{
    Q_OBJECT
private slots:
    void smallTextsAreWhole_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json : {"{}", "[]", "null", "12345678901234567890", "\"a\\\"b\"", "[1,2.50,true]", " { \"a\" : [ ] } ",
                                 R"({"a":{"b":[1,{"c":"x\\"}]},"d":"\u00e9é"})"})
            QTest::newRow(json) << QByteArray(json);
    }
    void smallTextsAreWhole()
    {
        QFETCH(QByteArray, json);
        const QByteArray out = fold(json).toUtf8();
        const QByteArray wrapped = "[" + json + "]"; // Qt reads only containers
        QCOMPARE(QJsonDocument::fromJson("[" + out + "]"), QJsonDocument::fromJson(wrapped));
    }
    void membersStandOnLines()
    {
        QCOMPARE(fold(R"({"a":1,"b":[true]})"), u"{\n    \"a\": 1,\n    \"b\": [\n        true\n    ]\n}"_s);
    }
    void longStringsAndListsAreCut()
    {
        const QByteArray text = "{\"blob\":\"" + QByteArray(5000, 'x') + "\",\"list\":[" + QByteArray("1,").repeated(199) + "1],\"end\":7}";
        const QString out = fold(text);
        QVERIFY(out.size() < 2000);
        QVERIFY(out.contains(u"\"end\": 7"_s));
        QVERIFY(out.contains(u"x…\""_s));
        QVERIFY(out.contains(u"150"_s)); // of 200 items fifty are shown
    }
    void cutsNoEscapeAndNoCharacter()
    {
        for (int lead = 390; lead < 410; ++lead) {
            const QString out = fold("[\"" + QByteArray(lead, 'x') + QByteArray("\\n\\\\é😀").repeated(100) + "\"]");
            QVERIFY(!out.contains(QChar::ReplacementCharacter));
            const qsizetype end = out.indexOf(u"…\""_s);
            QVERIFY(end > 0);
            QVERIFY(out.at(end - 1) != u'\\');
            QVERIFY(!out.at(end - 1).isHighSurrogate());
        }
    }
    void theWholeIsLimited()
    {
        QByteArray json = "[";
        for (int i = 0; i < 49; ++i)
            json += "{\"k\":[" + QByteArray("\"0123456789012345678901234567890123456789\",").repeated(49) + "0]},";
        json += "0]";
        const QString out = fold(json, {.text = 5000});
        QVERIFY(out.size() < 8000);
        QVERIFY(out.endsWith(u']'));
    }
    void whatIsNoJsonIsShownAsItCame()
    {
        QCOMPARE(fold("{broken"), u"{broken"_s);
        QVERIFY(fold(QByteArray(1'000'000, 'x')).size() < 41'000);
    }
    void deepTextsEnd()
    {
        QVERIFY(fold(QByteArray(500, '[') + QByteArray(500, ']')).size() < 4000);
    }
};

QTEST_GUILESS_MAIN(TestJsonFold)
#include "tst_json_fold.moc"
