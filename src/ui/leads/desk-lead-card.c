/* desk-lead-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-lead-card"

#include "desk-lead-card.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-draw.h"
#include "desk-lead-words.h"
#include "desk-name.h"

#define PADDING DESK_BOARD_CARD_PADDING
#define SUBJECT_LINE 2
#define DIM 0.75

struct _DeskLeadCard
{
  DeskBoardCard parent_instance;

  ClinicLead *lead; /* owned, (nullable) */
  gulong handler;
};

G_DEFINE_FINAL_TYPE (DeskLeadCard, desk_lead_card, DESK_TYPE_BOARD_CARD)

static gint64
get_now (DeskLeadCard *self)
{
  return clinic_session_get_now (desk_board_card_get_session (DESK_BOARD_CARD (self)));
}

static void
update_words (DeskLeadCard *self)
{
  g_autofree char *label = desk_lead_label (self->lead, get_now (self));

  desk_name_card (GTK_WIDGET (self), label);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update (DeskLeadCard *self)
{
  DeskBoardCard *card = DESK_BOARD_CARD (self);

  if (self->lead == NULL)
    {
      desk_board_card_clear (card);
      return;
    }

  update_words (self);
  desk_board_card_show (card, CLINIC_ENTITY_LEAD, clinic_lead_get_id (self->lead),
                        clinic_lead_get_pending (self->lead), clinic_lead_get_problem (self->lead));
}

static void
desk_lead_card_update (DeskBoardCard *card)
{
  update (DESK_LEAD_CARD (card));
}

/* --- how it looks --- */

static void
draw_head (DeskLeadCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoAttrList) bold = pango_attr_list_new ();
  g_autofree char *name = desk_lead_name (self->lead);
  GdkRGBA colour = desk_draw_colour (widget, NULL, 1.0);

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (bold, pango_attr_font_features_new ("tnum"));
  desk_draw_text (widget, snapshot, name, bold, PADDING, right, y, FALSE, &colour);
}

/* The number whole, and where she came from in what room is left. */
static void
draw_facts (DeskLeadCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr (PangoAttrList) figures = pango_attr_list_new ();
  g_autofree char *phone = desk_lead_phone (self->lead);
  g_autofree char *facts = desk_lead_facts (self->lead);
  gboolean has_phone = *phone != '\0';
  GdkRGBA colour = desk_draw_colour (widget, NULL, 1.0);
  GdkRGBA dim = desk_draw_colour (widget, NULL, DIM);
  int left = PADDING;

  pango_attr_list_insert (figures, pango_attr_font_features_new ("tnum"));
  if (has_phone)
    left =
      desk_draw_text (widget, snapshot, phone, figures, left, right, y, FALSE, &colour) + PADDING;
  desk_draw_text (widget, snapshot, facts, NULL, left, right, y, has_phone, &dim);
}

static void
draw_subject (DeskLeadCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *subject = desk_lead_subject (self->lead);
  GdkRGBA accent = desk_draw_colour (widget, "accent_color", 1.0);
  GdkRGBA dim = desk_draw_colour (widget, NULL, DIM);
  int left = PADDING;

  if (clinic_lead_get_patient_id (self->lead) != 0)
    left = desk_draw_text (widget, snapshot, C_ ("enquiry", "patient"), NULL, left, right, y, FALSE,
                           &accent) +
           PADDING;
  desk_draw_text (widget, snapshot, subject, NULL, left, right, y, FALSE, &dim);
}

/* (transfer full): what became of it, who moved it, or whose it is */
static char *
dup_state (DeskLeadCard *self, const char **colour_name)
{
  gboolean alarm = FALSE;
  g_autofree char *state = desk_lead_state (self->lead, get_now (self), &alarm);
  const char *responsible = clinic_lead_get_responsible_name (self->lead);
  char *mover = desk_board_card_dup_mover_words (DESK_BOARD_CARD (self));

  *colour_name = mover != NULL ? "accent_color" : alarm ? "error_color" : NULL;
  if (mover != NULL)
    return mover;
  if (*state != '\0')
    return g_steal_pointer (&state);

  return g_strdup (responsible != NULL ? responsible : "");
}

