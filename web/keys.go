package web

import (
	"context"
	"time"

	"stemma/store"
	"stemma/workspace"
)

// keys are the store's tokens and audit log, for the guard.
type keys struct{ workspace *workspace.Workspace }

func (k keys) TokenByHash(ctx context.Context, hash []byte) (t store.Token, err error) {
	err = k.workspace.Store().View(ctx, func(tx *store.Tx) error {
		t, err = tx.TokenByHash(hash)
		return err
	})
	return t, err
}

func (k keys) UsedToken(ctx context.Context, id int64) error {
	return k.workspace.Store().Update(ctx, func(tx *store.Tx) error { return tx.UsedToken(id) })
}

func (k keys) TokenHolds(ctx context.Context, id int64) bool {
	holds := false
	err := k.workspace.Store().View(ctx, func(tx *store.Tx) error {
		tokens, err := tx.Tokens()
		for _, t := range tokens {
			holds = holds || t.ID == id && t.Revoked.IsZero()
		}
		return err
	})
	return err == nil && holds
}

// Audit writes a line; that it could not be written stops nobody.
func (k keys) Audit(ctx context.Context, who, what, detail string) {
	_ = k.workspace.Store().Update(ctx, func(tx *store.Tx) error {
		return tx.AddAudit(store.Audit{At: time.Now(), Who: who, What: what, Detail: detail})
	})
}
