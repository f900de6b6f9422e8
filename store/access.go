package store

// AddToken lets in who has the token of this hash, and gives its ID.
func (t *Tx) AddToken(k Token) (int64, error) {
	id, err := t.next("token", 1)
	if err != nil {
		return 0, err
	}
	return id, t.exec("INSERT INTO tokens (id, name, hash, scope, created, used, revoked) VALUES (?, ?, ?, ?, ?, ?, ?)",
		id, k.Name, k.Hash, k.Scope, t.or(k.Created), milli(k.Used), milli(k.Revoked))
}

// TokenByHash gives the token that lets in; one that is revoked is not found.
func (t *Tx) TokenByHash(hash []byte) (Token, error) {
	return only(t, scanToken, selectToken+" WHERE hash = ? AND revoked = 0", hash)
}

// Tokens lists all tokens, revoked ones too.
func (t *Tx) Tokens() ([]Token, error) { return list(t, scanToken, selectToken+" ORDER BY id") }

// RevokeToken lets a token in no more.
func (t *Tx) RevokeToken(id int64) error {
	return t.must("UPDATE tokens SET revoked = CASE WHEN revoked = 0 THEN ? ELSE revoked END WHERE id = ?", milli(t.now()), id)
}

// UsedToken notes that a token was used now.
func (t *Tx) UsedToken(id int64) error {
	return t.must("UPDATE tokens SET used = ? WHERE id = ?", milli(t.now()), id)
}

const selectToken = "SELECT id, name, hash, scope, created, used, revoked FROM tokens"

func scanToken(r Row) (k Token, err error) {
	err = r.Scan(&k.ID, &k.Name, &k.Hash, &k.Scope, instant{&k.Created}, instant{&k.Used}, instant{&k.Revoked})
	return k, err
}

// AddAudit notes who did what.
func (t *Tx) AddAudit(a Audit) error {
	id, err := t.next("audit", 1)
	if err != nil {
		return err
	}
	return t.exec("INSERT INTO audits (id, at, who, what, detail) VALUES (?, ?, ?, ?, ?)", id, t.or(a.At), a.Who, a.What, a.Detail)
}

// Audits gives the lines behind one, in order.
func (t *Tx) Audits(after int64, limit int) ([]Audit, error) {
	return list(t, func(r Row) (a Audit, err error) {
		err = r.Scan(&a.ID, instant{&a.At}, &a.Who, &a.What, &a.Detail)
		return a, err
	}, "SELECT id, at, who, what, detail FROM audits WHERE id > ? ORDER BY id LIMIT ?", after, limit)
}

// Get gives a setting; nil where it is not set.
func (t *Tx) Get(key string) ([]byte, error) {
	return t.blob("SELECT value, NULL FROM settings WHERE name = ?", key)
}

// Set keeps a setting; nil removes it.
func (t *Tx) Set(key string, value []byte) error {
	if value == nil {
		return t.exec("DELETE FROM settings WHERE name = ?", key)
	}
	return t.exec(`INSERT INTO settings (name, value) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, key, value)
}
