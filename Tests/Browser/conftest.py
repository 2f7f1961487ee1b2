import os
import subprocess
import uuid
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from people import People
from server import Server, chromium
from tour import Tour

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server for the whole run; every test brings its own customers."""
    server = Server(tmp_path_factory.mktemp("walletdesk"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def tour(server):
    """Every page, for the tests that only look."""
    return Tour(server)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"])
        yield browser
        browser.close()


@pytest.fixture
def people(browser, server):
    people = People(browser, server)
    yield people
    people.close()


@pytest.fixture
def postgres_server(tmp_path):
    """A server on a PostgreSQL database of its own; skipped where there is none to use."""
    url = os.environ.get("TEST_POSTGRES_URL")
    if not url:
        pytest.skip("TEST_POSTGRES_URL is not set")
    name = f"browser_{uuid.uuid4().hex[:12]}"
    try:
        subprocess.run(["psql", "-XAtq", url, "-c", f"CREATE DATABASE {name}"], check=True, capture_output=True, timeout=30)
    except FileNotFoundError:
        pytest.skip("psql is not installed")
    server = Server(tmp_path, database=urlunsplit(urlsplit(url)._replace(path=f"/{name}")))
    try:
        server.start()
        yield server
    finally:
        server.stop()
        subprocess.run(["psql", "-XAtq", url, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True, capture_output=True, timeout=30)
