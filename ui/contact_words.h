#pragma once

#include "engine/api/consent.h"
#include "engine/api/waits.h"
#include "ui/format.h"

/// Words for consent and for addresses. Pure, as `format`.
namespace trato::format {

QString name(Purpose purpose);
/// Where a word was said: the engine's keys in words, what a person typed as it is.
QString consentSource(const QString &source);
Marked mark(const ConsentNow &now);
/// The state of a visit, and what its client answered while that needs a person.
Marked mark(const VisitView &visit);
Marked mark(CallEntry::Why why);
Marked mark(SlotOffer::State state);
/// "does not exist or takes no messages (131026)"
QString addressTrouble(const AddressWord &word);

} // namespace trato::format
