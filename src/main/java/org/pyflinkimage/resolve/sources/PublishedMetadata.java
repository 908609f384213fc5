package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.HeaderField;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Pep440Version;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.python.SdistDescription;

/**
 * What a source distribution's publisher wrote into it: its PKG-INFO, with the requirements of an older setuptools' {@code
 * requires.txt}.
 *
 * @param metadata what it means
 * @param fields with their names, in their order
 * @param description the long one
 */
record PublishedMetadata(Metadata metadata, List<Description.Field> fields, String description) {

    private static final Pattern TAKING_PART = Pattern.compile(
            "\\[(distutils\\.(commands|setup_keywords)|setuptools\\.(finalize_distribution_options|file_finders)|egg_info\\.writers)].*");

    private static final Set<String> NOTHING = Set.of("", "UNKNOWN");

    /** Fields of METADATA, and keys of a {@code [project]} table, that decide on what is installed with it. */
    private static final Set<String> OF_REQUIREMENTS =
            Set.of("requires-dist", "provides-extra", "requires-python", "dependencies", "optional-dependencies");

    PublishedMetadata {
        fields = List.copyOf(fields);
    }

    /** @throws NeedsRunning where there is none, or none that says name and version */
    static PublishedMetadata read(FolderFiles files) {
        TreeMap<String, String> parts = new TreeMap<>();
        parts.put("PKG-INFO", files.text("PKG-INFO").orElseThrow(() -> new NeedsRunning("it has no PKG-INFO")));
        eggInfos(files)
                .forEach(folder -> files.settings(folder + "/requires.txt")
                        .ifPresent(text -> parts.put(folder.replaceFirst(".*/", "") + "/requires.txt", text)));
        String text = SdistDescription.metadataOf(parts).replace("\r\n", "\n");
        Metadata metadata = Metadata.parse(text)
                .orElseThrow(() -> new NeedsRunning("its PKG-INFO does not say which release of what it is"));
        String[] halves = text.split("\n\n", 2);
        List<Description.Field> fields = fields(halves[0]);
        boolean hasBody = isSince("2.1", fields) && halves.length > 1;
        // An older setuptools wrote empty lines into fields, and what comes behind them is of the fields all the same.
        String description = hasBody
                ? halves[1]
                : fields(text.replaceAll("\n\n+", "\n")).stream()
                        .filter(field -> field.name().equals("description"))
                        .map(Description.Field::value)
                        .findFirst()
                        .orElse("");
        return new PublishedMetadata(metadata, fields, description);
    }

    /** Where setuptools put what it knew of it. */
    private static List<String> eggInfos(FolderFiles files) {
        return Stream.of("", "src", "lib")
                .flatMap(folder -> files.isFolderItself(folder)
                        ? files.names(folder).stream().map(name -> FolderFiles.join(folder, name))
                        : Stream.empty())
                .filter(path -> path.endsWith(".egg-info") && files.isFolderItself(path))
                .toList();
    }

    /**
     * Setuptools looks for commands and more of its own in what lies beside the project that it builds.
     *
     * @throws NeedsRunning where something there would take part in the build
     */
    static void requireNoCommands(FolderFiles files) {
        boolean takesPart = eggInfos(files).stream()
                .flatMap(folder -> files.settings(folder + "/entry_points.txt").stream())
                .flatMap(String::lines)
                .anyMatch(line -> TAKING_PART.matcher(line.strip()).matches());
        if (takesPart) {
            throw new NeedsRunning("it has commands for setuptools, which would take part in its own build");
        }
    }

    /** The files that the publisher's setuptools put into it, of which the next one takes those in packages. */
    static NavigableSet<String> listed(FolderFiles files) {
        NavigableSet<String> listed = new TreeSet<>();
        if (files.arePublished()) {
            eggInfos(files)
                    .forEach(folder -> files.settings(folder + "/SOURCES.txt")
                            .ifPresent(text -> text.lines().map(String::strip).forEach(listed::add)));
        }
        return listed;
    }

    private static List<Description.Field> fields(String head) {
        return HeaderField.read(
                        List.of(head.split("\n", -1)),
                        line -> line.startsWith(" "),
                        line -> "\n" + line.replaceFirst("^ {8}\\|?|^ +", ""))
                .stream()
                .map(field -> new Description.Field(field.name(), field.value()))
                .toList();
    }

    String name() {
        return metadata.writtenName();
    }

    String version() {
        return metadata.version();
    }

    /** The values of a field; what older setuptools wrote for none is none. */
    List<String> all(String field) {
        return fields.stream()
                .filter(it -> it.name().equals(field.toLowerCase(Locale.ROOT)) && !NOTHING.contains(it.value()))
                .map(Description.Field::value)
                .toList();
    }

