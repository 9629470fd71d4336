#include "engine/shop/shop_tables.h"

namespace trato
{

using namespace Qt::StringLiterals;

/// Never edit a step that has shipped; append. Times are milliseconds since 1970 in UTC, money is centavos.
QList<Migration> shopMigrations()
{
    return {
        {1,
         {
             u"CREATE TABLE unit(id TEXT PRIMARY KEY, name TEXT NOT NULL, zone TEXT NOT NULL, phone TEXT NOT NULL "
             "DEFAULT '', position INTEGER NOT NULL)"_s,
             u"CREATE TABLE professional(id TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id), "
             "name TEXT NOT NULL, folded TEXT NOT NULL, UNIQUE(unit, folded))"_s,
             u"CREATE TABLE service(id TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id), "
             "name TEXT NOT NULL, folded TEXT NOT NULL, UNIQUE(unit, folded))"_s,
             u"CREATE TABLE client(id TEXT PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL, "
             "phone TEXT NOT NULL DEFAULT '', email TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT '', "
             "created_at INTEGER NOT NULL DEFAULT 0, changed_at INTEGER NOT NULL DEFAULT 0)"_s,
             u"CREATE INDEX client_by_phone ON client(phone, folded)"_s,
             u"CREATE INDEX client_by_name ON client(folded)"_s,
             u"CREATE TABLE visit(id TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id), "
             "external_id TEXT, client TEXT REFERENCES client(id), professional TEXT REFERENCES professional(id), "
             "service TEXT REFERENCES service(id), price INTEGER NOT NULL DEFAULT 0, start_at INTEGER NOT NULL, "
             "end_at INTEGER NOT NULL, status TEXT NOT NULL, vanished INTEGER NOT NULL DEFAULT 0, "
             "kept INTEGER NOT NULL DEFAULT 0, imported_start INTEGER, imported_status TEXT, "
             "booked_at INTEGER NOT NULL, changed_at INTEGER NOT NULL)"_s,
             u"CREATE INDEX visit_by_start ON visit(start_at)"_s,
             u"CREATE INDEX visit_by_imported_start ON visit(imported_start)"_s,
             u"CREATE INDEX visit_by_client ON visit(client, start_at)"_s,
             u"CREATE UNIQUE INDEX visit_by_external ON visit(unit, external_id)"_s,
             u"CREATE TABLE consent(seq INTEGER PRIMARY KEY AUTOINCREMENT, client TEXT NOT NULL REFERENCES client(id), "
             "phone TEXT NOT NULL, channel TEXT NOT NULL, purpose TEXT NOT NULL, allowed INTEGER NOT NULL, "
             "source TEXT NOT NULL, at INTEGER NOT NULL)"_s,
             u"CREATE INDEX consent_by_client ON consent(client)"_s,
             u"CREATE INDEX consent_by_phone ON consent(phone)"_s,
             u"CREATE TRIGGER consent_is_not_edited BEFORE UPDATE ON consent BEGIN "
             "SELECT RAISE(ABORT, 'consent records are append-only'); END"_s,
             u"CREATE TRIGGER consent_is_not_deleted BEFORE DELETE ON consent BEGIN "
             "SELECT RAISE(ABORT, 'consent records are append-only'); END"_s,
             u"CREATE TABLE discarded(key TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"_s,
             u"CREATE TABLE diary(only_row INTEGER PRIMARY KEY CHECK(only_row = 1), refreshed_at INTEGER, "
             "source TEXT NOT NULL DEFAULT '', revision INTEGER NOT NULL DEFAULT 0)"_s,
             u"INSERT INTO diary(only_row) VALUES (1)"_s,
         }},
        {2, // the shop's book; known services take length and price of their newest visit
         {
             u"ALTER TABLE professional ADD COLUMN active INTEGER NOT NULL DEFAULT 1"_s,
             u"ALTER TABLE service ADD COLUMN active INTEGER NOT NULL DEFAULT 1"_s,
             u"ALTER TABLE service ADD COLUMN minutes INTEGER NOT NULL DEFAULT 30"_s,
             u"ALTER TABLE service ADD COLUMN price INTEGER NOT NULL DEFAULT 0"_s,
             u"UPDATE service SET (minutes, price) = (SELECT MAX(1, (v.end_at - v.start_at) / 60000), v.price FROM visit v "
             "WHERE v.service = service.id ORDER BY v.start_at DESC LIMIT 1) "
             "WHERE EXISTS (SELECT 1 FROM visit v WHERE v.service = service.id)"_s,
             u"CREATE TABLE work_hours(unit TEXT NOT NULL REFERENCES unit(id), professional TEXT NOT NULL DEFAULT '', "
             "weekday INTEGER NOT NULL CHECK(weekday BETWEEN 1 AND 7), from_minute INTEGER NOT NULL, "
             "to_minute INTEGER NOT NULL CHECK(to_minute > from_minute AND to_minute <= 1440), "
             "PRIMARY KEY(unit, professional, weekday, from_minute)) WITHOUT ROWID"_s,
             u"CREATE TABLE closed_day(unit TEXT NOT NULL REFERENCES unit(id), day TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', "
             "closed INTEGER NOT NULL DEFAULT 1, every_year INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(unit, day)) WITHOUT ROWID"_s,
         }},
        {3, // the waiting line
         {
             u"CREATE TABLE line_entry(id TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id), day TEXT NOT NULL, "
             "place INTEGER NOT NULL, client TEXT NOT NULL REFERENCES client(id), service TEXT NOT NULL DEFAULT '', "
             "minutes INTEGER NOT NULL, professional TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, "
             "passed INTEGER NOT NULL DEFAULT 0, joined_at INTEGER NOT NULL, called_at INTEGER, ended_at INTEGER)"_s,
             u"CREATE INDEX line_entry_by_day ON line_entry(unit, day, place)"_s,
             u"CREATE TABLE line_event(seq INTEGER PRIMARY KEY AUTOINCREMENT, entry TEXT NOT NULL REFERENCES line_entry(id), "
             "kind TEXT NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL)"_s,
             u"CREATE INDEX line_event_by_entry ON line_event(entry, kind)"_s,
         }},
        {4, // what is written to clients: which kinds, what asks for one, payments; the period that imports have covered
         {
             u"CREATE TABLE message_kind(unit TEXT NOT NULL REFERENCES unit(id), kind TEXT NOT NULL, wanted INTEGER NOT NULL, "
             "PRIMARY KEY(unit, kind)) WITHOUT ROWID"_s,
             u"CREATE TABLE message_wish(key TEXT PRIMARY KEY, kind TEXT NOT NULL, unit TEXT NOT NULL REFERENCES unit(id), "
             "client TEXT NOT NULL, about TEXT NOT NULL, known_start INTEGER, start_at INTEGER, wished_at INTEGER NOT NULL, "
             "due_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, taken_at INTEGER) WITHOUT ROWID"_s,
             u"CREATE UNIQUE INDEX message_wish_open ON message_wish(about) WHERE taken_at IS NULL"_s,
             u"CREATE TABLE payment(id TEXT PRIMARY KEY, visit TEXT NOT NULL REFERENCES visit(id), amount INTEGER NOT NULL "
             "CHECK(amount > 0), method TEXT NOT NULL, paid_at INTEGER NOT NULL, taken_back_at INTEGER)"_s,
             u"CREATE INDEX payment_by_visit ON payment(visit, paid_at)"_s,
             u"CREATE TABLE import_cover(unit TEXT PRIMARY KEY REFERENCES unit(id), from_at INTEGER NOT NULL, "
             "to_at INTEGER NOT NULL) WITHOUT ROWID"_s,
         }},
        {5, // late messages wait for a person: 1 asked, 2 to be sent
         {
             u"ALTER TABLE message_wish ADD COLUMN late INTEGER NOT NULL DEFAULT 0"_s,
         }},
        {6, // consent by channel and purpose, with its proof; what providers say of addresses
         {
             u"ALTER TABLE consent ADD COLUMN text_version TEXT NOT NULL DEFAULT ''"_s,
             u"ALTER TABLE consent ADD COLUMN proof TEXT NOT NULL DEFAULT ''"_s,
             u"ALTER TABLE consent ADD COLUMN said_by TEXT NOT NULL DEFAULT ''"_s,
             // Until now there was one word, and it counted for every channel: that is what it says from here on, too.
             u"DROP TRIGGER consent_is_not_edited"_s,
             u"UPDATE consent SET channel = 'any'"_s,
             u"CREATE TRIGGER consent_is_not_edited BEFORE UPDATE ON consent BEGIN "
             "SELECT RAISE(ABORT, 'consent records are append-only'); END"_s,
             u"CREATE TABLE address_word(seq INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, address TEXT NOT NULL, "
             "what TEXT NOT NULL, reason TEXT NOT NULL, proof TEXT NOT NULL, at INTEGER NOT NULL)"_s,
             u"CREATE INDEX address_word_by_address ON address_word(address, channel)"_s,
             u"CREATE TRIGGER address_word_is_not_edited BEFORE UPDATE ON address_word BEGIN "
             "SELECT RAISE(ABORT, 'words about addresses are append-only'); END"_s,
             u"CREATE INDEX client_by_email ON client(LOWER(email)) WHERE email <> ''"_s,
         }},
        {7, // what clients write, and what they answered about a visit; `asked_back`: once that it was not understood
         {
             u"CREATE TABLE reply(event TEXT PRIMARY KEY, channel TEXT NOT NULL, address TEXT NOT NULL, text TEXT NOT NULL, "
             "meaning TEXT NOT NULL, at INTEGER NOT NULL, taken_at INTEGER NOT NULL) WITHOUT ROWID"_s,
             u"CREATE INDEX reply_by_time ON reply(taken_at)"_s,
             u"CREATE TABLE visit_answer(visit TEXT PRIMARY KEY REFERENCES visit(id), start_at INTEGER NOT NULL, answer TEXT NOT NULL, "
             "event TEXT NOT NULL, at INTEGER NOT NULL, asked_back INTEGER) WITHOUT ROWID"_s,
         }},
        {8, // who would come on a full day, the places that were left, and to whom they were offered
         {
             u"CREATE TABLE wait_entry(id TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id), client TEXT NOT NULL REFERENCES client(id), "
             "day TEXT NOT NULL, service TEXT NOT NULL DEFAULT '', professional TEXT NOT NULL DEFAULT '', minutes INTEGER NOT NULL, "
             "state TEXT NOT NULL, created_at INTEGER NOT NULL)"_s,
             u"CREATE INDEX wait_entry_by_day ON wait_entry(unit, day, created_at)"_s,
             u"CREATE TABLE freed_place(unit TEXT NOT NULL REFERENCES unit(id), professional TEXT NOT NULL DEFAULT '', start_at INTEGER NOT NULL, "
             "end_at INTEGER NOT NULL, service TEXT NOT NULL DEFAULT '', client TEXT NOT NULL DEFAULT '', freed_at INTEGER NOT NULL, "
             "PRIMARY KEY(unit, professional, start_at)) WITHOUT ROWID"_s,
             u"CREATE TABLE slot_offer(id TEXT PRIMARY KEY, wait TEXT NOT NULL REFERENCES wait_entry(id), unit TEXT NOT NULL REFERENCES unit(id), "
             "client TEXT NOT NULL REFERENCES client(id), start_at INTEGER NOT NULL, end_at INTEGER NOT NULL, "
             "professional TEXT NOT NULL DEFAULT '', service TEXT NOT NULL DEFAULT '', state TEXT NOT NULL, offered_at INTEGER NOT NULL, "
             "expires_at INTEGER NOT NULL, ended_at INTEGER, event TEXT NOT NULL DEFAULT '', visit TEXT NOT NULL DEFAULT '')"_s,
             u"CREATE INDEX slot_offer_by_place ON slot_offer(unit, start_at)"_s,
             u"CREATE INDEX slot_offer_by_client ON slot_offer(client, state)"_s,
             u"CREATE INDEX slot_offer_by_time ON slot_offer(offered_at)"_s,
             u"CREATE INDEX slot_offer_open ON slot_offer(unit) WHERE state = 'open'"_s,
         }},
        {9, // what was done with each visit, and by whom; what is known of those of before
         {
             u"CREATE TABLE visit_change(seq INTEGER PRIMARY KEY AUTOINCREMENT, visit TEXT NOT NULL REFERENCES visit(id), what TEXT NOT NULL, "
             "by_whom TEXT NOT NULL, start_at INTEGER NOT NULL, status TEXT NOT NULL DEFAULT '', answer TEXT NOT NULL DEFAULT '', "
             "event TEXT NOT NULL DEFAULT '', at INTEGER NOT NULL)"_s,
             u"CREATE INDEX visit_change_by_visit ON visit_change(visit)"_s,
             u"INSERT INTO visit_change(visit, what, by_whom, start_at, status, at) SELECT id, 'booked', "
             "CASE WHEN imported_start IS NULL THEN 'person' ELSE 'import' END, start_at, status, booked_at FROM visit"_s,
             u"INSERT INTO visit_change(visit, what, by_whom, start_at, answer, event, at) SELECT visit, 'answer', 'client', start_at, "
             "answer, event, at FROM visit_answer"_s,
         }},
    };
}

} // namespace trato
