package org.pyflinkimage.facts;

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

    /** The distribution that is most likely meant by a module. */
    public static NormalizedName of(String module) {
        return Shipped.ALL.stream()
                .filter(owner -> (module + ".").startsWith(owner.module() + "."))
                .max((one, other) -> one.module().length() - other.module().length())
                .map(ModuleOwner::distribution)
                .orElseGet(() -> NormalizedName.of(namedLike(module)));
    }

    private static String namedLike(String module) {
        return Optional.of(module.split("\\.")[0])
                .filter(name -> name.matches("[A-Za-z0-9]([A-Za-z0-9_]*[A-Za-z0-9])?"))
                .orElse("NAME");
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
