#include "engine/shop/holidays.h"

#include <algorithm>

namespace trato
{

using namespace Qt::StringLiterals;

QDate easterSunday(int year)
{
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = b / 4;
    const int e = b % 4;
    const int f = (b + 8) / 25;
    const int g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30;
    const int i = c / 4;
    const int k = c % 4;
    const int l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int m = (a + 11 * h + 22 * l) / 451;
    const int shifted = h + l - 7 * m + 114;
    return QDate(year, shifted / 31, shifted % 31 + 1);
}

QList<Holiday> nationalHolidays(int year)
{
    QList<Holiday> days{{QDate(year, 1, 1), u"holiday.new_year"_s},
                        {QDate(year, 4, 21), u"holiday.tiradentes"_s},
                        {QDate(year, 5, 1), u"holiday.labour"_s},
                        {QDate(year, 9, 7), u"holiday.independence"_s},
                        {QDate(year, 10, 12), u"holiday.aparecida"_s},
                        {QDate(year, 11, 2), u"holiday.all_souls"_s},
                        {QDate(year, 11, 15), u"holiday.republic"_s},
                        {QDate(year, 12, 25), u"holiday.christmas"_s}};
    constexpr int blackAwarenessSince = 2024;
    if (year >= blackAwarenessSince)
        days.append({QDate(year, 11, 20), u"holiday.black_awareness"_s});
    const QDate easter = easterSunday(year);
    days.append({easter.addDays(-48), u"holiday.carnival"_s});
    days.append({easter.addDays(-47), u"holiday.carnival"_s});
    days.append({easter.addDays(-2), u"holiday.good_friday"_s});
    days.append({easter.addDays(60), u"holiday.corpus_christi"_s});
    std::stable_sort(days.begin(), days.end(), [](const Holiday &x, const Holiday &y) { return x.day < y.day; });
    return days;
}

} // namespace trato
