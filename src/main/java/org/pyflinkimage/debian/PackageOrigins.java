package org.pyflinkimage.debian;

import java.util.Set;
import java.util.regex.Pattern;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;

/**
 * Where the files of packages come from: what was built of one source package is replaced together.
 *
 * <p>Java, and the suite's Python where it is the image's, are told from the rest of the system by their sources.
 */
final class PackageOrigins {

    private static final Pattern JAVA = Pattern.compile("openjdk-[0-9]+(-.*)?");
    private static final Pattern PYTHON = Pattern.compile("python3\\.[0-9]+");
    private static final Set<String> PYTHONS = Set.of("python3-defaults", "python3-stdlib-extensions");

    private final SystemOptions options;

    PackageOrigins(SystemOptions options) {
        this.options = options;
    }

    Origin of(UnpackedPackage unpacked) {
        String source = sourceOf(unpacked.control());
        return new Origin(kindOf(source), unpacked.name(), source);
    }

    private LayerKind kindOf(String source) {
        if (JAVA.matcher(source).matches()) {
            return LayerKind.JAVA;
        }
        boolean python = PYTHON.matcher(source).matches() || PYTHONS.contains(source);
        return python && options.python().isPresent() ? LayerKind.SYSTEM_PYTHON : LayerKind.OPERATING_SYSTEM;
    }

    /** A package without the field is made of a source of its own name; behind the name its version may stand, in parentheses. */
    private static String sourceOf(Stanza control) {
        return control.find("Source")
                .map(source -> source.replaceFirst("\\s*\\(.*", "").strip())
                .filter(source -> !source.isEmpty())
                .orElseGet(() -> control.get("Package"));
    }
}
