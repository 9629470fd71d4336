#pragma once

#include "engine/api/questions/diary.h"
#include "engine/api/questions/kinds.h"
#include "engine/api/questions/messages.h"
#include "ui/asker.h"

#include <QTimer>

namespace trato {

/// How much waits for a person, by what it is about.
struct AttentionCounts {
    qint64 uncertain = 0;     ///< sends whose answer was lost
    qint64 failed = 0;        ///< of the last 24 hours
    qint64 late = 0;          ///< reminders that wait for "send or discard"
    qint64 lateMessages = 0;  ///< the same of messages about what happened
    qint64 toSend = 0;        ///< assisted: due, to be sent with the owner's WhatsApp
    qint64 vanished = 0;      ///< visits that wait for "cancel or keep"
    bool stale = false;       ///< the diary is too old: reminders are held
    bool trouble = false;     ///< a critical problem of the engine
    qint64 all() const { return uncertain + failed + (late > 0) + (lateMessages > 0) + (toSend > 0) + vanished + stale + trouble; }
    friend bool operator==(const AttentionCounts &, const AttentionCounts &) = default;
};

enum class NoticeKind { Uncertain, Failed, Late, ToSend, Stale, Trouble };

/// A message for the desktop, with the act it leads to.
struct Notice {
    NoticeKind kind = NoticeKind::Uncertain;
    QString title{};
    QString text{};
    QString action{};
    friend bool operator==(const Notice &, const Notice &) = default;
};

/// What is worth a message: something got worse, and nothing of its kind was told within `quiet`. `told` holds when
/// each kind was told last. Pure.
QList<NoticeKind> newNotices(const AttentionCounts &before, const AttentionCounts &after, const QMap<NoticeKind, Instant> &told,
                             Instant now, Millis quiet);

/// Follows what needs a person, whichever page is shown, and says when it grows. The first look only counts: what
/// waits since before the start is shown by the window. Main thread; owned by the main window.
class AttentionWatch final : public QObject
{
    Q_OBJECT
public:
    static constexpr Seconds pause{5};         ///< between two looks, however much happens
    static constexpr Minutes quiet{15};        ///< between two messages of one kind

    AttentionWatch(EngineApi &engine, const Clock &clock, QObject *parent = nullptr);
    void setWanted(bool wanted) { m_wanted = wanted; }
    const AttentionCounts &counts() const { return m_counts; }
    void look();

signals:
    void changed(const trato::AttentionCounts &counts);
    void noticed(const trato::Notice &notice);

private:
    void takeFrame(const Frame &frame);
    void answered();
    Notice noticeOf(NoticeKind kind) const;

    const Clock &m_clock;
    AttentionCounts m_counts;
    AttentionCounts m_next;
    QMap<NoticeKind, Instant> m_told;
    QTimer m_pause;
    quint64 m_deliveries = 0;
    quint64 m_diary = 0;
    int m_open = 0;
    bool m_wanted = true;
    bool m_trouble = false;    ///< as of the newest frame
    bool m_seen = false;       ///< the first look is over
    Asker<ask::ListDeliveries> m_uncertain;
    Asker<ask::ListDeliveries> m_failed;
    Asker<ask::ListDeliveries> m_toSend;
    Asker<ask::ShowDiary> m_askDiary;
    Asker<ask::ListLateMessages> m_askLate;
};

} // namespace trato
