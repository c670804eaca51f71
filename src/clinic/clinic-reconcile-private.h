/* clinic-reconcile-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of clinic-reconcile share: who belongs to whom, and where a visit belongs.
 */

#pragma once

#include "clinic-reconcile.h"

G_BEGIN_DECLS

typedef struct _ClinicSideVisit ClinicSideVisit;

typedef struct _ClinicSideAppointment ClinicSideAppointment;

/* An appointment in the comparison. */
struct _ClinicSideAppointment
{
  ClinicAppointment *appointment; /* unowned, the input has it */
  gint64 id;
  gint64 minute;          /* of its start, in minutes since 1970; 0 none */
  const char *key;        /* of its visit, NULL none; of the appointment */
  ClinicSideVisit *visit; /* unowned (nullable) */
  guint64 phone;          /* key of the patient's first number, 0 none; once looked */
  ClinicSideAppointment
    *twin;           /* unowned (nullable): the appointment of its visit, which it is not */
  guint candidates;  /* visits that it may be */
  gboolean open;     /* in no final stage */
  gboolean has_twin; /* it is the twin of others */
  gboolean looked;   /* phone is known */
};

/* A visit in the comparison. */
struct _ClinicSideVisit
{
  ClinicMisVisit *visit; /* unowned, the input has it */
  const char *id;        /* of the visit */
  gint64 minute;         /* as above */
  gint64 doctor;         /* the portal's, 0 none or several, -1: not looked */
  gboolean tomorrow;
  ClinicMisStatus status;
  ClinicStage *stage;                 /* unowned: where the rules say that it belongs, NULL: it may
                                       * stay where it is */
  gboolean standing;                  /* neither deleted nor cancelled, nor missed by the patient */
  ClinicSideAppointment *appointment; /* unowned (nullable) */
  gboolean linked;                    /* … which does not have its key */
  gboolean doubtful;                  /* something without a key may be it */
  gboolean waits;                     /* something that is being made may be it */
  guint candidates;                   /* appointments that may be it */
  ClinicSideAppointment *candidate;   /* unowned: one of them */
  GArray *phones;                     /* owned, guint64: keys of its numbers; NULL: not looked */
  GPtrArray *patients;                /* owned, ClinicPatient with one of them; NULL: not looked */
};

/**
 * ClinicSides:
 *
 * Both sides of a comparison, and who belongs to whom.
 */
typedef struct
{
  const ClinicReconcileInput *input; /* unowned */
  GArray *visits;                    /* owned, ClinicSideVisit; never grows once it is filled */
  GArray *appointments;              /* owned, ClinicSideAppointment; the same */
  GHashTable *by_key;                /* owned: id -> ClinicSideVisit */
  GHashTable *doctors;               /* owned: name as written there -> gint64 */
  GHashTable *words;                 /* owned: raw status -> what the rules say */
  GArray *midnights; /* owned, gint64: of the days that are compared, and one more */
  GHashTable *days;  /* owned: days on which there are visits */
} ClinicSides;

ClinicSides *clinic_sides_new (const ClinicReconcileInput *input);
/* who belongs to whom; by clinic_sides_new() */
void clinic_sides_match (ClinicSides *self);
void clinic_sides_free (ClinicSides *self);
/* the midnight before */
gint64 clinic_sides_day_of (ClinicSides *self, gint64 when);
/* the medical system has visits on that day */
gboolean clinic_sides_has_visits (ClinicSides *self, gint64 when);
/* the portal's doctor by the name of a visit's doctor, 0 none or several */
gint64 clinic_sides_find_doctor (ClinicSides *self, ClinicSideVisit *visit);
/* the portal says who the doctors are */
gboolean clinic_sides_has_doctors (ClinicSides *self);
gboolean clinic_sides_same_doctor (ClinicSides *self,
                                   ClinicSideVisit *visit,
                                   ClinicSideAppointment *appointment);
/* keys of the visit's numbers; (transfer none) of guint64 */
GArray *clinic_sides_get_phones (ClinicSides *self, ClinicSideVisit *visit);
/* (transfer none) of ClinicPatient */
GPtrArray *clinic_sides_get_patients (ClinicSides *self, ClinicSideVisit *visit);
/* one of the visit's numbers is hers */
gboolean clinic_sides_shares_phone (ClinicSides *self,
                                    ClinicSideVisit *visit,
                                    ClinicSideAppointment *appointment);
/* by a number or by the name */
gboolean clinic_sides_same_patient (ClinicSides *self,
                                    ClinicSideVisit *visit,
                                    ClinicSideAppointment *appointment);
/* The patient with one of the visit's numbers and its name, 0 none or several. n_named: (out)
 * (optional): how many have both */
gint64 clinic_sides_find_patient (ClinicSides *self, ClinicSideVisit *visit, guint *n_named);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClinicSides, clinic_sides_free)

/**
 * ClinicReconcileStep:
 *
 * What may be done about a stage that differs.
 */
typedef enum
{
  CLINIC_RECONCILE_FINE, /* nothing is wrong */
  CLINIC_RECONCILE_SHOW, /* it is wrong, and nobody but the people there can tell what is right */
  CLINIC_RECONCILE_ASK,  /* a person may take it */
  CLINIC_RECONCILE_SAFE, /* loses no visit */
} ClinicReconcileStep;

/* the patient is in the clinic, or was */
gboolean clinic_reconcile_has_come (ClinicStage *stage);
/* Whether an appointment is to move. is: (nullable): the stage it is in; wanted: (nullable): where
 * the visit belongs; ahead: the visit is of a day to come. */
ClinicReconcileStep clinic_reconcile_judge (ClinicAppointment *appointment,
                                            ClinicStage *is,
                                            ClinicStage *wanted,
                                            ClinicMisStatus status,
                                            gboolean ahead);

G_END_DECLS
