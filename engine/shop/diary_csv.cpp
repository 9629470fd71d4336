#include "engine/shop/diary_csv.h"

#include "engine/api/mask.h"
#include "engine/shop/csv_reader.h"
#include "engine/shop/diary_columns.h"
#include "engine/shop/diary_merge.h"
#include "engine/shop/diary_period.h"
#include "engine/shop/local_time.h"
#include "engine/shop/money.h"
#include "engine/shop/phone_number.h"

#include <QSet>

namespace trato
{
namespace
{

using namespace Qt::StringLiterals;
using Column = DiaryColumn;

constexpr int rowLimit = 200'000;
constexpr int headerSearch = 10;     ///< titles that may stand above the header

bool isBlank(const CsvRecord &record)
{
    return std::all_of(record.fields.begin(), record.fields.end(),
                       [](const QString &field) { return field.trimmed().isEmpty(); });
}

/// Where the columns are. Several columns may hold a phone.
struct Header {
    QHash<Column, qsizetype> at{};
    QList<qsizetype> phones{};
    QMap<QString, QString> names{};
    qsizetype width = 0;

    bool usable() const
    {
        return at.contains(Column::Date) && (at.contains(Column::Client) || !phones.isEmpty());
    }
};

Header readHeader(const CsvRecord &record)
{
    Header header;
    header.width = record.fields.size();
    for (qsizetype i = 0; i < record.fields.size(); ++i) {
        std::optional<Column> column = columnOf(record.fields[i]);
        if (!column)
            continue;
        if (*column == Column::Phone)
            header.phones.append(i);
        if (!header.at.contains(*column)) {
            header.at.insert(*column, i);
            header.names.insert(nameOf(*column), record.fields[i].trimmed());
        }
    }
    if (!header.at.contains(Column::Date) && header.at.contains(Column::Time)) { // "Início" holds date and time
        header.at.insert(Column::Date, header.at.take(Column::Time));
        header.names.insert(u"date"_s, header.names.take(u"time"_s));
    }
    return header;
}

struct Found {
    QChar separator{};
    Header header{};
    int headerRecord = 0;   ///< records before the first row, the header included
};

/// The separator under which a header makes most sense.
std::optional<Found> findHeader(QStringView text)
{
    std::optional<Found> best;
    for (const QChar separator : {QChar(u';'), QChar(u','), QChar(u'\t'), QChar(u'|')}) {
        CsvReader reader(text, separator);
        for (int i = 1; i <= headerSearch; ++i) {
            const std::optional<CsvRecord> record = reader.next();
            if (!record)
                break;
            const Header header = readHeader(*record);
            if (!header.usable() || (best && best->header.at.size() >= header.at.size()))
                continue;
            best = Found{separator, header, i};
        }
    }
    return best;
}

/// Turns records into visits.
class RowReader
{
public:
    RowReader(Header header, LocalZone zone) : m_header(std::move(header)), m_zone(std::move(zone)) {}

    void take(const CsvRecord &record, ParsedDiary &out);

private:
    struct Bad {
        Column column = Column::Date;
        QString reason{};
        QString fix{};
    };
    QString field(const CsvRecord &record, Column column) const
    {
        const auto it = m_header.at.constFind(column);
        return it == m_header.at.cend() ? QString() : record.fields.value(*it).simplified();
    }
    std::optional<Bad> readTimes(const CsvRecord &record, ImportedVisit &visit);
    std::optional<Bad> readRest(const CsvRecord &record, ImportedVisit &visit) const;
    PhoneReading phone(const CsvRecord &record) const;
    std::optional<Bad> duplicate(const ImportedVisit &visit);
    Instant instant(const ReadDate &read) const
    {
        return read.utc ? fromMs(QDateTime(read.date, read.time, Qt::UTC).toMSecsSinceEpoch())
                        : m_zone.at(read.date, read.time).at;
    }

