package org.pyflinkimage.resolve.debian;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.pyflinkimage.debian.AptSetup;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.StandaloneFile;

/**
 * The system of a base that packages come upon.
 *
 * @param versions what it is, without the dates of Release files
 * @param interpreter the standalone CPython that comes upon it
 * @param needed the packages that every image needs and that are missing there
 * @param installed what is there for programs of the platform
 * @param apt how apt is set up there; asked for where nobody else names an archive
 */
public record BaseSystem(
        Suite suite,
        SystemVersions versions,
        StandaloneFile interpreter,
        Set<String> needed,
        List<InstalledPackage> installed,
        Supplier<AptSetup> apt) {

    public BaseSystem {
        needed = Set.copyOf(needed);
        installed = List.copyOf(installed);
    }

    boolean has(String name) {
        return installed.stream().anyMatch(there -> there.name().equals(name));
    }

    /** Those that are needed and those of other names, in one order on every machine. */
    NavigableSet<String> wanted(List<String> others) {
        NavigableSet<String> wanted = new TreeSet<>(needed);
        wanted.addAll(others);
        return wanted;
    }
}
