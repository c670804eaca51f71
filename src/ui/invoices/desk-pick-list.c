/* desk-pick-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-pick-list"

#include "desk-pick-list.h"

#include <glib/gi18n.h>

#include "clinic-name.h"

#define HEIGHT 280
#define WIDTH 320

struct _DeskPickList
{
  GtkWidget parent_instance;

  const DeskPickKind *kind; /* static */
  GtkSearchEntry *entry;    /* unowned, child, as all below */
  GtkLabel *note;
  GtkLabel *nothing;
  GtkScrolledWindow *scroller;
  GtkListView *rows;
  GListModel *items;             /* owned */
  GtkCustomFilter *filter;       /* owned */
  GtkFilterListModel *filtered;  /* owned */
  GtkSingleSelection *selection; /* owned */
  char *searched;                /* owned (nullable): the search as it is applied */
  GStrv words;                   /* owned (nullable): folded, of the search */
};

G_DEFINE_FINAL_TYPE (DeskPickList, desk_pick_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- finding --- */

/* whether a word of the name begins so: “снаб” is not looked for inside of words, «ДентСнаб» is
 * found without its quotation marks */
static gboolean
has_word (const char *folded, const char *word)
{
  const char *from = folded;
  const char *at = NULL;

  while ((at = strstr (from, word)) != NULL)
    {
      if (at == folded || !g_unichar_isalnum (g_utf8_get_char (g_utf8_find_prev_char (folded, at))))
        return TRUE;
      from = g_utf8_next_char (at);
    }

  return FALSE;
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  DeskPickList *self = DESK_PICK_LIST (user_data);
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;

  if (self->kind->offers != NULL && !self->kind->offers (item))
    return FALSE;
  if (self->words == NULL)
    return TRUE;
  name = self->kind->dup_name (item);
  folded = clinic_name_fold_letters (name);
  for (char **word = self->words; *word != NULL; word++)
    if (**word != '\0' && !has_word (folded, *word))
      return FALSE;

  return TRUE;
}

static void
scroll_to_selected (DeskPickList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->rows), "list.scroll-to-item", "u", position);
}

