package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.python.Metadata;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.python.Requirement;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.value.PyFlinkException;

/** A folder of pure Python, understood without running anything of it: what its build backend would make of it. */
public final class SourceProject {

    private static final String PYPROJECT = "pyproject.toml";
    private static final Set<String> HARMLESS =
            Set.of("wheel", "setuptools", "hatchling", "poetry-core", "flit-core", "flit", "uv-build");

    private final FolderFiles files;
    private final Description description;
    private final Layout layout;
    private final List<Sibling> siblings;
    private final Set<String> required;

    private SourceProject(FolderFiles files, Description description, Layout layout, List<Sibling> siblings) {
        this.files = files;
        this.description = description;
        this.layout = layout;
        this.siblings = List.copyOf(siblings);
        this.required = all(description).stream()
                .map(requirement -> requirement.name().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What became of a look at a folder: one of both.
     *
     * @param project empty where it needs running
     * @param reason why that is so, a sentence without its end; empty otherwise
     * @param published what one that needs running says that it is and requires, where whoever builds it gets the same
     */
    public record Reading(Optional<SourceProject> project, String reason, Optional<Metadata> published) {

        /** One that nobody could build either. */
        public static Reading refused(String reason) {
            return new Reading(Optional.empty(), reason, Optional.empty());
        }

        private Reading publishedAs(Optional<Metadata> said) {
            return new Reading(project, reason, said);
        }
    }

    /** Takes what a wheel has in it. */
    @FunctionalInterface
    public interface Sink {
        void file(String path, boolean executable, InputStream content) throws IOException;
    }

    /** Looks at a folder. */
    public static Reading read(Path folder) {
        return reading(() -> readable(new FolderFiles(folder), Optional.empty()));
    }

    /**
     * Looks at a source distribution, which is held against what its publisher wrote into it.
     *
     * @param folder empty; it is unpacked there, and the project reads it
     * @throws IOException where the folder cannot be written
     */
    public static Reading readSdist(Path sdist, Path folder) throws IOException {
        List<FolderFiles> unpacked = new ArrayList<>();
        List<NeedsRunning> contradictions = new ArrayList<>();
        Reading reading = reading(() -> {
            FolderFiles files = new FolderFiles(folder, SdistFolder.unpack("it", sdist, folder));
            unpacked.add(files);
            PublishedMetadata published = PublishedMetadata.read(files);
            SourceProject project = readable(files, Optional.of(published));
            try {
                published.requireSame(project.description);
            } catch (NeedsRunning e) {
                contradictions.add(e);
                throw e;
            }
            PublishedMetadata.requireNoCommands(files);
            return project;
        });
        // What says two things of itself is not known, whoever builds it.
        return reading.project().isPresent() || unpacked.isEmpty() || !contradictions.isEmpty()
                ? reading
                : reading.publishedAs(ofAnyBuild(unpacked.get(0)));
    }

    private static Optional<Metadata> ofAnyBuild(FolderFiles files) {
        try {
            JsonNode pyproject = pyproject(files);
            return isProject(files, pyproject)
                    ? PublishedMetadata.read(files).ofAnyBuild(files, pyproject)
                    : Optional.empty();
        } catch (NeedsRunning | PyFlinkException e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Look<E extends Exception> {
        SourceProject at() throws E;
    }

    private static <E extends Exception> Reading reading(Look<E> look) throws E {
        try {
            return new Reading(Optional.of(look.at()), "", Optional.empty());
        } catch (NeedsRunning e) {
            return Reading.refused(e.reason());
        } catch (PyFlinkException e) {
            return Reading.refused(e.problems().get(0).what());
        }
    }

    private static boolean isProject(FolderFiles files, JsonNode pyproject) {
        return !pyproject.isEmpty() || files.isFile("setup.cfg") || files.isFile("setup.py");
    }

    private static SourceProject readable(FolderFiles files, Optional<PublishedMetadata> published) {
        JsonNode pyproject = pyproject(files);
        if (!isProject(files, pyproject)) {
            throw new NeedsRunning("it has neither a `pyproject.toml` nor a `setup.cfg`, so that it is no project");
        }
        Backend backend = backend(pyproject.path("build-system")).of(files, pyproject, published);
        Description description = backend.description();
        requireNamed(description);
        Layout layout = backend.layout(description);
        for (Map.Entry<String, Layout.Source> file : layout.files().entrySet()) {
            files.requireTaken(file.getValue().path());
            if (file.getKey().matches(".*\\.(so|pyd|dll|dylib)|.*\\.dist-info/.*")) {
                throw new NeedsRunning("`%s` in it is not pure Python"
                        .formatted(file.getValue().path()));
            }
        }
        description.licenseFiles().forEach(files::requireTaken);
        return new SourceProject(files, description, layout, Siblings.of(pyproject));
    }

    private static JsonNode pyproject(FolderFiles files) {
        return files.settings(PYPROJECT)
                .map(text -> (JsonNode) Toml.parse(text, PYPROJECT))
                .orElseGet(Toml::empty);
    }

    private static Backend.Kind backend(JsonNode system) {
        for (String text : Settings.texts(system, "requires")) {
            NormalizedName name = Description.requirement(text).name();
            if (!HARMLESS.contains(name.value())) {
                throw new NeedsRunning("`%s` takes part in its build".formatted(name));
            }
        }
        if (system.has("backend-path")) {
            throw new NeedsRunning("it has a build backend of its own: `backend-path`");
        }
        String named = system.path("build-backend").asText("setuptools.build_meta:__legacy__");
        Backend.Kind backend = Backend.BY_NAME.get(named);
        if (backend == null) {
            throw new NeedsRunning("its build backend `%s` is none of those that are known".formatted(named));
        }
        return backend;
    }

    /** An address in a wheel's requirements would be followed, whatever lies there. */
    private static void requireNamed(Description description) {
        for (Requirement requirement : all(description)) {
            if (requirement.address().isPresent()) {
                throw new NeedsRunning("it requires `%s` by an address".formatted(requirement.name()));
            }
        }
    }

    private static List<Requirement> all(Description description) {
        List<Requirement> all = new ArrayList<>(description.requires());
        description.extras().values().forEach(all::addAll);
        return all;
    }

    public NormalizedName name() {
        return description.normalizedName();
    }

    public String version() {
        return description.version();
    }

    /** Whether it requires a distribution of a normalized name, which need not be one, by itself or for an extra. */
    public boolean requires(String other) {
        return required.contains(other);
    }

    /** What it takes from beside it. */
    public List<Sibling> siblings() {
        return siblings;
    }

    /** The name of its wheel, which is of any Python 3: {@code acme_common-1.0-py3-none-any.whl}. */
    public String wheelName() {
        return description.stem() + "-py3-none-any.whl";
    }

    /** Writes its wheel: the same bytes for the same files. */
    public void write(Path wheel) throws IOException {
        Files.deleteIfExists(wheel);
        writer().write(wheel);
    }

    /** Hands over what its wheel has in it, but for RECORD, in the order of names. */
    public void deliver(Sink sink) throws IOException {
        writer().deliver(sink);
    }

    /** What it requires, for its extras too, as its METADATA has it. */
    public Metadata metadata() {
        return Metadata.parse(description.metadata()).orElseThrow();
    }

    private WheelWriter writer() {
        WheelWriter writer = new WheelWriter(files::place, description.stem() + ".dist-info");
        layout.files().forEach(writer::file);
        description
                .licenseFiles()
                .forEach(file -> writer.file(
                        description.stem() + ".dist-info/licenses/" + file,
                        new Layout.Source(file, layout.topLevel() && files.isExecutable(file))));
        writer.text("METADATA", description.metadata());
        writer.text(
                "WHEEL",
                "Wheel-Version: 1.0\nGenerator: pyflink-maven-plugin\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        description.entryPointsText().ifPresent(text -> writer.text("entry_points.txt", text));
        if (layout.topLevel()) {
            Set<String> tops = new TreeSet<>();
            layout.files().keySet().stream()
                    .filter(path -> !path.startsWith(description.stem() + ".data/"))
                    .forEach(path -> tops.add(path.replaceFirst("/.*|\\.pyi?$", "")));
            writer.text("top_level.txt", String.join("\n", tops) + "\n");
        }
        return writer;
    }
}
