package org.pyflinkimage.facts;

import java.util.List;

/**
 * Jars that come with no connector, although one depends on them.
 *
 * @param jars {@code group:artifact}, where a star stands for any number of characters
 * @param why what Flink has of them, or why no image may have them
 */
public record KeptOutJars(List<String> jars, String why, String source) {

    static final String FILE = "closures.json";

    public KeptOutJars {
        jars = List.copyOf(jars);
    }

    /** All that are known. */
    public static List<KeptOutJars> shipped() {
        return Shipped.ALL;
    }

    static List<KeptOutJars> read(FactNode file) {
        return file.list("keptOut", node -> new KeptOutJars(node.texts("jars"), node.text("why"), node.source()));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final List<KeptOutJars> ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), KeptOutJars::read);
    }
}
