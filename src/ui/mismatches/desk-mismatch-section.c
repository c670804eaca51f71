/* desk-mismatch-section.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-mismatch-section"

#include "desk-mismatch-section.h"

#include <glib/gi18n.h>

#include "desk-mismatch-do.h"
#include "desk-mismatch-keeper.h"
#include "desk-mismatch-sides.h"
#include "desk-mismatch-words.h"

struct _DeskMismatchSection
{
  AdwBin parent_instance;

  ClinicSession *session;     /* owned */
  GtkFilterListModel *own;    /* owned: the mismatches of the appointment */
  GPtrArray *watched;         /* owned: those whose changes are heard */
  DeskMismatchKeeper *keeper; /* owned */
  gint64 appointment_id;
  guint update_source;

  GtkLabel *titles; /* unowned, children, as all below */
  GtkLabel *effect;
  DeskMismatchSides *sides;
  GtkWidget *take;
  GtkWidget *keep;
  GtkLabel *notice;
  GtkWidget *progress;
};

G_DEFINE_FINAL_TYPE (DeskMismatchSection, desk_mismatch_section, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static gboolean
is_own (gpointer item, gpointer user_data)
{
  DeskMismatchSection *self = DESK_MISMATCH_SECTION (user_data);
  ClinicAppointment *appointment = clinic_mismatch_get_appointment (item);

  return appointment != NULL && self->appointment_id != 0 &&
         clinic_appointment_get_id (appointment) == self->appointment_id;
}

/* (transfer none) (nullable): the one whose taking takes all that can be */
static ClinicMismatch *
find_takeable (DeskMismatchSection *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    if (clinic_mismatch_get_can_take (g_ptr_array_index (self->watched, i)))
      return g_ptr_array_index (self->watched, i);

  return NULL;
}

static gboolean
is_pending (DeskMismatchSection *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    if (clinic_mismatch_get_pending (g_ptr_array_index (self->watched, i)))
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable) */
static char *
dup_problem (DeskMismatchSection *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    {
      const char *problem = clinic_mismatch_get_problem (g_ptr_array_index (self->watched, i));

      if (problem != NULL && *problem != '\0')
        return g_strdup_printf (_ ("CRM could not be changed: %s"), problem);
    }

  return NULL;
}

static void
show_sides (DeskMismatchSection *self, gint64 now)
{
  ClinicMismatch *shown = g_ptr_array_index (self->watched, 0);
  g_autoptr (GString) titles = g_string_new (NULL);
  gint64 bits = 0;

  for (guint i = 0; i < self->watched->len; i++)
    {
      ClinicMismatch *mismatch = g_ptr_array_index (self->watched, i);
      g_autofree char *title = desk_mismatch_title (mismatch);

      bits |= (gint64) 1 << clinic_mismatch_get_kind (mismatch);
      if (clinic_mismatch_get_visit (shown) == NULL)
        shown = mismatch;
      g_string_append_printf (titles, "%s%s", titles->len > 0 ? "\n" : "", title);
    }
  gtk_label_set_text (self->titles, titles->str);
  desk_mismatch_sides_show (self->sides, shown, bits, now);
}

static void
show_buttons (DeskMismatchSection *self, gint64 now)
{
  ClinicMismatch *takeable = find_takeable (self);
  gboolean pending = is_pending (self);
  g_autofree char *effect = takeable != NULL ? desk_mismatch_effect (takeable, now) : NULL;
  g_autofree char *problem = dup_problem (self);
  g_autofree char *obstacle =
    takeable == NULL ? desk_mismatch_obstacle (g_ptr_array_index (self->watched, 0)) : NULL;

  gtk_widget_set_sensitive (self->take, takeable != NULL && !pending);
  gtk_widget_set_sensitive (self->keep, !pending);
  set_text (self->effect, pending ? NULL : effect);
  set_text (self->notice, problem != NULL ? problem
                          : pending       ? _ ("On its way to CRM…")
                                          : obstacle);
  gtk_widget_set_css_classes (GTK_WIDGET (self->notice),
                              (const char *[]){ problem != NULL ? "error" : "dim-label", NULL });
  gtk_widget_set_visible (self->progress, pending);
}

static void update_soon (DeskMismatchSection *self);

static void
unwatch (DeskMismatchSection *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

/* Who decided by key goes on with keys: in the panel around it. */
static void
leave (DeskMismatchSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *around = gtk_widget_get_parent (GTK_WIDGET (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  while (around != NULL && !gtk_widget_get_focusable (around))
    around = gtk_widget_get_parent (around);
  if (around != NULL)
    gtk_widget_grab_focus (around);
}

static void
update (DeskMismatchSection *self)
{
  GListModel *own = G_LIST_MODEL (self->own);
  gint64 now = clinic_session_get_now (self->session);

  unwatch (self);
  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      ClinicMismatch *mismatch = g_list_model_get_item (own, i);

      g_ptr_array_add (self->watched, mismatch);
      g_signal_connect_swapped (mismatch, "notify", G_CALLBACK (update_soon), self);
    }
  if (self->watched->len == 0)
    leave (self);
  gtk_widget_set_visible (GTK_WIDGET (self), self->watched->len > 0);
  if (self->watched->len == 0)
    return;
  show_sides (self, now);
  show_buttons (self, now);
}

static gboolean
on_update_cb (gpointer user_data)
{
  DeskMismatchSection *self = DESK_MISMATCH_SECTION (user_data);

  self->update_source = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
update_soon (DeskMismatchSection *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (GTK_PRIORITY_RESIZE, on_update_cb, self, NULL);
}

static void
on_take_cb (DeskMismatchSection *self)
{
  desk_mismatch_section_take (self);
}

static void
on_keep_cb (DeskMismatchSection *self)
{
  desk_mismatch_section_keep (self);
}

/* --- its parts --- */

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
add_button (DeskMismatchSection *self, GtkWidget *box, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
desk_mismatch_section_dispose (GObject *object)
{
  DeskMismatchSection *self = DESK_MISMATCH_SECTION (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  if (self->own != NULL)
    g_signal_handlers_disconnect_by_data (self->own, self);
  unwatch (self);
  g_clear_object (&self->own);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_mismatch_section_parent_class)->dispose (object);
}

static void
desk_mismatch_section_finalize (GObject *object)
{
  g_clear_pointer (&DESK_MISMATCH_SECTION (object)->watched, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_mismatch_section_parent_class)->finalize (object);
}

static void
desk_mismatch_section_class_init (DeskMismatchSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_mismatch_section_dispose;
  G_OBJECT_CLASS (klass)->finalize = desk_mismatch_section_finalize;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_mismatch_section_init (DeskMismatchSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  self->titles = add_label (box, "mismatch-heading");
  self->sides = DESK_MISMATCH_SIDES (desk_mismatch_sides_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sides));
  self->effect = add_label (box, "dim-label");
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  self->take = add_button (self, buttons, _ ("Take From the MIS  A"), G_CALLBACK (on_take_cb));
  self->keep = add_button (self, buttons, _ ("Keep CRM  K"), G_CALLBACK (on_keep_cb));
  gtk_box_append (GTK_BOX (box), buttons);
  self->notice = add_label (box, "dim-label");
  self->progress = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (self->progress, "mismatch-progress");
  gtk_box_append (GTK_BOX (box), self->progress);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "mismatch-section");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The MIS says otherwise"), -1);
}

GtkWidget *
desk_mismatch_section_new (ClinicSession *session)
{
  DeskMismatchSection *self = g_object_new (DESK_TYPE_MISMATCH_SECTION, NULL);
  GListModel *all = clinic_mis_desk_get_mismatches (clinic_session_get_mis_desk (session));

  self->session = g_object_ref (session);
  self->keeper = desk_mismatch_keeper_new (session);
  self->own = gtk_filter_list_model_new (g_object_ref (all),
                                         GTK_FILTER (gtk_custom_filter_new (is_own, self, NULL)));
  g_signal_connect_swapped (self->own, "items-changed", G_CALLBACK (update_soon), self);

  return GTK_WIDGET (self);
}

void
desk_mismatch_section_set_appointment (DeskMismatchSection *self, gint64 appointment_id)
{
  g_return_if_fail (DESK_IS_MISMATCH_SECTION (self));

  if (self->appointment_id == appointment_id)
    return;
  self->appointment_id = appointment_id;
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->own), GTK_FILTER_CHANGE_DIFFERENT);
  update (self);
}

gboolean
desk_mismatch_section_take (DeskMismatchSection *self)
{
  ClinicMismatch *takeable = NULL;

  g_return_val_if_fail (DESK_IS_MISMATCH_SECTION (self), FALSE);

  if (self->watched->len == 0)
    return FALSE;
  takeable = find_takeable (self);
  if (!is_pending (self))
    desk_mismatch_take (GTK_WIDGET (self), self->session,
                        takeable != NULL ? takeable : g_ptr_array_index (self->watched, 0));

  return TRUE;
}

gboolean
desk_mismatch_section_keep (DeskMismatchSection *self)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (DESK_IS_MISMATCH_SECTION (self), FALSE);

  if (self->watched->len == 0)
    return FALSE;
  all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->watched->len; i++)
    g_ptr_array_add (all, g_object_ref (g_ptr_array_index (self->watched, i)));
  desk_mismatch_keeper_keep (self->keeper, gtk_widget_get_parent (GTK_WIDGET (self)), all);

  return TRUE;
}
