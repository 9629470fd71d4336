#pragma once

class QWidget;

namespace trato {

/// Makes a dialog as high as its layout wants at its width; what a person made larger stays. Once the event loop turns, because
/// what was just added to a layout counts only when it is shown.
void growToContent(QWidget &dialog);

} // namespace trato
