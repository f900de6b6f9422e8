-- +goose Up

-- Texts compare byte by byte, as in SQLite, whatever the database's locale.
CREATE DOMAIN word AS TEXT COLLATE "C";

CREATE TABLE counters (
	name  word PRIMARY KEY,
	value BIGINT NOT NULL
);

CREATE TABLE settings (
	name  word PRIMARY KEY,
	value BYTEA NOT NULL
);

CREATE TABLE stories (
	id        BIGINT PRIMARY KEY,
	title     word NOT NULL DEFAULT '',
	begin_day word NOT NULL DEFAULT '',
	end_day   word NOT NULL DEFAULT '',
	reports   BIGINT NOT NULL DEFAULT 0,
	claims    BIGINT NOT NULL DEFAULT 0,
	changed   BIGINT NOT NULL,
	seen      BIGINT NOT NULL,             -- number of the latest change to any story
	waiting   BIGINT,                      -- number of the first change that the record lacks
	merged    BIGINT REFERENCES stories (id)
);
CREATE INDEX stories_latest ON stories (seen) WHERE merged IS NULL;
CREATE INDEX stories_waiting ON stories (waiting) WHERE waiting IS NOT NULL;
CREATE INDEX stories_merged ON stories (merged) WHERE merged IS NOT NULL;

CREATE TABLE reports (
	id        BIGINT PRIMARY KEY,
	key       word NOT NULL UNIQUE,
	address   word NOT NULL,
	outlet    word NOT NULL,
	title     word NOT NULL,
	language  word NOT NULL,
	published word NOT NULL,
	first_day word NOT NULL,                -- of what published may mean
	last_day  word NOT NULL,
	version   BIGINT NOT NULL,
	versions  BIGINT NOT NULL,
	added     BIGINT NOT NULL,
	changed   BIGINT NOT NULL,
	story     BIGINT REFERENCES stories (id)
);
CREATE INDEX reports_story ON reports (story, outlet);
CREATE INDEX reports_outlet ON reports (outlet);
CREATE INDEX reports_first ON reports (first_day);
CREATE INDEX reports_last ON reports (last_day);

CREATE TABLE outlets (
	outlet  word PRIMARY KEY,
	reports BIGINT NOT NULL
);

CREATE TABLE versions (
	id       BIGINT PRIMARY KEY,
	report   BIGINT NOT NULL REFERENCES reports (id),
	number   BIGINT NOT NULL,
	current  BIGINT NOT NULL,              -- 1: the newest of its report
	digest   word NOT NULL,
	path     word NOT NULL,
	added    BIGINT NOT NULL,
	state    word NOT NULL,
	attempts BIGINT NOT NULL,
	problem  word NOT NULL,
	engine   word NOT NULL,
	UNIQUE (report, number),
	UNIQUE (report, digest)
);
CREATE UNIQUE INDEX versions_current ON versions (report) WHERE current = 1;
CREATE INDEX versions_work ON versions (state, id) WHERE current = 1;
CREATE INDEX versions_engine ON versions (engine, id) WHERE current = 1;

CREATE TABLE bodies (
	version BIGINT NOT NULL REFERENCES versions (id),
	part    word NOT NULL,                  -- articles, documents, original
	data    BYTEA NOT NULL,
	sum     BIGINT NOT NULL,                -- digest of data
	PRIMARY KEY (version, part)
);

CREATE TABLE story_states (
	story BIGINT PRIMARY KEY REFERENCES stories (id),
	state BYTEA NOT NULL,
	sum   BIGINT NOT NULL
);

CREATE TABLE story_terms (
	term      BIGINT NOT NULL,
	story     BIGINT NOT NULL REFERENCES stories (id),
	weight    DOUBLE PRECISION NOT NULL,
	begin_day word NOT NULL,
	end_day   word NOT NULL,
	PRIMARY KEY (term, story)
);
CREATE INDEX story_terms_story ON story_terms (story);

CREATE TABLE records (
	story  BIGINT PRIMARY KEY REFERENCES stories (id),
	made   BIGINT NOT NULL,
	engine word NOT NULL,
	data   BYTEA NOT NULL,
	sum    BIGINT NOT NULL
);

CREATE TABLE claims (
	id           BIGINT PRIMARY KEY,
	story        BIGINT NOT NULL REFERENCES stories (id),
	key          word NOT NULL,
	number       word NOT NULL,
	rank         BIGINT NOT NULL,
	summary      word NOT NULL,
	type         word NOT NULL,
	mode         word NOT NULL,
	place        word NOT NULL,
	country      word NOT NULL,
	lat          DOUBLE PRECISION,
	lon          DOUBLE PRECISION,
	begin_day    word NOT NULL,
	end_day      word NOT NULL,
	modality     word NOT NULL,
	polarity     word NOT NULL,
	standing     word NOT NULL,
	reports      BIGINT NOT NULL,
	accounts_low BIGINT NOT NULL,
	accounts     BIGINT NOT NULL,
	origins_low  BIGINT NOT NULL,
	origins      BIGINT NOT NULL,
	disagree     BIGINT NOT NULL,
	actors       word NOT NULL,             -- lists are JSON
	recipients   word NOT NULL,
	mentions     word NOT NULL,
	changed      BIGINT NOT NULL,
	digest       BIGINT NOT NULL,          -- of all but rank, number and changed
	UNIQUE (story, key)
);
CREATE INDEX claims_begin ON claims (begin_day);
CREATE INDEX claims_end ON claims (end_day);

