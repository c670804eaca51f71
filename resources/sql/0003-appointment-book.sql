-- SPDX-License-Identifier: GPL-3.0-or-later
-- All that a board shows of a visit, and the leads.

ALTER TABLE appointments ADD COLUMN created INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN moved_by_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN moved_by_name TEXT;
ALTER TABLE appointments ADD COLUMN responsible_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN responsible_name TEXT;
ALTER TABLE appointments ADD COLUMN specialty_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN chair_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN chair TEXT;
ALTER TABLE appointments ADD COLUMN source_id TEXT;
ALTER TABLE appointments ADD COLUMN source_name TEXT;
ALTER TABLE appointments ADD COLUMN lead_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN originator TEXT;
ALTER TABLE appointments ADD COLUMN origin TEXT;
ALTER TABLE appointments ADD COLUMN mis_status TEXT;
ALTER TABLE appointments ADD COLUMN first_visit INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN reason_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN reason TEXT;
ALTER TABLE appointments ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
-- not of the visit's own row on the portal: written apart, and kept when that comes again
ALTER TABLE appointments ADD COLUMN reminders INTEGER NOT NULL DEFAULT 0;
CREATE INDEX appointments_open ON appointments (category_id) WHERE kind = 0;

CREATE TABLE leads (
  id INTEGER PRIMARY KEY,
  created INTEGER NOT NULL,
  patient_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  responsible_id INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  moved INTEGER NOT NULL,
  moved_by_id INTEGER NOT NULL,
  appointment_id INTEGER NOT NULL,
  title TEXT,
  stage_id TEXT,
  stage_name TEXT,
  source_name TEXT,
  name TEXT,
  phone TEXT,
  source_id TEXT,
  comments TEXT,
  responsible_name TEXT,
  moved_by_name TEXT
);
