package org.pyflinkimage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.Database;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.flink.FlinkMinor;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.jar.ClassDepth;
import org.pyflinkimage.jar.JarReader;
import org.pyflinkimage.jar.JarReading;
import org.pyflinkimage.jar.KnownClasses;
import org.pyflinkimage.jar.Service;
import org.pyflinkimage.report.CompatibilityPage;
import org.pyflinkimage.report.ConnectorJars;
import org.pyflinkimage.spec.MavenCoordinates;

/**
 * Has Maven find the real jars of all connectors that the facts know, holds each against the jars of a release of each Flink
 * line, and writes what they say into {@code connector-jars.json} and {@code docs/compatibility.md}.
 *
 * <p>{@code mvn -Pconnectors verify -Dconnectors.run=ConnectorTable -Dconnectors.flinks=FOLDER} runs it, CONTRIBUTING.md says
 * what is in the folder.
 */
class ConnectorTable {

    private static final Path PAGE = Path.of("docs/compatibility.md");
    private static final Path FOLDER = Folders.buildDirectory().resolve("connectors");
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);
    private static final Pattern RELEASE = Pattern.compile("apache[-_]flink[-_]libraries-([0-9.]+[0-9])[-.].*");

    /** A jar of Flink's in its packages for Python, as a wheel or a source distribution has it. */
    private static final Pattern OF_FLINK =
            Pattern.compile("[^/]+/(?:deps/)?(lib/[^/]+\\.jar|opt/flink-(?:python|sql-client)[^/]*\\.jar)");

    private static final String JDBC = "jdbc";
    private static final String HADOOP = "org/apache/hadoop/";
    private static final int VERSION_OF_JAVA_1 = 44;

    private final Facts facts = Facts.shipped();
    private final SortedMap<FlinkMinor, FlinkJars> flinks = new TreeMap<>();

    /**
     * A release of Flink.
     *
     * @param lib its jars that every process has
     * @param opt its jars that some have
     */
    private record FlinkJars(FlinkVersion version, List<JarReading> lib, List<JarReading> opt) {

        int missingFor(JarReading connector, int java) {
            List<JarReading> others = new ArrayList<>(opt);
            others.add(connector);
            return new KnownClasses(lib, others, java).missing(connector).size();
        }
    }

    @Test
    void tableIsWritten() throws IOException {
        unpackFlinks();
        List<ConnectorJars.Jar> jars = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (Map.Entry<String, SortedSet<FlinkMinor>> known :
                ConnectorJars.known(facts).entrySet()) {
            System.out.println("[connectors] " + known.getKey());
            Optional<Path> file = found(known.getKey());
            if (file.isPresent()) {
                jars.add(jar(known.getKey(), List.copyOf(known.getValue()), file.get()));
            } else {
                absent.add(known.getKey());
            }
        }
        assertThat(jars).isNotEmpty();
        SortedMap<FlinkMinor, String> releases = new TreeMap<>();
        flinks.forEach((line, flink) -> releases.put(line, flink.version().toString()));
        ConnectorJars recorded = new ConnectorJars(
                LocalDate.now(ZoneOffset.UTC),
                "Maven's repositories and PyFlink's own packages",
                releases,
                jars,
                absent);
        Files.writeString(ConnectorJars.FILE, recorded.toJson());
        Files.writeString(PAGE, CompatibilityPage.write(facts));
    }

    /** What Maven finds; what it found before it is not asked for again. */
    private static Optional<Path> found(String coordinates) {
        String fileName = MavenCoordinates.parse(coordinates).orElseThrow().fileName();
        Path jars = Folders.create(FOLDER.resolve("jars"));
        if (!Files.exists(jars.resolve(fileName))) {
            List<String> words = new ArrayList<>(MavenBuild.program());
            words.addAll(List.of("dependency:copy", "-Dartifact=" + coordinates, "-DoutputDirectory=" + jars));
            new Command(words).in(FOLDER).within(DOWNLOAD).run();
        }
        return Optional.of(jars.resolve(fileName)).filter(Files::exists);
    }

    private ConnectorJars.Jar jar(String coordinates, List<FlinkMinor> lines, Path file) throws IOException {
        JarReading reading = JarReader.read(file, ClassDepth.REFERENCES, () -> {});
        assertThat(reading.isWhole()).as(coordinates).isTrue();
        SortedMap<FlinkMinor, Integer> missing = new TreeMap<>();
        flinks.forEach((line, flink) -> {
            int java = facts.lineOf(flink.version()).java().lastKey().feature();
            int count = flink.missingFor(reading, java);
            if (count > 0) {
                missing.put(line, count);
            }
        });
        return new ConnectorJars.Jar(
                coordinates,
                lines,
                answers(reading),
                reading.versions().lastKey() - VERSION_OF_JAVA_1,
                lacks(coordinates, reading),
                missing);
    }

    private static List<String> answers(JarReading jar) {
        return jar.services().stream()
                .filter(service -> service.contract().equals(Service.FACTORY))
                .map(Service::identifier)
                .filter(identifier -> !identifier.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> lacks(String coordinates, JarReading jar) {
        List<String> lacks = new ArrayList<>();
        if (isWithoutDriver(jar)) {
            lacks.add("a driver");
        }
        // Others have classes for whoever has Hadoop.
        if (JarReading.hasBelow(HADOOP, jar.above())
                && facts.connectors().hadoop().callers().stream().anyMatch(coordinates::startsWith)) {
            lacks.add("Hadoop");
        }
        facts.connectors().kin().classes().own().forEach((library, folders) -> {
            if (folders.stream().anyMatch(folder -> JarReading.hasBelow(folder, jar.above()))) {
                lacks.add("`%s`".formatted(library));
            }
        });
        return lacks;
    }

    private static boolean isWithoutDriver(JarReading jar) {
        List<String> answers = answers(jar);
        boolean isWithoutAny =
                jar.services().stream().noneMatch(service -> service.contract().equals(Service.DRIVER));
        return (answers.contains(JDBC) && isWithoutAny)
                || Database.shipped().all().stream()
                        .filter(database -> database.connectors().stream().anyMatch(answers::contains))
                        .anyMatch(database -> database.drivers().classes().stream()
                                .noneMatch(type -> jar.classes().containsKey(type.replace('.', '/'))));
    }

    /** The jars of Flink that PyFlink's packages have. */
    private void unpackFlinks() throws IOException {
        Path packages = Path.of(System.getProperty("connectors.flinks"));
        try (Stream<Path> files = Files.list(packages)) {
            for (Path file : files.sorted().toList()) {
                Matcher release = RELEASE.matcher(file.getFileName().toString());
                if (release.matches()) {
                    FlinkVersion flink = FlinkVersion.parse(release.group(1)).orElseThrow();
                    Path unpacked = FOLDER.resolve("flink-" + flink);
                    unpack(file, unpacked);
                    flinks.put(
                            flink.line(),
                            new FlinkJars(flink, read(unpacked.resolve("lib")), read(unpacked.resolve("opt"))));
                }
            }
        }
        assertThat(flinks).as("packages of PyFlink in %s", packages).isNotEmpty();
    }

    private static void unpack(Path file, Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        try (InputStream bytes = Files.newInputStream(file);
                ArchiveInputStream<?> archive = file.toString().endsWith(".whl")
                        ? new ZipArchiveInputStream(bytes)
                        : new TarArchiveInputStream(new GzipCompressorInputStream(bytes))) {
            for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                Matcher jar = OF_FLINK.matcher(entry.getName());
                if (jar.matches()) {
                    Path target = folder.resolve(jar.group(1));
                    Folders.create(target.getParent());
                    Files.copy(archive, target);
                }
            }
        }
    }

    private static List<JarReading> read(Path folder) throws IOException {
        List<JarReading> readings = new ArrayList<>();
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.sorted().toList()) {
                readings.add(JarReader.read(jar, ClassDepth.SHAPES, () -> {}));
            }
        }
        return readings;
    }
}