    /** Whether a script's name or version is the one that was published. */
    boolean isSame(String key, String written) {
        if (key.equals("name")) {
            return NormalizedName.parse(written).filter(metadata.name()::equals).isPresent();
        }
        Optional<Pep440Version> version = Pep440Version.parse(written);
        return version.isPresent() && version.equals(Pep440Version.parse(version()));
    }

    /**
     * Holds what was read from settings against this.
     *
     * @throws NeedsRunning where it is another distribution, or requires other things than was published
     */
    void requireSame(Description description) {
        if (!isSame("name", description.name()) || !isSame("version", description.version())) {
            throw new NeedsRunning("its settings are those of `%s` %s, and its PKG-INFO is that of `%s` %s"
                    .formatted(description.name(), description.version(), name(), version()));
        }
        if (!metadata.unreadable().isEmpty()) {
            throw new NeedsRunning("its PKG-INFO has `%s`, which is no requirement"
                    .formatted(FolderFiles.shortened(metadata.unreadable().get(0))));
        }
        if (metadata.requires().isEmpty() && !saysAll()) {
            return;
        }
        Set<String> own = lines(Metadata.parse(description.metadata()).orElseThrow());
        Set<String> theirs = lines(metadata);
        if (!own.equals(theirs)) {
            Set<String> odd = new TreeSet<>(own);
            Set<String> more = new TreeSet<>(theirs);
            odd.removeAll(theirs);
            more.removeAll(own);
            odd.addAll(more);
            throw new NeedsRunning("its settings require something else than its PKG-INFO: `%s`"
                    .formatted(FolderFiles.shortened(odd.iterator().next())));
        }
    }

    /**
     * What it requires, whoever builds it: fixed by a standard's field or table, by Poetry's, or what setuptools put down when it was
     * published, as uv takes it. Empty where a build may say something else.
     */
    Optional<Metadata> ofAnyBuild(FolderFiles files, JsonNode pyproject) {
        boolean fixed = (saysAll() && isFixed(all("Dynamic")))
                || isFixedBySettings(pyproject)
                || !eggInfos(files).isEmpty();
        boolean named = metadata.requires().stream()
                .allMatch(requirement -> requirement.address().isEmpty());
        return fixed && named && metadata.unreadable().isEmpty() ? Optional.of(metadata) : Optional.empty();
    }

    /** An older PKG-INFO that names no requirement may be silent about those of the settings. */
    private boolean isFixedBySettings(JsonNode pyproject) {
        JsonNode project = pyproject.path("project");
        boolean isTable = !project.isMissingNode() && isFixed(Settings.texts(project, "dynamic"));
        return metadata.requires().isEmpty()
                ? isTable
                        && project.path("dependencies").isEmpty()
                        && project.path("optional-dependencies").isEmpty()
                : isTable || pyproject.at("/tool/poetry").isObject();
    }

    private static boolean isFixed(List<String> dynamic) {
        return dynamic.stream().noneMatch(field -> OF_REQUIREMENTS.contains(field.toLowerCase(Locale.ROOT)));
    }

    /** From that form on what is missing is not there; older ones may be silent about requirements. */
    private boolean saysAll() {
        return isSince("2.2", fields);
    }

    /** Whether they have a form, or a newer one. */
    private static boolean isSince(String form, List<Description.Field> fields) {
        return fields.stream()
                .filter(field -> field.name().equals("metadata-version"))
                .flatMap(field -> Pep440Version.parse(field.value()).stream())
                .anyMatch(written -> written.compareTo(Pep440Version.of(form)) >= 0);
    }

    private static Set<String> lines(Metadata metadata) {
        return metadata.requires().stream().map(PublishedMetadata::line).collect(Collectors.toCollection(TreeSet::new));
    }

    /** A requirement in a form that is the same for what means the same, mostly. */
    private static String line(Requirement requirement) {
        String marker = requirement.marker().map(it -> it.text()).orElse("");
        String conditions = Stream.of(
                        marker.replaceAll("[()\"'\\s]", " ").strip().split(" and ", -1))
                .map(part -> part.replaceAll("\\s+", " ").strip())
                .map(part -> part.startsWith("extra ") ? NormalizedName.normalized(part) : part)
                .filter(part -> !part.isEmpty())
                .sorted()
                .distinct()
                .collect(Collectors.joining(" and "));
        String specifiers = Stream.of(requirement.specifiers().toString().split(",", -1))
                .map(String::strip)
                .sorted()
                .collect(Collectors.joining(","));
        TreeSet<String> extras = requirement.extras().stream()
                .map(NormalizedName::normalized)
                .collect(Collectors.toCollection(TreeSet::new));
        return requirement.name()
                + extras.toString()
                + specifiers
                + requirement.address().orElse("")
                + (conditions.isEmpty() ? "" : " ; " + conditions);
    }
}
