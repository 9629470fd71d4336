#include "engine/shop/visit_view.h"

#include "engine/api/mask.h"

namespace trato
{

VisitView visitView(const VisitRecord &visit)
{
    VisitView view;
    view.id = visit.id;
    view.unit = visit.unit.id;
    view.unitName = visit.unit.name;
    view.zone = visit.unit.zone;
    view.client = visit.client.id;
    view.clientName = visit.client.name;
    view.phone = maskPhone(visit.client.phone);
    view.professional = visit.professional;
    view.service = visit.service;
    view.priceCents = visit.priceCents;
    view.paidCents = visit.paidCents;
    view.start = visit.start;
    view.end = visit.end;
    view.status = visit.status;
    view.vanished = visit.vanished;
    view.answer = visit.answer;
    return view;
}

Client maskedClient(Client client)
{
    client.phone = maskPhone(client.phone);
    client.email = maskEmail(client.email);
    client.notes.clear();
    return client;
}

} // namespace trato