static void
draw_state (DeskLeadCard *self, GtkSnapshot *snapshot, int right, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean late = FALSE;
  const char *colour_name = NULL;
  g_autofree char *state = dup_state (self, &colour_name);
  g_autofree char *waiting = desk_lead_waiting (self->lead, get_now (self), &late);
  g_autofree char *mark = late ? g_strdup_printf ("! %s", waiting) : g_strdup (waiting);
  GdkRGBA colour = desk_draw_colour (widget, colour_name, colour_name != NULL ? 1.0 : DIM);
  GdkRGBA other = desk_draw_colour (widget, late ? "error_color" : NULL, late ? 1.0 : DIM);
  int end = desk_draw_text (widget, snapshot, mark, NULL, PADDING, right, y, TRUE, &other);

  if (*mark != '\0')
    end -= PADDING;
  desk_draw_text (widget, snapshot, state, NULL, PADDING, end, y, FALSE, &colour);
}

static void
desk_lead_card_draw (DeskBoardCard *card, GtkSnapshot *snapshot, int right, int y, int step)
{
  DeskLeadCard *self = DESK_LEAD_CARD (card);

  draw_head (self, snapshot, right, y);
  draw_facts (self, snapshot, right, y + step);
  draw_subject (self, snapshot, right, y + SUBJECT_LINE * step);
  draw_state (self, snapshot, right, y + 3 * step);
}

/* The comment has one line of the card; all of it is in the tooltip. */
static gboolean
on_query_tooltip_cb (DeskLeadCard *self,
                     int x,
                     int y,
                     gboolean keyboard,
                     GtkTooltip *tooltip,
                     gpointer user_data)
{
  const char *comments = self->lead != NULL ? clinic_lead_get_comments (self->lead) : NULL;

  if (comments == NULL || *comments == '\0' ||
      (!keyboard && desk_board_card_find_line (DESK_BOARD_CARD (self), y) != SUBJECT_LINE))
    return FALSE;
  gtk_tooltip_set_text (tooltip, comments);

  return TRUE;
}

static void
desk_lead_card_dispose (GObject *object)
{
  DeskLeadCard *self = DESK_LEAD_CARD (object);

  g_clear_signal_handler (&self->handler, self->lead);
  g_clear_object (&self->lead);

  G_OBJECT_CLASS (desk_lead_card_parent_class)->dispose (object);
}

static void
desk_lead_card_class_init (DeskLeadCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  DeskBoardCardClass *card_class = DESK_BOARD_CARD_CLASS (klass);

  object_class->dispose = desk_lead_card_dispose;
  card_class->draw = desk_lead_card_draw;
  card_class->update = desk_lead_card_update;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "leadcard");
}

static void
desk_lead_card_init (DeskLeadCard *self)
{
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

GtkWidget *
desk_lead_card_new (ClinicSession *session)
{
  DeskLeadCard *self = g_object_new (DESK_TYPE_LEAD_CARD, NULL);

  desk_board_card_set_session (DESK_BOARD_CARD (self), session);

  return GTK_WIDGET (self);
}

void
desk_lead_card_set_lead (DeskLeadCard *self, ClinicLead *lead)
{
  g_return_if_fail (DESK_IS_LEAD_CARD (self));

  if (lead == self->lead)
    return;

  g_clear_signal_handler (&self->handler, self->lead);
  g_set_object (&self->lead, lead);
  if (lead != NULL)
    self->handler = g_signal_connect_swapped (lead, "notify", G_CALLBACK (update), self);
  update (self);
}

ClinicLead *
desk_lead_card_get_lead (DeskLeadCard *self)
{
  g_return_val_if_fail (DESK_IS_LEAD_CARD (self), NULL);

  return self->lead;
}

void
desk_lead_card_tick (DeskLeadCard *self)
{
  g_return_if_fail (DESK_IS_LEAD_CARD (self));

  if (self->lead != NULL && clinic_lead_get_kind (self->lead) == CLINIC_STAGE_KIND_PROCESS)
    update_words (self);
}
