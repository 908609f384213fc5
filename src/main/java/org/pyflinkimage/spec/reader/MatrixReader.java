package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Exclusion;
import org.pyflinkimage.spec.KnownVersions;
import org.pyflinkimage.spec.MachinePlatforms;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.DaemonImage;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;

/** The declared axes become cells. */
final class MatrixReader {

    private final Reading reading;
    private final KnownVersions versions;
    private final List<FlinkVersion> known;

    MatrixReader(Reading reading, KnownVersions versions) {
        this.reading = reading;
        this.versions = versions;
        known = versions.flink();
    }

    /** The product of the axes in the declared order, without the excluded cells. */
    List<Combination> cells() {
        List<FlinkVersion> flinks = axis(Element.FLINK, this::flink, versions.defaultFlink());
        List<JavaVersion> javas = axis(Element.JAVA, this::java, versions.defaultJava());
        List<PythonMinor> pythons = axis(Element.PYTHON, this::python, versions.defaultPython());
        List<Platform> platforms = axis(Element.PLATFORMS, this::platform, defaultPlatform());
        List<Combination> product = flinks.stream()
                .flatMap(flink -> javas.stream()
                        .flatMap(java -> pythons.stream()
                                .flatMap(python -> platforms.stream()
                                        .map(platform -> new Combination(flink, java, python, platform)))))
                .toList();
        return exclude(product);
    }

    private <T> List<T> axis(Element element, Function<String, Optional<T>> parser, T otherwise) {
        List<String> texts = reading.values(element);
        if (texts.isEmpty()) {
            return List.of(otherwise);
        }
        return texts.stream().map(parser).flatMap(Optional::stream).distinct().toList();
    }

    private Optional<FlinkVersion> flink(String text) {
        Optional<FlinkVersion> version = FlinkVersion.parse(text);
        if (version.isPresent()) {
            version.filter(this::isUnknown).ifPresent(unknown -> reading.report(unknownFlink(unknown)));
            return version;
        }
        List<FlinkVersion> line = FlinkMinor.parse(text).map(this::lineOf).orElse(List.of());
        reading.report(line.isEmpty() ? malformedFlink(text) : flinkLine(text, line));
        return Optional.empty();
    }

    /** A patch release that is newer than the facts is known by its line. */
    private boolean isUnknown(FlinkVersion version) {
        List<FlinkVersion> line = lineOf(version.line());
        return !known.contains(version) && (line.isEmpty() || version.compareTo(line.get(line.size() - 1)) < 0);
    }

    private List<FlinkVersion> lineOf(FlinkMinor line) {
        return known.stream().filter(version -> version.line().equals(line)).toList();
    }

    private Problem unknownFlink(FlinkVersion version) {
        List<FlinkVersion> line = lineOf(version.line());
        return Problem.declaration("PYF-002", "Flink `%s` in `<flink>` is not a known release".formatted(version))
                .why(line.isEmpty() ? "known are " + newestOfEachLine() : "known of this line are " + join(line))
                .remedy(Element.FLINK.with(
                        (line.isEmpty() ? known : line).get((line.isEmpty() ? known : line).size() - 1) + ""));
    }

    private static Problem flinkLine(String text, List<FlinkVersion> line) {
        return Problem.declaration(
                        "PYF-001", "Flink `%s` in `<flink>` is a release line, not a release".formatted(text))
                .why("an image is built from one exact release; of this line there are " + join(line))
                .remedy(Element.FLINK.with(line.get(line.size() - 1).toString()));
    }

    private Problem malformedFlink(String text) {
        return Problem.declaration("PYF-001", "`%s` in `<flink>` is not a Flink release".formatted(text))
                .why("a release has three numbers; known are " + newestOfEachLine())
                .remedy(Element.FLINK.with(versions.defaultFlink()));
    }

    private Optional<JavaVersion> java(String text) {
        Optional<JavaVersion> version = JavaVersion.parse(text);
        if (version.isEmpty()) {
            reading.report(Problem.declaration("PYF-003", "`%s` in `<java>` is not a Java line".formatted(text))
                    .why("Java is declared by its feature release alone, as in 11, 17 or 21;"
                            + " the lock file fixes the exact build")
                    .remedy(Element.JAVA.with(
                            numberOf(text).orElse(versions.defaultJava().toString()))));
        }
        return version;
    }

    /** The line that somebody meant who wrote a whole version. */
    private static Optional<String> numberOf(String text) {
        String[] parts = text.split("[.+_]", -1);
        return Optional.of(parts[0].equals("1") && parts.length > 1 ? parts[1] : parts[0])
                .flatMap(JavaVersion::parse)
                .map(JavaVersion::toString);
    }

