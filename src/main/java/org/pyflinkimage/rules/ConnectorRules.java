package org.pyflinkimage.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.facts.ConnectorFacts;
import org.pyflinkimage.facts.ConnectorFacts.Kin;
import org.pyflinkimage.facts.ConnectorFacts.Served;
import org.pyflinkimage.facts.ConnectorFacts.Versions;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.job.AddedJars;
import org.pyflinkimage.rules.OtherFiles.Sought;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** Rules about which jars lie beside Flink: none twice, none missing, each in its place. */
final class ConnectorRules {

    /** What surrounds the name of what a connector connects to. */
    private static final Pattern ENDS = Pattern.compile("^flink-connector-|[0-9]+$");

    private ConnectorRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-222", Severity.ERROR, "no jar repeats what Flink brings", ConnectorRules::brought),
                new Rule("PYF-223", Severity.ERROR, "no connector is there twice", ConnectorRules::twice),
                new Rule(
                        "PYF-237",
                        Severity.ERROR,
                        "no file of the job takes a connector's place",
                        ConnectorRules::covered),
                new Rule("PYF-224", Severity.WARNING, "connectors have their dependencies", ConnectorRules::thin),
                new Rule(
                        "PYF-226",
                        Severity.WARNING,
                        "the job's connectors and formats are there",
                        ConnectorRules::lacking));
    }

    private static List<Finding> brought(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        Stream<Finding> plugins = candidate.spec().connectors().stream()
                .filter(jar -> isPlugin(jar.groupId() + ":" + jar.artifactId(), candidate))
                .filter(jar -> isLoaded(candidate.spec().placeOf(jar)))
                .map(jar -> Finding.of("Flink brings `%s` already, as a plugin".formatted(jar.artifactId()))
                        .why("it finds two of one name, takes one, and warns of that")
                        .remedy("leave `<connector>%s</connector>` out".formatted(jar))
                        .source(facts.source("plugins"))
                        .milder(Severity.WARNING));
        Stream<Finding> jars = candidate.spec().connectors().stream()
                .filter(jar ->
                        facts.own().brought().contains(jar.groupId() + ":" + ConnectorVersionRules.withoutScala(jar)))
                .filter(jar -> isOnClassPath(candidate.spec().placeOf(jar)))
                .map(jar -> Finding.of("Flink brings `%s` already".formatted(jar.artifactId()))
                        .why(
                                "of two copies the class path takes either: methods are missing, or classes differ from themselves")
                        .remedy("leave `<connector>%s</connector>` out".formatted(jar))
                        .source(facts.source("brought")));
        return Stream.concat(jars, plugins).toList();
    }

    static boolean isPlugin(String artifact, Candidate candidate) {
        return candidate.facts().connectors().own().isPlugin(artifact, candidate.flink());
    }

    private static List<Finding> twice(Candidate candidate) {
        Map<String, Set<String>> byName = new TreeMap<>();
        for (MavenCoordinates jar : candidate.spec().connectors()) {
            UnixPath place = candidate.spec().placeOf(jar);
            if (!place.equals(ImagePaths.OPT)) {
                // Each plugin has a class loader of its own.
                String loader = isOnClassPath(place) ? "" : place.value();
                byName.computeIfAbsent(nameOf(jar, candidate) + loader, name -> new TreeSet<>())
                        .add(jar.toString());
            }
        }
        return byName.values().stream()
                .filter(jars -> jars.size() > 1)
                .map(jars -> Finding.of("one connector is there %s times".formatted(jars.size()))
                        .why(jars.stream().map("`%s`"::formatted).collect(Collectors.joining(" and ")))
                        .remedy("one of them in `<connectors>`: for SQL and PyFlink the one with `sql` in its name")
                        .source("https://github.com/apache/flink-cdc/issues/2984"))
                .toList();
    }

    /** One name for all jars that register the same factory; of jars that nobody knows those have one that differ in their versions alone. */
    private static String nameOf(MavenCoordinates jar, Candidate candidate) {
        Kin kin = candidate.facts().connectors().kin();
        String artifact = ConnectorVersionRules.withoutScala(jar);
        String name = kin.alike().getOrDefault(artifact, kin.fat().getOrDefault(artifact, artifact));
        boolean known = !name.equals(artifact)
                || kin.fat().containsValue(artifact)
                || kin.alike().containsValue(artifact);
        return known
                ? name
                : "%s:%s:%s".formatted(jar.groupId(), artifact, jar.classifier().orElse(""));
    }

    private static List<Finding> thin(Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        List<Finding> findings = new ArrayList<>();
        for (MavenCoordinates jar : candidate.spec().connectors()) {
            Optional<String> instead =
                    Optional.ofNullable(facts.kin().fat().get(ConnectorVersionRules.withoutScala(jar)));
            if (instead.isPresent() && !hasDependencies(jar, candidate) && !hasClient(jar, candidate)) {
                Finding finding = Finding.of("`%s` comes without its dependencies".formatted(jar.artifactId()))
                        .why("its client library is a jar of its own: the job ends with NoClassDefFoundError")
                        .remedy(declared(instead.get(), candidate) + ": it has that inside")
                        .remedy(transitive(jar))
                        .source(facts.source("fat"));
                findings.add(OtherFiles.unlessIn(
                        OtherFiles.bringing(dependenciesOf(jar, candidate), candidate.spec()),
                        clientOf(jar, facts)
                                .map(client -> finding.remedy(
                                        "the client library beside it, in `<connectors>`: `%s`".formatted(client)))
                                .orElse(finding)));
            }
        }
        HadoopJars.thin(candidate).ifPresent(findings::add);
        HadoopJars.missing(candidate).ifPresent(findings::add);
        return findings;
    }

    /** Its client library: in a jar that is named after what it connects to, or in one that may be anything. */
    private static Sought dependenciesOf(MavenCoordinates jar, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        String name = ENDS.matcher(ConnectorVersionRules.withoutScala(jar)).replaceAll("");
        return new Sought(
                OtherFiles.seenFrom(candidate.spec().placeOf(jar)),
                other -> other.artifactId().contains(name)
                        && !facts.kin().fat().containsKey(ConnectorVersionRules.withoutScala(other))
                        && !facts.knows(ConnectorVersionRules.withoutScala(other)),
                Optional.empty());
    }

    /** The property has no form for it. */
    static String transitive(MavenCoordinates jar) {
        return "`<transitive>true</transitive>` in the `<connector>` of `%s`: with it comes what it depends on"
                .formatted(jar.artifactId());
    }

    private static Optional<String> clientOf(MavenCoordinates jar, ConnectorFacts facts) {
        return Optional.ofNullable(facts.kin().clients().get(ConnectorVersionRules.withoutScala(jar)));
    }

    /** Whether it comes with what it depends on. */
    static boolean hasDependencies(MavenCoordinates jar, Candidate candidate) {
        return candidate.spec().transitive().stream()
                .anyMatch(connector -> connector.jar().equals(jar));
    }

    private static boolean hasClient(MavenCoordinates jar, Candidate candidate) {
        Optional<String> client = clientOf(jar, candidate.facts().connectors());
        return candidate.spec().connectors().stream()
                .anyMatch(other -> client.filter(other.artifactId()::equals).isPresent());
    }

    /** A source of the job, and what it uses. */
    private record Use(Served served, String file) {

        boolean isOfModule() {
            return served.option().equals(Served.MODULE);
        }

        String named() {
            return "the %s `%s`".formatted(served.option(), served.value());
        }
    }

    /** Looks for table options in the job's sources; what is put together at run time is not seen. What one jar brings is told once. */
    private static List<Finding> lacking(Candidate candidate) {
        Map<String, String> sources = candidate.subject().texts().running();
        if (sources.isEmpty()) {
            return List.of();
        }
        ConnectorFacts facts = candidate.facts().connectors();
        // A plugin's classes are its own, and what lies in opt nobody loads.
        List<MavenCoordinates> jars = candidate.spec().connectors().stream()
                .filter(jar -> isOnClassPath(candidate.spec().placeOf(jar)))
                .toList();
        Map<List<String>, List<Use>> byJar = new LinkedHashMap<>();
        facts.served().stream()
                .filter(served -> !served.option().equals(FileSystemRules.SCHEME))
                .filter(served -> named(served, jars).noneMatch(jar -> served.isServedIn(jar.version())))
                .flatMap(served -> fileWith(served, sources).map(file -> new Use(served, file)).stream())
                .forEach(use -> byJar.computeIfAbsent(jars(use.served(), candidate), jar -> new ArrayList<>())
                        .add(use));
        return byJar.entrySet().stream()
                .map(missing -> lacking(missing.getValue(), missing.getKey(), candidate))
                .toList();
    }

    /** Of two files under one path an image would have the job's, or none. */
    private static List<Finding> covered(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (MavenCoordinates jar : candidate.spec().connectors()) {
            UnixPath place = candidate.spec().placeOf(jar);
            if (place.equals(ImagePaths.USRLIB)
                    && candidate.subject().texts().files().contains(jar.fileName())) {
                findings.add(covered(jar, place, jar.fileName())
                        .remedy("or leave the file out: " + Element.EXCLUDES.with(jar.fileName())));
            }
            if (place.equals(ImagePaths.LIB)) {
                attached(jar.fileName(), candidate)
                        .ifPresent(file -> findings.add(covered(jar, place, file)
                                .remedy("or leave `%s` out of %s".formatted(file, Element.JARS.named()))));
            }
        }
        return findings;
    }

    /** The job's jar of a name, to which a link leads in {@code lib}. */
    private static Optional<String> attached(String name, Candidate candidate) {
        return candidate.spec().job().stream()
                .flatMap(job -> job.attachments().jars().stream())
                .filter(jar -> JarSettingRules.nameOf(jar).equals(name))
                .findFirst();
    }

    private static Finding covered(MavenCoordinates jar, UnixPath place, String file) {
        return Finding.of("`%s` of the job would lie where the connector `%s` lies".formatted(file, jar))
                .why("both are `%s`".formatted(place.resolve(jar.fileName())))
                .remedy("leave the `<connector>` out, or give it another `<place>`");
    }

    private static boolean isLoaded(UnixPath place) {
        return isOnClassPath(place) || place.startsWith(ImagePaths.PLUGINS);
    }

    static boolean isOnClassPath(UnixPath place) {
        return place.equals(ImagePaths.LIB) || place.equals(ImagePaths.USRLIB);
    }

    private static Optional<String> fileWith(Served served, Map<String, String> sources) {
        Pattern use = use(served);
        return sources.entrySet().stream()
                .filter(file -> use.matcher(file.getValue()).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** An import, or an option of a table: as SQL and dictionaries have it, or a descriptor. */
    private static Pattern use(Served served) {
        String value = Pattern.quote(served.value());
        return served.option().equals(Served.MODULE)
                ? Pattern.compile("(?m)^[ \\t]*(?:from|import)[ \\t]+%s\\b".formatted(value))
                : Pattern.compile(
                        "['\"](?:(?:key|value)\\.)?%s['\"]\\s*(?:=|,|:)\\s*['\"]%s['\"]|\\bfor_%s\\(\\s*['\"]%s['\"]"
                                .formatted(served.option(), value, served.option(), value));
    }

    /** Settings and commands name jars as sources do. */
    private static boolean addsJars(Candidate candidate) {
        return candidate.settings().all().stream().anyMatch(setting -> AddedJars.isKey(setting.key()))
                || AddedJars.areCommanded(candidate.spec())
                || candidate.subject().texts().running().values().stream().anyMatch(AddedJars::areIn);
    }

    private static Finding lacking(List<Use> uses, List<String> jars, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        Sought sought = new Sought(
                List.of(ImagePaths.LIB, ImagePaths.USRLIB),
                other -> !facts.knows(ConnectorVersionRules.withoutScala(other)),
                Optional.empty());
        List<String> others = new ArrayList<>(OtherFiles.bringing(sought, candidate.spec()));
        if (addsJars(candidate)) {
            others.add("a jar that the job adds");
        }
        Finding use = used(uses, others.isEmpty() ? "brings" : "is known to bring");
        Finding told = uses.stream()
                .map(Use::served)
                .flatMap(served -> older(served, candidate).stream()
                        .map(jar -> use.why("versions of it before %s have none, as the declared `%s`"
                                .formatted(served.since().orElse(""), jar))))
                .findFirst()
                .orElseGet(() ->
                        misplaced(OtherFiles.unlessIn(others, use), uses.get(0).served(), candidate));
        for (String option :
                new TreeSet<>(uses.stream().map(one -> one.served().option()).toList())) {
            told = told.source(facts.source(option + "s"));
        }
        for (String jar : jars) {
            told = told.remedy(jar);
        }
        return told;
    }

    private static Finding used(List<Use> uses, String brings) {
        Map<String, List<String>> byFile = new LinkedHashMap<>();
        uses.forEach(use ->
                byFile.computeIfAbsent(use.file(), file -> new ArrayList<>()).add(use.named()));
        String all = byFile.entrySet().stream()
                .map(file -> "`%s` uses %s".formatted(file.getKey(), Words.all(file.getValue())))
                .collect(Collectors.joining(", "));
        boolean called = uses.stream().anyMatch(Use::isOfModule);
        Finding finding = Finding.of("%s, and no jar %s %s"
                .formatted(all, brings, uses.size() > 1 ? "what that needs" : called ? "what that calls" : "it"));
        return called ? finding.why("the job ends with `TypeError: 'JavaPackage' object is not callable`") : finding;
    }

    private static Stream<MavenCoordinates> named(Served served, List<MavenCoordinates> jars) {
        return jars.stream().filter(jar -> served.artifacts().contains(ConnectorVersionRules.withoutScala(jar)));
    }

    /** A declared jar whose versions serve it since a newer one. */
    private static Optional<MavenCoordinates> older(Served served, Candidate candidate) {
        return named(served, candidate.spec().connectors())
                .filter(jar -> !served.isServedIn(jar.version()))
                .findFirst();
    }

    /** What serves it: the first that is known for the line; else where to look, and the nearest that is known. */
    private static List<String> jars(Served served, Candidate candidate) {
        ConnectorFacts facts = candidate.facts().connectors();
        String first = served.artifacts().get(0);
        if (facts.own().released().contains(first)) {
            return List.of("`<connector>org.apache.flink:%s:%s</connector>`".formatted(first, candidate.flink()));
        }
        FlinkMinor line = candidate.line().line();
        Versions versions = facts.versions();
        boolean isKnown = versions.newestFor(first, line)
                .flatMap(MavenCoordinates::parse)
                .filter(jar -> served.isServedIn(jar.version()))
                .isPresent();
        if (served.since().isPresent() && !isKnown) {
            return List.of("`%s` %s or newer for Flink %s, if there is one"
                    .formatted(first, served.since().get(), line));
        }
        Optional<String> other = first(
                        served, artifact -> versions.newestFor(artifact, line).isPresent())
                .or(() -> first(served, artifact -> versions.isNear(artifact, line)))
                .filter(artifact -> !artifact.equals(first))
                .map(artifact -> versions.declaredOrNearest(artifact, line)
                        + (facts.kin().fat().containsKey(artifact)
                                ? ", with `<transitive>true</transitive>` in it: it comes without its dependencies"
                                : ""));
        return other.map(known -> List.of(known, "or " + declared(first, candidate)))
                .orElseGet(() -> List.of(versions.declaredOrNearest(first, line)));
    }

    private static Optional<String> first(Served served, Predicate<String> wanted) {
        return served.artifacts().stream().filter(wanted).findFirst();
    }

    /** Adds which jar would bring it if it lay elsewhere. */
    static Finding misplaced(Finding finding, Served served, Candidate candidate) {
        return candidate.spec().connectors().stream()
                .filter(jar -> served.artifacts().contains(ConnectorVersionRules.withoutScala(jar)))
                .findFirst()
                .map(jar -> finding.why("the declared `%s` lies in `%s`, where nothing looks for it"
                                .formatted(jar, candidate.spec().placeOf(jar)))
                        .remedy("leave the `<place>` of `%s` out".formatted(jar)))
                .orElse(finding);
    }

    private static String declared(String artifact, Candidate candidate) {
        return candidate
                .facts()
                .connectors()
                .versions()
                .declared(artifact, candidate.line().line());
    }
}
