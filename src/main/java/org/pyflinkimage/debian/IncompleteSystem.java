package org.pyflinkimage.debian;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A system of dpkg that packages of its own suite come upon.
 *
 * @param needed the packages that bring what every image has, be they installed already or not
 * @param installed what dpkg keeps as installed for programs of the platform
 * @param apt how apt is set up there; asked for where nobody else names an archive
 */
public record IncompleteSystem(NavigableSet<String> needed, List<InstalledPackage> installed, Supplier<AptSetup> apt) {

    public IncompleteSystem {
        needed = Collections.unmodifiableNavigableSet(new TreeSet<>(needed));
        installed = List.copyOf(installed);
    }

    /** Whether a package is installed. */
    public boolean has(String name) {
        return installed.stream().anyMatch(there -> there.name().equals(name));
    }

    /** Those that are needed and those of other names, in one order on every machine. */
    public NavigableSet<String> wanted(Collection<String> others) {
        NavigableSet<String> wanted = new TreeSet<>(needed);
        wanted.addAll(others);
        return wanted;
    }
}
