package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.value.ImageReference;
import org.pyflinkimage.value.ImageRepository;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** What a user declared, as text and by element; {@link #specs} gives it a meaning. */
public final class Declaration {

    private final Path folder;
    private final Map<Element, List<String>> values = new EnumMap<>(Element.class);
    private final List<Exclusion> exclusions = new ArrayList<>();
    private final List<Setting> flinkConfig = new ArrayList<>();
    private final List<Setting> log4j = new ArrayList<>();
    private final List<Setting> labels = new ArrayList<>();
    private final List<Setting> environment = new ArrayList<>();
    private ImageRepository defaultImage = new ImageRepository(Optional.empty(), "pyflink");

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

    /** Leaves cells out of the matrix. */
    public Declaration without(List<Exclusion> cells) {
        exclusions.addAll(cells);
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

    /** The image's name where none is declared; one that is no image name is passed over. */
    public Declaration withDefaultImage(String name) {
        ImageRepository.parse(name).ifPresent(repository -> defaultImage = repository);
        return this;
    }

    /**
     * One spec for each cell of the matrix, in the declared order: the last axis, platforms, changes fastest.
     *
     * @throws PyFlinkException {@code PYF-0xx}, every problem of the declaration at once
     */
    public List<ImageSpec> specs(ProjectFiles files, KnownVersions known) {
        List<Problem> problems = new ArrayList<>();
        checkBlanks(problems);
        List<Combination> cells = new MatrixReader(this, known, problems).cells();
        ImageName name = ImageName.read(this, problems);
        ContentReader contents = new ContentReader(this, files, problems);
        PythonRequirements requirements = contents.requirements();
        Optional<JobSpec> job = new JobReader(this, files, problems).job();
        HintsReader hintsReader = new HintsReader(this, files, problems);
        ImageSpec.Hints hints = hintsReader.hints();
        Optional<ImageReference> base = hintsReader.base();
        DeclaredContents declared = new DeclaredContents(base, requirements, contents.connectors(), job);
        DeclaredSettings settings = new DeclaredSettings(
                contents.flinkConfig(),
                new LoggingReader(this, problems).logging(),
                new ContainerReader(this, problems).container(),
                contents.labels());
        List<ImageSpec> specs = cells.stream()
                .map(cell -> new ImageSpec(
                        cell, new Destination(name.referencesTo(cell), name.outputs()), declared, settings, hints))
                .toList();
        PyFlinkException.throwIfAny(problems);
        return specs;
    }

    /** Whether an element was given a value. */
    public boolean isDeclared(Element element) {
        return !values(element).isEmpty();
    }

    Path folder() {
        return folder;
    }

    /** An element's values that are not blank. */
    List<String> values(Element element) {
        return values.getOrDefault(element, List.of()).stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** The value of an element that takes one. */
    Optional<String> value(Element element, List<Problem> problems) {
        List<String> all = values(element);
        if (all.size() > 1) {
            problems.add(Problem.declaration(
                            "PYF-008", "`%s` takes one value: `%s`".formatted(element.tag(), String.join("`, `", all)))
                    .remedy(element.with(all.get(0))));
        }
        return all.stream().findFirst();
    }

    List<Exclusion> exclusions() {
        return exclusions;
    }

    List<Setting> declaredFlinkConfig() {
        return flinkConfig;
    }

    List<Setting> declaredLog4j() {
        return log4j;
    }

    List<Setting> declaredEnvironment() {
        return environment;
    }

    List<Setting> declaredLabels() {
        return labels;
    }

    ImageRepository defaultImage() {
        return defaultImage;
    }

    private void checkBlanks(List<Problem> problems) {
        Stream.of(Element.values())
                .filter(element -> values.getOrDefault(element, List.of()).contains(""))
                .forEach(element -> problems.add(blank(element)));
    }

    private static Problem blank(Element element) {
        Problem problem = Problem.declaration("PYF-009", "`%s` has an empty value".formatted(element.tag()));
        if (element != Element.TAGS) {
            return problem.remedy(
                    "remove the empty element, or the second of two commas in `-D%s`".formatted(element.property()));
        }
        return problem.why("where a value is a single `${...}`, Maven takes it for a property of its own and drops it")
                .remedy("write the placeholder with an at sign: " + Element.TAGS.with("@{flink}"));
    }
}
