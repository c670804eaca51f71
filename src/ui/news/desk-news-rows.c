/* desk-news-rows.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-news-rows"

#include "desk-news-rows.h"

#include "clinic-enums.h"
#include "desk-post-words.h"

struct _DeskNewsRows
{
  GObject parent_instance;

  DeskNewsOrder *order;        /* owned */
  GtkScrolledWindow *scroller; /* unowned: the page's */
  GPtrArray *rows;             /* owned, rows unowned */
};

G_DEFINE_FINAL_TYPE (DeskNewsRows, desk_news_rows, G_TYPE_OBJECT)

static void
desk_news_rows_finalize (GObject *object)
{
  DeskNewsRows *self = DESK_NEWS_ROWS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->order);

  G_OBJECT_CLASS (desk_news_rows_parent_class)->finalize (object);
}

static void
desk_news_rows_class_init (DeskNewsRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = desk_news_rows_finalize;
}

static void
desk_news_rows_init (DeskNewsRows *self)
{
  self->rows = g_ptr_array_new ();
}

DeskNewsRows *
desk_news_rows_new (DeskNewsOrder *order, GtkScrolledWindow *scroller)
{
  DeskNewsRows *self = g_object_new (DESK_TYPE_NEWS_ROWS, NULL);

  self->order = g_object_ref (order);
  self->scroller = scroller;

  return self;
}

void
desk_news_rows_add (DeskNewsRows *self, DeskPostRow *row)
{
  g_return_if_fail (DESK_IS_NEWS_ROWS (self));

  g_ptr_array_add (self->rows, row);
}

void
desk_news_rows_remove (DeskNewsRows *self, DeskPostRow *row)
{
  g_return_if_fail (DESK_IS_NEWS_ROWS (self));

  g_ptr_array_remove_fast (self->rows, row);
}

DeskPostRow *
desk_news_rows_find (DeskNewsRows *self, gint64 id)
{
  g_return_val_if_fail (DESK_IS_NEWS_ROWS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ClinicPost *post = desk_post_row_get_post (g_ptr_array_index (self->rows, i));

      if (post != NULL && clinic_post_get_id (post) == id)
        return g_ptr_array_index (self->rows, i);
    }

  return NULL;
}

void
desk_news_rows_update (DeskNewsRows *self, gint64 id)
{
  g_return_if_fail (DESK_IS_NEWS_ROWS (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      DeskPostRow *row = g_ptr_array_index (self->rows, i);
      ClinicPost *post = desk_post_row_get_post (row);

      if (post != NULL && (id == 0 || clinic_post_get_id (post) == id))
        desk_post_row_update (row);
    }
}

/* --- what is on screen --- */

/* where a height of a row is in the scrolled window; FALSE: it is not laid out */
static gboolean
find_on_screen (DeskNewsRows *self, DeskPostRow *row, int height, float *y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT (0, (float) height);
  graphene_point_t place;

  if (!gtk_widget_get_mapped (GTK_WIDGET (row)) || gtk_widget_get_height (GTK_WIDGET (row)) <= 0 ||
      !gtk_widget_compute_point (GTK_WIDGET (row), GTK_WIDGET (self->scroller), &point, &place))
    return FALSE;
  *y = place.y;

  return TRUE;
}

static gboolean
is_on_screen (DeskNewsRows *self, DeskPostRow *row)
{
  float top = 0;

  return find_on_screen (self, row, 0, &top) &&
         top < gtk_widget_get_height (GTK_WIDGET (self->scroller)) &&
         top + gtk_widget_get_height (GTK_WIDGET (row)) > 0;
}

static float
get_top (DeskNewsRows *self, DeskPostRow *row)
{
  float top = 0;

  find_on_screen (self, row, 0, &top);

  return top;
}

void
desk_news_rows_look_for_ends (DeskNewsRows *self)
{
  g_return_if_fail (DESK_IS_NEWS_ROWS (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      DeskPostRow *row = g_ptr_array_index (self->rows, i);
      ClinicPost *post = desk_post_row_get_post (row);
      DeskPostLook *look = NULL;
      const char *revision = NULL;
      float y = 0;
      int end = -1;

      if (post == NULL || !desk_post_is_to_read (post))
        continue;
      look = desk_news_order_get_look (self->order, post);
      end = desk_post_row_get_text_end (row);
      if (desk_post_look_has_seen (look, post) || end < 0 || !find_on_screen (self, row, end, &y) ||
          y < 0 || y > gtk_widget_get_height (GTK_WIDGET (self->scroller)) + 1)
        continue;

      revision = clinic_post_get_revision (post);
      g_clear_pointer (&look->seen, g_free);
      look->seen = g_strdup (revision != NULL ? revision : "");
      desk_post_row_update (row);
    }
}

DeskPostRow *
desk_news_rows_get_first (DeskNewsRows *self)
{
  DeskPostRow *first = NULL;
  float first_top = 0;

  g_return_val_if_fail (DESK_IS_NEWS_ROWS (self), NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      DeskPostRow *row = g_ptr_array_index (self->rows, i);
      float top = 0;

      if (!is_on_screen (self, row) || !find_on_screen (self, row, 0, &top) ||
          (first != NULL && top >= first_top))
        continue;
      first = row;
      first_top = top;
    }

  return first;
}

/* --- the focus --- */

GtkWidget *
desk_news_rows_get_focus (DeskNewsRows *self)
{
  GtkRoot *root = NULL;
  GtkWidget *focus = NULL;

  g_return_val_if_fail (DESK_IS_NEWS_ROWS (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self->scroller));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->scroller)) ? focus
                                                                                      : NULL;
}

