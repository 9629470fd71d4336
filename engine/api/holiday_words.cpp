#include "engine/api/word_table.h"
#include "engine/api/words.h"

namespace trato::words {

namespace {

constexpr Entry holidays[] = {
    {"holiday.new_year", QT_TRANSLATE_NOOP("trato::format", "New Year")},
    {"holiday.carnival", QT_TRANSLATE_NOOP("trato::format", "Carnival")},
    {"holiday.good_friday", QT_TRANSLATE_NOOP("trato::format", "Good Friday")},
    {"holiday.tiradentes", QT_TRANSLATE_NOOP("trato::format", "Tiradentes Day")},
    {"holiday.labour", QT_TRANSLATE_NOOP("trato::format", "Labour Day")},
    {"holiday.corpus_christi", QT_TRANSLATE_NOOP("trato::format", "Corpus Christi")},
    {"holiday.independence", QT_TRANSLATE_NOOP("trato::format", "Independence Day")},
    {"holiday.aparecida", QT_TRANSLATE_NOOP("trato::format", "Our Lady of Aparecida")},
    {"holiday.all_souls", QT_TRANSLATE_NOOP("trato::format", "All Souls' Day")},
    {"holiday.republic", QT_TRANSLATE_NOOP("trato::format", "Republic Day")},
    {"holiday.black_awareness", QT_TRANSLATE_NOOP("trato::format", "Black Awareness Day")},
    {"holiday.christmas", QT_TRANSLATE_NOOP("trato::format", "Christmas")},
};

} // namespace

QString holiday(const QString &key) { return find(holidays, key).value_or(key); }

} // namespace trato::words
