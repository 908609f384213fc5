package org.pyflinkimage.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Parameter;
import org.junit.jupiter.api.Test;
import org.pyflinkimage.facts.DefaultVersions;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.Suite;
import org.pyflinkimage.mojo.xml.DependenciesElement;
import org.pyflinkimage.mojo.xml.Job;
import org.pyflinkimage.mojo.xml.Matrix;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.JavaVersion;

/** The table of {@code README.md} names all elements and properties that there are and no others, with their defaults. */
class ReadmeTest {

    private static final Pattern ELEMENT = Pattern.compile("<([A-Za-z0-9]+)>");
    private static final Pattern PROPERTY = Pattern.compile("`pyflink\\.([A-Za-z0-9]+)(\\.[A-Za-z-]+)?`");
    /** Names of files apart. */
    private static final Pattern PROPERTY_IN_CODE =
            Pattern.compile("\"pyflink\\.(?!lock\"|txt\")([A-Za-z0-9]+)(\\.)?\"");

    private static final Pattern GOAL = Pattern.compile("(?m)^\\| `pyflink:([a-z]+)(\\.)?` \\|");
    private static final Pattern GOAL_IN_CODE = Pattern.compile("@Mojo\\(\\s*name = \"([a-z]+)(\\.)?\"");

    /** What stands in an element that holds several. */
    private static final Set<String> ITEMS = Set.of(
            "version",
            "platform",
            "include",
            "exclude",
            "tag",
            "connector",
            "part",
            "package",
            "group",
            "argument",
            "file",
            "archive",
            "port",
            "volume",
            "extraDirectory",
            "index",
            "jar");

    /** Its parts have properties of their own. */
    private static final Set<String> WITHOUT_A_PROPERTY = Set.of("matrix", "dependencies");

    /** A line of the table. */
    private record Row(Set<String> elements, Set<String> properties, String meaning, List<String> defaults) {

        static Row parse(String line) {
            String[] cells = line.substring(0, line.lastIndexOf('|')).split(" \\| ", -1);
            return new Row(
                    elementsOf(cells[0]),
                    propertiesOf(PROPERTY, cells[1]),
                    cells[2],
                    List.of(cells[3].strip().split("; ", -1)));
        }

        private static Set<String> elementsOf(String cell) {
            return names(ELEMENT, cell)
                    .filter(name -> !ITEMS.contains(name))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void goalsAreThoseThatThereAre() throws IOException {
        Set<String> there = new TreeSet<>(Set.of("help"));
        for (Path source : sources()) {
            there.addAll(propertiesOf(GOAL_IN_CODE, Files.readString(source)));
        }

        assertThat(propertiesOf(GOAL, Files.readString(Path.of("README.md")))).isEqualTo(there);
    }

    @Test
    void elementsAreTheGoalsParameters() throws IOException {
        assertThat(elements()).isEqualTo(parameters());
    }

    @Test
    void propertiesAreThoseThatTheCodeReads() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path source : sources()) {
            read.addAll(propertiesOf(PROPERTY_IN_CODE, Files.readString(source)));
        }

        assertThat(rows().stream().flatMap(row -> row.properties().stream())).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void propertiesAreNamedAfterTheElementsBesideThem() throws IOException {
        for (Row row : rows()) {
            assertThat(row.elements())
                    .containsAll(
                            row.properties().stream().map(ReadmeTest::elementOf).toList());
        }
    }

    @Test
    void elementsWithoutAPropertyAreFew() throws IOException {
        Set<String> elements = elements();
        rows().forEach(row -> row.properties().forEach(property -> elements.remove(elementOf(property))));

        assertThat(elements).isEqualTo(WITHOUT_A_PROPERTY);
    }

    @Test
    void defaultsOfParametersAreTold() throws IOException {
        Map<String, String> told = new TreeMap<>();
        fields().filter(field -> isParameter(field) && !isBean(field.getOwner()))
                .forEach(field -> defaultOf(field).ifPresent(value -> told.put(field.getName(), value)));

        assertThat(told).containsKeys("storeLimit", "to", "pip", "locked");
        for (Map.Entry<String, String> parameter : told.entrySet()) {
            assertThat(row(parameter.getKey()).defaults())
                    .as(parameter.getKey())
                    .contains(parameter.getValue());
        }
    }

    @Test
    void linesAndDefaultsOfVersionsAreTheKnownOnes() throws IOException {
        Facts facts = Facts.shipped();
        NavigableSet<PythonMinor> pythons = facts.buildablePythons();

        assertThat(row("java").meaning()).isEqualTo("Java lines: " + joined(facts.javas(), ", "));
        assertThat(row("python").meaning())
                .isEqualTo("Python lines: %s … %s".formatted(pythons.first(), pythons.last()));
        DefaultVersions defaults = DefaultVersions.shipped();
        assertThat(row("java").defaults()).containsExactly(defaults.java().toString());
        assertThat(row("python").defaults()).containsExactly(defaults.python().toString());
    }

