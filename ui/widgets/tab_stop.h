#pragma once

class QButtonGroup;

namespace trato {

/// Lets Tab enter a group of choices at the chosen one, whoever chose it; arrows go on from there. Qt follows
/// only the focus, so that a choice made by shortcut would leave Tab at the former one.
void keepTabStop(QButtonGroup &group);

} // namespace trato