    private Optional<PythonMinor> python(String text) {
        Optional<PythonMinor> minor = PythonMinor.parse(text);
        if (minor.isEmpty()) {
            String line = text.replaceFirst("^(3\\.\\d+)\\..*$", "$1");
            reading.report(Problem.declaration("PYF-004", "`%s` in `<python>` is not a Python line".formatted(text))
                    .why("Python is declared by its line, as in 3.11; the lock file fixes the exact version")
                    .remedy(Element.PYTHON.with(PythonMinor.parse(line)
                            .orElse(versions.defaultPython())
                            .toString())));
        }
        return minor;
    }

    /** The same on every machine, so that a lock file is; but an image that goes to a daemon alone is for what that runs. */
    private Platform defaultPlatform() {
        boolean forDaemon = reading.values(Element.TO).equals(List.of(Output.DAEMON.toString()));
        boolean ofDaemon =
                reading.value(Element.BASE).filter(DaemonImage::isOne).isPresent();
        return (forDaemon || ofDaemon) && !reading.declaration().isDeclared(Element.PLATFORMS)
                ? reading.declaration().platforms().daemon().orElse(Platform.LINUX_AMD64)
                : Platform.LINUX_AMD64;
    }

    private Optional<Platform> platform(String text) {
        if (text.equals(MachinePlatforms.HOST)) {
            return host();
        }
        Optional<Platform> platform = Platform.parse(text);
        if (platform.isEmpty()) {
            String all =
                    Arrays.stream(Platform.values()).map(Platform::toString).collect(Collectors.joining(", "));
            reading.report(Problem.declaration(
                            "PYF-005",
                            "`%s` in `<platforms>` is not a platform that images are built for".formatted(text))
                    .why("there are %s, and `%s` for this machine's".formatted(all, MachinePlatforms.HOST))
                    .remedy(Element.PLATFORMS.with(meant(text))));
        }
        return platform;
    }

    /** The platform whose processor a text names in other words, {@code linux/arm64/v8} or {@code aarch64}; else the usual one. */
    private static String meant(String text) {
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[/_ -](?!64)"));
        return Arrays.stream(Platform.values())
                .filter(platform -> words.contains(platform.architecture()) || words.contains(platform.machine()))
                .findFirst()
                .orElse(Platform.LINUX_AMD64)
                .toString();
    }

    private Optional<Platform> host() {
        Optional<Platform> host = reading.declaration().platforms().host();
        if (host.isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-034",
                            "`%s` in `<platforms>` is no platform that images are built for"
                                    .formatted(MachinePlatforms.HOST))
                    .why("the processor of this machine is another than amd64 and arm64")
                    .remedy(Element.PLATFORMS.with(Platform.LINUX_AMD64.toString())));
        }
        return host;
    }

    private List<Combination> exclude(List<Combination> product) {
        List<Exclusion> usable = reading.declaration().exclusions().stream()
                .filter(this::isUsable)
                .toList();
        List<Combination> cells = product.stream()
                .filter(cell -> usable.stream().noneMatch(exclusion -> exclusion.matches(cell)))
                .toList();
        if (cells.isEmpty() && !product.isEmpty()) {
            reading.report(Problem.declaration("PYF-007", "`<excludes>` leaves no cell of the matrix")
                    .remedy("remove an `<exclude>`, or give it more elements so that it matches fewer cells"));
        }
        return cells;
    }

    private boolean isUsable(Exclusion exclusion) {
        List<String> wrong = new ArrayList<>();
        exclusion.values().forEach((axis, value) -> {
            if (!isReadable(axis, value)) {
                wrong.add("%s%s".formatted(axis.tag(), value));
            }
        });
        if (exclusion.values().isEmpty() || !wrong.isEmpty()) {
            reading.report(unusable(exclusion.values(), wrong));
        }
        return !exclusion.values().isEmpty() && wrong.isEmpty();
    }

    private static boolean isReadable(Element axis, String value) {
        return switch (axis) {
            case FLINK -> value.matches("\\d+\\.\\d+(\\.\\d+)?");
            case JAVA -> JavaVersion.parse(value).isPresent();
            case PYTHON -> PythonMinor.parse(value).isPresent();
            case PLATFORMS -> Platform.parse(value).isPresent();
            default -> false;
        };
    }

    private static Problem unusable(Map<Element, String> values, List<String> wrong) {
        String what = values.isEmpty()
                ? "an `<exclude>` names no axis"
                : "an `<exclude>` cannot be read: `%s`".formatted(String.join("`, `", wrong));
        return Problem.declaration("PYF-006", what)
                .remedy("`<exclude><flink>1.20</flink><python>3.12</python></exclude>`: one value for each of"
                        + " `<flink>` (a release or a line), `<java>`, `<python>`, `<platform>` that shall match");
    }

    private String newestOfEachLine() {
        return join(known.stream()
                .filter(version -> {
                    List<FlinkVersion> line = lineOf(version.line());
                    return version.equals(line.get(line.size() - 1));
                })
                .toList());
    }

    private static String join(List<FlinkVersion> versions) {
        return versions.stream().map(FlinkVersion::toString).collect(Collectors.joining(", "));
    }
}
