package org.pyflinkimage.jar;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A class that a jar registers in {@code META-INF/services}.
 *
 * @param contract what it is registered as, by its name in Java: {@code org.apache.flink.table.factories.Factory}
 * @param implementation the class, by its name in Java
 * @param identifier what it answers to, where its code has that as a constant; otherwise empty
 * @param roles what Flink asks for of all that it extends and implements, as far as the jar itself says it; names of class files
 */
public record Service(String contract, String implementation, String identifier, SortedSet<String> roles) {

    /** Factories of tables, formats, catalogs and modules. */
    public static final String FACTORY = "org.apache.flink.table.factories.Factory";

    /** Factories of file systems. */
    public static final String FILE_SYSTEM = "org.apache.flink.core.fs.FileSystemFactory";

    /** Drivers of databases. */
    public static final String DRIVER = "java.sql.Driver";

    /** Dialects of Flink's JDBC connector, since 3.3 and before. */
    public static final Set<String> DIALECTS = Set.of(
            "org.apache.flink.connector.jdbc.core.database.JdbcFactory",
            "org.apache.flink.connector.jdbc.dialect.JdbcDialectFactory");

    /** What is read of a jar; other services tell nothing of Flink. */
    static final Set<String> CONTRACTS = Stream.concat(
                    Stream.of(FACTORY, FILE_SYSTEM, "org.apache.flink.metrics.reporter.MetricReporterFactory", DRIVER),
                    DIALECTS.stream())
            .collect(Collectors.toUnmodifiableSet());

    /** The methods that give an identifier. */
    static final Set<String> IDENTIFYING = Set.of("factoryIdentifier", "getScheme");

    /** What Flink asks for by an identifier: of one identifier, and one of these, there may be one. */
    private static final Set<String> ASKED_FOR = Set.of(
            "DynamicTableSourceFactory",
            "DynamicTableSinkFactory",
            "CatalogFactory",
            "CatalogStoreFactory",
            "ModuleFactory",
            "DeserializationFormatFactory",
            "SerializationFormatFactory",
            "BulkReaderFormatFactory",
            "BulkWriterFormatFactory",
            "ModelProviderFactory");

    public Service {
        roles = new TreeSet<>(roles);
    }

    /** Whether a class is one that Flink asks for by an identifier. */
    static boolean isRole(String type) {
        return ASKED_FOR.contains(type.substring(type.lastIndexOf('/') + 1));
    }

    /** The class file's name of the implementation. */
    public String classFile() {
        return implementation.replace('.', '/');
    }
}
