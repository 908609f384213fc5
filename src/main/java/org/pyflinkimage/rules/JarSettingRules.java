package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** The rule about jars that settings name: they are addresses, and what they lead to below {@code /opt/flink} is there. */
final class JarSettingRules {

    private static final Set<String> KEYS = Set.of("pipeline.jars", "pipeline.classpaths");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final String FILE = "file:";
    private static final String DOCUMENTS =
            "https://github.com/apache/flink/blob/release-2.0/docs/content/docs/dev/python/dependency_management.md";

    private JarSettingRules() {}

    static List<Rule> rules() {
        return List.of(new Rule(
                "PYF-235", Severity.WARNING, "the jars that settings name are there", JarSettingRules::lacking));
    }

    private static List<Finding> lacking(Candidate candidate) {
        return candidate.settings().all().stream()
                .filter(setting -> KEYS.contains(setting.key()))
                .flatMap(setting -> elements(setting.value()).flatMap(jar -> lacking(jar, setting, candidate)))
                .toList();
    }

    /** As Flink takes a list apart: by semicolons, or as a list of YAML. */
    private static Stream<String> elements(String value) {
        boolean yaml = value.startsWith("[") && value.endsWith("]");
        String inner = yaml ? value.substring(1, value.length() - 1) : value;
        return Stream.of(inner.split(yaml ? "[,\\n]" : "[;\\n]"))
                .map(element -> element.strip().replaceFirst("^- +", "").replaceAll("^['\"]|['\"]$", ""))
                .filter(element -> !element.isEmpty() && !element.contains("$"));
    }

    private static Stream<Finding> lacking(String jar, FoundSetting setting, Candidate candidate) {
        if (!SCHEME.matcher(jar).matches()) {
            return Stream.of(Finding.of(
                            "`%s` of `%s` in `%s` is no address".formatted(jar, setting.key(), setting.place()))
                    .why("Flink reads addresses there, with a scheme: of a path it says `no protocol`")
                    .remedy(setting.replacedBy(
                                    setting.key(),
                                    "file://" + absolute(jar, candidate).orElse("/FOLDER/" + nameOf(jar)))
                            + (absolute(jar, candidate).isPresent()
                                    ? ""
                                    : ", with the folder that it has in a container"))
                    .source(DOCUMENTS));
        }
        if (jar.endsWith("/")) {
            return Stream.empty(); // A folder of classes.
        }
        String written = jar.startsWith(FILE) ? jar.substring(FILE.length()).replaceFirst("^//+", "/") : "";
        String path = UnixPath.ofWritten(written).map(UnixPath::value).orElse("");
        return path.startsWith(ImagePaths.FLINK_HOME + "/") && !isThere(path, candidate)
                ? Stream.of(missing(path, setting))
                : Stream.empty();
    }

    /** Where a path that is no address leads in a container: a relative one to the job's file of that path, if it has one. */
    private static Optional<String> absolute(String path, Candidate candidate) {
        return path.startsWith("/")
                ? Optional.of(path)
                : Optional.of(path.replaceFirst("^(\\./)+", ""))
                        .filter(candidate.subject().texts().files()::contains)
                        .map(file -> ImagePaths.USRLIB + "/" + file);
    }

    static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Finding missing(String path, FoundSetting setting) {
        Finding finding = Finding.of("nothing declared brings `%s`, which `%s` in `%s` names"
                        .formatted(path, setting.key(), setting.place()))
                .why(
                        "what is not mounted there when a container starts is missing: jobs end with NoSuchFileException or"
                                + " ClassNotFoundException")
                .source(DOCUMENTS);
        String name = nameOf(path);
        return finding.remedy(
                        "the jar in " + Element.CONNECTORS.named() + ", without that setting: it lies in `lib` then")
                .remedy("or among the files of the job, " + Element.JARS.with(name));
    }

    private static boolean isThere(String path, Candidate candidate) {
        return OtherFiles.mayBringJar(UnixPath.of(path), candidate.spec())
                || isOfFlink(path, candidate)
                || ofConnectors(candidate).contains(path)
                || isOfJob(path, candidate);
    }

    /** Parts of Flink have its version in their names; which libraries of others lie beside them, it alone knows. */
    private static boolean isOfFlink(String path, Candidate candidate) {
        String name = nameOf(path);
        return name.endsWith("-" + candidate.flink() + ".jar") || name.startsWith("log4j-");
    }

    private static Set<String> ofConnectors(Candidate candidate) {
        return candidate.spec().connectors().stream()
                .map(jar ->
                        candidate.spec().placeOf(jar).resolve(jar.fileName()).value())
                .collect(Collectors.toSet());
    }

    /** Files that nobody has read may be any. */
    private static boolean isOfJob(String path, Candidate candidate) {
        String folder = ImagePaths.USRLIB + "/";
        Set<String> files = candidate.subject().texts().files();
        boolean attached = candidate.spec().job().stream()
                .flatMap(job -> job.attachments().jars().stream())
                .anyMatch(jar -> path.equals(ImagePaths.LIB + "/" + nameOf(jar)));
        return attached
                || (path.startsWith(folder)
                        && candidate.spec().job().isPresent()
                        && (files.isEmpty() || files.contains(path.substring(folder.length()))));
    }
}
