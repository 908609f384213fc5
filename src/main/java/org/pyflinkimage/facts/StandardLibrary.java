package org.pyflinkimage.facts;

import java.util.Set;
import org.pyflinkimage.python.ModulePath;

/**
 * What is not the same in every Python's standard library, by the first part of a module's name.
 *
 * @param compiledIn modules that some interpreters have in themselves, so that no file of theirs is to be found
 * @param leftOut modules that packagers leave out, and those that later Pythons are without; no package has them
 */
public record StandardLibrary(Set<String> compiledIn, Set<String> leftOut) {

    static final String FILE = "standard-library.json";

    public StandardLibrary {
        compiledIn = Set.copyOf(compiledIn);
        leftOut = Set.copyOf(leftOut);
    }

    /** What is known of it. */
    public static StandardLibrary shipped() {
        return Shipped.VALUE;
    }

    /** Whether a module that is missing is one of Python itself. */
    public boolean hasElsewhere(String module) {
        return leftOut.contains(ModulePath.first(module));
    }

    static StandardLibrary read(FactNode file) {
        return new StandardLibrary(Set.copyOf(file.texts("compiledIn")), Set.copyOf(file.texts("leftOut")));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final StandardLibrary VALUE = FactNode.read(FILE, FactsReader.shippedText(FILE), StandardLibrary::read);
    }
}
