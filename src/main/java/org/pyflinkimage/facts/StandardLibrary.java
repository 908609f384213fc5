package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.python.ModulePath;
import org.pyflinkimage.python.PythonMinor;

/**
 * What is not the same in every Python's standard library, by the first part of a module's name.
 *
 * @param compiledIn modules that some interpreters have in themselves, so that no file of theirs is to be found
 * @param leftOut modules that packagers leave out, and those that later Pythons are without; no package has them
 * @param needed modules that packagers leave out, or a build lacks where a library was not there, and that PyFlink, pip or usual jobs need
 * @param neededUntil the same that a line is the last to have
 */
public record StandardLibrary(
        Set<String> compiledIn, Set<String> leftOut, Set<String> needed, Map<String, PythonMinor> neededUntil) {

    static final String FILE = "standard-library.json";

    public StandardLibrary {
        compiledIn = Set.copyOf(compiledIn);
        leftOut = Set.copyOf(leftOut);
        needed = Set.copyOf(needed);
        neededUntil = Map.copyOf(neededUntil);
    }

    /** The modules that a Python of a line has to have for an image to run on it, by name. */
    public NavigableSet<String> needed(PythonMinor line) {
        NavigableSet<String> all = new TreeSet<>(needed);
        neededUntil.forEach((module, last) -> {
            if (line.compareTo(last) <= 0) {
                all.add(module);
            }
        });
        return Collections.unmodifiableNavigableSet(all);
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
        return new StandardLibrary(
                Set.copyOf(file.texts("compiledIn")),
                Set.copyOf(file.texts("leftOut")),
                Set.copyOf(file.texts("needed")),
                file.parsedByName("neededUntil", PythonMinor::parse));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final StandardLibrary VALUE = FactNode.read(FILE, FactsReader.shippedText(FILE), StandardLibrary::read);
    }
}
