package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.ImageRepository;
import org.pyflinkimage.value.Problem;

/** What a user declared, as text and by element. */
public final class Declaration {

    private final Path folder;
    private final Map<Element, List<String>> values = new EnumMap<>(Element.class);
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final List<Setting> flinkConfig = new ArrayList<>();
    private final List<Setting> log4j = new ArrayList<>();
    private final List<Setting> labels = new ArrayList<>();
    private final List<Setting> annotations = new ArrayList<>();
    private final List<Setting> environment = new ArrayList<>();
    private ImageRepository defaultImage = new ImageRepository(Optional.empty(), "pyflink");
    private PublishedVersions published = PublishedVersions.NONE;
    private MachinePlatforms platforms = MachinePlatforms.NONE;
    private final Set<Path> own = new LinkedHashSet<>();
    private final List<DependenciesText> dependencies = new ArrayList<>();
    private final List<PlaceText> places = new ArrayList<>();
    private final List<ProjectDependency> projectDependencies = new ArrayList<>();
    private final List<ExtraDirectoryText> extraDirectories = new ArrayList<>();
    private final List<IndexText> indexes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private boolean toBeRendered;

    /** @param folder what relative paths start from; absolute */
    public Declaration(Path folder) {
        this.folder = folder;
    }

    /** Declares an element's values; a null or blank one is reported. An empty list leaves the element to its default. */
    public Declaration with(Element element, Collection<? extends @Nullable String> texts) {
        List<String> stripped = new ArrayList<>();
        texts.forEach(text -> stripped.add(text == null ? "" : text.strip()));
        values.put(element, stripped);
        return this;
    }

    /** Declares an element's values that are any text, blanks and all; none at all is reported. */
    public Declaration withExactly(Element element, List<String> texts) {
        values.put(element, List.copyOf(texts));
        return this;
    }

    /** Leaves cells out of the matrix. */
    public Declaration without(List<Exclusion> cells) {
        exclusions.addAll(cells);
        return this;
    }

    /** Adds what connectors say of the jars that they depend on. */
    public Declaration withDependencies(List<DependenciesText> texts) {
        dependencies.addAll(texts);
        return this;
    }

    /** Adds where connectors say that their jars lie. */
    public Declaration withPlaces(List<PlaceText> texts) {
        places.addAll(texts);
        return this;
    }

    /** Names the jars that the project depends on, of which an image may have some. */
    public Declaration withProjectDependencies(List<ProjectDependency> jars) {
        projectDependencies.addAll(jars);
        return this;
    }

    /** Adds folders whose files images get. */
    public Declaration withExtraDirectories(List<ExtraDirectoryText> texts) {
        extraDirectories.addAll(texts);
        return this;
    }

    /** Adds package indexes. */
    public Declaration withIndexes(List<IndexText> texts) {
        indexes.addAll(texts);
        return this;
    }

    /** Adds to the Flink configuration. */
    public Declaration withFlinkConfig(List<Setting> settings) {
        flinkConfig.addAll(settings);
        return this;
    }

    /** Adds levels of loggers by their names; {@code root} is the logger above all others. */
    public Declaration withLog4j(List<Setting> levels) {
        log4j.addAll(levels);
        return this;
    }

    /** Adds variables of the image's environment. */
    public Declaration withEnvironment(List<Setting> variables) {
        environment.addAll(variables);
        return this;
    }

    /** Adds labels of the image. */
    public Declaration withLabels(List<Setting> settings) {
        labels.addAll(settings);
        return this;
    }

    /** Adds annotations of the image's manifest. */
    public Declaration withAnnotations(List<Setting> settings) {
        annotations.addAll(settings);
        return this;
    }

    /** The image's name in small letters, where none is declared; one that is no image name is passed over. */
    public Declaration withDefaultImage(String name) {
        ImageRepository.parse(name.toLowerCase(Locale.ROOT)).ifPresent(repository -> defaultImage = repository);
        return this;
    }

    /** Who can tell the versions of jars, which messages propose. */
    public Declaration withPublished(PublishedVersions versions) {
        published = versions;
        return this;
    }

    /** Who can tell what this machine runs, which a declaration may leave to it. */
    public Declaration withPlatforms(MachinePlatforms machine) {
        platforms = machine;
        return this;
    }

    /** Names what the build itself writes, which is no part of a job even where it lies among its sources. */
    public Declaration withOwn(Collection<Path> files) {
        files.forEach(file -> own.add(file.toAbsolutePath().normalize()));
        return this;
    }

    /** Adds what was wrong with the declaration's text already, to be told with all other mistakes. */
    public Declaration withProblem(Problem problem) {
        problems.add(problem);
        return this;
    }

    /** The images are rendered, and whoever builds them may name them otherwise. */
    public Declaration toBeRendered() {
        toBeRendered = true;
        return this;
    }

    /** Whether an element was given a value. */
    public boolean isDeclared(Element element) {
        return !values(element).isEmpty();
    }

    /** What relative paths start from. */
    public Path folder() {
        return folder;
    }

    /** Whether one of an element's values is blank. */
    public boolean hasBlank(Element element) {
        return values.getOrDefault(element, List.of()).contains("");
    }

    /** An element's values that are not blank. */
    public List<String> values(Element element) {
        return values.getOrDefault(element, List.of()).stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** An element's values as they were declared, each as often as it was. */
    public List<String> exactValues(Element element) {
        return values.getOrDefault(element, List.of());
    }

    /** Whether the images are rendered, and not built. */
    public boolean isToBeRendered() {
        return toBeRendered;
    }

    /** Who can tell the versions of jars. */
    public PublishedVersions published() {
        return published;
    }

    /** Who can tell what this machine runs. */
    public MachinePlatforms platforms() {
        return platforms;
    }

    /** What the build itself writes. */
    public Set<Path> own() {
        return Set.copyOf(own);
    }

    /** What was wrong with the declaration's text. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What connectors say of the jars that they depend on, in the declared order. */
    public List<DependenciesText> dependencies() {
        return List.copyOf(dependencies);
    }

    /** Where connectors say that their jars lie, in the declared order. */
    public List<PlaceText> places() {
        return List.copyOf(places);
    }

    /** The jars that the project depends on, in the order of its POM. */
    public List<ProjectDependency> projectDependencies() {
        return List.copyOf(projectDependencies);
    }

    /** Folders whose files images get, in the declared order. */
    public List<ExtraDirectoryText> extraDirectories() {
        return List.copyOf(extraDirectories);
    }

    /** Package indexes, in the declared order. */
    public List<IndexText> indexes() {
        return List.copyOf(indexes);
    }

    /** Cells to leave out. */
    public List<Exclusion> exclusions() {
        return List.copyOf(exclusions);
    }

    /** The Flink configuration, with every key as often as it was declared. */
    public List<Setting> flinkConfig() {
        return List.copyOf(flinkConfig);
    }

    /** Levels by logger, the same way. */
    public List<Setting> log4j() {
        return List.copyOf(log4j);
    }

    /** Variables of the environment, the same way. */
    public List<Setting> environment() {
        return List.copyOf(environment);
    }

    /** Labels, the same way. */
    public List<Setting> labels() {
        return List.copyOf(labels);
    }

    /** Annotations, the same way. */
    public List<Setting> annotations() {
        return List.copyOf(annotations);
    }

    /** The image's name where none is declared. */
    public ImageRepository defaultImage() {
        return defaultImage;
    }
}
