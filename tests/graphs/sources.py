"""Sources of data for dashboards, on loopback and in a folder of the caller's:
carbon with graphite-web in this process, InfluxDB, and Prometheus."""
import contextlib
import http.server
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings

processes = []


class Broken(Exception):
    """A source cannot be had, or does not take a question."""


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def start(command, log, **options):
    """Runs it in the background, until stop()."""
    with open(log, 'ab') as out:
        process = subprocess.Popen(  # pylint: disable=consider-using-with
            command, stdin=subprocess.DEVNULL, stdout=out,
            stderr=subprocess.STDOUT, **options)
    processes.append(process)
    return process


def stop():
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    processes.clear()


def wait_for(what, seconds, holds):
    """Until holds() returns something; returns that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            answer = holds()
        except (OSError, Broken):
            answer = None
        if answer:
            return answer
        time.sleep(0.2)
    raise Broken(f'not in {seconds} seconds: {what}')


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise Broken(f'{error.code} {error.read(500)!r}') from None


class Influx:
    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()

    def start(self):
        write(self.folder + '/influxdb.conf', f'''
reporting-disabled = true
bind-address = "127.0.0.1:{free_port()}"
[meta]
  dir = "{self.folder}/meta"
[data]
  dir = "{self.folder}/data"
  wal-dir = "{self.folder}/wal"
[http]
  bind-address = "127.0.0.1:{self.port}"
  log-enabled = false
[monitor]
  store-enabled = false
''')
        start(['influxd', '-config', self.folder + '/influxdb.conf'],
              self.folder + '/log')
        wait_for('InfluxDB answers', 30,
                 lambda: self.ask('CREATE DATABASE icinga2'))

    def ask(self, query):
        url = f'http://127.0.0.1:{self.port}/query'
        data = urllib.parse.urlencode({'db': 'icinga2', 'q': query}).encode()
        try:
            with urllib.request.urlopen(url, data, timeout=20) as answer:
                result = json.load(answer)['results'][0]
        except urllib.error.HTTPError as error:
            raise Broken(f'{error.code} {error.read(500)!r}') from None
        if 'error' in result:
            raise Broken(result['error'])
        return result


class Graphite:
    """carbon-cache, and graphite-web without a web server."""

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        self.client = None

    def start(self):
        write(self.folder + '/conf/carbon.conf', f'''
[cache]
STORAGE_DIR = {self.folder}/
CONF_DIR = {self.folder}/conf/
LOG_DIR = {self.folder}/log/
PID_DIR = {self.folder}/
LOCAL_DATA_DIR = {self.folder}/whisper/
USER =
MAX_CACHE_SIZE = inf
MAX_UPDATES_PER_SECOND = inf
MAX_CREATES_PER_MINUTE = inf
LINE_RECEIVER_INTERFACE = 127.0.0.1
LINE_RECEIVER_PORT = {self.port}
PICKLE_RECEIVER_INTERFACE = 127.0.0.1
PICKLE_RECEIVER_PORT = {free_port()}
CACHE_QUERY_INTERFACE = 127.0.0.1
CACHE_QUERY_PORT = {free_port()}
ENABLE_UDP_LISTENER = False
ENABLE_LOGROTATION = False
''')
        write(self.folder + '/conf/storage-schemas.conf',
              '[all]\npattern = .*\nretentions = 1s:1h\n')
        write(self.folder + '/conf/storage-aggregation.conf',
              '[all]\npattern = .*\nxFilesFactor = 0.0\n'
              'aggregationMethod = average\n')
        start(['carbon-cache', f'--config={self.folder}/conf/carbon.conf',
               '--nodaemon', f'--pidfile={self.folder}/pid', 'start'],
              self.folder + '/stdout')
        wait_for('carbon listens', 30, lambda: socket.create_connection(
            ('127.0.0.1', self.port), 1).close() is None)

    def open(self):
        """Loads graphite-web, which reads the whisper files."""
        write(self.folder + '/web/smtp_auth_settings.py', f'''
import sys
sys.path.insert(0, '/etc/graphite')
from graphite.settings import *
SECRET_KEY = 'loopback'
ALLOWED_HOSTS = ['*']
STORAGE_DIR = '{self.folder}'
WHISPER_DIR = '{self.folder}/whisper'
STANDARD_DIRS = ['{self.folder}/whisper']
LOG_DIR = '{self.folder}/web'
INDEX_FILE = '{self.folder}/web/index'
CARBONLINK_HOSTS = []
TIME_ZONE = 'UTC'
USE_TZ = False
DATABASES = {{'default': {{'ENGINE': 'django.db.backends.sqlite3',
                         'NAME': '{self.folder}/web/db'}}}}
''')
        warnings.simplefilter('ignore')
        sys.path[:0] = [self.folder + '/web', '/usr/share/graphite-web',
                        '/usr/lib/python3/dist-packages']
        os.environ['DJANGO_SETTINGS_MODULE'] = 'smtp_auth_settings'
        import django  # pylint: disable=import-outside-toplevel
        django.setup()
        # pylint: disable=import-outside-toplevel
        from django.core.management import call_command
        from django.test import Client
        call_command('migrate', run_syncdb=True, verbosity=0)
        self.client = Client()

    def ask(self, path, question):
        answer = self.client.get(path, question)
        if answer.status_code != 200:
            raise Broken(f'{answer.status_code} {answer.content[:500]!r}')
        return answer.content


class Prometheus:
    """Scrapes each second what pages() returns: {path: text}."""

    def __init__(self, folder, pages):
        self.folder = folder
        self.pages = pages
        self.port = free_port()

    def start(self):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0),
                                                 self.handler())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        write(self.folder + '/prometheus.yml', f'''
global: {{scrape_interval: 1s, scrape_timeout: 1s}}
scrape_configs:
''' + ''.join(f'''
- job_name: '{path}'
  metrics_path: '{path}'
  static_configs: [{{targets: ['127.0.0.1:{server.server_port}']}}]
''' for path in self.pages()))
        start(['prometheus', f'--config.file={self.folder}/prometheus.yml',
               f'--storage.tsdb.path={self.folder}/data',
               f'--web.listen-address=127.0.0.1:{self.port}'],
              self.folder + '/log')
        wait_for('Prometheus answers', 30, lambda: self.ask('vector(1)'))

    def handler(self):
        pages = self.pages

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):  # pylint: disable=invalid-name
                text = pages().get(self.path, '').encode()
                self.send_response(200)
                self.send_header('Content-Type', 'application/openmetrics-text;'
                                 ' version=1.0.0; charset=utf-8')
                self.end_headers()
                with contextlib.suppress(BrokenPipeError):
                    self.wfile.write(text)

            def log_message(self, *_args):
                pass
        return Handler

    def ask(self, query, path='query'):
        url = f'http://127.0.0.1:{self.port}/api/v1/{path}?'
        key = 'match[]' if path == 'series' else 'query'
        return get(url + urllib.parse.urlencode({key: query}))['data']