-- A claim is found by its facets: a:actor, t:type or mode, p:place, c:country,
-- s:standing, and d:day each, m:month each or long, by how long it takes.
CREATE TABLE claim_facets (
	facet word NOT NULL,
	claim BIGINT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
	PRIMARY KEY (facet, claim)
);
CREATE INDEX claim_facets_claim ON claim_facets (claim);

CREATE TABLE claim_mentions (
	key   word NOT NULL,
	claim BIGINT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
	PRIMARY KEY (key, claim)
);
CREATE INDEX claim_mentions_claim ON claim_mentions (claim);

CREATE TABLE texts (
	id     BIGINT PRIMARY KEY,
	story  BIGINT NOT NULL REFERENCES stories (id),
	kind   word NOT NULL,
	ref    word NOT NULL,
	title  word NOT NULL,
	body   word NOT NULL,
	day    word NOT NULL,
	digest BIGINT NOT NULL
);
CREATE INDEX texts_story ON texts (story);

-- The words are cut and stemmed before they come here, the same for every
-- dialect. Words that are not their own stems stand there
-- with a tilde, the kind of text with an equals sign.
CREATE TABLE words (
	text   BIGINT PRIMARY KEY REFERENCES texts (id),
	vector TSVECTOR NOT NULL
);
CREATE INDEX words_vector ON words USING gin (vector);

CREATE TABLE changes (
	id    BIGINT PRIMARY KEY,
	at    BIGINT NOT NULL,
	story BIGINT NOT NULL,
	claim word NOT NULL,
	kind  word NOT NULL,
	what  word NOT NULL,
	data  BYTEA
);
CREATE INDEX changes_story ON changes (story);

CREATE TABLE judgements (
	id      BIGINT PRIMARY KEY,
	at      BIGINT NOT NULL,
	author  word NOT NULL,
	kind    word NOT NULL,
	story   BIGINT NOT NULL,
	claims  word NOT NULL,
	reports word NOT NULL,
	field   word NOT NULL,
	value   word NOT NULL,
	note    word NOT NULL
);
CREATE INDEX judgements_story ON judgements (story);

CREATE TABLE undone (
	judgement BIGINT PRIMARY KEY REFERENCES judgements (id),
	at        BIGINT NOT NULL,
	author    word NOT NULL
);

CREATE TABLE feeds (
	address  word PRIMARY KEY,
	title    word NOT NULL,
	kind     word NOT NULL,
	added    BIGINT NOT NULL,
	visit    BYTEA,
	visited  BIGINT NOT NULL,
	due      BIGINT NOT NULL,
	failures BIGINT NOT NULL,
	problem  word NOT NULL
);
CREATE INDEX feeds_due ON feeds (due);

CREATE TABLE deliveries (
	id       BIGINT PRIMARY KEY,
	hook     word NOT NULL,
	change   BIGINT NOT NULL,
	attempts BIGINT NOT NULL,
	due      BIGINT NOT NULL,
	done     BIGINT NOT NULL,
	problem  word NOT NULL,
	UNIQUE (hook, change)
);
CREATE INDEX deliveries_due ON deliveries (due) WHERE done = 0;

CREATE TABLE tokens (
	id      BIGINT PRIMARY KEY,
	name    word NOT NULL,
	hash    BYTEA NOT NULL UNIQUE,
	scope   word NOT NULL,
	created BIGINT NOT NULL,
	used    BIGINT NOT NULL,
	revoked BIGINT NOT NULL
);

CREATE TABLE audits (
	id     BIGINT PRIMARY KEY,
	at     BIGINT NOT NULL,
	who    word NOT NULL,
	what   word NOT NULL,
	detail word NOT NULL
);

-- What readers decided and who did what is never altered, whatever the code
-- above gets wrong.

-- +goose StatementBegin
CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% are never changed nor removed; undo a judgement and add another', TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER judgements_stay BEFORE UPDATE OR DELETE ON judgements FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER judgements_remain BEFORE TRUNCATE ON judgements EXECUTE FUNCTION stays();
CREATE TRIGGER undone_stay BEFORE UPDATE OR DELETE ON undone FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER undone_remain BEFORE TRUNCATE ON undone EXECUTE FUNCTION stays();
CREATE TRIGGER audits_stay BEFORE UPDATE OR DELETE ON audits FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER audits_remain BEFORE TRUNCATE ON audits EXECUTE FUNCTION stays();
