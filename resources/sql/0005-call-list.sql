-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the call list needs of a visit and a patient, and the visit's id in the medical system.

ALTER TABLE appointments ADD COLUMN call_mark TEXT;
ALTER TABLE appointments ADD COLUMN mis_id TEXT;
ALTER TABLE patients ADD COLUMN do_not_call INTEGER NOT NULL DEFAULT 0;
