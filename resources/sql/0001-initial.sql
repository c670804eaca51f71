-- SPDX-License-Identifier: GPL-3.0-or-later
-- All times are unix seconds, enumerations are numbers of clinic-types.h.

CREATE TABLE patients (
  id INTEGER PRIMARY KEY,
  modified INTEGER NOT NULL,
  last_name TEXT,
  first_name TEXT,
  second_name TEXT,
  birth_date TEXT,
  important TEXT,
  comments TEXT,
  responsible_id INTEGER NOT NULL,
  phones TEXT -- one a line, as written in the card
);

-- Numbers by their key, for «who rings» and for beginnings.
CREATE TABLE phones (
  key INTEGER NOT NULL,
  patient_id INTEGER NOT NULL,
  PRIMARY KEY (key, patient_id)
) WITHOUT ROWID;

-- The same numbers from their last digit on: see store-index.h.
CREATE TABLE phone_tails (
  tail INTEGER NOT NULL,
  patient_id INTEGER NOT NULL,
  PRIMARY KEY (tail, patient_id)
) WITHOUT ROWID;

-- Every name by its first letters, in the order of the alphabet: see store-index.h.
CREATE TABLE names (
  key INTEGER NOT NULL,
  patient_id INTEGER NOT NULL,
  PRIMARY KEY (key, patient_id)
) WITHOUT ROWID;

-- The folded words of every name; rowid is the patient's id.
CREATE VIRTUAL TABLE words USING fts5 (
  name, content = '', columnsize = 0, detail = none, tokenize = 'ascii', prefix = '1 2 3'
);

-- Merging less often makes a first sync a tenth cheaper; with 16 a search has too many pieces to read.
INSERT INTO words (words, rank) VALUES ('automerge', 8);

-- Counting a million rows would hold up the thread that answers «who rings».
CREATE TABLE counts (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counts VALUES ('patients', 0);

CREATE TABLE appointments (
  id INTEGER PRIMARY KEY,
  title TEXT,
  category_id INTEGER NOT NULL,
  stage_id TEXT,
  kind INTEGER NOT NULL,
  patient_id INTEGER NOT NULL,
  patient_name TEXT,
  start INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  doctor_id INTEGER NOT NULL,
  doctor_name TEXT,
  specialty TEXT,
  confirmation INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  comments TEXT,
  modified INTEGER NOT NULL
);
CREATE INDEX appointments_by_patient ON appointments (patient_id, start);
CREATE INDEX appointments_by_start ON appointments (start);

CREATE TABLE calls (
  id TEXT PRIMARY KEY,
  number TEXT,
  key INTEGER NOT NULL, -- of the number, 0 when hidden
  direction INTEGER NOT NULL,
  call_type INTEGER NOT NULL,
  code TEXT,
  start INTEGER NOT NULL,
  duration INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  user_name TEXT,
  line TEXT,
  patient_id INTEGER NOT NULL,
  patient_name TEXT,
  lead_id INTEGER NOT NULL,
  live INTEGER NOT NULL
);
CREATE INDEX calls_by_start ON calls (start);
CREATE INDEX calls_by_patient ON calls (patient_id, start);
CREATE INDEX calls_by_key ON calls (key, start);

CREATE TABLE documents (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL
);

-- What the person did and the portal must hear of. The only table that cannot be fetched again.
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  entity_id INTEGER NOT NULL,
  payload TEXT, -- GVariant text format
  state INTEGER NOT NULL,
  created INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  problem TEXT,
  seen TEXT,
  result_id INTEGER NOT NULL
);
