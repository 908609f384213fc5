package org.pyflinkimage.facts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.debian.SuiteName;
import org.pyflinkimage.debian.SuiteName.Pocket;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.JavaVersion;

/**
 * The suites that images can be made from: what rules judge by, and what is resolved.
 *
 * @param all in the order in which they are taken
 * @param source what the facts rest on, with the day
 */
public record Suites(List<Suite> all, String source) {

    static final String FILE = "suites.json";

    public Suites {
        all = List.copyOf(all);
    }

    /** Those that this plugin was released with; read alone, for a build that has nothing to judge. */
    public static Suites shipped() {
        return Shipped.SUITES;
    }

    static Suites read(FactNode file) {
        List<Suite> all = file.list("families", Suites::family).stream()
                .flatMap(List::stream)
                .toList();
        return new Suites(all, "facts/%s: %s".formatted(FILE, file.source()));
    }

    /** Those that images with that Java and that Python can be made from. */
    public List<Suite> having(JavaVersion java, PythonMinor python) {
        return all.stream().filter(suite -> suite.has(java, python)).toList();
    }

    /** Those that images with that Java can be made from, whatever their Python: of each family the newest first. */
    public List<Suite> having(JavaVersion java) {
        List<Suite> newestFirst = new ArrayList<>(all);
        Collections.reverse(newestFirst);
        return families().stream()
                .flatMap(family ->
                        newestFirst.stream().filter(suite -> suite.family().equals(family)))
                .filter(suite -> suite.java().contains(java))
                .toList();
    }

    /** A suite by its name. */
    public Optional<Suite> find(String name) {
        return all.stream()
                .filter(suite -> suite.name().toString().equals(name))
                .findFirst();
    }

    /** Whose suite that is, be it one that images are not made from. */
    public Suite.Family familyOf(SuiteName suite) {
        return families().stream()
                .filter(family -> family.releases().contains(suite.release()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no suite of Debian or Ubuntu: " + suite));
    }

    public List<Suite.Family> families() {
        return all.stream().map(Suite::family).distinct().toList();
    }

    private static List<Suite> family(FactNode node) {
        Suite.Family family = new Suite.Family(
                node.text("name"),
                node.text("title"),
                node.text("image"),
                node.texts("components"),
                node.flag("securityApart"),
                new TreeSet<>(node.texts("releases")));
        Set<Pocket> renewed = node.texts("renewed").stream()
                .map(rest -> SuiteName.parse(rest).pocket())
                .collect(Collectors.toUnmodifiableSet());
        return node.list("suites", suite -> suite(family, renewed, suite));
    }

    private static Suite suite(Suite.Family family, Set<Pocket> renewed, FactNode node) {
        return new Suite(
                family,
                SuiteName.parse(node.text("name")),
                GlibcVersion.parse(node.text("glibc")).orElseThrow(),
                PythonMinor.parse(node.text("python")).orElseThrow(),
                node.texts("java").stream()
                        .map(line -> JavaVersion.parse(line).orElseThrow())
                        .collect(Collectors.toCollection(TreeSet::new)),
                node.texts("packages"),
                new SuiteUpkeep(node.day("dated"), node.day("supportedUntil"), renewed));
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        static final Suites SUITES = FactNode.read(FILE, FactsReader.shippedText(FILE), Suites::read);
    }
}