    const Header m_header;
    const LocalZone m_zone;
    QSet<QString> m_seen;
    bool m_startRead = false;
};

std::optional<RowReader::Bad> RowReader::readTimes(const CsvRecord &record, ImportedVisit &visit)
{
    const QString dateText = field(record, Column::Date);
    if (dateText.isEmpty())
        return Bad{Column::Date, u"date.missing"_s, u"date.format"_s};
    std::optional<ReadDate> start = readDate(dateText);
    if (!start)
        return Bad{Column::Date, u"date.invalid"_s, u"date.format"_s};
    QString endText = field(record, Column::End);
    if (!start->time.isValid()) {
        QString timeText = field(record, Column::Time);
        for (const QString &dash : {u" - "_s, u" – "_s, u" às "_s, u" as "_s, u" a "_s, u"-"_s}) {
            if (const qsizetype at = timeText.indexOf(dash); at > 0) { // "14:00 - 14:30"
                if (endText.isEmpty())
                    endText = timeText.mid(at + dash.size());
                timeText.truncate(at);
                break;
            }
        }
        if (timeText.isEmpty())
            return Bad{Column::Time, u"time.missing"_s, u"time.format"_s};
        std::optional<QTime> time = readTime(timeText);
        if (const auto full = readDate(timeText); !time && full && full->time.isValid())
            time = full->time; // a spreadsheet repeats the date: "30/12/1899 14:00" is refused by the year
        if (!time)
            return Bad{Column::Time, u"time.invalid"_s, u"time.format"_s};
        start->time = *time;
    }
    visit.start = instant(*start);
    m_startRead = true;

    visit.end = visit.start + usualVisitLength;
    const QString lengthText = field(record, Column::Duration);
    if (!endText.isEmpty()) {
        std::optional<ReadDate> end = readDate(endText);
        if (const auto time = readTime(endText); !end && time)
            end = ReadDate{start->date, *time, start->utc};
        if (!end || !end->time.isValid())
            return Bad{Column::End, u"time.invalid"_s, u"time.format"_s};
        visit.end = instant(*end);
        if (visit.end <= visit.start) // past midnight
            visit.end = instant({end->date.addDays(1), end->time, end->utc});
        if (visit.end <= visit.start || visit.end > visit.start + Hours(24))
            return Bad{Column::End, u"time.invalid"_s, u"time.format"_s};
    } else if (!lengthText.isEmpty()) {
        const std::optional<int> minutes = readMinutes(lengthText);
        if (!minutes)
            return Bad{Column::Duration, u"duration.invalid"_s, u"time.format"_s};
        visit.end = visit.start + Minutes(*minutes);
    }
    return std::nullopt;
}

/// The first column that holds a mobile number, else the first that holds anything.
PhoneReading RowReader::phone(const CsvRecord &record) const
{
    PhoneReading best;
    for (const qsizetype column : m_header.phones) {
        const PhoneReading reading = readPhone(record.fields.value(column));
        if (reading.isMobile())
            return reading;
        if (best.problem == PhoneProblem::Empty)
            best = reading;
    }
    return best;
}

std::optional<RowReader::Bad> RowReader::readRest(const CsvRecord &record, ImportedVisit &visit) const
{
    const std::optional<VisitStatus> status = statusOf(field(record, Column::Status));
    if (!status)
        return Bad{Column::Status, u"status.unknown"_s, u"status.use"_s};
    visit.status = *status;
    const PhoneReading number = phone(record);
    visit.phone = number.e164; // a landline is a good number; the reminder plan says that it takes no message
    if (number.e164.isEmpty() && number.problem != PhoneProblem::Empty)
        return Bad{Column::Phone, phoneReason(number.problem), phoneFix(number.problem)};
    visit.clientName = field(record, Column::Client);
    if (visit.clientName.isEmpty() && visit.phone.isEmpty() && visit.status != VisitStatus::Blocked)
        return Bad{Column::Client, u"client.missing"_s, u"client.add"_s};
    if (const QString price = field(record, Column::Price); !price.isEmpty()) {
        const std::optional<qint64> cents = parseReais(price);
        if (!cents || *cents < 0)
            return Bad{Column::Price, u"price.invalid"_s, u"price.format"_s};
        visit.priceCents = *cents;
    }
    visit.externalId = field(record, Column::Id);
    visit.email = field(record, Column::Email);
    visit.professional = field(record, Column::Professional);
    visit.service = field(record, Column::Service);
    return std::nullopt;
}

std::optional<RowReader::Bad> RowReader::duplicate(const ImportedVisit &visit)
{
    const QString who = visit.phone.isEmpty() ? foldText(visit.clientName) : visit.phone;
    const QString key = visit.externalId.isEmpty()
                            ? u"v\n%1\n%2\n%3\n%4"_s.arg(who, foldText(visit.clientName), foldText(visit.professional))
                                  .arg(toMs(visit.start))
                            : u"i\n"_s + visit.externalId;
    if (m_seen.contains(key))
        return Bad{visit.externalId.isEmpty() ? Column::Date : Column::Id, u"row.duplicate"_s, u"row.check"_s};
    m_seen.insert(key);
    return std::nullopt;
}

void RowReader::take(const CsvRecord &record, ParsedDiary &out)
{
    ImportedVisit visit;
    visit.line = record.line;
    m_startRead = false;
    std::optional<Bad> bad;
    if (record.openQuote || record.tooLong || record.fields.size() > m_header.width + 1)
        bad = Bad{Column::Date, u"row.columns"_s, u"row.check"_s};
    if (!bad)
        bad = readTimes(record, visit);
    if (!bad)
        bad = readRest(record, visit);
    if (!bad)
        bad = duplicate(visit);
    if (!bad) {
        out.diary.visits.append(visit);
        return;
    }
    if (m_startRead && bad->reason != u"row.duplicate")
        out.diary.unread.append(visit.start);
    if (out.bad.size() >= mostBadRows)
        return;
    const QString value = bad->column == Column::Phone && !m_header.phones.isEmpty()
                              ? maskPhone(record.fields.value(m_header.phones.first()))
                              : maskText(field(record, bad->column).left(60));
    out.bad.append({record.line, nameOf(bad->column), bad->reason,
                    bad->reason == u"row.columns" ? QString() : value, bad->fix});
}

} // namespace

Result<ParsedDiary> parseDiary(const QByteArray &content, const QString &fileName, const QString &zone)
{
    const auto refuse = [](const QString &why) { return Error{Error::Code::Invalid, why}; };
    const Result<LocalZone> local = LocalZone::named(zone);
    if (!local)
        return local.error();
    if (content.size() > largestDiary)
        return refuse(u"file.too_large"_s);
    const DecodedText decoded = decodeText(content);
    QStringView text = decoded.text;
    if (text.contains(QChar(u'\0')))
        return refuse(u"file.binary"_s);
    if (text.trimmed().isEmpty())
        return refuse(u"file.empty"_s);
    const std::optional<Found> found = findHeader(text);
    if (!found)
        return refuse(u"file.no_header"_s);

    ParsedDiary out;
    out.encoding = decoded.encoding;
    out.separator = found->separator;
    out.columns = found->header.names;
    out.diary.source = fileName.section(u'/', -1).section(u'\\', -1);
    CsvReader reader(text, found->separator);
    for (int i = 0; i < found->headerRecord; ++i)
        reader.next();
    RowReader rows(found->header, local.value());
    while (const std::optional<CsvRecord> record = reader.next()) {
        if (isBlank(*record))
            continue;
        if (++out.rows > rowLimit)
            return refuse(u"file.too_many_rows"_s);
        rows.take(*record, out);
    }
    measurePeriod(out.diary, local.value());
    return out;
}

} // namespace trato
