package org.pyflinkimage.facts;

import java.util.List;
import org.pyflinkimage.python.NormalizedName;

/**
 * A name on the package index that people take for PyFlink's or for a part of it, and that is somebody else's.
 *
 * @param instead the distribution that is meant; the image has it already
 * @param what the name is
 */
public record Stranger(NormalizedName name, String instead, String what, String source) {

    static final String FILE = "strangers.json";

    /** All that are known. */
    public static List<Stranger> shipped() {
        return Shipped.ALL;
    }

    static List<Stranger> read(FactNode file) {
        return file.list(
                "strangers",
                node -> new Stranger(
                        NormalizedName.of(node.text("name")), node.text("instead"), node.text("what"), node.source()));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final List<Stranger> ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), Stranger::read);
    }
}
