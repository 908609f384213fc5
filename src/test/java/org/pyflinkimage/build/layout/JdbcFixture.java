package org.pyflinkimage.build.layout;

import org.junit.jupiter.api.BeforeEach;
import org.pyflinkimage.jar.ClassFile;
import org.pyflinkimage.jar.JarBytes;
import org.pyflinkimage.tree.LayerKind;

/** An image of Flink 2.2.1 to which a test adds jars of Flink's JDBC connector and of drivers. */
class JdbcFixture extends JarFixture {

    @BeforeEach
    void flink() {
        flink(ClassFile.named("org/apache/flink/api/Thing"));
    }

    void jar(String path, JarBytes jar) {
        add(LayerKind.CONNECTORS, path, jar);
    }

    /** The connector with its dialects inside, as up to 3.3. */
    void wholeConnector() {
        jar(
                JarImage.CONNECTOR,
                factory("org/apache/flink/connector/jdbc/table/JdbcDynamicTableFactory", "jdbc")
                        .with(ClassFile.named(
                                "org/apache/flink/connector/jdbc/databases/postgres/dialect/PostgresDialect")));
    }

    void driver(String type) {
        jar(LIB + "driver.jar", new JarBytes().with(ClassFile.named(type.replace('.', '/'))));
    }
}
