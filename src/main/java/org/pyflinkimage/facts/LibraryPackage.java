package org.pyflinkimage.facts;

import java.util.List;
import java.util.Optional;
import org.pyflinkimage.debian.SuiteName;

/**
 * A library of the system, and the package that brings it.
 *
 * @param library the name that programs need it by: {@code libgomp.so.1}
 * @param name of the package, as all of those suites know it: by itself, or as one that stands for it
 * @param suites in which it is so
 * @param source of that, with the day
 */
public record LibraryPackage(String library, String name, List<String> suites, String source) {

    static final String FILE = "libraries.json";

    public LibraryPackage {
        suites = List.copyOf(suites);
    }

    /** The package that brings a library in a suite; empty where that is not known. */
    public static Optional<LibraryPackage> of(String library, SuiteName suite) {
        return shipped().stream()
                .filter(known ->
                        known.library().equals(library) && known.suites().contains(suite.toString()))
                .findFirst();
    }

    static List<LibraryPackage> shipped() {
        return Shipped.ALL;
    }

    static List<LibraryPackage> read(FactNode file) {
        return file.list(
                "libraries",
                node -> new LibraryPackage(
                        node.text("library"), node.text("package"), node.texts("suites"), node.source()));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final List<LibraryPackage> ALL =
                FactNode.read(FILE, FactsReader.shippedText(FILE), LibraryPackage::read);
    }
}
