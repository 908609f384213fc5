SOURCE = "CREATE TABLE s (a STRING) WITH ('connector' = 'kafka')"
