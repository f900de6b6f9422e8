-- +goose Up

ALTER TABLE claims ADD COLUMN figures TEXT NOT NULL DEFAULT '';
