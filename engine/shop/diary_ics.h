#pragma once

#include "engine/shop/diary_csv.h"

namespace trato {

/// Reads a calendar (RFC 5545): times in UTC, in an IANA or Windows zone, in a VTIMEZONE of the file, or in `zone` when they
/// name none; series by RRULE, RDATE and EXDATE from 31 days before `now` to a year after it; single instances that
/// RECURRENCE-ID moves or cancels. Events of a series are known again by UID and their original start, so that a later import
/// moves and cancels them. Which text becomes client, service and phone: `wordsOfEvent`; an ATTENDEE's name and address and the
/// ORGANIZER as professional fill what is missing there. CONFIRMED means nothing (every exported event says so); an attendee who
/// accepted has confirmed. Whole days are no visits. A calendar that was published as a whole covers today and the year ahead:
/// what is not in it has vanished; a file of single events covers its own days, as CSV does. What cannot be understood is listed, with the line of its event.
///
/// Hostile input: 32 MiB, 200,000 events and instances, 256 KiB an event, 2,000 instances a series and a bounded number of
/// steps through all rules. Invalid "file.…" as for CSV. Pure, but for the zones of the system.
Result<ParsedDiary> parseCalendar(const QByteArray &content, const QString &fileName, const QString &zone, Instant now);

/// A diary file of any kind we read: a calendar, else CSV.
Result<ParsedDiary> parseDiaryFile(const QByteArray &content, const QString &fileName, const QString &zone, Instant now);

} // namespace trato
