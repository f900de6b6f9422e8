-- +goose Up

PRAGMA application_id = 1937007981;

CREATE TABLE counters (
	name  TEXT PRIMARY KEY,
	value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
	name  TEXT PRIMARY KEY,
	value BLOB NOT NULL
) STRICT;

CREATE TABLE stories (
	id        INTEGER PRIMARY KEY,
	title     TEXT NOT NULL DEFAULT '',
	begin_day TEXT NOT NULL DEFAULT '',
	end_day   TEXT NOT NULL DEFAULT '',
	reports   INTEGER NOT NULL DEFAULT 0,
	claims    INTEGER NOT NULL DEFAULT 0,
	changed   INTEGER NOT NULL,
	seen      INTEGER NOT NULL,             -- number of the latest change to any story
	waiting   INTEGER,                      -- number of the first change that the record lacks
	merged    INTEGER REFERENCES stories (id)
) STRICT;
CREATE INDEX stories_latest ON stories (seen) WHERE merged IS NULL;
CREATE INDEX stories_waiting ON stories (waiting) WHERE waiting IS NOT NULL;
CREATE INDEX stories_merged ON stories (merged) WHERE merged IS NOT NULL;

CREATE TABLE reports (
	id        INTEGER PRIMARY KEY,
	key       TEXT NOT NULL UNIQUE,
	address   TEXT NOT NULL,
	outlet    TEXT NOT NULL,
	title     TEXT NOT NULL,
	language  TEXT NOT NULL,
	published TEXT NOT NULL,
	first_day TEXT NOT NULL,                -- of what published may mean
	last_day  TEXT NOT NULL,
	version   INTEGER NOT NULL,
	versions  INTEGER NOT NULL,
	added     INTEGER NOT NULL,
	changed   INTEGER NOT NULL,
	story     INTEGER REFERENCES stories (id)
) STRICT;
CREATE INDEX reports_story ON reports (story, outlet);
CREATE INDEX reports_outlet ON reports (outlet);
CREATE INDEX reports_first ON reports (first_day);
CREATE INDEX reports_last ON reports (last_day);

CREATE TABLE outlets (
	outlet  TEXT PRIMARY KEY,
	reports INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
	id       INTEGER PRIMARY KEY,
	report   INTEGER NOT NULL REFERENCES reports (id),
	number   INTEGER NOT NULL,
	current  INTEGER NOT NULL,              -- 1: the newest of its report
	digest   TEXT NOT NULL,
	path     TEXT NOT NULL,
	added    INTEGER NOT NULL,
	state    TEXT NOT NULL,
	attempts INTEGER NOT NULL,
	problem  TEXT NOT NULL,
	engine   TEXT NOT NULL,
	UNIQUE (report, number),
	UNIQUE (report, digest)
) STRICT;
CREATE UNIQUE INDEX versions_current ON versions (report) WHERE current = 1;
CREATE INDEX versions_work ON versions (state, id) WHERE current = 1;
CREATE INDEX versions_engine ON versions (engine, id) WHERE current = 1;

CREATE TABLE bodies (
	version INTEGER NOT NULL REFERENCES versions (id),
	part    TEXT NOT NULL,                  -- articles, documents, original
	data    BLOB NOT NULL,
	sum     INTEGER NOT NULL,                -- digest of data
	PRIMARY KEY (version, part)
) STRICT;

CREATE TABLE story_states (
	story INTEGER PRIMARY KEY REFERENCES stories (id),
	state BLOB NOT NULL,
	sum   INTEGER NOT NULL
) STRICT;

