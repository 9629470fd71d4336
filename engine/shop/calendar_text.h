#pragma once

#include "engine/api/appointment.h"

#include <optional>

namespace trato {

/// One component of a calendar file, as text, still folded.
struct CalendarPart {
    enum class Kind { Event, Zone };
    Kind kind = Kind::Event;
    int line = 0;             ///< of its BEGIN in the file, from 1
    QByteArray text{};
    bool tooLarge = false;    ///< more than 256 KiB; `text` is cut
};

/// Takes a calendar file apart into its events and zones, so that no more than one of them is handed to the parser at a
/// time. Anything else (to-dos, alarms outside events) is left out. Linear; nothing nests deeper than a few levels. Pure.
class CalendarReader
{
public:
    /// `text` must live as long as the reader.
    explicit CalendarReader(QByteArrayView text) : m_text(text) {}
    std::optional<CalendarPart> next();
    /// Whether a text looks like a calendar: BEGIN:VCALENDAR is its first line.
    static bool looksLikeOne(const QByteArray &content);
    /// Whether it is somebody's calendar as a whole, not a few events of it: published, or with the calendar's name.
    static bool isWhole(QByteArrayView text);

private:
    std::optional<QByteArrayView> line();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_line = 0;
};

/// What an event says of the visit in its texts.
struct CalendarWords {
    QString client{};
    QString phone{};          ///< as it stands there
    QString email{};
    QString professional{};
    QString service{};
    QString price{};
    QString status{};
};

/// The rule by which the texts of an event become a visit. Lines of the description that read "Word: value" go before
/// anything else, with the words of a CSV file's headers (Cliente, Telefone, Serviço, Profissional, Valor, Status, …). The
/// title is "Client - Service" (also –, —, |, /), or the client alone; when only the first of the two begins with a word like
/// corte or barba it is the service. A phone is looked for in the description, then in the
/// title and the place, and taken out of the client's name. HTML, as Google writes it, is read as text. Pure.
CalendarWords wordsOfEvent(const QString &title, const QString &description, const QString &place);

} // namespace trato
