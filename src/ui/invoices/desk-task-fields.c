/* desk-task-fields.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-task-fields"

#include "desk-task-fields.h"

#include "desk-form-field.h"
#include "desk-task-command.h"

/* what they may take of the height: two lines of fields */
#define MOST_HEIGHT 190
#define FIELD_WIDTH 140
/* a note that came under a field has its place by then */
#define REVEAL_MS 60

struct _DeskTaskFields
{
  GtkWidget parent_instance;

  GtkWidget *scroller; /* owned child */
  GtkWidget *box;      /* in it */

  GPtrArray *fields;   /* owned, of DeskFormField (unowned, in the box) */
  GtkWidget *revealed; /* weak (nullable): field that is to be seen with its note */
  guint reveal_source;
};

G_DEFINE_FINAL_TYPE (DeskTaskFields, desk_task_fields, GTK_TYPE_WIDGET)

/* the field itself is gone to, not what it stands in */
static void
add_field (DeskTaskFields *self, GtkWidget *field)
{
  GtkWidget *place = gtk_flow_box_child_new ();

  gtk_widget_set_focusable (place, FALSE);
  gtk_widget_set_size_request (field, FIELD_WIDTH, -1);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (place), field);
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), place);
  g_ptr_array_add (self->fields, field);
}

static void
remove_all (DeskTaskFields *self)
{
  GtkRoot *root = gtk_widget_get_root (self->box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = NULL;

  /* a window must not keep a focus that is gone */
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->box))
    gtk_root_set_focus (root, NULL);
  g_ptr_array_set_size (self->fields, 0);
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->box), child);
}

void
desk_task_fields_set (DeskTaskFields *self, ClinicTask *task, ClinicSession *session)
{
  GListModel *fields = task != NULL ? clinic_task_get_fields (task) : NULL;

  g_return_if_fail (DESK_IS_TASK_FIELDS (self));

  remove_all (self);
  for (guint i = 0; fields != NULL && i < g_list_model_get_n_items (fields); i++)
    {
      g_autoptr (ClinicFormField) field = g_list_model_get_item (fields, i);

      if (!desk_task_answers_field (task, field))
        add_field (self, desk_form_field_new (field, session));
    }
}

GPtrArray *
desk_task_fields_get (DeskTaskFields *self)
{
  g_return_val_if_fail (DESK_IS_TASK_FIELDS (self), NULL);

  return self->fields;
}

gboolean
desk_task_fields_has_files (DeskTaskFields *self)
{
  g_return_val_if_fail (DESK_IS_TASK_FIELDS (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_list_model_get_n_items (desk_form_field_get_files (g_ptr_array_index (self->fields, i))) >
        0)
      return TRUE;

  return FALSE;
}

/* --- what is wrong --- */

static gboolean
on_reveal_cb (gpointer user_data)
{
  DeskTaskFields *self = DESK_TASK_FIELDS (user_data);
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  self->reveal_source = 0;
  if (self->revealed != NULL && gtk_widget_compute_bounds (self->revealed, self->box, &bounds))
    gtk_adjustment_clamp_page (adjustment, (double) bounds.origin.y,
                               (double) (bounds.origin.y + bounds.size.height));
  g_clear_weak_pointer (&self->revealed);

  return G_SOURCE_REMOVE;
}

/* What has the focus is scrolled to by itself, but not the note under it. */
static void
reveal (DeskTaskFields *self, GtkWidget *field)
{
  gtk_widget_grab_focus (field);
  g_set_weak_pointer (&self->revealed, field);
  if (self->reveal_source == 0)
    self->reveal_source = g_timeout_add (REVEAL_MS, on_reveal_cb, self);
}

gboolean
desk_task_fields_check (DeskTaskFields *self)
{
  GtkWidget *first = NULL;

  g_return_val_if_fail (DESK_IS_TASK_FIELDS (self), FALSE);

  for (guint i = 0; i < self->fields->len; i++)
    if (desk_form_field_show_problem (g_ptr_array_index (self->fields, i)) && first == NULL)
      first = g_ptr_array_index (self->fields, i);
  if (first != NULL)
    reveal (self, first);

  return first == NULL;
}

/* --- the type --- */

static void
desk_task_fields_dispose (GObject *object)
{
  DeskTaskFields *self = DESK_TASK_FIELDS (object);

  g_clear_handle_id (&self->reveal_source, g_source_remove);
  g_clear_weak_pointer (&self->revealed);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_ptr_array_set_size (self->fields, 0);

  G_OBJECT_CLASS (desk_task_fields_parent_class)->dispose (object);
}

static void
desk_task_fields_finalize (GObject *object)
{
  g_clear_pointer (&DESK_TASK_FIELDS (object)->fields, g_ptr_array_unref);

  G_OBJECT_CLASS (desk_task_fields_parent_class)->finalize (object);
}

static void
desk_task_fields_class_init (DeskTaskFieldsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = desk_task_fields_dispose;
  object_class->finalize = desk_task_fields_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
desk_task_fields_init (DeskTaskFields *self)
{
  self->fields = g_ptr_array_new ();
  self->box = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "homogeneous",
                            FALSE, "min-children-per-line", 3, "max-children-per-line", 3,
                            "column-spacing", 9, "row-spacing", 6, NULL);
  self->scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER,
                                 "propagate-natural-height", TRUE, "max-content-height",
                                 MOST_HEIGHT, "child", self->box, NULL);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
