"""What somebody might try in a query: by name, the statement and how it ends."""

from warehouse.free_query.order import MOST_CHARACTERS

FILE = "/etc/passwd"
URL = "https://example.org/x"

STATEMENTS = {
    "copy to a file": "copy marts.answer to '/tmp/x.csv'",
    "copy a query to a file": "copy (select 1) to '/tmp/x.parquet' (format parquet)",
    "copy from a file": f"copy marts.answer from '{FILE}'",
    "copy a database": "copy from database memory to internal",
    "export": "export database '/tmp/x'",
    "import": "import database '/tmp/x'",
    "attach a file": "attach '/tmp/x.duckdb' as x",
    "attach memory": "attach ':memory:' as x",
    "attach a url": f"attach '{URL}.duckdb' as x (read_only)",
    "detach": "detach internal",
    "use": "use memory",
    "install": "install httpfs",
    "install from a url": f"install x from '{URL}'",
    "load": "load httpfs",
    "load a library": "load '/tmp/x.duckdb_extension'",
    "pragma": "pragma database_list",
    "pragma with a value": "pragma memory_limit='99GB'",
    "set": "set memory_limit = '99GB'",
    "set external access": "set enable_external_access = true",
    "set a variable": "set variable x = 1",
    "reset": "reset memory_limit",
    "create a table": "create table x as select 1",
    "create a temporary table": "create temp table x as select 1",
    "create a view": "create temp view x as select 1",
    "create a macro": "create temp macro f() as 1",
    "create a schema": "create schema x",
    "create a sequence": "create temp sequence x",
    "create a type": "create type x as enum ('a')",
    "create an index": "create index x on marts.answer (number)",
    "create a secret": "create secret (type s3, key_id 'x', secret 'y')",
    "drop a secret": "drop secret x",
    "insert": "insert into marts.answer values (1)",
    "update": "update marts.answer set number = 2",
    "delete": "delete from marts.answer",
    "truncate": "truncate marts.answer",
    "merge": "merge into marts.answer using (select 1 as number) as x using (number) "
    "when matched then delete",
    "drop a table": "drop table marts.answer",
    "drop a schema": "drop schema marts cascade",
    "alter": "alter table marts.answer add column x integer",
    "comment": "comment on table marts.answer is 'x'",
    "begin": "begin",
    "commit": "commit",
    "prepare": "prepare x as select 1",
    "execute": "execute x",
    "deallocate": "deallocate x",
    "call": "call duckdb_settings()",
    "checkpoint": "checkpoint",
    "vacuum": "vacuum",
    "analyze": "analyze",
    "explain": "explain select 1",
    "explain of a writing statement": "explain analyze create table x as select 1",
    "pivot that needs a type": "pivot marts.answer on number",
}
"""Statements of another kind than a query."""

SEVERAL = {
    "two queries": "select 1; select 2",
    "a write after a query": "select 1; drop table marts.answer",
    "a comment that hides a second": "select 1 /* ; */ ; -- \n drop table marts.answer",
    "a comment that ends early": "select 1 /**/ ; delete from marts.answer",
    "many": "select 1;" * 1000,
}

SOURCES = {
    "a file as a table": f"from '{FILE}'",
    "a csv file as a table": "from 'x.csv'",
    "a quoted name of a file": 'select * from "/tmp/x.parquet"',
    "a url as a table": f"from '{URL}.parquet'",
    "a bucket as a table": "from 's3://bucket/x.parquet'",
    "read_csv": f"from read_csv('{FILE}')",
    "read_csv by another name": f"from READ_CSV_AUTO('{FILE}')",
    "read_text": f"from read_text('{FILE}')",
    "read_blob": f"from read_blob('{FILE}')",
    "read_json": f"from read_json('{FILE}')",
    "read_parquet": f"from read_parquet('{URL}.parquet')",
    "parquet_metadata": f"from parquet_metadata('{FILE}')",
    "read_duckdb": "from read_duckdb('/tmp/x.duckdb', table_name = 'x')",
    "sniff_csv": f"from sniff_csv('{FILE}')",
    "glob": "from glob('/*')",
    "a file in a subquery": f"select (select content from read_text('{FILE}'))",
    "a file in a part": f"with x as (from read_text('{FILE}')) from x",
    "a file in a condition": f"from marts.answer where exists (from glob('{FILE}'))",
    "a file in an order": f"select 1 order by (select max(file) from glob('{FILE}'))",
    "a file beside": f"from marts.answer, lateral (from read_text('{FILE}'))",
    "a file described": f"describe from '{FILE}'",
    "a file summarised": "summarize 'x.csv'",
    "query": "from query('select 1')",
    "query over a file": f"from query('from read_text(''{FILE}'')')",
    "query_table": "from query_table('duckdb_settings')",
    "a serialised query": "from json_execute_serialized_sql("
    "json_serialize_sql('from duckdb_settings()'))",
    "settings": "from duckdb_settings()",
    "settings with a schema": "from system.main.duckdb_settings()",
    "databases": "select path from duckdb_databases",
    "database list": "from pragma_database_list",
    "secrets": "from duckdb_secrets()",
    "logs": "from duckdb_logs",
    "extensions": "from duckdb_extensions()",
    "temporary files": "from duckdb_temporary_files()",
    "enable logging": "from enable_logging()",
    "checkpoint as a table": "from checkpoint()",
    "catalogue of postgres": "from pg_catalog.pg_class",
    "master table": "from sqlite_master",
    "another schema": "from main.answer",
    "no schema": "from answer",
    "a part's name elsewhere": "select (with pg_tables2 as (select 1) select 1) "
    "from duckdb_views",
    "a variable of python": "from frame",
    "frames by address": "from pandas_scan(140000000000)",
    "arrow by address": "from arrow_scan(1, 2, 3)",
    "functions of python": "from python_map_function((select 1))",
    "a letter that looks alike": "from mаrts.answer",
    "a name that turns around": 'from "\u202eanswer"',
    "a wide letter": "from ｍarts.answer",
}
"""Queries over something else than marts."""

