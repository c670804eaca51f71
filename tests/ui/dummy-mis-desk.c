/* dummy-mis-desk.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "dummy-mis-desk"

#include "dummy-mis-desk.h"

#include "clinic-enums.h"

struct _DummyMisDesk
{
  GObject parent_instance;

  ClinicMisLink *link;    /* owned */
  GListStore *mismatches; /* owned */
  GListStore *words;      /* owned */
  GString *asked;         /* owned */
};

static void dummy_mis_desk_iface_init (ClinicMisDeskInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (DummyMisDesk,
                               dummy_mis_desk,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (CLINIC_TYPE_MIS_DESK,
                                                      dummy_mis_desk_iface_init))

static ClinicMisLink *
get_link (ClinicMisDesk *desk)
{
  return DUMMY_MIS_DESK (desk)->link;
}

static GListModel *
get_mismatches (ClinicMisDesk *desk)
{
  return G_LIST_MODEL (DUMMY_MIS_DESK (desk)->mismatches);
}

static GListModel *
get_words (ClinicMisDesk *desk)
{
  return G_LIST_MODEL (DUMMY_MIS_DESK (desk)->words);
}

static void
take (ClinicMisDesk *desk, ClinicMismatch *mismatch)
{
  g_string_append_printf (DUMMY_MIS_DESK (desk)->asked, "take:%s ",
                          clinic_mismatch_get_id (mismatch));
}

static void
keep (ClinicMisDesk *desk, ClinicMismatch *mismatch)
{
  DummyMisDesk *self = DUMMY_MIS_DESK (desk);
  guint position = 0;

  g_string_append_printf (self->asked, "keep:%s ", clinic_mismatch_get_id (mismatch));
  if (g_list_store_find (self->mismatches, mismatch, &position))
    g_list_store_remove (self->mismatches, position);
}

static void
undo_keep (ClinicMisDesk *desk, ClinicMismatch *mismatch)
{
  DummyMisDesk *self = DUMMY_MIS_DESK (desk);

  g_string_append_printf (self->asked, "undo:%s ", clinic_mismatch_get_id (mismatch));
  g_list_store_append (self->mismatches, mismatch);
}

static void
choose (ClinicMisDesk *desk, ClinicMisWord *word, ClinicMisStatus status, const char *stage_id)
{
  g_autoptr (GEnumClass) statuses = g_type_class_ref (CLINIC_TYPE_MIS_STATUS);

  g_string_append_printf (DUMMY_MIS_DESK (desk)->asked, "choose:%s=%s%s%s ",
                          clinic_mis_word_get_raw (word),
                          g_enum_get_value (statuses, (int) status)->value_nick,
                          stage_id != NULL ? "@" : "", stage_id != NULL ? stage_id : "");
  clinic_mis_word_set_status (word, status);
  clinic_mis_word_set_stage_id (word, stage_id);
  clinic_mis_word_set_chosen (word, TRUE);
}

static void
refresh (ClinicMisDesk *desk)
{
  g_string_append (DUMMY_MIS_DESK (desk)->asked, "refresh ");
}

static void
dummy_mis_desk_iface_init (ClinicMisDeskInterface *iface)
{
  iface->get_link = get_link;
  iface->get_mismatches = get_mismatches;
  iface->get_words = get_words;
  iface->take = take;
  iface->keep = keep;
  iface->undo_keep = undo_keep;
  iface->choose = choose;
  iface->refresh = refresh;
}

static void
dummy_mis_desk_finalize (GObject *object)
{
  DummyMisDesk *self = DUMMY_MIS_DESK (object);

  g_clear_object (&self->link);
  g_clear_object (&self->mismatches);
  g_clear_object (&self->words);
  g_string_free (self->asked, TRUE);

  G_OBJECT_CLASS (dummy_mis_desk_parent_class)->finalize (object);
}

static void
dummy_mis_desk_class_init (DummyMisDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dummy_mis_desk_finalize;
}

static void
dummy_mis_desk_init (DummyMisDesk *self)
{
  self->link = g_object_new (CLINIC_TYPE_MIS_LINK, NULL);
  self->mismatches = g_list_store_new (CLINIC_TYPE_MISMATCH);
  self->words = g_list_store_new (CLINIC_TYPE_MIS_WORD);
  self->asked = g_string_new (NULL);
}

DummyMisDesk *
dummy_mis_desk_new (void)
{
  return g_object_new (DUMMY_TYPE_MIS_DESK, NULL);
}

GListStore *
dummy_mis_desk_mismatches (DummyMisDesk *self)
{
  g_return_val_if_fail (DUMMY_IS_MIS_DESK (self), NULL);

  return self->mismatches;
}

GListStore *
dummy_mis_desk_words (DummyMisDesk *self)
{
  g_return_val_if_fail (DUMMY_IS_MIS_DESK (self), NULL);

  return self->words;
}

const char *
dummy_mis_desk_asked (DummyMisDesk *self)
{
  g_return_val_if_fail (DUMMY_IS_MIS_DESK (self), NULL);

  return self->asked->str;
}
