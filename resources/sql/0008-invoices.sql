-- SPDX-License-Identifier: GPL-3.0-or-later
-- The clinic's invoices and the tasks about them, as the portal wrote them: what each field means
-- is found anew at each start, because the clinic may change it. part: task, document (what a task
-- is about), mine, registry; day: when it was paid, or else decided.

CREATE TABLE invoice_rows (
  part TEXT NOT NULL,
  id TEXT NOT NULL,
  day TEXT,
  text TEXT NOT NULL,
  PRIMARY KEY (part, id)
) WITHOUT ROWID;
CREATE INDEX invoice_rows_day ON invoice_rows (part, day);
