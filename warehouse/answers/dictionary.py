"""The data dictionary: what a release file says of its own tables and columns."""

import polars as pl

from warehouse.reading import ReleaseFile

_COLUMNS = """
select
    columns.table_name,
    columns.column_name,
    lower(columns.data_type) as data_type,
    columns.is_nullable,
    trim(columns.comment) as description,
    trim(tables.comment) as table_description
from duckdb_columns() as columns
inner join duckdb_tables() as tables using (database_name, schema_name, table_name)
where columns.schema_name = 'marts'
order by columns.table_name, columns.column_index
"""


def fetch_columns(file: ReleaseFile) -> pl.DataFrame:
    """One row per column of every mart, in the order of the file.

    Columns: table_name, column_name, data_type, is_nullable, description,
    table_description. Descriptions are in English.
    """
    return file.fetch(_COLUMNS)
