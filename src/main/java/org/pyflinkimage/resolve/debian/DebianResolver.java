package org.pyflinkimage.resolve.debian;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.debian.AvailablePackages;
import org.pyflinkimage.debian.AvailablePackages.Candidate;
import org.pyflinkimage.debian.DependencyClosure;
import org.pyflinkimage.debian.Keyring;
import org.pyflinkimage.debian.PackagesIndex;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.facts.Suites;
import org.pyflinkimage.fetch.Addresses;
import org.pyflinkimage.fetch.Transport;
import org.pyflinkimage.plan.Location;
import org.pyflinkimage.plan.LockedArtifact.Deb;
import org.pyflinkimage.plan.Source;
import org.pyflinkimage.plan.SystemVersions;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Problem;

/**
 * Chooses the operating system for a combination: the suite that has its Python and its Java, and that suite's packages.
 *
 * <p>Not safe for use by several threads; combinations of one suite that follow each other share its indexes.
 */
public final class DebianResolver {

    private static final Pattern PYTHON_VERSION = Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+");
    private static final Pattern GLIBC_VERSION = Pattern.compile("[0-9]+\\.[0-9]+");

    /** What every image has: a shell and its tools, certificates, time zones, and what the entrypoint calls. */
    private static final List<String> BASE = List.of(
            "base-files",
            "base-passwd",
            "bash",
            "ca-certificates",
            "coreutils",
            "dash",
            "debianutils",
            "findutils",
            "gettext-base",
            "grep",
            "hostname",
            "libc-bin",
            "libjemalloc2",
            "mawk",
            "netbase",
            "python3",
            "sed",
            "tini",
            "tzdata");

    /** What was read of a suite. */
    private record Contents(
            Suite suite, DebianMirrors mirrors, AvailablePackages packages, Map<String, DebianArchive> archives) {

        DebianArchive archiveOf(Candidate candidate) {
            return Objects.requireNonNull(archives.get(candidate.source()));
        }
    }

    private final DebianSurroundings surroundings;
    private final DebianIndexes indexes;
    private final Suites suites = Facts.shipped().suites();
    private @Nullable Contents latest;

    public DebianResolver(Transport transport, DebianSurroundings surroundings) {
        this.surroundings = surroundings;
        this.indexes = new DebianIndexes(transport, surroundings.now());
    }

    /**
     * Chooses suite and packages.
     *
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-301} where no archive is known, {@code PYF-302} where no suite has
     *     that Python with that Java, {@code PYF-303} to {@code PYF-308} where the archive cannot be believed or lacks something
     */
    public DebianResolution resolve(Combination combination, ImageSpec.Hints hints) {
        DebianMirrors mirrors = new DebianMirrors(hints, believing(hints), combination.platform());
        Contents contents = contents(choose(combination, mirrors), mirrors);
        List<Candidate> chosen = DependencyClosure.of(wanted(combination, contents.suite()), contents.packages());
        List<Deb> debs = new ArrayList<>();
        SortedMap<Source, URI> used = new TreeMap<>();
        for (Candidate candidate : chosen) {
            DebianArchive archive = contents.archiveOf(candidate);
            debs.add(locked(candidate, archive.source()));
            used.put(archive.source(), Addresses.withoutLogin(archive.base()));
        }
        return new DebianResolution(versions(combination.python(), contents.suite(), chosen), debs, used);
    }

    private static SystemVersions versions(PythonMinor python, Suite suite, List<Candidate> chosen) {
        return new SystemVersions(
                suite.name(),
                version(chosen, "libc6", GLIBC_VERSION)
                        .flatMap(GlibcVersion::parse)
                        .orElse(suite.glibc()),
                version(chosen, "python" + python, PYTHON_VERSION)
                        .flatMap(PythonVersion::parse)
                        .orElseGet(() -> new PythonVersion(python, 0)));
    }

    private DebianSurroundings believing(ImageSpec.Hints hints) {
        return hints.debianKeyring()
                .map(file -> surroundings.with(Keyring.read(file)))
                .orElse(surroundings);
    }

    private static List<String> wanted(Combination combination, Suite suite) {
        List<String> wanted = new ArrayList<>(BASE);
        wanted.addAll(suite.packages());
        wanted.add("openjdk-%s-jre-headless".formatted(combination.java()));
        wanted.add("python" + combination.python());
        wanted.add("libpython" + combination.python());
        return wanted;
    }

    private Suite choose(Combination combination, DebianMirrors mirrors) {
        List<Suite> reachable = suites.all().stream()
                .filter(suite -> mirrors.mayReach(suite.family()))
                .toList();
        if (reachable.isEmpty()) {
            throw noArchive().toException();
        }
        return suites.having(combination.java(), combination.python()).stream()
                .filter(reachable::contains)
                .findFirst()
                .orElseThrow(() ->
                        impossible(combination, offered(reachable, mirrors)).toException());
    }

