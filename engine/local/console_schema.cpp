#include "engine/local/console_schema.h"

namespace trato {

using namespace Qt::StringLiterals;

QList<Migration> consoleMigrations()
{
    return {
        {1,
         {
             u"CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"_s,
             u"INSERT INTO meta VALUES('recipient_key', hex(randomblob(32)))"_s,
             u"CREATE TABLE delivery("
             "seq INTEGER PRIMARY KEY AUTOINCREMENT,"
             "dedupe_key TEXT NOT NULL UNIQUE,"
             "channel TEXT NOT NULL, way TEXT NOT NULL, template TEXT NOT NULL, state TEXT NOT NULL,"
             "recipient TEXT NOT NULL, recipient_hash TEXT NOT NULL,"
             "client_id TEXT NOT NULL, client_name TEXT NOT NULL, visit_id TEXT NOT NULL,"
             "reminder_type TEXT NOT NULL, start_at INTEGER,"
             "queue TEXT NOT NULL, job_id TEXT NOT NULL,"
             "provider_id TEXT, contact_id TEXT NOT NULL DEFAULT '', opaque TEXT NOT NULL DEFAULT '',"
             "reason TEXT NOT NULL DEFAULT '', attempts INTEGER NOT NULL DEFAULT 0,"
             "created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, expires_at INTEGER,"
             "open_recipient TEXT NOT NULL DEFAULT '', open_text TEXT NOT NULL DEFAULT '',"
             "search TEXT NOT NULL)"_s,
             u"CREATE INDEX delivery_by_state ON delivery(state, seq)"_s,
             u"CREATE INDEX delivery_by_recipient ON delivery(recipient_hash, created_at)"_s,
             u"CREATE INDEX delivery_by_provider_id ON delivery(provider_id) WHERE provider_id IS NOT NULL"_s,
             u"CREATE TABLE delivery_step("
             "delivery INTEGER NOT NULL REFERENCES delivery(seq) ON DELETE CASCADE,"
             "at INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL)"_s,
             u"CREATE INDEX delivery_step_by_delivery ON delivery_step(delivery)"_s,
             // `search` is written once; the index needs no update trigger.
             u"CREATE VIRTUAL TABLE delivery_search USING fts5(search, content='delivery', content_rowid='seq',"
             " tokenize=\"unicode61 remove_diacritics 2\")"_s,
             u"CREATE TABLE delivery_count(state TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID"_s,
             u"CREATE TRIGGER delivery_added AFTER INSERT ON delivery BEGIN"
             " INSERT INTO delivery_search(rowid, search) VALUES(new.seq, new.search);"
             " INSERT INTO delivery_count VALUES(new.state, 1) ON CONFLICT(state) DO UPDATE SET n = n + 1;"
             " END"_s,
             u"CREATE TRIGGER delivery_moved AFTER UPDATE OF state ON delivery WHEN old.state <> new.state BEGIN"
             " UPDATE delivery_count SET n = n - 1 WHERE state = old.state;"
             " INSERT INTO delivery_count VALUES(new.state, 1) ON CONFLICT(state) DO UPDATE SET n = n + 1;"
             " END"_s,
             u"CREATE TRIGGER delivery_removed AFTER DELETE ON delivery BEGIN"
             " INSERT INTO delivery_search(delivery_search, rowid, search) VALUES('delete', old.seq, old.search);"
             " UPDATE delivery_count SET n = n - 1 WHERE state = old.state;"
             " END"_s,
         }},
        {2, {u"CREATE TABLE seen_preview(token TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID"_s}},
        {3,
         {
             u"CREATE TABLE timing_minute(kind TEXT NOT NULL, minute INTEGER NOT NULL, p50 REAL NOT NULL, p95 REAL NOT NULL,"
             " p99 REAL NOT NULL, histogram BLOB, PRIMARY KEY(kind, minute)) WITHOUT ROWID"_s,
             u"CREATE TABLE timing_slot(subject TEXT NOT NULL, kind TEXT NOT NULL, slot INTEGER NOT NULL, histogram BLOB NOT NULL,"
             " failures INTEGER NOT NULL, PRIMARY KEY(subject, kind, slot)) WITHOUT ROWID"_s,
         }},
        {4,
         {
             u"CREATE TABLE timing_hour(subject TEXT NOT NULL, kind TEXT NOT NULL, hour INTEGER NOT NULL, histogram BLOB NOT NULL,"
             " failures INTEGER NOT NULL, PRIMARY KEY(subject, kind, hour)) WITHOUT ROWID"_s,
             u"CREATE INDEX timing_hour_by_hour ON timing_hour(hour)"_s,
             u"CREATE TABLE resource_minute(minute INTEGER PRIMARY KEY, busy REAL NOT NULL, length REAL NOT NULL,"
             " memory REAL NOT NULL, disk REAL NOT NULL)"_s,
             u"CREATE TABLE resource_hour(hour INTEGER PRIMARY KEY, busy REAL NOT NULL, length REAL NOT NULL,"
             " memory REAL NOT NULL, disk REAL NOT NULL)"_s,
         }},
        // A message may change its channel; empty: the one its row names.
        {5, {u"ALTER TABLE delivery_step ADD COLUMN channel TEXT NOT NULL DEFAULT ''"_s}},
        // What messages cost, amounts in millionths of a real; `billed` is the charge that may still be taken back.
        {6,
         {
             u"ALTER TABLE delivery ADD COLUMN category TEXT NOT NULL DEFAULT ''"_s,
             u"ALTER TABLE delivery ADD COLUMN segments INTEGER NOT NULL DEFAULT 0"_s,
             u"ALTER TABLE delivery ADD COLUMN cost INTEGER"_s,
             u"ALTER TABLE delivery ADD COLUMN billed TEXT NOT NULL DEFAULT ''"_s,
             u"ALTER TABLE delivery_step ADD COLUMN source TEXT NOT NULL DEFAULT 'engine'"_s,
             u"CREATE INDEX delivery_by_opaque ON delivery(opaque) WHERE opaque <> ''"_s,
             u"CREATE INDEX delivery_by_visit ON delivery(visit_id) WHERE visit_id <> ''"_s,
             u"CREATE INDEX delivery_by_client ON delivery(client_id) WHERE client_id <> ''"_s,
             u"CREATE TABLE cost_month(month TEXT NOT NULL, channel TEXT NOT NULL, category TEXT NOT NULL, messages INTEGER NOT NULL,"
             " segments INTEGER NOT NULL, micros INTEGER NOT NULL, unpriced INTEGER NOT NULL, PRIMARY KEY(month, channel, category))"
             " WITHOUT ROWID"_s,
         }},
        // Texts that the shop has written, and what Meta says of them.
        {7,
         {
             u"CREATE TABLE template_version(template TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL,"
             " subject TEXT NOT NULL, PRIMARY KEY(template, number)) WITHOUT ROWID"_s,
             u"CREATE TABLE template_standing(name TEXT NOT NULL, language TEXT NOT NULL, provider_id TEXT NOT NULL, status TEXT NOT NULL,"
             " category TEXT NOT NULL, reason TEXT NOT NULL, text TEXT NOT NULL, asked_at INTEGER NOT NULL, PRIMARY KEY(name, language))"
             " WITHOUT ROWID"_s,
         }},
        // What providers told, each thing once: `body` goes when it was used. Where each way in has got to. Who may ask by HTTP.
        // What was looked up of sends whose answer was lost.
        {8,
         {
             u"CREATE TABLE inbound("
             "seq INTEGER PRIMARY KEY AUTOINCREMENT, event_key TEXT NOT NULL UNIQUE, way TEXT NOT NULL, kind TEXT NOT NULL,"
             "provider_id TEXT NOT NULL, opaque TEXT NOT NULL, body TEXT NOT NULL, state TEXT NOT NULL, received_at INTEGER NOT NULL)"_s,
             u"CREATE INDEX inbound_open ON inbound(state, seq) WHERE state IN ('open', 'parked')"_s,
             u"CREATE INDEX inbound_by_age ON inbound(received_at)"_s,
             u"CREATE TABLE way_in(name TEXT PRIMARY KEY, cursor TEXT NOT NULL, taken INTEGER NOT NULL, last_at INTEGER) WITHOUT ROWID"_s,
             u"CREATE TABLE api_token(id TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, name TEXT NOT NULL, scopes TEXT NOT NULL,"
             " created_at INTEGER NOT NULL, used_at INTEGER, revoked_at INTEGER) WITHOUT ROWID"_s,
             u"CREATE TABLE look_up(delivery INTEGER PRIMARY KEY REFERENCES delivery(seq) ON DELETE CASCADE, opaque TEXT NOT NULL,"
             " looked INTEGER NOT NULL, last_at INTEGER NOT NULL)"_s,
         }},
    };
}

} // namespace trato
