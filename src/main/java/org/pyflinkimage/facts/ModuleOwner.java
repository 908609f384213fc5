package org.pyflinkimage.facts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.NormalizedName;

/**
 * A module, and the distribution that brings it. What is not here is not guessed: anybody may give a distribution a module's name.
 *
 * @param module its first part, or more of it where that is shared: {@code yaml}, {@code google.cloud.storage}
 * @param distribution that brings it
 * @param version the last that does; empty where the newest does
 */
public record ModuleOwner(String module, NormalizedName distribution, Optional<String> version, String source) {

    static final String FILE = "modules.json";

    /** The distribution that brings a module; empty where that is not known. */
    public static Optional<ModuleOwner> of(String module) {
        return Shipped.ALL.stream()
                .filter(owner -> (module + ".").startsWith(owner.module() + "."))
                .max(Comparator.comparingInt(owner -> owner.module().length()));
    }

    /** As a line of requirements. */
    public String requirement() {
        return distribution + version.map(last -> "==" + last).orElse("");
    }

    static List<ModuleOwner> read(FactNode file) {
        return file.list(
                "modules",
                node -> new ModuleOwner(
                        node.text("module"),
                        NormalizedName.of(node.text("distribution")),
                        node.optionalText("version"),
                        node.source()));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final List<ModuleOwner> ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), ModuleOwner::read);
    }
}
