package org.pyflinkimage.facts;

import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.JavaVersion;

/** The Java and the Python of an image where none is declared; its Flink is the newest known. */
public record DefaultVersions(JavaVersion java, PythonMinor python) {

    static final String FILE = "defaults.json";

    /** Those that this plugin was released with. */
    public static DefaultVersions shipped() {
        return Shipped.VERSIONS;
    }

    static DefaultVersions read(FactNode file) {
        return file.object(
                "versions",
                node -> new DefaultVersions(
                        node.parsed("java", JavaVersion::parse), node.parsed("python", PythonMinor::parse)));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final DefaultVersions VERSIONS =
                FactNode.read(FILE, FactsReader.shippedText(FILE), DefaultVersions::read);
    }
}
