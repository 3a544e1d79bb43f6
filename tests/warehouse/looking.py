"""Looking for words in every byte of a folder, and inside what is packed there."""

import gzip
import io
import zipfile
from itertools import product

import duckdb
import polars as pl

ENCODINGS = ("utf-8", "utf-16-le", "cp1251")


def look(secrets, place, text):
    """No secret is in a text."""
    found = [secret for secret in secrets if secret in text]
    assert not found, f"{found} in {place}: {text[:2000]}"


def look_into(secrets, folder):
    """No secret is in any file of the folder."""
    for path in folder.rglob("*"):
        look(secrets, "a file's name", path.name)
        if path.is_file():
            _look_into_file(secrets, path, path.read_bytes())


def _look_into_file(secrets, path, content):
    for secret, code in product(secrets, ENCODINGS):
        assert secret.encode(code, "ignore") not in content, (secret, path)
    if path.suffix == ".parquet":
        look(secrets, path, str(pl.read_parquet(path).to_dicts()))
    elif path.suffix == ".xlsx":
        _look_into_workbook(secrets, path, content)
    elif path.suffix == ".duckdb":
        _look_into_database(secrets, path)
    elif path.suffix == ".gz":
        look(secrets, path, gzip.decompress(content).decode())


def _look_into_database(secrets, path):
    with duckdb.connect(path, read_only=True) as base:
        tables = base.execute(
            "select table_schema, table_name from information_schema.tables"
            " where table_type = 'BASE TABLE'"
        ).fetchall()
        assert tables
        for schema, name in tables:
            rows = base.execute(f'select * from "{schema}"."{name}"').fetchall()
            look(secrets, f"{path}/{name}", "\n".join(map(str, rows)))


def _look_into_workbook(secrets, path, content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in book.namelist():
            look(secrets, f"{path}/{name}", book.read(name).decode("utf-8", "replace"))
