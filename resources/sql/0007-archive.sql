-- SPDX-License-Identifier: GPL-3.0-or-later
-- The past that reports are counted from: seconds until a call was answered as this computer saw it
-- (-1: not seen), and who came on the waiting list when.

ALTER TABLE calls ADD COLUMN ring INTEGER NOT NULL DEFAULT -1;
CREATE INDEX leads_by_created ON leads (created);

CREATE TABLE waits (
  entity INTEGER NOT NULL, -- ClinicEntity
  id INTEGER NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (entity, id)
) WITHOUT ROWID;
