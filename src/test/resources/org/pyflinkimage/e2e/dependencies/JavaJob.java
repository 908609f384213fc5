import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

/** A job in Java that calls a Python function. */
public final class JavaJob {

    private JavaJob() {}

    public static void main(String[] arguments) {
        TableEnvironment tables = TableEnvironment.create(
                arguments[0].equals("batch")
                        ? EnvironmentSettings.inBatchMode()
                        : EnvironmentSettings.inStreamingMode());
        tables.executeSql("CREATE TEMPORARY SYSTEM FUNCTION add_one AS 'add_one.add_one' LANGUAGE PYTHON");
        tables.executeSql("SELECT add_one(a) FROM (VALUES (1), (2), (3)) AS source (a)")
                .print();
    }
}
