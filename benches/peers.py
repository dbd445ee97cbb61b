"""What a user would pick instead of `milepost ingest`: peers.py NAME FILE DATABASE prints the rows read and a sum."""

import os
import sys

name, path, database = sys.argv[1:]
if name == "pandas":
    import pandas

    frame = pandas.read_excel(path, engine="openpyxl", dtype=str)
    print(len(frame), frame["Hồ sơ tiếp nhận"].str.replace(".", "").astype("int64").sum())
elif name == "polars" and path.endswith(".xlsx"):
    import polars

    frame = polars.read_excel(path, engine="calamine", infer_schema_length=0)
    column = frame["Hồ sơ tiếp nhận"].str.replace_all(".", "", literal=True).cast(polars.Int64)
    print(frame.height, column.sum())
elif name == "polars":
    import polars

    column = polars.col("Hồ sơ tiếp nhận").str.replace_all(".", "", literal=True).cast(polars.Int64)
    scan = polars.scan_csv(path, separator=";", infer_schema=False)
    frame = scan.select(polars.len().alias("n"), column.sum().alias("v")).collect(engine="streaming")
    print(frame["n"][0], frame["v"][0])
elif name == "duckdb":
    # The same conversions of all eight columns into a table in a file; no validation, no provenance.
    import duckdb

    if os.path.exists(database):
        os.remove(database)
    connection = duckdb.connect(database)
    connection.sql(
        f"""CREATE TABLE dossier AS SELECT "Mã xã" AS ref_area, strptime("Ngày", '%d/%m/%Y')::DATE AS day, "Lĩnh vực" AS field,
            replace("Hồ sơ tiếp nhận", '.', '')::BIGINT AS received, replace("Nộp trực tuyến", '.', '')::BIGINT AS online,
            replace("Đã số hóa", '.', '')::BIGINT AS digitised, replace("Tỷ lệ", ',', '.')::DOUBLE AS rate,
            replace("Số tiền", '.', '')::BIGINT AS money
        FROM read_csv('{path}', delim = ';', all_varchar = true)"""
    )
    print(*connection.sql("SELECT count(*), sum(received) FROM dossier").fetchone())
else:
    sys.exit(f"unknown peer {name}")