DeskPostRow *
desk_news_rows_get_focused (DeskNewsRows *self)
{
  GtkWidget *focus = desk_news_rows_get_focus (self);
  GtkWidget *row = NULL;

  if (focus == NULL)
    return NULL;
  row = DESK_IS_POST_ROW (focus) ? focus : gtk_widget_get_ancestor (focus, DESK_TYPE_POST_ROW);

  return row != NULL ? DESK_POST_ROW (row) : NULL;
}

ClinicPost *
desk_news_rows_get_post_to_read (DeskNewsRows *self)
{
  DeskPostRow *focused = desk_news_rows_get_focused (self);
  ClinicPost *best = focused != NULL ? desk_post_row_get_post (focused) : NULL;
  gboolean best_seen = FALSE;
  float best_top = 0;

  if (best != NULL && clinic_post_get_state (best) == CLINIC_POST_UNREAD &&
      is_on_screen (self, focused))
    return best;

  best = NULL;
  for (guint i = 0; i < self->rows->len; i++)
    {
      DeskPostRow *row = g_ptr_array_index (self->rows, i);
      ClinicPost *post = desk_post_row_get_post (row);
      gboolean seen = FALSE;
      float top = 0;

      if (post == NULL || clinic_post_get_state (post) != CLINIC_POST_UNREAD ||
          !is_on_screen (self, row))
        continue;
      seen = desk_post_look_has_seen (desk_news_order_get_look (self->order, post), post);
      top = get_top (self, row);
      if (best != NULL && (best_seen > seen || (best_seen == seen && best_top < top)))
        continue;
      best = post;
      best_seen = seen;
      best_top = top;
    }

  return best;
}

/* nearest above or below the top of what is on screen, or of the focused one */
void
desk_news_rows_step (DeskNewsRows *self, int direction)
{
  DeskPostRow *focused = desk_news_rows_get_focused (self);
  DeskPostRow *best = NULL;
  float from = focused != NULL ? get_top (self, focused) : direction > 0 ? -1 : 0;
  float best_top = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      DeskPostRow *row = g_ptr_array_index (self->rows, i);
      float top = 0;

      if (row == focused || !find_on_screen (self, row, 0, &top) ||
          (top - from) * (float) direction <= 0 ||
          (best != NULL && (top - best_top) * (float) direction > 0))
        continue;
      best = row;
      best_top = top;
    }
  if (best != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (best));
}
