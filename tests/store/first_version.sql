-- A store as the first version left it: sqlite3 store.sqlite .dump. Never to be changed.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer_remarks (
	answer_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	remark_id TEXT NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (answer_id, version, remark_id), 
	FOREIGN KEY(answer_id, version) REFERENCES answers (answer_id, version)
);
INSERT INTO "answer_remarks" VALUES('a1',1,'r2','099ba9cbd37d2aeb');
CREATE TABLE answers (
	answer_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	text TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	where_quote TEXT NOT NULL, 
	where_link TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	due TEXT NOT NULL, 
	signature TEXT NOT NULL, 
	saved INTEGER NOT NULL, 
	published INTEGER NOT NULL, 
	PRIMARY KEY (answer_id, version)
);
INSERT INTO "answers" VALUES('a1',1,'planned','Er komen tolken.','','Elk loket heeft een tolk.','https://stad.example/plan','','','Dienst Onthaal',1,2);
CREATE TABLE boilerplates (
	kind TEXT NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (kind, title)
);
CREATE TABLE drafts (
	actor TEXT NOT NULL, 
	place TEXT NOT NULL, 
	at TEXT NOT NULL, 
	content TEXT NOT NULL, 
	PRIMARY KEY (actor, place)
);
CREATE TABLE journal (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	row_id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	why TEXT NOT NULL
);
INSERT INTO "journal" VALUES(1,'2026-11-24T21:30:27.150+00:00','ann@stad.example','answers','a1',1,'{}','{"status": "planned", "text": "Er komen tolken.", "reason": "", "where_quote": "Elk loket heeft een tolk.", "where_link": "https://stad.example/plan", "owner": "", "due": "", "signature": "Dienst Onthaal", "remark_ids": ["r2"]}','');
INSERT INTO "journal" VALUES(2,'2026-11-24T21:30:27.258+00:00','ann@stad.example','answers','a1',1,'{"published_version": null}','{"published_version": 1}','');
CREATE INDEX answer_remarks_by_remark ON answer_remarks (remark_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('journal',2);
COMMIT;
