package org.pyflinkimage.build.base;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.debian.DebianSystem;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.inspect.inventory.OperatingSystem;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/** What a base lacks of what every image needs, and packages of its own suite bring. */
final class Supplies {

    /** Debian's C library, which every other package is made for. */
    private static final String LIBC = "libc6";

    private static final String COREUTILS = "coreutils";

    /** By a command the package that brings it. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("awk", "mawk"),
            Map.entry("basename", COREUTILS),
            Map.entry("bash", "bash"),
            Map.entry("cat", COREUTILS),
            Map.entry("chmod", COREUTILS),
            Map.entry("cp", COREUTILS),
            Map.entry("cut", COREUTILS),
            Map.entry("dirname", COREUTILS),
            Map.entry("env", COREUTILS),
            Map.entry("find", "findutils"),
            Map.entry("grep", "grep"),
            Map.entry("hostname", "hostname"),
            Map.entry("id", COREUTILS),
            Map.entry("ln", COREUTILS),
            Map.entry("ls", COREUTILS),
            Map.entry("mkdir", COREUTILS),
            Map.entry("mktemp", COREUTILS),
            Map.entry("mv", COREUTILS),
            Map.entry("readlink", COREUTILS),
            Map.entry("rm", COREUTILS),
            Map.entry("sed", "sed"),
            Map.entry("sh", "dash"),
            Map.entry("sha256sum", COREUTILS),
            Map.entry("sort", COREUTILS),
            Map.entry("tr", COREUTILS),
            Map.entry("uname", COREUTILS),
            Map.entry("wc", COREUTILS));

    static final String CRYPT = "libcrypt1";
    static final String CERTIFICATES = "ca-certificates";

    /** That there are none of those: an error only where the declaration says so. */
    private static final String NO_CERTIFICATES = "PYF-936";

    /** What images without a base have too, and work without: not worth asking an archive for these alone. */
    private static final List<String> BESIDE = List.of("libjemalloc2", "netbase", "tini", "tzdata");

    private Supplies() {}

    /**
     * The suite whose packages may come upon a base; empty where it is of none that is known, where somebody has made another system of
     * it, or where dpkg keeps no list that they can be added to.
     */
    static Optional<Suite> suiteOf(FoundLayers base) {
        return hasList(base) ? known(base) : Optional.empty();
    }

    private static boolean hasList(FoundLayers base) {
        return base.has().findPackage(LIBC).isPresent() && base.files().isFile(DebianSystem.STATUS);
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
                ? "packages cannot come upon it, as its `%s` has no `%s`".formatted(DebianSystem.STATUS, LIBC)
                : "it is %s, and packages come upon a Debian or Ubuntu of a known suite alone".formatted(title(base));
    }

    /** What a base calls its system. */
    static String title(FoundLayers base) {
        String title = base.has().system().title();
        return title.isEmpty() ? "a system that does not say which it is" : title;
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
                .remedy("or no base: `<base>scratch</base>` (-Dpyflink.base=scratch)"));
    }

    /** The package that brings a command; empty where none is known. */
    static Optional<String> bringing(String command) {
        return Optional.ofNullable(COMMANDS.get(command));
    }

    /** The packages that bring what is missing; those that dpkg takes for installed would not. */
    static NavigableSet<String> of(FoundLayers base) {
        NavigableSet<String> needed = new TreeSet<>();
        suiteOf(base).ifPresent(suite -> {
            if (LayeredFindings.lacksCrypt(base)) {
                needed.add(CRYPT);
            }
            LayeredFindings.missingCommands(base)
                    .forEach(command -> bringing(command).ifPresent(needed::add));
            if (LayeredJava.isMissing(base)
                    && suite.java().contains(base.wanted().java())) {
                needed.add(Suite.javaPackage(base.wanted().java()));
            }
        });
        needed.removeIf(name -> isInstalled(name, base));
        return needed;
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
        boolean wanted = any || errors.stream().anyMatch(error -> error.code().equals(NO_CERTIFICATES));
        Stream<String> certificates = wanted && !base.has().certificates() ? Stream.of(CERTIFICATES) : Stream.empty();
        return Stream.concat(certificates, any ? BESIDE.stream() : Stream.empty())
                .toList();
    }
}
