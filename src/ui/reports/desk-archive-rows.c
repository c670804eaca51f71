/* desk-archive-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-archive-rows"

#include "desk-archive-rows.h"

#include <glib/gi18n.h>

#include "desk-report-row.h"

/* so many are read at once, and more when they are asked for */
#define PIECE 100
/* so many widgets are made in one frame */
#define ROWS_PER_FRAME 6

struct _DeskArchiveRows
{
  GtkWidget parent_instance;

  GtkWidget *box; /* owned child, as all below in it */
  GtkListBox *list;
  GtkLabel *note;
  GtkWidget *more;

  ClinicSession *session;    /* owned */
  ClinicFacts *facts;        /* owned, nullable: what the rows are of */
  GArray *rows;              /* owned, nullable, of ClinicReportRow */
  GListStore *store;         /* owned: what is in the list */
  GPtrArray *waiting;        /* owned, of GObject: read, and not in the list yet */
  GCancellable *cancellable; /* owned, nullable */
  guint n_asked;             /* of the rows */
  guint n_reading;           /* requests on their way */
  guint tick;
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (DeskArchiveRows, desk_archive_rows, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* what the rows can be of; those of the waiting list are visits and leads */
static const ClinicFactSet sets[] = { CLINIC_FACTS_VISITS, CLINIC_FACTS_CALLS, CLINIC_FACTS_LEADS,
                                      CLINIC_FACTS_BILLS };

/* --- what is said below the list --- */

static void
update_note (DeskArchiveRows *self)
{
  guint n_rows = self->rows != NULL ? self->rows->len : 0;
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->store)) + self->waiting->len;
  g_autofree char *text = NULL;

  if (self->failed)
    text = g_strdup (_ ("The rows could not be read."));
  else if (self->n_reading > 0)
    text = g_strdup (_ ("Reading…"));
  else if (n_shown < self->n_asked)
    text = g_strdup_printf (ngettext ("%u of them is not on this computer any more.",
                                      "%u of them are not on this computer any more.",
                                      self->n_asked - n_shown),
                            self->n_asked - n_shown);
  else if (n_shown < n_rows)
    text = g_strdup_printf (_ ("%1$u of %2$u are shown"), n_shown, n_rows);
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  gtk_widget_set_visible (self->more, self->n_reading == 0 && self->n_asked < n_rows);
}

/* --- reading a piece --- */

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  DeskArchiveRows *self = DESK_ARCHIVE_ROWS (widget);
  guint n = MIN (ROWS_PER_FRAME, self->waiting->len);

  for (guint i = 0; i < n; i++)
    g_list_store_append (self->store, g_ptr_array_index (self->waiting, i));
  if (n > 0)
    g_ptr_array_remove_range (self->waiting, 0, n);
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  update_note (self);

  return G_SOURCE_REMOVE;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskArchiveRows) self = DESK_ARCHIVE_ROWS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items =
    clinic_archive_load_rows_finish (CLINIC_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;

  self->n_reading--;
  if (items == NULL)
    {
      g_debug ("Rows of the past could not be read: %s", error->message);
      self->failed = TRUE;
    }
  for (guint i = 0; items != NULL && i < items->len; i++)
    g_ptr_array_add (self->waiting, g_object_ref (g_ptr_array_index (items, i)));
  if (self->waiting->len > 0 && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
  update_note (self);
}

/* Of the waiting list are leads and visits. */
static ClinicFactSet
get_set (DeskArchiveRows *self, const ClinicReportRow *row)
{
  guint n = 0;
  const ClinicFactWait *waits = NULL;

  if (row->set != CLINIC_FACTS_WAITS)
    return (ClinicFactSet) row->set;
  waits = self->facts != NULL ? clinic_facts_get_waits (self->facts, &n) : NULL;
  for (guint i = 0; i < n; i++)
    if (waits[i].id == row->id && waits[i].entity == CLINIC_ENTITY_APPOINTMENT)
      return CLINIC_FACTS_VISITS;

  return CLINIC_FACTS_LEADS;
}

static void
read_set (DeskArchiveRows *self, ClinicFactSet set, guint from, guint to)
{
  ClinicArchive *archive = clinic_session_get_archive (self->session);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (set == CLINIC_FACTS_BILLS)
    archive = clinic_archive_get_bills (archive);
  for (guint i = from; i < to; i++)
    {
      const ClinicReportRow *row = &g_array_index (self->rows, ClinicReportRow, i);

      if (get_set (self, row) == set)
        g_array_append_val (ids, row->id);
    }
  if (ids->len == 0)
    return;
  self->n_reading++;
  clinic_archive_load_rows_async (archive, set, ids, self->cancellable, on_read_cb,
                                  g_object_ref (self));
}

static void
read_piece (DeskArchiveRows *self)
{
  guint from = self->n_asked;
  guint to = MIN (self->rows->len, from + PIECE);

  self->n_asked = to;
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    read_set (self, sets[i], from, to);
  update_note (self);
}

static void
on_more_cb (DeskArchiveRows *self)
{
  if (self->rows != NULL && self->n_asked < self->rows->len)
    read_piece (self);
}

static void
forget_rows (DeskArchiveRows *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  self->n_asked = self->n_reading = 0;
  self->failed = FALSE;
  g_ptr_array_set_size (self->waiting, 0);
  g_list_store_remove_all (self->store);
  g_clear_pointer (&self->rows, g_array_unref);
}

/* --- facts that nobody has at hand --- */

static gboolean
needs_facts (DeskArchiveRows *self)
{
  for (guint i = 0; self->facts == NULL && i < self->rows->len; i++)
    if (g_array_index (self->rows, ClinicReportRow, i).set == CLINIC_FACTS_WAITS)
      return TRUE;

  return FALSE;
}

static void
on_facts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DeskArchiveRows) self = DESK_ARCHIVE_ROWS (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (ClinicFacts) facts =
    clinic_archive_load_facts_finish (CLINIC_ARCHIVE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;

  self->n_reading--;
  self->failed = facts == NULL;
  g_set_object (&self->facts, facts);
  if (facts != NULL)
    read_piece (self);
  update_note (self);
}

/* --- the widget --- */

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  return desk_report_row_new (DESK_ARCHIVE_ROWS (user_data)->session, item);
}

