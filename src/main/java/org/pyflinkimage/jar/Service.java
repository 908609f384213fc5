package org.pyflinkimage.jar;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /** What is read of a jar; other services tell nothing of Flink. */
    static final Set<String> CONTRACTS =
            Set.of(FACTORY, FILE_SYSTEM, "org.apache.flink.metrics.reporter.MetricReporterFactory", DRIVER);

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
