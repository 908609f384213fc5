package org.pyflinkimage.spec.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.CreationTime;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.DeclaredBase;
import org.pyflinkimage.spec.DeclaredContents;
import org.pyflinkimage.spec.DeclaredPython;
import org.pyflinkimage.spec.DeclaredSettings;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.spec.KnownVersions;
import org.pyflinkimage.spec.MatrixFormat;
import org.pyflinkimage.spec.MavenCoordinates;
import org.pyflinkimage.spec.ProjectFiles;
import org.pyflinkimage.spec.PythonRequirements;
import org.pyflinkimage.spec.StoreLimit;
import org.pyflinkimage.spec.Switch;
import org.pyflinkimage.spec.TransitiveConnector;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/** Gives a declaration its meaning. */
public final class DeclarationReader {

    private final Reading reading;
    private final KnownVersions known;

    private DeclarationReader(Reading reading, KnownVersions known) {
        this.reading = reading;
        this.known = known;
    }

    /**
     * One spec for each cell of the matrix, in the declared order: the last axis, platforms, changes fastest.
     *
     * @throws PyFlinkException {@code PYF-0xx}, every problem of the declaration at once
     */
    public static List<ImageSpec> read(Declaration declaration, ProjectFiles files, KnownVersions known) {
        List<Problem> problems = new ArrayList<>(declaration.problems());
        List<ImageSpec> specs = new DeclarationReader(new Reading(declaration, files, problems), known).specs();
        PyFlinkException.throwIfAny(problems);
        return specs;
    }

    /**
     * Reads the declaration of a goal that needs no images.
     *
     * @throws PyFlinkException {@code PYF-0xx}, {@code PYF-544}, {@code PYF-932}, every problem of the declaration at
     *     once
     */
    public static GoalSettings requireSettings(Declaration declaration, ProjectFiles files) {
        List<Problem> problems = new ArrayList<>(declaration.problems());
        checkSettings(new Reading(declaration, files, problems));
        PyFlinkException.throwIfAny(problems);
        return settings(declaration);
    }

    /** How a goal goes about its work, by a declaration that has no mistake in that. */
    public static GoalSettings settings(Declaration declaration) {
        Set<Element> on = Element.switches().stream()
                .filter(element ->
                        first(declaration, element).flatMap(Switch::parse).equals(Optional.of(Switch.ON)))
                .collect(Collectors.toUnmodifiableSet());
        StoreLimit limit = first(declaration, Element.STORE_LIMIT)
                .flatMap(StoreLimit::parse)
                .orElse(StoreLimit.USUAL);
        MatrixFormat format =
                first(declaration, Element.FORMAT).flatMap(MatrixFormat::parse).orElse(MatrixFormat.USUAL);
        return new GoalSettings(on, limit, format);
    }

    private static Optional<String> first(Declaration declaration, Element element) {
        return declaration.values(element).stream().findFirst();
    }

    /** Who builds the images; empty where this plugin does, and where the declared one is no builder. */
    public static Optional<BuilderName> builder(Declaration declaration) {
        return first(declaration, Element.BUILDER).flatMap(BuilderName::parse);
    }

    /** The date of images where one is declared that is one. */
    public static Optional<CreationTime> creationTime(Declaration declaration) {
        return first(declaration, Element.CREATION_TIME).flatMap(CreationTime::parse);
    }

    /**
     * Where lock files may take files from.
     *
     * @throws PyFlinkException {@code PYF-723} for each word that says nothing of that
     */
    public static AcceptedSources sources(Declaration declaration) {
        return AcceptedSources.parse(declaration.values(Element.SOURCES));
    }

    private static void checkSettings(Reading reading) {
        reportBlanks(reading);
        new SwitchReader(reading).check();
        reading.value(Element.STORE_LIMIT)
                .filter(limit -> StoreLimit.parse(limit).isEmpty())
                .ifPresent(limit -> reading.report(StoreLimit.noLimit(limit)));
        reading.value(Element.FORMAT)
                .filter(format -> MatrixFormat.parse(format).isEmpty())
                .ifPresent(format -> reading.report(MatrixFormat.noFormat(format)));
    }

    private List<ImageSpec> specs() {
        checkSettings(reading);
        reading.value(Element.CREATION_TIME)
                .filter(text -> CreationTime.parse(text).isEmpty())
                .ifPresent(text -> reading.report(CreationTime.noTime(text)));
        List<Combination> cells = new MatrixReader(reading, known).cells();
        ImageNames names = new NamesReader(reading).names();
        ContentReader content = new ContentReader(reading);
        PythonRequirements requirements = content.requirements();
        List<PythonMinor> lines = cells.stream().map(Combination::python).toList();
        reportPythons(requirements, cells);
        DeclaredPython python = new PythonReader(reading, lines).python();
        Optional<JobSpec> job = new JobReader(reading).job();
        ImageSpec.Hints hints = new HintsReader(reading).hints();
        Optional<DeclaredBase> base = new BaseReader(reading).base();
        List<MavenCoordinates> connectors =
                content.connectors(cells.stream().map(Combination::flink).toList(), known.jars());
        List<TransitiveConnector> transitive = new TransitiveReader(reading).read();
        DeclaredContents contents = new DeclaredContents(
                base,
                python,
                new PackagesReader(reading).packages(),
                requirements,
                content.parts(),
                connectors,
                transitive,
                new PlaceReader(reading).read(transitive),
                job,
                new ExtraDirectoryReader(reading).directories());
        DeclaredSettings settings = settings(job);
        List<ImageSpec> specs = cells.stream()
                .map(cell -> new ImageSpec(cell, names.of(cell), contents, settings, hints))
                .toList();
        new BuilderReader(reading).check(specs);
        return specs;
    }

    private DeclaredSettings settings(Optional<JobSpec> job) {
        SettingsReader settings = new SettingsReader(reading);
        Map<String, String> flinkConfig = settings.flinkConfig();
        job.ifPresent(declared -> new AttachmentsReader(reading).addTo(flinkConfig, declared.attachments()));
        return new DeclaredSettings(
                flinkConfig,
                new LoggingReader(reading).logging(),
                new ContainerReader(reading).container(),
                settings.labels(),
                settings.annotations());
    }

    private void reportPythons(PythonRequirements requirements, List<Combination> cells) {
        requirements.files().stream()
                .flatMap(file -> RequiredPython.of(file, reading.files()).stream())
                .flatMap(required -> required.problems(cells, known.pythons()).stream())
                .forEach(reading::report);
    }

    private static void reportBlanks(Reading reading) {
        Stream.of(Element.values())
                .filter(reading.declaration()::hasBlank)
                .forEach(element -> reading.report(blank(element)));
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
