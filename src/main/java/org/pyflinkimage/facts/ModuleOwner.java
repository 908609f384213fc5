package org.pyflinkimage.facts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.python.NormalizedName;

/**
 * A module that another distribution brings than the one of its name.
 *
 * @param module its first part, or more of it where that is shared: {@code yaml}, {@code google.cloud.storage}
 * @param distribution that brings it
 */
public record ModuleOwner(String module, NormalizedName distribution, String source) {

    static final String FILE = "modules.json";

    /** The distribution that brings a module; empty where it is not known to be another one than that of its name. */
    public static Optional<NormalizedName> of(String module) {
        return Shipped.ALL.stream()
                .filter(owner -> (module + ".").startsWith(owner.module() + "."))
                .max(Comparator.comparingInt(owner -> owner.module().length()))
                .map(ModuleOwner::distribution);
    }

    static List<ModuleOwner> read(FactNode file) {
        return file.list(
                "modules",
                node -> new ModuleOwner(
                        node.text("module"), NormalizedName.of(node.text("distribution")), node.source()));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final List<ModuleOwner> ALL = FactNode.read(FILE, FactsReader.shippedText(FILE), ModuleOwner::read);
    }
}
