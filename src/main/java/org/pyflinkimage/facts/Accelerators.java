package org.pyflinkimage.facts;

import java.util.List;
import org.pyflinkimage.python.NormalizedName;

/**
 * What Python packages bring for graphics processors, which few clusters of Flink have.
 *
 * @param packages names, where a star stands for any number of characters
 * @param askers packages that ask for them
 */
public record Accelerators(List<String> packages, List<Asker> askers, String source) {

    static final String FILE = "accelerators.json";

    /**
     * A package that asks for them.
     *
     * @param instead what works without them
     * @param source of that
     */
    public record Asker(String name, String instead, String source) {}

    public Accelerators {
        packages = List.copyOf(packages);
        askers = List.copyOf(askers);
    }

    /** All that are known. */
    public static Accelerators shipped() {
        return Shipped.ALL;
    }

    /** Whether a package is for graphics processors alone. */
    public boolean has(NormalizedName name) {
        return packages.stream()
                .anyMatch(known -> known.endsWith("*")
                        ? name.value().startsWith(known.substring(0, known.length() - 1))
                        : name.value().equals(known));
    }

    static Accelerators read(FactNode file) {
        return new Accelerators(
                file.texts("packages"),
                file.list("askers", node -> new Asker(node.text("name"), node.text("instead"), node.source())),
                file.source());
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final Accelerators ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), Accelerators::read);
    }
}
