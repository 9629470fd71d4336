#pragma once

#include <Qt>

namespace trato {

/// What our table models say besides text.
enum Role {
    ToneRole = Qt::UserRole + 1,  ///< int(Tone): the cell is a chip of that tone
    MutedRole,                    ///< bool: less important text
    MonoRole,                     ///< bool: fixed-width text
    StrongRole,                   ///< bool: semi-bold text
    SparkRole,                    ///< QVariantList of numbers drawn under the text
    DotRole,                      ///< int(Tone): a dot before the text
    ElideMiddleRole,              ///< bool: what tells texts apart is at their end, so the middle gives way
};

} // namespace trato