/* (transfer full) (nullable) */
static GObject *
get_item (DeskArchiveRows *self, GtkListBoxRow *row)
{
  return g_list_model_get_item (G_LIST_MODEL (self->store),
                                (guint) gtk_list_box_row_get_index (row));
}

static void
on_activated_cb (DeskArchiveRows *self, GtkListBoxRow *row)
{
  g_autoptr (GObject) item = get_item (self, row);

  if (item == NULL)
    return;
  desk_report_row_open (row, item);
  g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
on_selected_cb (DeskArchiveRows *self, GtkListBoxRow *row)
{
  g_autoptr (GObject) item = row != NULL ? get_item (self, row) : NULL;

  g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
desk_archive_rows_dispose (GObject *object)
{
  DeskArchiveRows *self = DESK_ARCHIVE_ROWS (object);

  if (self->box != NULL)
    desk_archive_rows_clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->store);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_archive_rows_parent_class)->dispose (object);
}

static void
desk_archive_rows_finalize (GObject *object)
{
  g_clear_pointer (&DESK_ARCHIVE_ROWS (object)->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_archive_rows_parent_class)->finalize (object);
}

static void
desk_archive_rows_class_init (DeskArchiveRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_archive_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_archive_rows_finalize;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_ARCHIVE_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[ACTIVATED] = g_signal_new ("activated", DESK_TYPE_ARCHIVE_ROWS, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static void
desk_archive_rows_init (DeskArchiveRows *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->store = g_list_store_new (G_TYPE_OBJECT);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->note = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "css-classes",
                                        (const char *[]){ "dim-label", NULL }, NULL));
  self->more = gtk_button_new_with_label (_ ("Show More"));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->store), create_row, self, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (on_more_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
desk_archive_rows_new (ClinicSession *session)
{
  DeskArchiveRows *self = g_object_new (DESK_TYPE_ARCHIVE_ROWS, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

void
desk_archive_rows_let_choose (DeskArchiveRows *self)
{
  g_return_if_fail (DESK_IS_ARCHIVE_ROWS (self));

  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, FALSE);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

void
desk_archive_rows_show (DeskArchiveRows *self, GArray *rows, ClinicFacts *facts, const char *name)
{
  g_return_if_fail (DESK_IS_ARCHIVE_ROWS (self));

  forget_rows (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->facts, facts);
  self->rows = rows != NULL ? g_array_ref (rows) : NULL;
  if (self->rows != NULL && needs_facts (self))
    {
      self->n_reading++;
      clinic_archive_load_facts_async (clinic_session_get_archive (self->session),
                                       self->cancellable, on_facts_cb, g_object_ref (self));
    }
  else if (self->rows != NULL)
    {
      read_piece (self);
    }
  update_note (self);
}

void
desk_archive_rows_clear (DeskArchiveRows *self)
{
  g_return_if_fail (DESK_IS_ARCHIVE_ROWS (self));

  forget_rows (self);
  g_clear_object (&self->facts);
}
