/* clinic-facts.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "clinic-types.h"

G_BEGIN_DECLS

/* What reports are counted from: the replica's rows, packed. Two years of a clinic (70,000 visits,
 * 150,000 calls, 30,000 leads) take less than 40 MB, and no request.
 *
 * How a loader fills it, in a thread if it likes:
 *
 *   g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
 *   g_autoptr (ClinicFacts) facts = clinic_facts_new (zone);
 *
 *   clinic_facts_set_known (facts, CLINIC_FACTS_VISITS, from, to);
 *   ClinicFactVisit visit = { .id = 812, .patient = 77, .start = …, .kind = …,
 *     .doctor = clinic_facts_key_of_id (facts, CLINIC_NAMES_DOCTOR, 51, "Лебедева О. С."),
 *     .source = clinic_facts_key (facts, CLINIC_NAMES_SOURCE, "WEB", "Сайт") };
 *   clinic_facts_add_visit (facts, &visit);
 *   …
 *   clinic_facts_seal (facts);
 *
 * Rows come in any order and each id once. After the seal nothing changes any more, so reports may
 * be counted in several threads at once; when the replica changes, new facts are made. Moments are
 * unix seconds, 0 not known; money is in kopecks; ids are what the caller opens the row by. */

#define CLINIC_TYPE_FACTS (clinic_facts_get_type ())
G_DECLARE_FINAL_TYPE (ClinicFacts, clinic_facts, CLINIC, FACTS, GObject)

/**
 * ClinicFactName:
 *
 * What has a key on the portal and a name for people. In rows it is a small number, 0 when the
 * portal does not say.
 */
typedef enum
{
  CLINIC_NAMES_DOCTOR,
  CLINIC_NAMES_SPECIALTY,
  CLINIC_NAMES_SOURCE,
  CLINIC_NAMES_REASON,
  CLINIC_NAMES_STAGE,      /* of visits */
  CLINIC_NAMES_LEAD_STAGE, /* of leads */
  CLINIC_NAMES_CHAIR,
  CLINIC_NAMES_USER,
  CLINIC_NAMES_LINE,
  CLINIC_NAMES_CODE, /* CALL_FAILED_CODE */
  CLINIC_NAMES_CATEGORY,
  CLINIC_NAMES_PAYER,
  CLINIC_NAMES_COUNTERPARTY,
  CLINIC_NAMES_CURRENCY,
} ClinicFactName;
#define CLINIC_N_NAMES (CLINIC_NAMES_CURRENCY + 1)

/**
 * ClinicFactSet:
 *
 * The kinds of rows.
 */
typedef enum
{
  CLINIC_FACTS_VISITS,
  CLINIC_FACTS_CALLS,
  CLINIC_FACTS_LEADS,
  CLINIC_FACTS_WAITS,
  CLINIC_FACTS_OPENINGS,
  CLINIC_FACTS_WORKS,
  CLINIC_FACTS_BILLS,
} ClinicFactSet;
#define CLINIC_N_FACT_SETS (CLINIC_FACTS_BILLS + 1)

/* A visit: a deal of the appointments' funnel. day: filled by the seal. */
typedef struct
{
  gint64 id;        /* the deal's */
  gint64 patient;   /* contact, 0 none */
  gint64 start;     /* 0: not in any report by the day of the visit */
  gint64 created;   /* when it was booked */
  gint64 cancelled; /* when it came into the stage that lost it (stage history, else movedTime of a
                       lost visit) */
  gint64 lead;      /* the lead it was made from, 0 none */
  gint64 amount;    /* kopecks */
  guint32 doctor;
  guint32 specialty;
  guint32 source;
  guint32 reason; /* why it was lost */
  guint32 stage;
  guint32 chair;
  guint32 user; /* who is responsible */
  gint32 day;
  guint16 minutes;     /* 0 unknown */
  guint8 kind;         /* ClinicStageKind */
  guint8 role;         /* ClinicStageRole */
  guint8 excused;      /* lost, and not by the reception: clinic_losses_says_excuse() of stage name
                          and reason */
  guint8 first;        /* ClinicFirstVisit: as the portal's field says; asked only where the replica
                          does not reach back far enough */
  guint8 confirmation; /* ClinicConfirmation */
  guint8 reminders;    /* ClinicReminders */
  guint8 moves;        /* times moved, at most 255 */
} ClinicFactVisit;

