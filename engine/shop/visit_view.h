#pragma once

#include "engine/shop/shop_database.h"

namespace trato {

/// What people see of a visit: phone masked, no reminders yet. Pure.
VisitView visitView(const VisitRecord &visit);
/// A client as lists show it: phone and e-mail masked, notes hidden. Pure.
Client maskedClient(Client client);

} // namespace trato
