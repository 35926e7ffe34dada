BEGIN TRANSACTION;
CREATE TABLE about (
	schema INTEGER NOT NULL
);
INSERT INTO "about" VALUES(1);
CREATE TABLE assessments (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	organisation VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	round INTEGER NOT NULL, 
	date VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	edition VARCHAR NOT NULL, 
	answered INTEGER NOT NULL, 
	base TEXT NOT NULL, 
	UNIQUE (id)
);
INSERT INTO "assessments" VALUES(1,'garden','2026-11-22T11:36:49.444054+00:00','Van Dijk Tuin','Webshop',1,'2026-11-20','nl','full',2,'{
 "format": "maturity-assessment/1",
 "id": "garden",
 "organisation": "Van Dijk Tuin",
 "unit": "Webshop",
 "round": 1,
 "date": "2026-11-20",
 "language": "nl",
 "edition": "full",
 "profile": {},
 "models": {},
 "answers": {
  "dm.crm": {
   "value": 1,
   "note": "één formulier; ''twee'' \"lijsten\""
  }
 },
 "votes": {
  "dm.reach": [
   {
    "voter": "a1",
    "ballot": 1,
    "value": 2
   },
   {
    "voter": "b2",
    "ballot": 1,
    "state": "unknown"
   }
  ]
 },
 "targets": {
  "dm.crm": 80
 },
 "weights": {},
 "model_weights": {},
 "claims": {},
 "registers": {}
}
');
INSERT INTO "assessments" VALUES(2,'forest','2026-11-22T11:36:49.447497+00:00','Bosbeheer & Zn','',1,'2026-11-21','en','full',0,'{
 "format": "maturity-assessment/1",
 "id": "forest",
 "organisation": "Bosbeheer & Zn",
 "unit": "",
 "round": 1,
 "date": "2026-11-21",
 "language": "en",
 "edition": "full",
 "profile": {},
 "models": {},
 "answers": {},
 "votes": {},
 "targets": {},
 "weights": {},
 "model_weights": {},
 "claims": {},
 "registers": {}
}
');
CREATE TABLE events (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	assessment_id VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	payload TEXT NOT NULL, 
	gained INTEGER NOT NULL, 
	UNIQUE (assessment_id, "key"), 
	FOREIGN KEY(assessment_id) REFERENCES assessments (id)
);
INSERT INTO "events" VALUES(1,'garden','k0','2026-11-20T09:00:00.000000+00:00','answer','dm.crm','{"value":3}',0);
INSERT INTO "events" VALUES(2,'garden','k1','2026-11-20T09:01:00.000000+00:00','answer','dm.tags','{"value":0}',1);
INSERT INTO "events" VALUES(3,'garden','k2','2026-11-20T09:02:00.000000+00:00','answer','zz.unknown','{"value":4}',1);
INSERT INTO "events" VALUES(4,'garden','k4','2026-11-20T09:04:00.000000+00:00','detail','unit','"Webshop NL"',0);
INSERT INTO "events" VALUES(5,'garden','k5','2026-11-20T09:05:00.000000+00:00','answer','dm.tags','null',-1);
INSERT INTO "events" VALUES(6,'garden','k6','2026-11-22T11:36:49.484703+00:00','milestone','617b5e15f8e456a403bf5d444d2c3a0cead16e124007228476894924b93c7c0f Kick-off','"{\n \"answers\": {\n  \"dm.crm\": {\n   \"value\": 3\n  },\n  \"zz.unknown\": {\n   \"value\": 4\n  }\n },\n \"claims\": {},\n \"date\": \"2026-11-20\",\n \"edition\": \"full\",\n \"format\": \"maturity-assessment/1\",\n \"id\": \"garden\",\n \"language\": \"nl\",\n \"model_weights\": {},\n \"models\": {},\n \"organisation\": \"Van Dijk Tuin\",\n \"profile\": {},\n \"registers\": {},\n \"round\": 1,\n \"targets\": {\n  \"dm.crm\": 80\n },\n \"unit\": \"Webshop NL\",\n \"votes\": {\n  \"dm.reach\": [\n   {\n    \"ballot\": 1,\n    \"counts\": [\n     0,\n     0,\n     1\n    ],\n    \"not_applicable\": 0,\n    \"unknown\": 1\n   }\n  ]\n },\n \"weights\": {}\n}\n"',0);
INSERT INTO "events" VALUES(7,'garden','k7','2026-11-20T09:07:00.000000+00:00','answer','dm.forms','{"note":"line 1\nline 2","value":2}',1);
INSERT INTO "events" VALUES(8,'forest','k1','2026-11-20T09:08:00.000000+00:00','answer','dm.crm','{"state":"unknown"}',1);
INSERT INTO "events" VALUES(9,'forest','0a41b4dde9df4a28831e6dcdf8357017','2026-11-22T11:36:49.491770+00:00','archived','archived','true',0);
CREATE INDEX events_summary ON events (assessment_id, seq, gained, at);
CREATE INDEX events_details ON events (kind, assessment_id, subject, seq);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('assessments',2);
INSERT INTO "sqlite_sequence" VALUES('events',9);
COMMIT;
