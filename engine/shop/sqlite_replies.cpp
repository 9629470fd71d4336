#include "engine/shop/sqlite_replies.h"

#include "engine/shop/reply_tables.h"

namespace trato {

void SqliteReplies::writer(QString event, Channel channel, QString address, Reply<Writer> reply)
{
    m_file.run<Writer>([=](ShopTables &t) { return t.outcome(ReplyTables(t).writer(event, channel, address)); }, std::move(reply));
}

void SqliteReplies::take(TakenReply taken, Reply<Done> reply)
{
    m_file.change<Done>(
        [taken = std::move(taken)](ShopTables &t) {
            ReplyTables(t).take(taken);
            return t.outcome(Done{});
        },
        std::move(reply));
}

void SqliteReplies::said(QList<VisitId> visits, Reply<QMap<QString, QString>> reply)
{
    m_file.run<QMap<QString, QString>>(
        [visits = std::move(visits)](ShopTables &t) {
            QMap<QString, QString> words;
            for (const VisitId &visit : visits)
                t.each(QStringLiteral("SELECT r.text FROM visit_answer a JOIN reply r ON r.event = a.event WHERE a.visit = ?"), {visit.value},
                       [&](const QSqlQuery &q) { words.insert(visit.value, q.value(0).toString()); });
            return t.outcome(words);
        },
        std::move(reply));
}

} // namespace trato
