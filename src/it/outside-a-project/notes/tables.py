SOURCE = "CREATE TABLE s (a STRING) WITH ('connector' = 'mongodb')"