    /** Which of the suites the archives really have; asked only when it is needed to say what can be had. */
    private List<Suite> offered(List<Suite> reachable, DebianMirrors mirrors) {
        return reachable.stream()
                .filter(suite -> mirrors.archive(suite)
                        .filter(archive -> indexes.has(archive, suite.name()))
                        .isPresent())
                .toList();
    }

    private Contents contents(Suite suite, DebianMirrors mirrors) {
        Contents known = latest;
        if (known != null && known.suite().equals(suite) && known.mirrors().equals(mirrors)) {
            return known;
        }
        DebianArchive archive =
                mirrors.archive(suite).orElseThrow(() -> noArchive().toException());
        Contents contents = new Contents(suite, mirrors, new AvailablePackages(), new HashMap<>());
        if (!add(contents, archive, suite.name())) {
            throw missingSuite(archive, suite).toException();
        }
        add(contents, archive, suite.name().updates());
        if (mirrors.securityArchives(suite, archive).stream()
                .noneMatch(one -> add(contents, one, suite.name().security()))) {
            surroundings.log().warn(noSecurity(suite));
        }
        latest = contents;
        return contents;
    }

    /** Whether the archive has the suite. */
    private boolean add(Contents contents, DebianArchive archive, SuiteName suite) {
        Suite.Family family = contents.suite().family();
        Optional<List<PackagesIndex>> read = indexes.read(
                archive,
                suite,
                family.components(),
                contents.mirrors().platform().architecture());
        String name = archive.source().name();
        read.stream().flatMap(List::stream).forEach(index -> contents.packages().add(name, index));
        read.ifPresent(found -> contents.archives().put(name, archive));
        return read.isPresent();
    }

    private static Deb locked(Candidate candidate, Source source) {
        return new Deb(
                candidate.offer().name(),
                candidate.offer().version().toString(),
                candidate.offer().architecture(),
                new Location(source, encoded(candidate.offer().path())),
                candidate.offer().sha256(),
                candidate.offer().size());
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a path: " + path, e);
        }
    }

    private static Optional<String> version(List<Candidate> chosen, String name, Pattern form) {
        return chosen.stream()
                .filter(candidate -> candidate.offer().name().equals(name))
                .map(candidate -> form.matcher(candidate.offer().version().upstream()))
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .findFirst();
    }

    private static Problem noArchive() {
        return Problem.declaration("PYF-301", "no Debian or Ubuntu archive is known to take the operating system from")
                .why("neither the declaration nor this machine's apt configuration (`/etc/apt`) names one")
                .remedy("name one, the folder that holds `dists/`: `<debianMirror>` (-Dpyflink.debianMirror)")
                .remedy("name its security updates' too: `<debianSecurityMirror>` (-Dpyflink.debianSecurityMirror)");
    }

    private Problem impossible(Combination combination, List<Suite> reachable) {
        Problem problem = Problem.declaration(
                        "PYF-302",
                        "no suite within reach has Python %s with Java %s"
                                .formatted(combination.python(), combination.java()))
                .why("within reach: " + (reachable.isEmpty() ? "nothing" : lines(reachable)));
        List<Suite> elsewhere = suites.having(combination.java(), combination.python());
        Problem further = elsewhere.isEmpty()
                ? problem
                : problem.remedy("name an archive that has %s: `<debianMirror>` (-Dpyflink.debianMirror)"
                        .formatted(lines(elsewhere)));
        return further.remedy("choose from what there is: `<python>` (-Dpyflink.python), `<java>` (-Dpyflink.java)")
                .source(suites.source());
    }

    private static String lines(List<Suite> some) {
        return some.stream().map(Suite::toString).collect(Collectors.joining("; "));
    }

    private static Problem missingSuite(DebianArchive archive, Suite suite) {
        return Problem.environment(
                        "PYF-306",
                        "`%s` has no suite `%s`".formatted(Addresses.printable(archive.base()), suite.name()))
                .why("%s %s is what has the Python and the Java asked for"
                        .formatted(suite.family().title(), suite.name()))
                .remedy("name an archive that has it: `<debianMirror>` (-Dpyflink.debianMirror)");
    }

    private static Problem noSecurity(Suite suite) {
        return Problem.environment("PYF-310", "no security updates are found for `%s`".formatted(suite.name()))
                .why("the image will have the versions of its release, with the holes found since")
                .remedy("name their archive: `<debianSecurityMirror>` (-Dpyflink.debianSecurityMirror)")
                .withSeverity(Problem.Severity.WARNING);
    }
}
