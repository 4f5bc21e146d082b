#!/usr/bin/env python3
"""stored.py PRINTED SERVICE WHISPER INFLUX: is what was printed what was stored?

PRINTED has a result of the plugin, "time=0.5s;1;2;0;10 ...".  WHISPER is the folder
of the service in Graphite, INFLUX the URL of the database.  Icinga keeps of a
threshold what is a plain number, and drops a range.
"""
import json
import os
import re
import sys
import time
import urllib.parse
import urllib.request

import whisper

FIELDS = ('value', 'warn', 'crit', 'min', 'max')
NUMBER = re.compile(r'-?[0-9.]+$')


def printed(text):
    """{(label, field): number}"""
    numbers = {}
    for metric in text.split():
        label, rest = metric.split('=', 1)
        values = rest.split(';')
        values[0] = re.match(r'-?[0-9.]+', values[0]).group(0)
        for field, value in zip(FIELDS, values):
            if NUMBER.match(value):
                numbers[label, field] = float(value)
    return numbers


def graphite(folder):
    numbers = {}
    for label in os.listdir(folder):
        for file in os.listdir(os.path.join(folder, label)):
            points = whisper.fetch(os.path.join(folder, label, file),
                                   time.time() - 600)[1]
            points = [p for p in points if p is not None]
            field = file.removesuffix('.wsp')
            if field in FIELDS and points:
                numbers[label, field] = points[-1]
    return numbers


def influx(url, service):
    query = ('SELECT LAST(value) AS value, warn, crit, min, max FROM smtp_auth '
             f"WHERE service = '{service}' GROUP BY metric")
    with urllib.request.urlopen(
            url + '&' + urllib.parse.urlencode({'q': query})) as answer:
        series = json.load(answer)['results'][0].get('series', [])
    numbers = {}
    for one in series:
        for name, value in zip(one['columns'], one['values'][0]):
            if name in FIELDS and value is not None:
                numbers[one['tags']['metric'], name] = value
    return numbers


def main():
    want = printed(sys.argv[1])
    bad = 0
    for name, have in (('Graphite', graphite(sys.argv[3])),
                       ('InfluxDB', influx(sys.argv[4], sys.argv[2]))):
        for key in sorted(want.keys() | have.keys()):
            if key not in want or key not in have or \
                    abs(want[key] - have[key]) > 1e-9:
                print(name, key, 'printed', want.get(key), 'stored',
                      have.get(key))
                bad = 1
    print(len(want), 'numbers')
    sys.exit(bad or len(want) < 20)


main()
