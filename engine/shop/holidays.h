#pragma once

#include <QDate>
#include <QList>

namespace trato {

struct Holiday {
    QDate day{};
    QString key{};            ///< "holiday.christmas"; words::holiday has the name
    friend bool operator==(const Holiday &, const Holiday &) = default;
};

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher), for years from 1583.
QDate easterSunday(int year);

/// Brazil's national holidays of a year, by day: the fixed ones (Lei 662/1949, Lei 6.802/1980, and from 2024 the 20th of
/// November, Lei 14.759/2023), Good Friday, and the days that most shops close: Carnival Monday and Tuesday, Corpus
/// Christi. Pure.
QList<Holiday> nationalHolidays(int year);

} // namespace trato
