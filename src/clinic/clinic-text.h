/* clinic-text.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ClinicTextKind:
 * @CLINIC_TEXT_PARAGRAPH: markup
 * @CLINIC_TEXT_ITEM: of a list: marker and markup
 * @CLINIC_TEXT_CODE: text as it is, in markup
 * @CLINIC_TEXT_ROW: of a table: cells
 * @CLINIC_TEXT_IMAGE: target is its address
 * @CLINIC_TEXT_FILE: target is the id of an attachment
 */
typedef enum
{
  CLINIC_TEXT_PARAGRAPH,
  CLINIC_TEXT_ITEM,
  CLINIC_TEXT_CODE,
  CLINIC_TEXT_ROW,
  CLINIC_TEXT_IMAGE,
  CLINIC_TEXT_FILE,
} ClinicTextKind;

/**
 * ClinicTextBlock:
 *
 * A piece of a post that stands on lines of its own. Markup is what GMarkup and Pango read: well
 * formed, its text escaped, whatever the post was.
 */
typedef struct
{
  ClinicTextKind kind;
  char *markup;     /* owned; never NULL */
  char *marker;     /* owned (nullable): of an item: "•", "1." */
  char *target;     /* owned (nullable) */
  GPtrArray *cells; /* owned (nullable): markup of each */
  guint quotes;     /* how many quotations it stands in */
  guint depth;      /* how many lists an item stands in, less one */
  gboolean header;  /* of a row: its cells are headings */
} ClinicTextBlock;

void clinic_text_block_free (ClinicTextBlock *self);

/* A post of the portal: BBCode with line feeds (office.md 1.1). A tag that nobody knows vanishes,
 * its text never does; a bracket that is no tag stays. Any text is taken, in time that grows with
 * its length. (transfer full) (element-type ClinicTextBlock) */
GPtrArray *clinic_text_parse (const char *text);
/* all its text without markup, a line for each block: for lists and notifications. (transfer full)
 */
char *clinic_text_to_plain (const char *text);

G_END_DECLS
