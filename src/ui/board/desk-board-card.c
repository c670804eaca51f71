/* desk-board-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-board-card"

#include "desk-board-card.h"

#include <glib/gi18n.h>

#include "desk-card-trouble.h"
#include "desk-draw.h"

#define PADDING DESK_BOARD_CARD_PADDING
#define GAP 2
#define N_LINES 4
#define PENDING_HEIGHT 3

typedef struct
{
  ClinicSession *session; /* owned */
  GtkWidget *trouble;     /* owned child, (nullable): only while something is wrong */
  char *mover;            /* owned, (nullable) */
  gboolean pending;
  gboolean shown;
} DeskBoardCardPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (DeskBoardCard, desk_board_card, GTK_TYPE_WIDGET)

static DeskBoardCardPrivate *
get_private (gpointer self)
{
  return desk_board_card_get_instance_private (DESK_BOARD_CARD (self));
}

static int
get_step (GtkWidget *widget)
{
  return desk_draw_line_height (widget) + GAP;
}

static int
lines_height (GtkWidget *widget)
{
  return N_LINES * get_step (widget) - GAP + 2 * PADDING;
}

static void
draw_backdrop (DeskBoardCardPrivate *priv, GtkWidget *widget, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);
  GdkRGBA accent = desk_draw_colour (widget, "accent_bg_color", 1.0);

  if (priv->pending)
    gtk_snapshot_append_color (snapshot, &accent,
                               &GRAPHENE_RECT_INIT (PADDING, height - PENDING_HEIGHT,
                                                    MAX (width - 2 * PADDING, 0), PENDING_HEIGHT));
  if (priv->mover == NULL)
    return;
  accent.alpha = 0.15F;
  gtk_snapshot_append_color (snapshot, &accent, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static void
desk_board_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskBoardCardPrivate *priv = get_private (widget);

  if (!priv->shown)
    return;

  draw_backdrop (priv, widget, snapshot);
  DESK_BOARD_CARD_GET_CLASS (widget)->draw (DESK_BOARD_CARD (widget), snapshot,
                                            gtk_widget_get_width (widget) - PADDING, PADDING,
                                            get_step (widget));

  GTK_WIDGET_CLASS (desk_board_card_parent_class)->snapshot (widget, snapshot);
}

static GtkSizeRequestMode
desk_board_card_get_request_mode (GtkWidget *widget)
{
  return get_private (widget)->trouble != NULL ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                               : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
desk_board_card_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  DeskBoardCardPrivate *priv = get_private (widget);
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int more = 0;

  if (priv->trouble != NULL)
    gtk_widget_measure (priv->trouble, orientation,
                        across || for_size < 0 ? -1 : for_size - 2 * PADDING, &more, NULL, NULL,
                        NULL);

  /* The column says how wide a card is. */
  if (across)
    *minimum = *natural = more + 2 * PADDING;
  else
    *minimum = *natural = lines_height (widget) + (more > 0 ? more + PADDING : 0);
}

static void
desk_board_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskBoardCardPrivate *priv = get_private (widget);
  int top = 0;
  GtkAllocation allocation;

  if (priv->trouble == NULL)
    return;

  top = lines_height (widget);
  allocation = (GtkAllocation){ PADDING, top, width - 2 * PADDING, height - top - PADDING };
  gtk_widget_size_allocate (priv->trouble, &allocation, -1);
}

static void
desk_board_card_dispose (GObject *object)
{
  DeskBoardCardPrivate *priv = get_private (object);

  g_clear_pointer (&priv->trouble, gtk_widget_unparent);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (desk_board_card_parent_class)->dispose (object);
}

static void
desk_board_card_finalize (GObject *object)
{
  g_clear_pointer (&get_private (object)->mover, g_free);

  G_OBJECT_CLASS (desk_board_card_parent_class)->finalize (object);
}

static void
desk_board_card_class_init (DeskBoardCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_board_card_dispose;
  object_class->finalize = desk_board_card_finalize;
  widget_class->snapshot = desk_board_card_snapshot;
  widget_class->get_request_mode = desk_board_card_get_request_mode;
  widget_class->measure = desk_board_card_measure;
  widget_class->size_allocate = desk_board_card_size_allocate;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_board_card_init (DeskBoardCard *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

void
desk_board_card_set_session (DeskBoardCard *self, ClinicSession *session)
{
  g_return_if_fail (DESK_IS_BOARD_CARD (self));

  g_set_object (&get_private (self)->session, session);
}

ClinicSession *
desk_board_card_get_session (DeskBoardCard *self)
{
  g_return_val_if_fail (DESK_IS_BOARD_CARD (self), NULL);

  return get_private (self)->session;
}

/* (nullable) */
static void
set_trouble (DeskBoardCard *self, GtkWidget *trouble)
{
  DeskBoardCardPrivate *priv = get_private (self);

  if (priv->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&priv->trouble, gtk_widget_unparent);
  priv->trouble = trouble;
  if (trouble != NULL)
    gtk_widget_set_parent (trouble, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
desk_board_card_clear (DeskBoardCard *self)
{
  g_return_if_fail (DESK_IS_BOARD_CARD (self));

  get_private (self)->shown = FALSE;
  set_trouble (self, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
desk_board_card_show (DeskBoardCard *self,
                      ClinicEntity entity,
                      gint64 id,
                      gboolean pending,
                      const char *problem)
{
  DeskBoardCardPrivate *priv;
  gboolean has_problem = problem != NULL && *problem != '\0';

  g_return_if_fail (DESK_IS_BOARD_CARD (self));

  priv = get_private (self);
  priv->shown = TRUE;
  priv->pending = pending;
  set_trouble (self, has_problem ? desk_card_trouble_new (priv->session, entity, id) : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
desk_board_card_set_mover (DeskBoardCard *self, const char *name)
{
  DeskBoardCardPrivate *priv;

  g_return_if_fail (DESK_IS_BOARD_CARD (self));

  priv = get_private (self);
  if (g_strcmp0 (priv->mover, name) == 0)
    return;
  g_clear_pointer (&priv->mover, g_free);
  priv->mover = g_strdup (name);
  DESK_BOARD_CARD_GET_CLASS (self)->update (self);
}

char *
desk_board_card_dup_mover_words (DeskBoardCard *self)
{
  const char *mover;

  g_return_val_if_fail (DESK_IS_BOARD_CARD (self), NULL);

  mover = get_private (self)->mover;

  /* Translators: who moved this card a moment ago */
  return mover != NULL ? g_strdup_printf (_ ("moved by %s"), mover) : NULL;
}

int
desk_board_card_find_line (DeskBoardCard *self, int y)
{
  g_return_val_if_fail (DESK_IS_BOARD_CARD (self), -1);

  if (y < PADDING || y > lines_height (GTK_WIDGET (self)) - PADDING)
    return -1;

  return MIN ((y - PADDING) / get_step (GTK_WIDGET (self)), N_LINES - 1);
}
