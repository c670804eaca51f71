/* desk-report-choice.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-report-choice"

#include "desk-report-choice.h"

#include "desk-name.h"

#include <glib/gi18n.h>

struct _DeskReportChoice
{
  AdwBin parent_instance;

  ClinicFactName name;
  char *all;          /* owned */
  ClinicFacts *facts; /* owned, nullable */
  char *key;          /* owned, nullable: chosen */
  GPtrArray *keys;    /* owned, of char: of the rows below the first */
  GtkDropDown *down;  /* unowned, our child */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (DeskReportChoice, desk_report_choice, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

typedef struct
{
  const char *key;
  const char *words;
} Entry;

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (((const Entry *) a)->words, ((const Entry *) b)->words);
}

/* (transfer full) (element-type Entry): by name; the texts are the facts' */
static GArray *
dup_entries (DeskReportChoice *self)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint n_keys = self->facts != NULL ? clinic_facts_get_n_keys (self->facts, self->name) : 0;

  for (guint32 i = 1; i < n_keys; i++)
    {
      const char *words = clinic_facts_get_name (self->facts, self->name, i);
      Entry entry = { .key = clinic_facts_get_key (self->facts, self->name, i) };

      entry.words = words != NULL && *words != '\0' ? words : entry.key;
      g_array_append_val (entries, entry);
    }
  g_array_sort (entries, compare_entries);

  return entries;
}

static void
append (DeskReportChoice *self, GtkStringList *list, const char *key, const char *words)
{
  g_ptr_array_add (self->keys, g_strdup (key));
  gtk_string_list_append (list, words);
}

static void
fill (DeskReportChoice *self)
{
  g_autoptr (GArray) entries = dup_entries (self);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_ptr_array_set_size (self->keys, 0);
  gtk_string_list_append (list, self->all);
  for (guint i = 0; i < entries->len; i++)
    append (self, list, g_array_index (entries, Entry, i).key,
            g_array_index (entries, Entry, i).words);
  append (self, list, "", C_ ("report", "Not given"));
  for (guint i = 0; self->key != NULL && i < self->keys->len; i++)
    if (g_str_equal (g_ptr_array_index (self->keys, i), self->key))
      chosen = i + 1;
  if (chosen == 0 && self->key != NULL)
    {
      append (self, list, self->key, self->key);
      chosen = self->keys->len;
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (self->down, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->down, chosen);
  self->filling = FALSE;
}

static void
on_selected_cb (DeskReportChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->down);

  if (self->filling || selected == GTK_INVALID_LIST_POSITION)
    return;
  g_clear_pointer (&self->key, g_free);
  if (selected > 0)
    self->key = g_strdup (g_ptr_array_index (self->keys, selected - 1));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
desk_report_choice_finalize (GObject *object)
{
  DeskReportChoice *self = DESK_REPORT_CHOICE (object);

  g_clear_pointer (&self->all, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_object (&self->facts);

  G_OBJECT_CLASS (desk_report_choice_parent_class)->finalize (object);
}

static void
desk_report_choice_class_init (DeskReportChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_report_choice_finalize;

  signals[CHANGED] = g_signal_new ("changed", DESK_TYPE_REPORT_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
desk_report_choice_init (DeskReportChoice *self)
{
  GtkExpression *words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *down = gtk_drop_down_new (NULL, words);

  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->down = GTK_DROP_DOWN (down);
  gtk_drop_down_set_enable_search (self->down, TRUE);
  adw_bin_set_child (ADW_BIN (self), down);
  g_signal_connect_object (down, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
desk_report_choice_new (ClinicFactName name, const char *all)
{
  DeskReportChoice *self = g_object_new (DESK_TYPE_REPORT_CHOICE, NULL);

  self->name = name;
  self->all = g_strdup (all);
  desk_name_drop_down (self->down, all);
  fill (self);

  return GTK_WIDGET (self);
}

ClinicFactName
desk_report_choice_get_name (DeskReportChoice *self)
{
  g_return_val_if_fail (DESK_IS_REPORT_CHOICE (self), CLINIC_NAMES_DOCTOR);

  return self->name;
}

void
desk_report_choice_set_facts (DeskReportChoice *self, ClinicFacts *facts)
{
  g_return_if_fail (DESK_IS_REPORT_CHOICE (self));

  if (g_set_object (&self->facts, facts))
    fill (self);
}

void
desk_report_choice_set_key (DeskReportChoice *self, const char *key)
{
  g_return_if_fail (DESK_IS_REPORT_CHOICE (self));

  if (g_strcmp0 (self->key, key) == 0)
    return;
  g_clear_pointer (&self->key, g_free);
  self->key = g_strdup (key);
  fill (self);
}

const char *
desk_report_choice_get_key (DeskReportChoice *self)
{
  g_return_val_if_fail (DESK_IS_REPORT_CHOICE (self), NULL);

  return self->key;
}
