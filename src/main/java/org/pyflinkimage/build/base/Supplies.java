package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.debian.InstalledPackage;
import org.pyflinkimage.debian.PackageName;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.facts.SystemPackages;
import org.pyflinkimage.inspect.inventory.OperatingSystem;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;

/** What a base lacks of what every image needs, and packages of its own suite bring. */
final class Supplies {

    /** That a base has no certificates of authorities: an error only where the declaration says so. */
    private static final String NO_CERTIFICATES = "PYF-936";

    private Supplies() {}

    /**
     * The suite whose packages may come upon a base; empty where it is of none that is known, where somebody has made another system of
     * it, or where dpkg keeps no list that they can be added to.
     */
    static Optional<Suite> suiteOf(FoundLayers base) {
        return hasList(base) ? known(base) : Optional.empty();
    }

    private static boolean hasList(FoundLayers base) {
        return base.has().findPackage(PackageName.LIBC).isPresent()
                && base.files().isFile(DebianSystem.STATUS);
    }

    private static Optional<Suite> known(FoundLayers base) {
        OperatingSystem system = base.has().system();
        return system.family()
                .filter(family -> family != OperatingSystem.Family.DERIVED)
                .flatMap(family -> system.suite())
                .flatMap(suite -> Suites.shipped().find(suite.toString()));
    }

    /** Why no package can come upon a base without such a suite. */
    static String unable(FoundLayers base) {
        return known(base).isPresent()
                ? "packages cannot come upon it, as its `%s` has no `%s`"
                        .formatted(DebianSystem.STATUS, PackageName.LIBC)
                : "it is %s, and packages come upon a Debian or Ubuntu of a known suite alone"
                        .formatted(base.has().system().described());
    }

    /** That declared packages cannot be had upon it; empty where none are declared, or they can. */
    static Optional<Problem> uninstallable(FoundLayers base, List<String> packages) {
        if (packages.isEmpty() || suiteOf(base).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(Problem.declaration(
                        "PYF-929",
                        "%s cannot be installed in the base `%s`"
                                .formatted(
                                        packages.stream()
                                                .map(name -> "`" + name + "`")
                                                .collect(Collectors.joining(", ")),
                                        base.name()))
                .why(unable(base))
                .remedy("a base that has them, and no " + Element.PACKAGES.named())
                .remedy("or no base: " + Element.BASE.with("scratch")));
    }

    /** The packages that bring what is missing; those that dpkg takes for installed would not. */
    static NavigableSet<String> of(FoundLayers base) {
        SystemPackages usual = SystemPackages.shipped();
        NavigableSet<String> needed = new TreeSet<>();
        suiteOf(base).ifPresent(suite -> {
            if (LayeredFindings.lacksCrypt(base)) {
                needed.addAll(usual.ofStandalonePython());
            }
            LayeredFindings.missingCommands(base)
                    .forEach(command -> usual.bringing(command).ifPresent(needed::add));
            if (LayeredJava.isMissing(base)
                    && suite.java().contains(base.wanted().java())) {
                needed.add(Suite.javaPackage(base.wanted().java()));
            }
        });
        needed.removeIf(name -> isInstalled(name, base));
        return needed;
    }

    /** The packages of its suite's own Python, where that is of the declared line and the base has nothing of it; else none. */
    static List<String> ofPython(FoundLayers base) {
        PythonMinor line = base.wanted().python();
        return suiteOf(base)
                .filter(suite -> suite.python().equals(line) && !hasPartsOfPython(line, base))
                .map(Suite::packagesOfPython)
                .orElseGet(List::of);
    }

    /** Its packages are of one version, and none that is there is replaced. */
    private static boolean hasPartsOfPython(PythonMinor line, FoundLayers base) {
        List<String> names = Suite.pythonPackages(line);
        return base.files().isFile(ImagePaths.debianPython(line.toString()))
                || base.has().packages().stream()
                        .map(InstalledPackage::name)
                        .anyMatch(there ->
                                names.stream().anyMatch(name -> there.equals(name) || there.startsWith(name + "-")));
    }

    private static boolean isInstalled(String name, FoundLayers base) {
        String architecture = base.wanted().platform().architecture();
        return base.has().packages().stream()
                .anyMatch(there -> there.name().equals(name) && there.serves(architecture));
    }

    /**
     * What comes beside those.
     *
     * @param errors what keeps the base from being built upon
     * @param any whether others come, or are declared
     */
    static List<String> beside(FoundLayers base, List<Problem> errors, boolean any) {
        if (suiteOf(base).isEmpty()) {
            return List.of();
        }
        SystemPackages usual = SystemPackages.shipped();
        boolean wanted = any || errors.stream().anyMatch(error -> error.code().equals(NO_CERTIFICATES));
        List<String> beside = new ArrayList<>();
        if (wanted && !base.has().certificates()) {
            beside.addAll(usual.ofCertificates());
        }
        if (any) {
            beside.addAll(usual.dispensable());
        }
        return List.copyOf(beside);
    }
}
