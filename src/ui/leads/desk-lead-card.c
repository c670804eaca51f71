/* desk-lead-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "desk-lead-card"

#include "desk-lead-card.h"

#include <glib/gi18n.h>

#include "clinic-enums.h"
#include "desk-card-trouble.h"
#include "desk-draw.h"
#include "desk-lead-words.h"

#define PADDING 8
#define GAP 2
#define N_LINES 4
#define PENDING_HEIGHT 3
#define DIM 0.75

struct _DeskLeadCard
{
  GtkWidget parent_instance;

  ClinicSession *session; /* owned */
  ClinicLead *lead;       /* owned, (nullable) */
  gulong handler;
  GtkWidget *trouble; /* owned child, (nullable): only while something is wrong */
  char *mover;        /* owned, (nullable) */
};

G_DEFINE_FINAL_TYPE (DeskLeadCard, desk_lead_card, GTK_TYPE_WIDGET)

static void
show_trouble (DeskLeadCard *self)
{
  const char *problem = self->lead != NULL ? clinic_lead_get_problem (self->lead) : NULL;
  GtkWidget *trouble = NULL;

  if (problem != NULL && *problem != '\0')
    trouble =
      desk_card_trouble_new (self->session, CLINIC_ENTITY_LEAD, clinic_lead_get_id (self->lead));
  if (self->trouble == NULL && trouble == NULL)
    return;

  g_clear_pointer (&self->trouble, gtk_widget_unparent);
  self->trouble = trouble;
  if (trouble != NULL)
    gtk_widget_set_parent (trouble, GTK_WIDGET (self));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
update_words (DeskLeadCard *self)
{
  g_autofree char *label = desk_lead_label (self->lead, clinic_session_get_now (self->session));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
update (DeskLeadCard *self)
{
  if (self->lead != NULL)
    update_words (self);
  show_trouble (self);
}

/* --- how it looks --- */

static int
lines_height (GtkWidget *widget)
{
  return N_LINES * desk_draw_line_height (widget) + (N_LINES - 1) * GAP + 2 * PADDING;
}

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
    left = desk_draw_text (widget, snapshot,
                           C_ ("enquiry", "patient"), NULL, left, right, y, FALSE, &accent) +
                           PADDING;
  desk_draw_text (widget, snapshot, subject, NULL, left, right, y, FALSE, &dim);
}

/* (transfer full): what became of it, who moved it, or whose it is */
static char *
dup_state (DeskLeadCard *self, const char **colour_name)
{
  gboolean alarm = FALSE;
  g_autofree char *state =
    desk_lead_state (self->lead, clinic_session_get_now (self->session), &alarm);
  const char *responsible = clinic_lead_get_responsible_name (self->lead);

  *colour_name = self->mover != NULL ? "accent_color" : alarm ? "error_color" : NULL;
  if (self->mover != NULL)
    return g_strdup_printf (_ ("moved by %s"), self->mover);
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
  g_autofree char *waiting =
    desk_lead_waiting (self->lead, clinic_session_get_now (self->session), &late);
  g_autofree char *mark = late ? g_strdup_printf ("! %s", waiting) : g_strdup (waiting);
  GdkRGBA colour = desk_draw_colour (widget, colour_name, colour_name != NULL ? 1.0 : DIM);
  GdkRGBA other = desk_draw_colour (widget, late ? "error_color" : NULL, late ? 1.0 : DIM);
  int end = desk_draw_text (widget, snapshot, mark, NULL, PADDING, right, y, TRUE, &other);

  if (*mark != '\0')
    end -= PADDING;
  desk_draw_text (widget, snapshot, state, NULL, PADDING, end, y, FALSE, &colour);
}

static void
draw_backdrop (DeskLeadCard *self, GtkSnapshot *snapshot, int width, int height)
{
  GdkRGBA accent = desk_draw_colour (GTK_WIDGET (self), "accent_bg_color", 1.0);

  if (clinic_lead_get_pending (self->lead))
    gtk_snapshot_append_color (snapshot, &accent,
                               &GRAPHENE_RECT_INIT (PADDING, (float) (height - PENDING_HEIGHT),
                                                    (float) MAX (width - 2 * PADDING, 0),
                                                    PENDING_HEIGHT));
  if (self->mover == NULL)
    return;
  accent.alpha = 0.15F;
  gtk_snapshot_append_color (snapshot, &accent,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
desk_lead_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DeskLeadCard *self = DESK_LEAD_CARD (widget);
  int width = gtk_widget_get_width (widget);
  int step = desk_draw_line_height (widget) + GAP;
  int right = width - PADDING;

  if (self->lead == NULL)
    return;

  draw_backdrop (self, snapshot, width, gtk_widget_get_height (widget));
  draw_head (self, snapshot, right, PADDING);
  draw_facts (self, snapshot, right, PADDING + step);
  draw_subject (self, snapshot, right, PADDING + 2 * step);
  draw_state (self, snapshot, right, PADDING + 3 * step);

  GTK_WIDGET_CLASS (desk_lead_card_parent_class)->snapshot (widget, snapshot);
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
  int step = desk_draw_line_height (GTK_WIDGET (self)) + GAP;
  const char *comments = self->lead != NULL ? clinic_lead_get_comments (self->lead) : NULL;

  if (comments == NULL || *comments == '\0' ||
      (!keyboard && (y < PADDING + 2 * step || y > PADDING + 3 * step)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, comments);

  return TRUE;
}

static GtkSizeRequestMode
desk_lead_card_get_request_mode (GtkWidget *widget)
{
  return DESK_LEAD_CARD (widget)->trouble != NULL ? GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH
                                                  : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
desk_lead_card_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  DeskLeadCard *self = DESK_LEAD_CARD (widget);
  int more = 0;

  if (self->trouble != NULL)
    gtk_widget_measure (self->trouble, orientation,
                        orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0
                          ? -1
                          : for_size - 2 * PADDING,
                        &more, NULL, NULL, NULL);

  /* The column says how wide a card is. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = more + 2 * PADDING;
  else
    *minimum = *natural = lines_height (widget) + (more > 0 ? more + PADDING : 0);
}

static void
desk_lead_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  DeskLeadCard *self = DESK_LEAD_CARD (widget);
  int top = 0;
  GtkAllocation allocation;

  if (self->trouble == NULL)
    return;

  top = lines_height (widget);
  allocation = (GtkAllocation){ PADDING, top, width - 2 * PADDING, height - top - PADDING };
  gtk_widget_size_allocate (self->trouble, &allocation, -1);
}

static void
desk_lead_card_dispose (GObject *object)
{
  DeskLeadCard *self = DESK_LEAD_CARD (object);

  g_clear_signal_handler (&self->handler, self->lead);
  g_clear_object (&self->lead);
  g_clear_pointer (&self->trouble, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (desk_lead_card_parent_class)->dispose (object);
}

static void
desk_lead_card_finalize (GObject *object)
{
  g_clear_pointer (&DESK_LEAD_CARD (object)->mover, g_free);

  G_OBJECT_CLASS (desk_lead_card_parent_class)->finalize (object);
}

static void
desk_lead_card_class_init (DeskLeadCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = desk_lead_card_dispose;
  object_class->finalize = desk_lead_card_finalize;
  widget_class->snapshot = desk_lead_card_snapshot;
  widget_class->get_request_mode = desk_lead_card_get_request_mode;
  widget_class->measure = desk_lead_card_measure;
  widget_class->size_allocate = desk_lead_card_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "leadcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
desk_lead_card_init (DeskLeadCard *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}

GtkWidget *
desk_lead_card_new (ClinicSession *session)
{
  DeskLeadCard *self = g_object_new (DESK_TYPE_LEAD_CARD, NULL);

  self->session = g_object_ref (session);

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
desk_lead_card_set_mover (DeskLeadCard *self, const char *name)
{
  g_return_if_fail (DESK_IS_LEAD_CARD (self));

  if (g_strcmp0 (self->mover, name) == 0)
    return;
  g_clear_pointer (&self->mover, g_free);
  self->mover = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
desk_lead_card_tick (DeskLeadCard *self)
{
  g_return_if_fail (DESK_IS_LEAD_CARD (self));

  if (self->lead != NULL && clinic_lead_get_kind (self->lead) == CLINIC_STAGE_KIND_PROCESS)
    update_words (self);
}