    @Test
    void otherDefaultsAreThoseOfTheCode() throws IOException {
        assertThat(row("distribution").defaults())
                .containsExactly(DistributionPart.shipped().stream()
                        .filter(DistributionPart::usual)
                        .map(DistributionPart::name)
                        .collect(Collectors.joining(", ")));
        assertThat(row("user").defaults()).containsExactly("`%s`, `%s`".formatted(ContainerUser.FLINK, FlinkUser.NAME));
        assertThat(row("entrypoint").defaults().get(0)).startsWith("`%s`".formatted(ImagePaths.ENTRYPOINT));
        assertThat(row("workingDirectory").defaults()).contains("`%s`".formatted(ImagePaths.FLINK_HOME));
    }

    /** Below the table, in a sentence. */
    @Test
    void linesOfSuitesAreTheKnownOnes() throws IOException {
        Facts facts = Facts.shipped();
        NavigableSet<PythonMinor> pythons = facts.buildablePythons();
        List<JavaVersion> ubuntu = javasOf("ubuntu", facts);

        assertThat(Files.readString(Path.of("README.md")).replace('\n', ' '))
                .contains("by what you declare: %s from Debian; %s to %s from Ubuntu."
                        .formatted(
                                listed(javasOf("debian", facts), " and "),
                                ubuntu.get(0),
                                ubuntu.get(ubuntu.size() - 1)))
                .contains("(%s from Debian, %s from Ubuntu)"
                        .formatted(
                                listed(pythonsOf("debian", facts), " or "), listed(pythonsOf("ubuntu", facts), " or ")))
                .contains("%s to %s, which is as far as Flink goes".formatted(pythons.first(), pythons.last()));
    }

    private static List<JavaVersion> javasOf(String family, Facts facts) {
        return suitesOf(family, facts)
                .flatMap(suite -> suite.java().stream())
                .filter(facts.javas()::contains)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<PythonMinor> pythonsOf(String family, Facts facts) {
        return suitesOf(family, facts)
                .map(Suite::python)
                .filter(facts.buildablePythons()::contains)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Suite> suitesOf(String family, Facts facts) {
        return facts.suites().all().stream()
                .filter(suite -> suite.family().name().equals(family));
    }

    private static String listed(List<?> values, String beforeLast) {
        int last = values.size() - 1;
        return joined(values.subList(0, last), ", ") + beforeLast + values.get(last);
    }

    private static String joined(Collection<?> values, String between) {
        return values.stream().map(Object::toString).collect(Collectors.joining(between));
    }

    /** Of two elements of one name the one with a property of that name. */
    private static Row row(String property) throws IOException {
        return rows().stream()
                .filter(row -> row.properties().contains(property))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> defaultOf(JavaField field) {
        return field.getAnnotationOfType(Parameter.class.getName())
                .get("defaultValue")
                .map(Object::toString)
                .filter(value -> !value.isEmpty());
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(Files::isRegularFile).toList();
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readString(Path.of("README.md"))
                .split("\n## The declaration\n", -1)[1]
                .split("\n## ", -1)[0]
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(Row::parse)
                .toList();
    }

    private static Set<String> elements() throws IOException {
        return rows().stream().flatMap(row -> row.elements().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> parameters() {
        return fields().filter(ReadmeTest::isParameter)
                .map(JavaField::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<JavaField> fields() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(ModuleMojo.class.getPackageName())
                        .stream()
                        .filter(ReadmeTest::isOfTheDeclaration)
                        .flatMap(type -> type.getFields().stream());
    }

    private static boolean isOfTheDeclaration(JavaClass type) {
        return type.isAssignableTo(ModuleMojo.class) || isBean(type);
    }

    /** Of which every field is an element. */
    private static boolean isBean(JavaClass type) {
        return type.isEquivalentTo(Matrix.class)
                || type.isEquivalentTo(Job.class)
                || type.isEquivalentTo(DependenciesElement.class);
    }

    private static boolean isParameter(JavaField field) {
        return isBean(field.getOwner())
                || field.tryGetAnnotationOfType(Parameter.class.getName())
                        .map(annotation -> !isReadOnly(annotation))
                        .orElse(false);
    }

    private static boolean isReadOnly(JavaAnnotation<?> annotation) {
        return annotation.get("readonly").filter(Boolean.TRUE::equals).isPresent();
    }

    /** {@code flink}, or {@code labels.} where a key follows. */
    private static Set<String> propertiesOf(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1) + (found.group(2) == null ? "" : "."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String elementOf(String property) {
        return property.replace(".", "");
    }

    private static Stream<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }
}
