-- SPDX-License-Identifier: GPL-3.0-or-later
-- The portal's feed: posts with their files, whether the portal counts this person among the
-- readers (state), and what was read at this desk (read, read_revision).

CREATE TABLE posts (
  id INTEGER PRIMARY KEY,
  author_id INTEGER NOT NULL,
  published INTEGER NOT NULL,
  important INTEGER NOT NULL,
  until INTEGER NOT NULL,
  state INTEGER NOT NULL,
  read INTEGER NOT NULL,
  comments INTEGER NOT NULL,
  title TEXT,
  text TEXT,
  author_name TEXT,
  revision TEXT,
  read_revision TEXT,
  address TEXT
);
CREATE INDEX posts_published ON posts (published);

CREATE TABLE post_files (
  post_id INTEGER NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  id INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  size INTEGER NOT NULL,
  name TEXT,
  PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
