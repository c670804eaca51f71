#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the ring of the telephone, made by ourselves: two soft bell tones, twice.

usage: make-ring.py OUTPUT.wav
"""
import math
import struct
import sys
import wave

RATE = 22050
NOTES = [(0.00, 659.26), (0.16, 880.0), (0.50, 659.26), (0.66, 880.0)]  # seconds, hertz
PARTIALS = [(1.0, 0.6), (2.0, 0.2), (3.01, 0.08)]  # a bell is not quite harmonic
LENGTH, NOTE_LENGTH, LOUDNESS = 1.3, 0.6, 0.5


def sample(time):
    value = 0.0
    for start, pitch in NOTES:
        age = time - start
        if 0.0 <= age < NOTE_LENGTH:
            envelope = min(age / 0.008, 1.0) * math.exp(-7.0 * age) * (1.0 - age / NOTE_LENGTH)
            value += envelope * sum(a * math.sin(2 * math.pi * pitch * m * age) for m, a in PARTIALS)
    return max(-1.0, min(1.0, value * LOUDNESS))


with wave.open(sys.argv[1], "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(RATE)
    out.writeframes(b"".join(struct.pack("<h", int(32767 * sample(i / RATE))) for i in range(int(RATE * LENGTH))))
