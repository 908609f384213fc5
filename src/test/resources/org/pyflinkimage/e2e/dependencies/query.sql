SET 'sql-client.execution.result-mode' = 'tableau';
CREATE FUNCTION add_one AS 'add_one.add_one' LANGUAGE PYTHON;
SELECT add_one(a) FROM (VALUES (1), (2), (3)) AS source (a);