NAMES = {
    "a part named as a table of the system": "select path from duckdb_databases, "
    "(with duckdb_databases as (select 1) select 1)",
}

FUNCTIONS = {
    "current_setting": "select current_setting('allowed_paths')",
    "current_setting as a method": "select 'allowed_paths'.current_setting()",
    "current_setting in capitals": "select \"CURRENT_SETTING\"('allowed_paths')",
    "a plan": "select json_serialize_plan('from duckdb_settings()')",
    "the log": "select write_log('x')",
}

WRONG = {
    "getenv": "select getenv('WAREHOUSE_IDENTITY_KEY')",
    "a write within a query": "with x as (insert into marts.answer values (1) "
    "returning *) from x",
    "a delete within a query": "with x as (delete from marts.answer returning *) "
    "from x",
    "an unknown function of python": "select secret()",
    "a wrong type": "select 'x'::integer",
    "a nul": "select \0",
    "half a text": "select 'x",
    "a deep nest": f"select {'(' * 5000}1{')' * 5000}",
    "a deep list": f"select {'[' * 5000}{']' * 5000}",
    "a long sum": f"select 1{' + 1' * 4000}",
    "a comment in a comment": "select 1 /* /* */ ; delete from marts.answer",
    "a parameter": "select $1",
}
"""Queries that DuckDB refuses itself."""

DEEP = {"a deep subquery": f"{'select (' * 500}select 1{')' * 500}"}

EMPTY = {
    "nothing": "",
    "spaces": " \n\t ",
    "a comment": "-- select 1",
    "a semicolon": ";",
}

LONG = {
    "a long text": f"select '{'x' * MOST_CHARACTERS}'",
    "a long comment": f"select 1 /* {'x' * 1_000_000} */",
}

COLUMNS = {"many columns": f"select {', '.join(map(str, range(1000)))}"}

BOUNDED = {
    "an endless recursion": "with recursive r(n) as (select 1 union all "
    "select n + 1 from r) select count(*) from r",
    "a doubling recursion": "with recursive r(n) as (select 'x' union all "
    "select n || n from r) select max(length(n)) from r",
    "a long range": "select sum(a.range * b.range) from range(100000000) a, "
    "range(100000) b",
    "a long series": "select count(distinct x) from generate_series(1, 100000000000) "
    "t(x)",
    "a cross join": "select count(*) from range(10000000) a, range(10000000) b "
    "where hash(a.range, b.range) = 0",
    "a large text": "select repeat('x', 1000000000)",
    "a large text of texts": "select string_agg(repeat('x', 1000000)) "
    "from range(100000)",
    "a large list": "select list(x) from range(1000000000) t(x)",
    "a list of lists": "select [[x for x in range(100000)] for y in range(100000)]",
    "a large list within": "select list_sum(range(1000000000))",
    "a large sort": "select x from range(1000000000) t(x) order by hash(x)",
    "a function that heeds nothing": "select levenshtein(repeat('a', 200000), "
    "repeat('b', 200000))",
    "many large texts": "select repeat('x', 1000000) from range(10000)",
    "a large pad": "select lpad('x', 2000000000, 'y')",
    "a large bit string": "select bitstring('1', 2000000000)",
}
"""Queries that take all the time or memory there is."""

SMALL = {
    "many rows": "select x from range(1000000000000) t(x)",
    "rows without an end": "with recursive r(n) as (select 1 union all select n + 1 "
    "from r) select n from r",
    "large cells": "select repeat('x', 10000) from range(10000)",
    "an expression that goes back": "select regexp_matches(repeat('a', 100000), "
    "'(a+)+$')",
    "a cell that is a list": "select range(10000)",
}
"""Queries that give less than they would like to."""