CREATE TABLE story_terms (
	term      INTEGER NOT NULL,
	story     INTEGER NOT NULL REFERENCES stories (id),
	weight    REAL NOT NULL,
	begin_day TEXT NOT NULL,
	end_day   TEXT NOT NULL,
	PRIMARY KEY (term, story)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_terms_story ON story_terms (story);

CREATE TABLE records (
	story  INTEGER PRIMARY KEY REFERENCES stories (id),
	made   INTEGER NOT NULL,
	engine TEXT NOT NULL,
	data   BLOB NOT NULL,
	sum    INTEGER NOT NULL
) STRICT;

CREATE TABLE claims (
	id           INTEGER PRIMARY KEY,
	story        INTEGER NOT NULL REFERENCES stories (id),
	key          TEXT NOT NULL,
	number       TEXT NOT NULL,
	rank         INTEGER NOT NULL,
	summary      TEXT NOT NULL,
	type         TEXT NOT NULL,
	mode         TEXT NOT NULL,
	place        TEXT NOT NULL,
	country      TEXT NOT NULL,
	lat          REAL,
	lon          REAL,
	begin_day    TEXT NOT NULL,
	end_day      TEXT NOT NULL,
	modality     TEXT NOT NULL,
	polarity     TEXT NOT NULL,
	standing     TEXT NOT NULL,
	reports      INTEGER NOT NULL,
	accounts_low INTEGER NOT NULL,
	accounts     INTEGER NOT NULL,
	origins_low  INTEGER NOT NULL,
	origins      INTEGER NOT NULL,
	disagree     INTEGER NOT NULL,
	actors       TEXT NOT NULL,             -- lists are JSON
	recipients   TEXT NOT NULL,
	mentions     TEXT NOT NULL,
	changed      INTEGER NOT NULL,
	digest       INTEGER NOT NULL,          -- of all but rank, number and changed
	UNIQUE (story, key)
) STRICT;
CREATE INDEX claims_begin ON claims (begin_day);
CREATE INDEX claims_end ON claims (end_day);

-- A claim is found by its facets: a:actor, t:type or mode, p:place, c:country,
-- s:standing, and d:day each, m:month each or long, by how long it takes.
CREATE TABLE claim_facets (
	facet TEXT NOT NULL,
	claim INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
	PRIMARY KEY (facet, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_facets_claim ON claim_facets (claim);

CREATE TABLE claim_mentions (
	key   TEXT NOT NULL,
	claim INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
	PRIMARY KEY (key, claim)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_mentions_claim ON claim_mentions (claim);

CREATE TABLE texts (
	id     INTEGER PRIMARY KEY,
	story  INTEGER NOT NULL REFERENCES stories (id),
	kind   TEXT NOT NULL,
	ref    TEXT NOT NULL,
	title  TEXT NOT NULL,
	body   TEXT NOT NULL,
	day    TEXT NOT NULL,
	digest INTEGER NOT NULL
) STRICT;
CREATE INDEX texts_story ON texts (story);

-- The words are cut and stemmed before they come here, the same for every
-- dialect; the tokenizer only parts them at spaces.
CREATE VIRTUAL TABLE words USING fts5 (
	title, body, forms, kind,
	content = '', contentless_delete = 1, tokenize = 'ascii'
);

CREATE TABLE changes (
	id    INTEGER PRIMARY KEY,
	at    INTEGER NOT NULL,
	story INTEGER NOT NULL,
	claim TEXT NOT NULL,
	kind  TEXT NOT NULL,
	what  TEXT NOT NULL,
	data  BLOB
) STRICT;
CREATE INDEX changes_story ON changes (story);

CREATE TABLE judgements (
	id      INTEGER PRIMARY KEY,
	at      INTEGER NOT NULL,
	author  TEXT NOT NULL,
	kind    TEXT NOT NULL,
	story   INTEGER NOT NULL,
	claims  TEXT NOT NULL,
	reports TEXT NOT NULL,
	field   TEXT NOT NULL,
	value   TEXT NOT NULL,
	note    TEXT NOT NULL
) STRICT;
CREATE INDEX judgements_story ON judgements (story);

CREATE TABLE undone (
	judgement INTEGER PRIMARY KEY REFERENCES judgements (id),
	at        INTEGER NOT NULL,
	author    TEXT NOT NULL
) STRICT;

CREATE TABLE feeds (
	address  TEXT PRIMARY KEY,
	title    TEXT NOT NULL,
	kind     TEXT NOT NULL,
	added    INTEGER NOT NULL,
	visit    BLOB,
	visited  INTEGER NOT NULL,
	due      INTEGER NOT NULL,
	failures INTEGER NOT NULL,
	problem  TEXT NOT NULL
) STRICT;
CREATE INDEX feeds_due ON feeds (due);

CREATE TABLE deliveries (
	id       INTEGER PRIMARY KEY,
	hook     TEXT NOT NULL,
	change   INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	due      INTEGER NOT NULL,
	done     INTEGER NOT NULL,
	problem  TEXT NOT NULL,
	UNIQUE (hook, change)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (due) WHERE done = 0;

CREATE TABLE tokens (
	id      INTEGER PRIMARY KEY,
	name    TEXT NOT NULL,
	hash    BLOB NOT NULL UNIQUE,
	scope   TEXT NOT NULL,
	created INTEGER NOT NULL,
	used    INTEGER NOT NULL,
	revoked INTEGER NOT NULL
) STRICT;

CREATE TABLE audits (
	id     INTEGER PRIMARY KEY,
	at     INTEGER NOT NULL,
	who    TEXT NOT NULL,
	what   TEXT NOT NULL,
	detail TEXT NOT NULL
) STRICT;

-- What readers decided and who did what is never altered, whatever the code
-- above gets wrong.

-- +goose StatementBegin
CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements BEGIN
	SELECT raise(ABORT, 'judgements are never changed; undo one and add another');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements BEGIN
	SELECT raise(ABORT, 'judgements are never removed; undo one');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER undone_stay BEFORE UPDATE ON undone BEGIN
	SELECT raise(ABORT, 'what is undone stays so; add a judgement again');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER undone_remain BEFORE DELETE ON undone BEGIN
	SELECT raise(ABORT, 'what is undone stays so; add a judgement again');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audits_stay BEFORE UPDATE ON audits BEGIN
	SELECT raise(ABORT, 'the audit is never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audits_remain BEFORE DELETE ON audits BEGIN
	SELECT raise(ABORT, 'the audit is never shortened');
END;
-- +goose StatementEnd
