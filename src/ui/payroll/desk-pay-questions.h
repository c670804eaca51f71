/* desk-pay-questions.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "clinic-session.h"

G_BEGIN_DECLS

/**
 * DeskPayQuestions:
 *
 * What has to be answered before a month is signed: a question for each flag that blocks, with the
 * planned end proposed. What is being typed stays when the card changes.
 */
#define DESK_TYPE_PAY_QUESTIONS (desk_pay_questions_get_type ())

G_DECLARE_FINAL_TYPE (DeskPayQuestions, desk_pay_questions, DESK, PAY_QUESTIONS, GtkWidget)

GtkWidget *desk_pay_questions_new (ClinicSession *session);
/* card: (nullable); answers: whether this person may answer, or only reads */
void desk_pay_questions_show (DeskPayQuestions *self, ClinicPayCard *card, gboolean answers);

G_END_DECLS
