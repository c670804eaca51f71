-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who a person said it was, and whose timeline the portal has put the call into.

ALTER TABLE calls ADD COLUMN picked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN activity_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calls ADD COLUMN bound_id INTEGER NOT NULL DEFAULT 0;
