package org.pyflinkimage.spec.reader;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Output;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.ImageRepository;
import org.pyflinkimage.value.Problem;

/** The names of {@code <image>}, the tags of {@code <tags>}, the outputs of {@code <to>}, and {@code <compression>}. */
final class NamesReader {

    private static final String EXAMPLE = "registry.example.com/team/name";

    private final Reading reading;

    NamesReader(Reading reading) {
        this.reading = reading;
    }

    ImageNames names() {
        Set<Output> outputs = outputs();
        return new ImageNames(repositories(outputs), tags(), outputs, compression());
    }

    private List<ImageRepository> repositories(Set<Output> outputs) {
        List<String> declared = reading.values(Element.IMAGE);
        if (declared.isEmpty() && outputs.contains(Output.REGISTRY)) {
            reading.report(Problem.declaration("PYF-014", "`<to>` is `registry`, and no `<image>` says which")
                    .remedy(Element.IMAGE.with(EXAMPLE)));
        }
        Set<ImageRepository> repositories = new LinkedHashSet<>();
        for (String name : declared) {
            Optional<ImageRepository> repository = ImageRepository.parse(name);
            repository.ifPresent(repositories::add);
            if (repository.isEmpty()) {
                reading.report(malformed(name, declared));
            }
        }
        if (outputs.contains(Output.REGISTRY)) {
            reportNamesWithoutRegistry(repositories);
        }
        return repositories.isEmpty() ? List.of(reading.declaration().defaultImage()) : List.copyOf(repositories);
    }

    /** A short name is nothing strange alone; among names of registries it is more likely meant for this machine. */
    private void reportNamesWithoutRegistry(Set<ImageRepository> repositories) {
        List<ImageRepository> complete = repositories.stream()
                .filter(name -> name.registry().isPresent())
                .toList();
        if (complete.isEmpty()) {
            return;
        }
        for (ImageRepository name : repositories) {
            if (name.registry().isEmpty()) {
                reading.report(Problem.declaration(
                                "PYF-013", "`%s` in `<image>` says no registry, beside names that do".formatted(name))
                        .why("`<to>` has `registry`, and a name without one is pushed to Docker Hub")
                        .remedy("where that is meant: "
                                + Element.IMAGE.with(repositories.stream()
                                        .map(NamesReader::onDockerHub)
                                        .collect(Collectors.joining(","))))
                        .remedy("else without it: "
                                + Element.IMAGE.with(complete.stream()
                                        .map(ImageRepository::toString)
                                        .collect(Collectors.joining(",")))));
            }
        }
    }

    /** Names of one segment are Docker's own there. */
    private static String onDockerHub(ImageRepository name) {
        return name.registry().isPresent()
                ? name.toString()
                : "docker.io/" + (name.path().contains("/") ? "" : "team/") + name;
    }

    private static Problem malformed(String name, List<String> declared) {
        String bare = bare(name);
        String better = declared.stream()
                .map(other -> ImageRepository.parse(other).isPresent() ? other : better(other))
                .distinct()
                .collect(Collectors.joining(","));
        return Problem.declaration(
                        "PYF-010",
                        "`%s` in `<image>` is not an image name in the form `[host[:port]/]path/name`".formatted(name))
                .why(
                        ImageRepository.parse(bare).isPresent()
                                ? "a name has no tag or digest here: tags stand in `<tags>`"
                                : "segments have lower-case letters and digits, with `.`, `_`, `__` or `-` between them")
                .remedy(Element.IMAGE.with(better));
    }

    private static String bare(String name) {
        return name.replaceFirst("@.*$", "").replaceFirst(":[^/:]*$", "");
    }

    private static String better(String name) {
        return ImageRepository.parse(bare(name).toLowerCase(Locale.ROOT))
                .map(ImageRepository::toString)
                .orElse(EXAMPLE);
    }

    private List<TagTemplate> tags() {
        List<TagTemplate> usable = reading.values(Element.TAGS).stream()
                .map(TagTemplate::new)
                .filter(this::isUsable)
                .toList();
        return usable.isEmpty() ? List.of(TagTemplate.STANDARD) : usable;
    }

    private boolean isUsable(TagTemplate template) {
        Optional<Problem> mistake = template.unknownPlaceholder()
                .map(word -> unknownPlaceholder(template, word))
                .or(() -> template.isTag() ? Optional.empty() : Optional.of(noTag(template)));
        mistake.ifPresent(reading::report);
        return mistake.isEmpty();
    }

    private static Problem unknownPlaceholder(TagTemplate template, String word) {
        String all =
                TagTemplate.placeholders().stream().map("`${%s}`"::formatted).collect(Collectors.joining(", "));
        return Problem.declaration(
                        "PYF-012", "`%s` in `<tags>` has the unknown placeholder `%s`".formatted(template, word))
                .why("there are " + all + "; `@{...}` means the same")
                .remedy(Element.TAGS.with(TagTemplate.STANDARD));
    }

    private static Problem noTag(TagTemplate template) {
        return Problem.declaration("PYF-011", "`%s` in `<tags>` is not a tag".formatted(template))
                .why("a tag has up to 128 letters, digits, `_`, `.` and `-`, and does not begin with `.` or `-`")
                .remedy(Element.TAGS.with(TagTemplate.STANDARD));
    }

    private Set<Output> outputs() {
        Set<Output> outputs = new TreeSet<>();
        for (String text : reading.values(Element.TO)) {
            Optional<Output> output = Output.parse(text);
            output.ifPresent(outputs::add);
            if (output.isEmpty()) {
                reading.report(unknownOutput(text));
            }
        }
        return outputs.isEmpty() ? Set.of(Output.OCI_ARCHIVE) : outputs;
    }

    private Compression compression() {
        Optional<String> text = reading.value(Element.COMPRESSION);
        Optional<Compression> compression = text.flatMap(Compression::parse);
        if (text.isPresent() && compression.isEmpty()) {
            reading.report(
                    Problem.declaration("PYF-094", "`%s` in `<compression>` is no compression".formatted(text.get()))
                            .why("`gzip` is read by all that runs containers, `zstd` is smaller")
                            .remedy(Element.COMPRESSION.among(Compression.CHOICES)));
        }
        return compression.orElse(Compression.GZIP);
    }

    private static Problem unknownOutput(String text) {
        String all = Arrays.stream(Output.values()).map(Output::toString).collect(Collectors.joining(", "));
        return Problem.declaration("PYF-016", "`%s` in `<to>` is no place that images go to".formatted(text))
                .why("there are " + all)
                .remedy(Element.TO.with(Output.OCI_ARCHIVE.toString()));
    }
}