/* A call that is over: a row of voximplant.statistic.get. day, hour: filled by the seal. */
typedef struct
{
  gint64 id;       /* by which its record is found: the store's, as CALL_ID is a word */
  gint64 start;    /* when it began to ring */
  guint64 number;  /* clinic_phone_key_number(), 0 hidden */
  gint32 duration; /* seconds of talk */
  gint32 ring;     /* seconds until it was answered or given up, as this computer saw it; -1 not
                      seen: the portal does not tell */
  guint32 user;    /* whose call it was */
  guint32 line;
  guint32 code; /* CLINIC_NAMES_CODE */
  gint32 day;
  guint8 type;     /* CALL_TYPE: 1 out, 2 in, 3 in redirected, 4 callback, 5 info */
  guint8 answered; /* code is "200" */
  guint8 hour;
} ClinicFactCall;

/* A lead. day: of created, filled by the seal. */
typedef struct
{
  gint64 id;
  gint64 patient; /* contact, 0 none */
  gint64 created;
  gint64 visit; /* the first deal made of it; 0: the seal looks for the earliest made visit that
                   names the lead */
  guint32 source;
  guint32 stage; /* CLINIC_NAMES_LEAD_STAGE: says whether it counts as a target lead */
  guint32 user;  /* who is responsible */
  gint32 day;
  guint8 kind; /* ClinicStageKind: success is booked */
} ClinicFactLead;

/* Somebody of the waiting list: a lead in its stage, or a visit with its mark. day: of contacted,
 * filled by the seal. */
typedef struct
{
  gint64 id;        /* the lead's or the visit's */
  gint64 patient;   /* contact, 0 none */
  gint64 since;     /* when he came on the list */
  gint64 contacted; /* first conversation since then, 0 not yet */
  gint64 visit;     /* the visit that came of it; 0: the seal takes the visit itself, the first one
                       made of the lead, or the first of the patient that was booked since he is on
                       the list and begins after the conversation */
  guint32 user;     /* who spoke with him, else who is responsible */
  guint32 source;
  guint32 doctor;
  guint32 specialty;
  gint32 day;
  guint8 entity; /* ClinicEntity: LEAD or APPOINTMENT */
} ClinicFactWait;

/* When a doctor or a chair takes patients. Without any, the rules' hours count on every day on
 * which there is a visit. day: filled by the seal. */
typedef struct
{
  gint64 start;
  gint64 end;
  guint32 doctor; /* one of both */
  guint32 chair;
  gint32 day;
} ClinicFactOpening;

/* What the calendar says of a shift. */
typedef enum
{
  CLINIC_WORK_SHIFT,
  CLINIC_WORK_SICK,
  CLINIC_WORK_VACATION,
} ClinicWorkKind;

/* A shift by the calendar «Рабочие графики» and what timeman has of it: clinic_work_match() puts
 * both together. day: of the plan's start, else of the fact's; filled by the seal or the match. */
typedef struct
{
  gint64 plan_id;      /* the event's, 0: nobody planned it */
  gint64 record_id;    /* timeman's, 0: nobody came */
  gint64 plan_start;   /* 0 with plan_id */
  gint64 plan_end;     /* after midnight when the shift is */
  gint64 fact_start;   /* 0 with record_id */
  gint64 fact_end;     /* 0: «завершить день» is missing */
  gint64 answered_end; /* when the person asked says it ended, 0 nobody was asked yet */
  gint64 plan_changed; /* when the event was last changed, 0 unknown */
  gint64 before_start; /* what the plan was before that, when we saw it; 0 unknown */
  gint64 before_end;
  gint32 plan_break; /* unpaid seconds, by the schedule */
  gint32 fact_break; /* as recorded, -1 unknown */
  guint32 user;
  gint32 day;
  guint8 kind;           /* ClinicWorkKind */
  guint8 approved;       /* isApproved, or an approved correction; TRUE where the portal has none */
  guint8 early_approved; /* she was asked to come earlier than planned */
} ClinicFactWork;

typedef enum
{
  CLINIC_BILL_OPEN, /* on its way: not agreed or not paid yet */
  CLINIC_BILL_PAID,
  CLINIC_BILL_REFUSED,
} ClinicBillFate;

/* A row of the registry of invoices. day: of paid, filled by the seal. */
typedef struct
{
  gint64 id;
  gint64 created;
  gint64 paid;   /* 0: the registry does not say when */
  gint64 amount; /* kopecks, or hundredths of its currency */
  guint32 category;
  guint32 payer;
  guint32 counterparty;
  guint32 currency;
  gint32 day;
  guint8 fate; /* ClinicBillFate */
  guint8 has_act;
} ClinicFactBill;

