package org.pyflinkimage.build.validation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.pyflinkimage.job.ChosenFiles;
import org.pyflinkimage.job.ExtraFiles;
import org.pyflinkimage.spec.AcceptedSources;
import org.pyflinkimage.spec.BuilderName;
import org.pyflinkimage.spec.CreationTime;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.GoalSettings;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.MachinePlatforms;
import org.pyflinkimage.spec.reader.DeclarationReader;
import org.pyflinkimage.system.LinkEnd;
import org.pyflinkimage.template.TemplateFolder;
import org.pyflinkimage.value.Platform;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;

/**
 * What a goal works on: a declaration that was understood.
 *
 * @param specs one for each cell of the matrix
 * @param builder who builds them; empty where the plugin itself does
 * @param sources where lock files may take files from
 * @param creationTime of images, where it is declared
 * @param validation by the rules as the declaration wants them
 * @param settings how the goal goes about its work
 * @param notes what was decided for the user, a line each
 */
public record DeclaredImages(
        List<ImageSpec> specs,
        Optional<BuilderName> builder,
        AcceptedSources sources,
        Optional<CreationTime> creationTime,
        Validation validation,
        GoalSettings settings,
        List<String> notes) {

    public DeclaredImages {
        specs = List.copyOf(specs);
        notes = List.copyOf(notes);
    }

    /**
     * Gives a declaration its meaning.
     *
     * @param rules severities by code
     * @param templates the folder whose files come before the plugin's own
     * @throws PyFlinkException with every problem of the severities and of the declaration at once
     */
    public static DeclaredImages read(Declaration declaration, Map<String, String> rules, Optional<Path> templates) {
        List<Problem> problems = new ArrayList<>(JarsOfProject.declare(declaration));
        Optional<Validation> validation = collect(() -> Validation.with(rules, templates), problems);
        Optional<List<ImageSpec>> specs = collect(
                () -> DeclarationReader.read(declaration, new DiskFiles(), Validation.knownVersions()), problems);
        Optional<AcceptedSources> sources = collect(() -> DeclarationReader.sources(declaration), problems);
        specs.ifPresent(read -> problems.addAll(problemsOfJobs(read)));
        specs.ifPresent(read -> problems.addAll(problemsOfExtraFiles(read)));
        Validation judging = validation.orElseGet(() -> Validation.with(Map.of(), templates));
        specs.ifPresent(read -> problems.addAll(judging.problemsOfRequirements(read)));
        templates.ifPresent(folder -> problems.addAll(problemsOfTemplates(folder)));
        PyFlinkException.throwIfAny(problems);
        return new DeclaredImages(
                specs.orElseThrow(),
                DeclarationReader.builder(declaration),
                sources.orElseThrow(),
                DeclarationReader.creationTime(declaration),
                judging,
                DeclarationReader.settings(declaration),
                foreignPlatform(declaration, specs.orElseThrow()).stream().toList());
    }

    /**
     * The date of images; empty where it is the lock file's.
     *
     * @param ofProject the project's own, which a declared one wins over
     */
    public Optional<Instant> created(Optional<Instant> ofProject) {
        return creationTime.map(CreationTime::fixed).orElse(ofProject);
    }

    /** On another machine than most, the image that is built where no platform is declared runs by emulation. */
    private static Optional<String> foreignPlatform(Declaration declaration, List<ImageSpec> specs) {
        Platform built = specs.get(0).combination().platform();
        return declaration.isDeclared(Element.PLATFORMS)
                ? Optional.empty()
                : declaration
                        .platforms()
                        .host()
                        .filter(host -> host != built)
                        .map(host -> "Images are for %s, as no platform is declared; for this machine's own, %s: %s"
                                .formatted(built, host, Element.PLATFORMS.with(MachinePlatforms.HOST)));
    }

    private static List<Problem> problemsOfJobs(List<ImageSpec> specs) {
        return specs.stream()
                .flatMap(spec -> spec.job().stream())
                .distinct()
                .flatMap(job -> ChosenFiles.of(job).problems().stream())
                .toList();
    }

    private static List<Problem> problemsOfExtraFiles(List<ImageSpec> specs) {
        return specs.stream()
                .map(ImageSpec::extraDirectories)
                .distinct()
                .flatMap(directories -> ExtraFiles.of(directories).problems().stream())
                .toList();
    }

    /** Templates and files beside them reach images and rendered folders with whatever they say. */
    private static List<Problem> problemsOfTemplates(Path folder) {
        return Stream.concat(linksOf(folder), TemplateFolder.strangers(folder).stream())
                .toList();
    }

    private static Stream<Problem> linksOf(Path folder) {
        return LinkEnd.leadingOutOf(folder).stream()
                .map(link -> Problem.declaration(
                                "PYF-254",
                                "`%s` of `<templates>` is a symbolic link to %s"
                                        .formatted(folder.relativize(link), kind(link)))
                        .why("what lies elsewhere does not reach an image by a link")
                        .remedy("a copy in its place, or remove it from " + Element.TEMPLATES.named()));
    }

    private static String kind(Path link) {
        LinkEnd end = LinkEnd.of(link);
        return end.kind() + (end.path().isPresent() ? " outside of the folder" : "");
    }

    private static <A> Optional<A> collect(Supplier<A> read, List<Problem> problems) {
        try {
            return Optional.of(read.get());
        } catch (PyFlinkException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }
}
