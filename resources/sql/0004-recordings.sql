-- SPDX-License-Identifier: GPL-3.0-or-later
-- Whether the portal has a recording of a call.

ALTER TABLE calls ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0;
