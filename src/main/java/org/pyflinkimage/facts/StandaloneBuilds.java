package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.python.StandaloneFile;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Sha256;

/**
 * The standalone CPythons that are known, and what their archives' sums are.
 *
 * @param sums by the archive
 * @param oldestGlibc the C library that they are made for; PyFlink's wheels need none that is newer
 * @param source what they rest on, with the day
 */
public record StandaloneBuilds(Map<StandaloneFile, Sha256> sums, GlibcVersion oldestGlibc, String source) {

    static final String FILE = "standalone.json";

    public StandaloneBuilds {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }

    /** Those that this plugin was released with; read alone, for a build that has nothing to judge. */
    public static StandaloneBuilds shipped() {
        return Shipped.BUILDS;
    }

    static StandaloneBuilds read(FactNode file) {
        Map<StandaloneFile, Sha256> sums = new LinkedHashMap<>();
        file.list(
                        "builds",
                        node -> Map.entry(node.parsed("file", StandaloneFile::parse), new Sha256(node.text("sha256"))))
                .forEach(build -> sums.put(build.getKey(), build.getValue()));
        GlibcVersion glibc = file.object("glibc", node -> node.parsed("oldest", GlibcVersion::parse));
        return new StandaloneBuilds(sums, glibc, "facts/%s: %s".formatted(FILE, file.source()));
    }

    /** The lines of Python that there is one of, ascending. */
    public SortedSet<PythonMinor> lines() {
        return sums.keySet().stream()
                .map(file -> file.build().version().line())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The sum of an archive, where it is known. */
    public Optional<Sha256> sumOf(StandaloneFile file) {
        return Optional.ofNullable(sums.get(file));
    }

    /** The newest one of a line. */
    public Optional<StandaloneFile> newest(PythonMinor line, Platform platform) {
        return sums.keySet().stream()
                .filter(file -> file.platform() == platform
                        && file.build().version().line().equals(line))
                .max(Comparator.comparing(StandaloneFile::build));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final StandaloneBuilds BUILDS =
                FactNode.read(FILE, FactsReader.shippedText(FILE), StandaloneBuilds::read);
    }
}