/* The first that is found is chosen: Enter takes it. */
static void
on_search_cb (DeskPickList *self)
{
  g_autofree char *text =
    clinic_name_fold_letters (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (g_strcmp0 (text, self->searched) == 0)
    return;
  g_clear_pointer (&self->searched, g_free);
  self->searched = g_strdup (text);
  g_clear_pointer (&self->words, g_strfreev);
  self->words = g_strsplit (g_strstrip (text), " ", -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  scroll_to_selected (self);
}

static void
on_items_cb (DeskPickList *self)
{
  gboolean none = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;

  /* where there is nothing to look among, the note says why; the popover keeps its size */
  gtk_widget_set_visible (GTK_WIDGET (self->nothing),
                          none && g_list_model_get_n_items (self->items) > 0);
}

/* --- choosing --- */

static void
choose (DeskPickList *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
on_row_cb (DeskPickList *self, guint position)
{
  choose (self, position);
}

static void
on_entry_activate_cb (DeskPickList *self)
{
  /* who types and presses Enter is faster than the search, which waits for the next letter */
  on_search_cb (self);
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
move (DeskPickList *self, int by)
{
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  int position = (int) gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  gtk_single_selection_set_selected (self->selection, (guint) CLAMP (position + by, 0, n - 1));
  scroll_to_selected (self);
}

static gboolean
on_key_cb (DeskPickList *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
      move (self, 8);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
      move (self, -8);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Escape is the search's own, and means the popover. */
static void
on_stop_cb (DeskPickList *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* --- rows --- */

static void
on_setup_cb (DeskPickList *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_box_append (GTK_BOX (box), label);
      if (i == 0)
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      else
        {
          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_widget_add_css_class (label, "caption");
          gtk_widget_add_css_class (label, "dim-label");
        }
    }
  gtk_widget_add_css_class (box, "pick-row");
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (DeskPickList *self, GtkListItem *item)
{
  gpointer object = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (box);
  GtkWidget *note = gtk_widget_get_next_sibling (name);
  GtkWidget *row = gtk_widget_get_parent (box);
  g_autofree char *words = self->kind->dup_name (object);
  g_autofree char *below = self->kind->dup_note != NULL ? self->kind->dup_note (object) : NULL;

  gtk_label_set_text (GTK_LABEL (name), words);
  gtk_widget_set_tooltip_text (name, words);
  gtk_label_set_text (GTK_LABEL (note), below != NULL ? below : "");
  gtk_widget_set_visible (note, below != NULL && *below != '\0');
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* --- the type --- */

static void
desk_pick_list_dispose (GObject *object)
{
  DeskPickList *self = DESK_PICK_LIST (object);
  GtkWidget *child = NULL;

  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_pointer (&self->words, g_strfreev);
  g_clear_pointer (&self->searched, g_free);

  G_OBJECT_CLASS (desk_pick_list_parent_class)->dispose (object);
}

static void
desk_pick_list_class_init (DeskPickListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = desk_pick_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[CHOSEN] = g_signal_new ("chosen", DESK_TYPE_PICK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
}

static GtkLabel *
create_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_visible (label, FALSE);

  return GTK_LABEL (label);
}

static void
create_rows (DeskPickList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind_cb), self);
  self->rows = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_single_click_activate (self->rows, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "pick-rows");
  gtk_widget_set_focusable (GTK_WIDGET (self->rows), FALSE);
  g_signal_connect_swapped (self->rows, "activate", G_CALLBACK (on_row_cb), self);
  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->rows));
  gtk_widget_set_size_request (scroller, WIDTH, HEIGHT);
}

/* the rows, or that there are none */
static GtkWidget *
create_place (DeskPickList *self)
{
  GtkWidget *place = gtk_overlay_new ();

  create_rows (self);
  gtk_widget_set_valign (GTK_WIDGET (self->nothing), GTK_ALIGN_START);
  gtk_widget_set_halign (GTK_WIDGET (self->nothing), GTK_ALIGN_START);
  gtk_overlay_set_child (GTK_OVERLAY (place), GTK_WIDGET (self->scroller));
  gtk_overlay_add_overlay (GTK_OVERLAY (place), GTK_WIDGET (self->nothing));

  return place;
}

static void
desk_pick_list_init (DeskPickList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->entry = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->note = create_label ();
  self->nothing = create_label ();
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->note), GTK_WIDGET (self));
  gtk_widget_set_parent (create_place (self), GTK_WIDGET (self));
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (on_search_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stop_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

GtkWidget *
desk_pick_list_new (GListModel *items, const DeskPickKind *kind)
{
  DeskPickList *self = g_object_new (DESK_TYPE_PICK_LIST, NULL);

  self->kind = kind;
  self->items = g_object_ref (items);
  g_object_set (self->entry, "placeholder-text", _ (kind->search), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->search), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (kind->search), -1);
  gtk_label_set_text (self->nothing, _ (kind->nothing));
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered =
    gtk_filter_list_model_new (g_object_ref (items), GTK_FILTER (g_object_ref (self->filter)));
  self->selection =
    gtk_single_selection_new (G_LIST_MODEL (g_object_ref (G_LIST_MODEL (self->filtered))));
  g_signal_connect_swapped (self->filtered, "items-changed", G_CALLBACK (on_items_cb), self);
  on_items_cb (self);

  return GTK_WIDGET (self);
}

void
desk_pick_list_start (DeskPickList *self)
{
  g_return_if_fail (DESK_IS_PICK_LIST (self));

  /* rows are made when somebody looks at them: a form has several such lists */
  if (gtk_list_view_get_model (self->rows) == NULL)
    gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (self->selection));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_clear_pointer (&self->searched, g_free);
  on_search_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
desk_pick_list_set_note (DeskPickList *self, const char *note)
{
  g_return_if_fail (DESK_IS_PICK_LIST (self));

  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL && *note != '\0');
}
