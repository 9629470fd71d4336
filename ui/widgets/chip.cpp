#include "ui/widgets/chip.h"

#include "ui/widgets/card.h"

#include <QLabel>
#include <QStyle>

namespace trato {

QLabel *makeChip(const format::Marked &mark)
{
    QLabel *chip = makeLabel({}, "chip");
    setChip(*chip, mark);
    return chip;
}

void setChip(QLabel &chip, const format::Marked &mark)
{
    static constexpr const char *names[] = {"neutral", "accent", "good", "warn", "bad", "violet"};
    chip.setText(mark.text);
    chip.setProperty("tone", QLatin1String(names[int(mark.tone)]));
    chip.style()->unpolish(&chip); // takes the new tone
    chip.style()->polish(&chip);
}

} // namespace trato