/* zone: that of the clinic: days and months are its */
ClinicFacts *clinic_facts_new (GTimeZone *zone);
GTimeZone *clinic_facts_get_zone (ClinicFacts *self);

/* The number of a key, made when it is new; 0 for NULL and "". name: in words, NULL when not known;
 * the last one told counts. Also after the seal it may be asked for with clinic_facts_find(). */
guint32
clinic_facts_key (ClinicFacts *self, ClinicFactName kind, const char *key, const char *name);
/* the same for ids; 0 is nobody */
guint32
clinic_facts_key_of_id (ClinicFacts *self, ClinicFactName kind, gint64 id, const char *name);
/* 0 when there is none */
guint32 clinic_facts_find (ClinicFacts *self, ClinicFactName kind, const char *key);
/* numbers are 0 <= n < this */
guint clinic_facts_get_n_keys (ClinicFacts *self, ClinicFactName kind);
/* Another name for one of them, also after the seal, as long as nobody else has the facts yet. */
void clinic_facts_rename (ClinicFacts *self, ClinicFactName kind, guint32 number, const char *name);
/* as the portal writes it; "" for 0 */
const char *clinic_facts_get_key (ClinicFacts *self, ClinicFactName kind, guint32 number);
/* (nullable): in words; NULL when the portal does not say */
const char *clinic_facts_get_name (ClinicFacts *self, ClinicFactName kind, guint32 number);

/* How far the replica reaches: from <= t < to is whole; a report that asks for more says so.
 * Never called: nothing is known. Visits are by their start, leads by when they were made, waits by
 * when they were spoken with, invoices by when they were paid. */
void clinic_facts_set_known (ClinicFacts *self, ClinicFactSet set, gint64 from, gint64 to);
/* FALSE: nothing is known */
gboolean clinic_facts_get_known (ClinicFacts *self, ClinicFactSet set, gint64 *from, gint64 *to);

/* saves moving them while the arrays grow; may be left out */
void clinic_facts_reserve (ClinicFacts *self, ClinicFactSet set, guint n_rows);
void clinic_facts_add_visit (ClinicFacts *self, const ClinicFactVisit *row);
void clinic_facts_add_call (ClinicFacts *self, const ClinicFactCall *row);
void clinic_facts_add_lead (ClinicFacts *self, const ClinicFactLead *row);
void clinic_facts_add_wait (ClinicFacts *self, const ClinicFactWait *row);
void clinic_facts_add_opening (ClinicFacts *self, const ClinicFactOpening *row);
void clinic_facts_add_work (ClinicFacts *self, const ClinicFactWork *row);
void clinic_facts_add_bill (ClinicFacts *self, const ClinicFactBill *row);

/* Sorts and links what is there; once, before anything is read. */
void clinic_facts_seal (ClinicFacts *self);

/* All of these: (transfer none), owned by the facts; n: (out). */

/* by start; those without one are the first */
const ClinicFactVisit *clinic_facts_get_visits (ClinicFacts *self, guint *n);
/* by start */
const ClinicFactCall *clinic_facts_get_calls (ClinicFacts *self, guint *n);
/* by when they were made */
const ClinicFactLead *clinic_facts_get_leads (ClinicFacts *self, guint *n);
/* by when they were spoken with */
const ClinicFactWait *clinic_facts_get_waits (ClinicFacts *self, guint *n);
const ClinicFactOpening *clinic_facts_get_openings (ClinicFacts *self, guint *n);
/* by user, then by start */
const ClinicFactWork *clinic_facts_get_works (ClinicFacts *self, guint *n);
const ClinicFactBill *clinic_facts_get_bills (ClinicFacts *self, guint *n);
/* indices into the visits, by patient and then by start; those without a patient are the first */
const guint32 *clinic_facts_get_visits_by_patient (ClinicFacts *self, guint *n);
/* indices into the calls, by number and then by start; the hidden ones are the first */
const guint32 *clinic_facts_get_calls_by_number (ClinicFacts *self, guint *n);
/* (nullable) */
const ClinicFactVisit *clinic_facts_find_visit (ClinicFacts *self, gint64 id);

/* bytes that it takes, about */
gsize clinic_facts_get_size (ClinicFacts *self);

G_END_DECLS
